"""The database: models' base, sessions, the private cluster, SQL functions and migrations."""
