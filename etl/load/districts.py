"""`load-districts`: the city's districts from GeoJSON or GeoPackage; ids are the city's own numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from etl.extract.features import Feature, text_of
from etl.extract.geo import read_features
from etl.load.assign import assign_streets
from etl.load.context import LoadContext
from etl.load.copy import ewkb
from etl.load.outcome import LoadOutcome
from etl.load.register import bump_version, refuse_sketch_over_real
from etl.transform.areas import as_multipolygon
from gis_app.errors import BadFileError
from gis_app.geocoding.latin import in_latin
from gis_app.geocoding.models import District, Street


@dataclass(frozen=True)
class DistrictRow:
    """One district as a file gives it. Names are filled from each other where the file leaves one out."""

    id: int
    name_ru: str
    name_kk: str
    name_en: str
    geom: MultiPolygon


def read_district(feature: Feature, outcome: LoadOutcome) -> DistrictRow | None:
    """The district of a feature, or None with the reason noted in `outcome`."""
    number = text_of(feature.properties, "id", "district_id", "fid")
    if number is None or not number.isdecimal():
        outcome.refuse(feature.row, "id", "a district needs its number in the property id")
        return None
    russian = text_of(feature.properties, "name_ru", "name:ru", "name")
    kazakh = text_of(feature.properties, "name_kk", "name_kz", "name:kk")
    english = text_of(feature.properties, "name_en", "name:en")
    known = russian or kazakh or english
    if known is None:
        outcome.refuse(feature.row, "name_ru", "the district has no name")
        return None
    drawn, mended = as_multipolygon(feature.geometry)
    if drawn is None:
        outcome.refuse(feature.row, "geometry", "a district must be an area")
        return None
    if mended:
        outcome.refuse(feature.row, "geometry", "the outline crossed itself and was mended")
    return DistrictRow(int(number), russian or known, kazakh or known, english or english_name(kazakh, known), drawn)


def english_name(kazakh: str | None, known: str) -> str:
    """An English label made from the Kazakh name: «Медеу ауданы» → Medeu District."""
    bare = (kazakh or known).removesuffix(" ауданы").removesuffix(" район")
    return f"{in_latin(bare)} District"


def load_districts(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all districts of a file in the context's transaction. The same file twice changes nothing."""
    file = read_features(path)
    outcome = LoadOutcome(path.name).extend(file.problems)
    rows: dict[int, DistrictRow] = {}
    for feature in file.features:
        row = read_district(feature, outcome)
        if row is None:
            continue
        if not context.in_city(row.geom):
            outcome.refuse(feature.row, "geometry", "the district lies outside the city's bounds")
            continue
        if row.id in rows:
            outcome.refuse(feature.row, "id", f"district {row.id} stands in the file twice; the first is taken")
            continue
        rows[row.id] = row
    if not rows:
        raise BadFileError(path, "no district could be read; " + "; ".join(map(str, outcome.problems[:3])))
    save_districts(context, rows.values(), path.name, outcome)
    return outcome


def save_districts(context: LoadContext, rows: Iterable[DistrictRow], source: str, outcome: LoadOutcome) -> None:
    """Insert and update districts by their number; a real file replaces the sketch's districts."""
    session, is_sketch = context.session, context.is_sketch
    if is_sketch:
        refuse_sketch_over_real(session)
    known = {
        district.id: (district, bytes(wkb))
        for district, wkb in session.execute(select(District, District.geom.ST_AsBinary()))
    }
    seen: set[int] = set()
    for row in rows:
        seen.add(row.id)
        facts = {"name_ru": row.name_ru, "name_kk": row.name_kk, "name_en": row.name_en, "is_sketch": is_sketch}
        if row.id not in known:
            session.add(District(id=row.id, source=source, geom=_stored(row.geom), **facts))
            outcome.count("districts added", change=True)
            continue
        district, wkb = known[row.id]
        same_shape = wkb == shapely.to_wkb(row.geom)
        if same_shape and all(getattr(district, name) == value for name, value in facts.items()):
            outcome.count("districts unchanged")
            continue
        for name, value in facts.items():
            setattr(district, name, value)
        district.source, district.valid_to = source, None
        if not same_shape:
            district.geom = _stored(row.geom)
        outcome.count("districts changed", change=True)
    _leave_absent(session, [d for d, _ in known.values() if d.id not in seen], outcome, is_sketch)
    session.flush()
    if outcome.changed:
        outcome.count("streets put into a district or microdistrict", assign_streets(session))
        bump_version(session)


def _leave_absent(session: Session, absent: list[District], outcome: LoadOutcome, is_sketch: bool) -> None:
    for district in absent:
        if district.is_sketch and not is_sketch:
            session.execute(Street.__table__.update().where(Street.district_id == district.id).values(district_id=None))  # type: ignore[attr-defined]
            session.execute(delete(District).where(District.id == district.id))
            outcome.count("districts of the sketch removed", change=True)
        else:
            outcome.remarks.append(f"district {district.id} ({district.name_ru}) is not in this file; it stays")


def _stored(geometry: MultiPolygon) -> str:
    return ewkb([geometry])[0].hex()
