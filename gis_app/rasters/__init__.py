"""Pictures under the works: orthophotos and schemes that planners add, and the density of works as a raster."""
