"""Migrations. A file's name tells its day and its story."""
