"""Contractors, customers and public bodies, with their history."""
