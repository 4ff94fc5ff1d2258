"""What the map is served from: prebuilt tiles, collections, the style."""
