"""Plans on paper: the PDF and the map in one file."""
