"""The one answer for a place: is something planned here, what is going on, who answers for what."""
