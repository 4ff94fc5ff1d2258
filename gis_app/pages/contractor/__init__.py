"""The contractor's pages, made for a phone on a building site."""
