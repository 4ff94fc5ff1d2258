"""The page of texts that the geocoder could not place for certain."""
