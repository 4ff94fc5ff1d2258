"""Turning rows into what the register holds. Pure functions: no files, no database."""
