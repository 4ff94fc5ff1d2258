"""Road features of a file, whichever format it has."""

from pathlib import Path

from etl.extract.features import FeatureFile
from etl.extract.geo import read_features


def is_osm(path: Path) -> bool:
    """Whether a file is an OSM extract, told by its name: PBF has no magic number of its own."""
    return path.name.endswith((".osm.pbf", ".pbf", ".osm", ".osm.bz2", ".osm.gz"))


def read_roads(path: Path, bounds: tuple[float, float, float, float]) -> FeatureFile:
    """Roads of an OSM extract inside `bounds` (west, south, east, north), or every feature of another file."""
    if is_osm(path):
        from etl.extract.osm import read_osm

        return read_osm(path, bounds).roads
    return read_features(path)
