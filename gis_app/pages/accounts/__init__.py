"""Pages of accounts: signing in, inviting, one's own account and messages, what waits for whom."""
