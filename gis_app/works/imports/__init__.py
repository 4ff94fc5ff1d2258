"""Uploaded plans on their way to the works: received, checked, mended, accepted."""
