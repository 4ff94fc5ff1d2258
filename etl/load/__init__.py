"""Writing the register: one transaction per file, the same file twice changes nothing."""
