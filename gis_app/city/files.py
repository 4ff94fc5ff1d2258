"""Works and shut-offs as open data: CSV for spreadsheets, GeoJSON for maps. Rows are written as they come.

Every file says under which licence it may be used: GeoJSON once, CSV in its last column, so that a copy keeps it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import Any, BinaryIO, Final

import orjson
from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session, aliased

from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.works.models import Work, WorkType
from gis_app.works.queries import named, title_of
from gis_app.works.status_sql import status_column

# Rows held at a time; a server-side cursor keeps the rest in the database.
ROWS_AT_ONCE = 1000
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WORK_COLUMNS: Final = (
    "id", "type", "type_title", "title", "location", "district_id", "district", "status", "state", "planned_start",
    "planned_end", "actual_start", "actual_end", "contractor_id", "contractor", "customer_id", "customer", "budget",
    "currency", "lon", "lat", "is_training", "updated_at", "url",
)  # fmt: skip
OUTAGE_COLUMNS: Final = (
    "id", "kind", "state", "publisher", "place", "first_day", "last_day", "daily_from", "daily_to", "reason", "work_id",
    "lon", "lat", "is_training", "updated_at", "url",
)  # fmt: skip

_OUTAGES = text("""
SELECT o.id, o.kind, o.state, o.publisher, v.place_text AS place, v.first_day, v.last_day,
       to_char(v.daily_from, 'HH24:MI') AS daily_from, to_char(v.daily_to, 'HH24:MI') AS daily_to, v.reason, o.work_id,
       ST_X(work_point(o.geom)) AS lon, ST_Y(work_point(o.geom)) AS lat, o.is_training, v.received_at AS updated_at,
       ST_AsGeoJSON(ST_ForcePolygonCCW(o.geom), 6) AS shape
  FROM outages AS o JOIN outage_versions AS v ON v.outage_id = o.id AND v.version = o.version
 WHERE o.id = ANY(:ids) ORDER BY coalesce(o.first_day, o.last_day), o.id
""")


@dataclass(frozen=True, slots=True)
class Row:
    """What a file tells of one thing: its columns, and its shape as GeoJSON text (EPSG:4326, longitude first)."""

    values: Mapping[str, Any]
    shape: str | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be done with a file: the licence's short name and address, and who is to be named."""

    licence: str
    licence_url: str
    attribution: str


def read_works(
    session: Session, conditions: Sequence[ColumnElement[bool]], lang: Language, today: date, currency: str, site: str
) -> Iterator[Row]:
    """The works as open data; people and what they wrote are not in it. `site` is the address links begin with."""
    contractor, customer = aliased(Organisation), aliased(Organisation)
    point = func.work_point(Work.geom)
    statement = (
        select(
            Work, WorkType, contractor, customer, getattr(District, f"name_{lang}"), status_column(today),
            func.ST_X(point), func.ST_Y(point), func.ST_AsGeoJSON(func.ST_ForcePolygonCCW(Work.geom), 6),
        )
        .join(WorkType, WorkType.code == Work.type_code)
        .outerjoin(contractor, contractor.id == Work.contractor_id)
        .outerjoin(customer, customer.id == Work.customer_id)
        .outerjoin(District, District.id == Work.district_id)
        .where(*conditions)
        .order_by(Work.id)
    )  # fmt: skip
    found = session.execute(statement, execution_options={"stream_results": True, "yield_per": ROWS_AT_ONCE})
    for work, kind, by, for_whom, district, status, lon, lat, shape in found:
        builder, payer = named(by, lang), named(for_whom, lang)
        values = {
            "id": work.id, "type": kind.code, "type_title": getattr(kind, f"title_{lang}"),
            "title": title_of(work, kind, lang)[0], "location": work.location_raw, "district_id": work.district_id,
            "district": district, "status": status, "state": work.state, "planned_start": work.planned_start,
            "planned_end": work.planned_end, "actual_start": work.actual_start, "actual_end": work.actual_end,
            "contractor_id": work.contractor_id, "contractor": builder.name if builder else None,
            "customer_id": work.customer_id, "customer": payer.name if payer else None, "budget": work.budget,
            "currency": currency, "lon": None if lon is None else round(lon, 6),
            "lat": None if lat is None else round(lat, 6), "is_training": work.is_training,
            "updated_at": work.updated_at, "url": f"{site}/works/{work.id}",
        }  # fmt: skip
        yield Row(values, shape)


def read_outages(session: Session, ids: Sequence[int], site: str) -> Iterator[Row]:
    """Shut-offs as open data, by their first day."""
    for row in session.execute(_OUTAGES, {"ids": list(ids)}).mappings():
        values = {name: row[name] for name in OUTAGE_COLUMNS if name not in ("url", "lon", "lat")}
        at = {name: None if row[name] is None else round(row[name], 6) for name in ("lon", "lat")}
        yield Row(values | at | {"url": f"{site}/outages/{row['id']}"}, row["shape"])


def write_csv(file: BinaryIO, columns: Sequence[str], rows: Iterable[Row], terms: Terms) -> None:
    """UTF-8 with a byte order mark, commas, ISO days. A text that a spreadsheet would run gets an apostrophe."""
    words = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(words)
    writer.writerow([*columns, "licence"])
    for row in rows:
        writer.writerow([*(_cell(row.values[name]) for name in columns), f"{terms.licence} {terms.licence_url}"])
    words.detach()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def write_geojson(file: BinaryIO, columns: Sequence[str], rows: Iterable[Row], terms: Terms) -> None:
    """A FeatureCollection (RFC 7946) with the licence beside its features; what has no place has no geometry."""
    about = {"license": terms.licence, "license_url": terms.licence_url, "attribution": terms.attribution}
    file.write(b'{"type":"FeatureCollection",' + orjson.dumps(about)[1:-1] + b',"features":[')
    for number, row in enumerate(rows):
        feature = {
            "type": "Feature",
            "id": row.values["id"],
            "geometry": None if row.shape is None else orjson.Fragment(row.shape),
            "properties": {name: row.values[name] for name in columns if name not in ("id", "lon", "lat")},
        }
        file.write((b",\n" if number else b"\n") + orjson.dumps(feature, default=_plain))
    file.write(b"\n]}\n")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError
