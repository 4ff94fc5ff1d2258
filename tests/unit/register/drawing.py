"""Pieces of road drawn on the grid, for tests of merging."""

from collections.abc import Sequence

from etl.transform.build_streets import StreetRow, build_streets
from etl.transform.road_pieces import PieceName, RoadPiece, names_of
from tests.grid import Grid

METRIC_SRID = 32643
grid = Grid()


def road(
    name: str | Sequence[PieceName],
    *corners: tuple[float, float],
    fclass: str = "residential",
    osm_id: str | None = None,
) -> RoadPiece:
    """A piece through grid corners; a plain name is read as a source's `name` column."""
    names = names_of({"name": name}) if isinstance(name, str) else tuple(name)
    return RoadPiece(row=1, osm_id=osm_id, fclass=fclass, names=names, geom=grid.line(*corners))


def merged(*pieces: RoadPiece, same_by_record: set[frozenset[str]] | None = None) -> list[StreetRow]:
    """The streets that the pieces make."""
    return build_streets(pieces, METRIC_SRID, same_by_record or set())


def names(street: StreetRow) -> set[str]:
    """All names of a street."""
    return {name.text for name in street.names}
