"""`load-houses`: houses with their points from CSV address,lon,lat[,quality] or from an OSM extract."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import shapely
from shapely.geometry import Point
from sqlalchemy import text

from etl.extract.roads import is_osm
from etl.extract.tables import TableRow, coordinates, read_table
from etl.load.context import LoadContext
from etl.load.derived_microdistricts import derive_microdistricts
from etl.load.outcome import LoadOutcome
from etl.load.register import bump_version, refuse_sketch_over_real
from etl.load.write_houses import write_houses
from etl.transform.house_addresses import HouseAddress, parse_address
from etl.transform.house_streets import NamedShape, StreetFinder
from etl.transform.street_ends import metric_transformer
from etl.transform.street_labels import StreetLabel, read_label
from gis_app.errors import BadFileError

QUALITIES = ("surveyed", "given", "interpolated")


@dataclass(frozen=True)
class HouseRow:
    """One house of a file; `point` in EPSG:4326, `point_m` the same in metres. Ids are of the register."""

    row: int
    address: str
    parsed: HouseAddress
    quality: str
    point: Point
    point_m: Point
    street_id: int | None = None
    microdistrict_id: int | None = None


def load_houses(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all houses of a file in the context's transaction. The same file twice changes nothing.

    A house whose street the register does not have is kept with its address, and told in the report.
    """
    outcome = LoadOutcome(path.name)
    context.progress.stage("reading houses")
    if is_osm(path):
        from etl.extract.osm import read_osm

        rows = osm_houses(context, read_osm(path, context.settings.bounds).houses, outcome)
    else:
        rows = csv_houses(context, read_table(path, ("address", "lon", "lat")), outcome)
    if not rows:
        raise BadFileError(path, "no house could be read; " + "; ".join(map(str, outcome.problems[:3])))
    save_houses(context, rows, path.name, outcome)
    return outcome


def csv_houses(context: LoadContext, table: Sequence[TableRow], outcome: LoadOutcome) -> list[HouseRow]:
    """Houses of a table; the reasons of rows not taken go to `outcome`."""
    addresses = []
    for row in table:
        quality = row.cells.get("quality") or ("interpolated" if context.is_sketch else "given")
        if quality not in QUALITIES:
            outcome.refuse(row.row, "quality", f"quality is {quality!r}; it must be one of {', '.join(QUALITIES)}")
            continue
        try:
            point = Point(coordinates(row))
        except ValueError as error:
            outcome.refuse(row.row, "lon", str(error))
            continue
        addresses.append((row.row, row.cells["address"], None, quality, point))
    return _houses(context, addresses, outcome)


def osm_houses(
    context: LoadContext, found: Sequence[tuple[int, str, HouseAddress, Point]], outcome: LoadOutcome
) -> list[HouseRow]:
    """Houses of an OSM extract: (row, address, its parts, centroid)."""
    return _houses(context, [(row, address, parts, "given", point) for row, address, parts, point in found], outcome)


def _houses(
    context: LoadContext, given: Sequence[tuple[int, str, HouseAddress | None, str, Point]], outcome: LoadOutcome
) -> list[HouseRow]:
    rows: list[HouseRow] = []
    first_of: dict[tuple[str, bytes], int] = {}
    west, south, east, north = context.settings.bounds
    to_metric = metric_transformer(context.settings.metric_srid)
    for row, address, parts, quality, point in given:
        if not (west <= point.x <= east and south <= point.y <= north):
            outcome.refuse(row, "lon", f"{point.x:.5f}, {point.y:.5f} lies outside the city's bounds")
            continue
        try:
            parsed = parts or parse_address(address)
        except ValueError as error:
            outcome.refuse(row, "address", str(error))
            continue
        identity = (" ".join(address.casefold().split()), point.wkb)
        if identity in first_of:
            outcome.refuse(row, "", f"the same house as row {first_of[identity]}")
            continue
        first_of[identity] = row
        rows.append(HouseRow(row, " ".join(address.split()), parsed, quality, point, point))
    points = shapely.transform([house.point for house in rows], to_metric)
    return [replace(house, point_m=point_m) for house, point_m in zip(rows, points, strict=True)]


def save_houses(context: LoadContext, rows: Sequence[HouseRow], source: str, outcome: LoadOutcome) -> None:
    """Find each house's street and microdistrict, then bring the register to the houses of the file."""
    if context.is_sketch:
        refuse_sketch_over_real(context.session)
    context.progress.stage("finding streets of houses")
    located = _with_streets(context, rows, outcome)
    located = derive_microdistricts(context, located, outcome)
    for house in located:
        if house.street_id is None and house.microdistrict_id is None and house.parsed.street:
            outcome.refuse(house.row, "address", f"no street «{house.parsed.street}» within 500 m; kept without one")
    context.progress.stage("writing houses")
    write_houses(context, located, source, outcome)
    if outcome.changed:
        context.session.execute(text("ANALYZE houses"))
        bump_version(context.session)


def _with_streets(context: LoadContext, rows: Sequence[HouseRow], outcome: LoadOutcome) -> list[HouseRow]:
    finder = StreetFinder(_streets(context))
    located = []
    for house in rows:
        street = finder.find(house.parsed.street, house.point_m) if house.parsed.street else None
        located.append(replace(house, street_id=street))
    outcome.count("houses", len(located))
    outcome.count("on a street", sum(house.street_id is not None for house in located))
    return located


def _streets(context: LoadContext) -> list[NamedShape]:
    names: dict[int, tuple[list[StreetLabel], list[StreetLabel]]] = {}
    for street_id, name, kind in context.session.execute(text("SELECT street_id, name, kind FROM street_names")):
        names.setdefault(street_id, ([], []))[kind == "old"].append(read_label(name))
    return [
        NamedShape(street_id, shapely.from_wkb(bytes(wkb)), tuple(names[street_id][0]), tuple(names[street_id][1]))
        for street_id, wkb in context.session.execute(
            text("SELECT id, ST_AsBinary(geom_m) FROM streets WHERE valid_to IS NULL ORDER BY id")
        )
        if street_id in names
    ]
