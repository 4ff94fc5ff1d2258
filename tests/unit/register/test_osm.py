"""An OSM extract written by the test, read back."""

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from etl.extract.osm import read_osm
from gis_app.errors import BadFileError
from tests.grid import Grid

grid = Grid()
BOUNDS = (76.8, 43.2, 77.0, 43.3)


class Extract:
    """Writes objects whose corners are on the grid; nodes are numbered from 1, ways from 100."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = osmium.SimpleWriter(str(path), overwrite=True)
        self._node = 0
        self._way = 99
        self._ways: list[Way] = []
        self._relations: list[Relation] = []

    def node(self, x: float, y: float, **tags: str) -> int:
        """A node at a grid corner."""
        self._node += 1
        point = grid.point(x, y)
        self._writer.add_node(Node(id=self._node, location=(point.x, point.y), tags=_colons(tags), version=1))
        return self._node

    def way(self, *corners: tuple[float, float], closed: bool = False, **tags: str) -> int:
        """A way through grid corners."""
        nodes = [self.node(x, y) for x, y in corners]
        self._way += 1
        self._ways.append(Way(id=self._way, nodes=nodes + nodes[:1] * closed, tags=_colons(tags), version=1))
        return self._way

    def area(self, outer: int, **tags: str) -> None:
        """A multipolygon relation round one closed way."""
        kind = {"type": "boundary" if "boundary" in tags else "multipolygon"}
        members = [("w", outer, "outer")]
        self._relations.append(
            Relation(id=900 + len(self._relations), members=members, tags=_colons({**tags, **kind}), version=1)
        )

    def written(self) -> Path:
        """The finished file."""
        for way in self._ways:
            self._writer.add_way(way)
        for relation in self._relations:
            self._writer.add_relation(relation)
        self._writer.close()
        return self.path


def _colons(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


@pytest.fixture
def extract(tmp_path: Path) -> Extract:
    """An extract to draw in."""
    return Extract(tmp_path / "city.osm.pbf")


def test_roads_come_with_their_class_names_and_direction(extract: Extract) -> None:
    extract.way((0, 0), (3, 0), highway="primary", name="проспект Абая", name__kk="Абай даңғылы", oneway="yes")
    extract.way((0, 1), (3, 1), highway="residential", junction="roundabout", bridge="yes")
    extract.way((0, 2), (3, 2), highway="construction", name="улица Будущая")
    extract.way((0, 3), (3, 3), (3, 4), closed=True, highway="pedestrian", area="yes")
    first, second = read_osm(extract.written(), BOUNDS).roads.features
    assert (first.properties["fclass"], first.properties["oneway"]) == ("primary", "yes")
    assert (first.properties["name"], first.properties["name:kk"]) == ("проспект Абая", "Абай даңғылы")
    assert first.properties["osm_id"] == str(first.row) == "100"
    assert first.geometry.equals_exact(grid.line((0, 0), (3, 0)), 1e-6)
    assert (second.properties["oneway"], second.properties["bridge"]) == ("yes", "yes")


def test_houses_are_points_with_street_or_place_and_number(extract: Extract) -> None:
    extract.node(0, 0, addr__housenumber="12а", addr__street="улица Абая")
    extract.way(
        (1, 1), (2, 1), (2, 2), (1, 2), closed=True, addr__housenumber="7;9", addr__place="Самал-2", building="yes"
    )
    extract.node(3, 3, addr__housenumber="5", addr__street="микрорайон Орбита-1")
    extract.node(4, 4, addr__housenumber="8")
    found = read_osm(extract.written(), BOUNDS)
    assert [(parts.street, parts.microdistrict, parts.number.text) for _, _, parts, _ in found.houses] == [
        ("улица Абая", None, "12А"),
        (None, "микрорайон Орбита-1", "5"),
        (None, "Самал-2", "7"),
    ]
    assert found.houses[2][3].distance(grid.point(1.5, 1.5)) < 1e-6
    assert ["neither street nor place" in problem.reason for problem in found.problems] == [True]


def test_parks_rivers_microdistricts_and_other_cities_are_places(extract: Extract) -> None:
    park = extract.way((0, 0), (2, 0), (2, 2), (0, 2), closed=True)
    extract.area(park, leisure="park", name="Парк")
    extract.way((5, 0), (5, 9), waterway="river", name="Есентай")
    extract.way((6, 0), (6, 9), waterway="river")
    extract.node(7, 7, place="neighbourhood", name="Самал-1")
    extract.node(8, 8, place="suburb", name="Медеуский район")
    extract.node(9000, 9000, place="city", name="Астана")
    found = read_osm(extract.written(), BOUNDS)
    assert {
        (place.properties["kind"], place.properties["name"], place.geometry.geom_type) for place in found.places
    } == {
        ("park", "Парк", "Polygon"),
        ("river", "Есентай", "LineString"),
        ("microdistrict", "Самал-1", "Point"),
        ("city", "Астана", "Point"),
    }


def test_districts_are_boundaries_that_lie_mostly_in_the_city(extract: Extract) -> None:
    inside = extract.way((0, 0), (9, 0), (9, 9), (0, 9), closed=True)
    outside = extract.way((0, 0), (900, 0), (900, 900), (0, 900), closed=True)
    extract.area(inside, boundary="administrative", admin_level="6", name="Медеуский район")
    extract.area(outside, boundary="administrative", admin_level="6", name="Талгарский район")
    extract.area(inside, boundary="administrative", admin_level="4", name="Алматы")
    assert [d.properties["name"] for d in read_osm(extract.written(), BOUNDS).districts] == ["Медеуский район"]


def test_what_lies_outside_the_box_is_left_out(extract: Extract) -> None:
    extract.way((0, 0), (3, 0), highway="primary")
    extract.way((900, 0), (903, 0), highway="primary")
    extract.node(900, 0, addr__housenumber="1", addr__street="улица Абая")
    found = read_osm(extract.written(), BOUNDS)
    assert (len(found.roads.features), len(found.houses)) == (1, 0)


def test_a_way_whose_nodes_were_clipped_away_is_told(extract: Extract) -> None:
    extract.way((0, 0), (3, 0), highway="primary")
    extract._ways.append(Way(id=500, nodes=[77, 78], tags={"highway": "primary"}, version=1))
    assert [problem.row for problem in read_osm(extract.written(), BOUNDS).problems] == [500]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"not an extract at all", b"PK\x03\x04"])
def test_a_broken_extract_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "city.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(BadFileError):
        read_osm(path)


def test_a_truncated_extract_is_refused(extract: Extract) -> None:
    for y in range(400):
        extract.way((0, y), (3, y), highway="primary", name=f"улица {y}")
    path = extract.written()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(BadFileError):
        read_osm(path)


def test_an_extract_of_elsewhere_is_refused(extract: Extract) -> None:
    extract.way((900, 0), (903, 0), highway="primary")
    with pytest.raises(BadFileError, match="inside the city"):
        read_osm(extract.written(), BOUNDS)
