"""The register of places and the geocoder that reads addresses the way the city writes them."""
