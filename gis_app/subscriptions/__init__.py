"""Followed places: who wants to hear of a yard, a street or a district, what is news there, and who is told."""
