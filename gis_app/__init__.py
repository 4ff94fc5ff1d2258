"""The city's map of repair and improvement works: the database, every rule, and the HTTP service."""
