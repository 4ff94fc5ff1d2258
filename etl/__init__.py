"""Batch loading: files come in, rules of `gis_app` are applied, the database is written."""
