"""`load-landmarks`: named points from CSV name_ru,name_kz,address,lat,lon."""

from pathlib import Path

from shapely.geometry import Point

from etl.extract.tables import TableRow, coordinates, read_table
from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from etl.load.places import PlaceRow, save_places
from gis_app.errors import BadFileError

KINDS = ("landmark", "park", "microdistrict", "city")


def read_landmark(row: TableRow, context: LoadContext, outcome: LoadOutcome) -> PlaceRow | None:
    """The place of a row, or None with the reason noted in `outcome`."""
    cells = row.cells
    names = {
        "name_ru": cells.get("name_ru") or None,
        "name_kk": cells.get("name_kk") or cells.get("name_kz") or None,
        "name_en": cells.get("name_en") or None,
    }
    if not any(names.values()):
        outcome.refuse(row.row, "name_ru", "the landmark has no name")
        return None
    kind = cells.get("kind") or "landmark"
    if kind not in KINDS:
        outcome.refuse(row.row, "kind", f"kind is {kind!r}; it must be one of {', '.join(KINDS)}")
        return None
    try:
        point = Point(coordinates(row))
    except ValueError as error:
        outcome.refuse(row.row, "lat", str(error))
        return None
    if not context.in_city(point):
        outcome.refuse(row.row, "lat", f"{point.x:.5f}, {point.y:.5f} lies outside the city's bounds")
        return None
    variants = filter(None, (part.strip() for part in cells.get("variants", "").split(";")))
    further = [(name, "ru", "variant") for name in variants]
    return PlaceRow(
        row.row, kind, geom=point, address=cells.get("address") or None, external_id=cells.get("id") or None,
        further=tuple(further), **names,
    )  # fmt: skip


def load_landmarks(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all landmarks of a file in the context's transaction. The same file twice changes nothing."""
    outcome = LoadOutcome(path.name)
    rows: list[PlaceRow] = []
    first_of: dict[tuple[str | None, str | None, bytes], int] = {}
    for row in read_table(path, ("name_ru", "lat", "lon")):
        place = read_landmark(row, context, outcome)
        if place is None:
            continue
        identity = (place.name_ru, place.name_kk, place.geom.wkb)
        if identity in first_of:
            outcome.refuse(row.row, "", f"the same landmark as row {first_of[identity]}")
            continue
        first_of[identity] = row.row
        rows.append(place)
    if not rows:
        raise BadFileError(path, "no landmark could be read; " + "; ".join(map(str, outcome.problems[:3])))
    save_places(context, rows, path.name, outcome)
    return outcome
