"""The works of a selection one after another, as every export takes them: read in pieces, never all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.planning.selection import Selection, conditions_of
from gis_app.planning.table import TableRow, order_of, row_of, rows_statement
from gis_app.works.models import Work

# Rows held at a time; a server-side cursor keeps the rest in the database.
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A work with what the table has no room for; `type_title` is in the language of the export.

    `point` stands for the work; `shape` is WKB in EPSG:4326, longitude first.
    """

    row: TableRow
    type_title: str
    program: str | None
    quantity: Decimal | None
    unit: str | None
    source: str
    source_url: str | None
    point: tuple[float, float] | None
    dimension: int | None
    is_collection: bool
    shape: bytes | None

    def values(self) -> dict[str, Any]:
        """The columns of an export, in their order: names for programs, values of their own types."""
        row = self.row
        return {
            "id": row.id,
            "type": row.type.code,
            "type_title": self.type_title,
            "title": row.title,
            "location": row.location,
            "district": row.district,
            "state": row.state,
            "status": row.status,
            "planned_start": row.planned_start,
            "planned_end": row.planned_end,
            "actual_start": row.actual_start,
            "actual_end": row.actual_end,
            "contractor": row.contractor,
            "customer": row.customer,
            "program": self.program,
            "quantity": self.quantity,
            "unit": self.unit,
            "budget": row.budget,
            "lon": self.point[0] if self.point else None,
            "lat": self.point[1] if self.point else None,
            "source": self.source,
            "source_url": self.source_url,
            "is_training": row.is_training,
            "version": row.version,
        }


def export_rows(
    session: Session, asked: Selection, lang: Language, today: date, *, with_shapes: bool = False
) -> Iterator[ExportRow]:
    """Every work of the selection in its order; shapes only where they are wanted."""
    point = func.work_point(Work.geom)
    statement = rows_statement(lang).add_columns(
        Work.program, Work.quantity, Work.unit, Work.source, Work.source_url,
        func.ST_X(point).label("lon"), func.ST_Y(point).label("lat"),
    )  # fmt: skip
    if with_shapes:
        flat = func.ST_Force2D(Work.geom)
        statement = statement.add_columns(
            func.ST_Dimension(Work.geom).label("dimension"),
            (func.GeometryType(Work.geom) == "GEOMETRYCOLLECTION").label("is_collection"),
            func.ST_AsBinary(func.ST_Multi(flat)).label("shape"),
        )
    if asked.sort.key == "contractor":
        statement = statement.outerjoin(Organisation, Organisation.id == Work.contractor_id)
    statement = statement.where(*conditions_of(asked, today)).order_by(*order_of(asked.sort))
    found = session.execute(statement, execution_options={"stream_results": True, "yield_per": ROWS_AT_ONCE})
    for row in found:
        shown = row_of(row, lang, today)
        yield ExportRow(
            row=shown,
            type_title=shown.type.title.in_language(lang),
            program=row.program,
            quantity=row.quantity,
            unit=row.unit,
            source=row.source,
            source_url=row.source_url,
            point=None if row.lon is None else (round(row.lon, 6), round(row.lat, 6)),
            dimension=row.dimension if with_shapes else None,
            is_collection=bool(row.is_collection) if with_shapes else False,
            shape=None if not with_shapes or row.shape is None else bytes(row.shape),
        )
