"""The one-answer page of a place, its pictures and maps."""
