"""Who may do what: users, roles, sessions, and the one table of access."""
