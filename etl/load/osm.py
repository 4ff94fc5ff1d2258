"""`load-osm`: all that an OpenStreetMap extract gives, in one transaction."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from etl.extract.features import Feature
from etl.extract.osm import OsmExtract, read_osm
from etl.load.areas import join_reaches, read_area
from etl.load.context import LoadContext
from etl.load.districts import read_district, save_districts
from etl.load.houses import osm_houses, save_houses
from etl.load.outcome import LoadOutcome
from etl.load.places import save_places
from etl.load.streets import save_roads
from etl.transform.street_labels import name_key
from gis_app.errors import BadFileError


def load_osm(context: LoadContext, path: Path) -> LoadOutcome:
    """Load districts, streets, rivers, parks, microdistricts, other cities and houses of an extract.

    The same file twice changes nothing. Raises BadFileError when the file cannot be read.
    """
    context.progress.stage("reading the extract")
    extract = read_osm(path, context.settings.bounds)
    outcome = LoadOutcome(path.name).extend(extract.problems)
    _districts(context, extract, path, outcome)
    # Areas first: a street's scope and a house's microdistrict are looked up among them.
    _places(context, extract, path, outcome)
    if extract.roads.features:
        _add(outcome, save_roads(context, extract.roads, path))
    if extract.houses:
        houses = LoadOutcome(path.name)
        rows = osm_houses(context, extract.houses, houses)
        if rows:
            save_houses(context, rows, path.name, houses)
        _add(outcome, houses)
    if not outcome.counts:
        raise BadFileError(path, "nothing of use inside the city's bounds")
    return outcome


def _add(total: LoadOutcome, part: LoadOutcome) -> None:
    for what, number in part.counts.items():
        total.count(what, number)
    total.problems += part.problems
    total.remarks += part.remarks
    total.changed |= part.changed


def _districts(context: LoadContext, extract: OsmExtract, path: Path, outcome: LoadOutcome) -> None:
    if not extract.districts:
        outcome.remarks.append("the extract has no districts (relations boundary=administrative): use load-districts")
        return
    numbered = _numbered(context, extract.districts)
    rows = [row for row in (read_district(feature, outcome) for feature in numbered) if row is not None]
    save_districts(context, rows, path.name, outcome)


def _numbered(context: LoadContext, districts: list[Feature]) -> list[Feature]:
    """Districts with their numbers: that of the known district of the same name, else the next free one by name."""
    known: dict[str, int] = {}
    for number, *names in context.session.execute(text("SELECT id, name_ru, name_kk, name_en FROM districts")):
        for name in names:
            known.setdefault(name_key(name), number)
    next_number = max(known.values(), default=0) + 1
    numbered = []
    for feature in sorted(districts, key=lambda feature: str(feature.properties.get("name"))):
        names = [str(feature.properties[key]) for key in ("name", "name:ru", "name:kk") if feature.properties.get(key)]
        found = next((known[name_key(name)] for name in names if name_key(name) in known), None)
        if found is None:
            found, next_number = next_number, next_number + 1
        numbered.append(replace(feature, properties={**feature.properties, "id": str(found)}))
    return numbered


def _places(context: LoadContext, extract: OsmExtract, path: Path, outcome: LoadOutcome) -> None:
    rows = []
    for feature in extract.places:
        row = read_area(feature, outcome)
        if row is None or (row.kind == "city" and context.in_city(row.geom)):
            continue  # a city inside the bounds is this one, whatever it was called then
        # One object may be split or redrawn under a new OSM id: the name and the place decide, not the id.
        rows.append(replace(row, external_id=None))
    if rows:
        save_places(context, join_reaches(rows, context.settings.metric_srid), path.name, outcome)
