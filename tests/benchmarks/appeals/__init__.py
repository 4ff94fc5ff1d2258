"""Measurements of appeals."""
