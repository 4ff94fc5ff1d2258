"""Loading organisations with their history: names, successions, what they answer for, contacts; CSV or a workbook.

The first row is the header; a column `record` says what a row tells: `organisation`, `succession`, `service_area` or
`contact`. Rows are applied in that order, so that a file may have them in any. The same file twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from etl.extract.sheets import Cell, read_sheets
from etl.extract.sniff import read_file
from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from etl.rows import cell_text
from etl.source import DEFAULT_DATE_FORMATS
from etl.transform.dates import read_day
from gis_app.errors import BadFileError
from gis_app.organisations.bin import check_bin
from gis_app.organisations.history_models import (
    CONTACTS,
    SUCCESSIONS,
    OrganisationContact,
    OrganisationSuccession,
    ServiceArea,
)
from gis_app.organisations.models import Organisation
from gis_app.organisations.queries import Role, find_or_create, name_key
from gis_app.organisations.tasks import read_tasks
from gis_app.works.districts import DistrictIndex

RECORDS = ("organisation", "succession", "service_area", "contact")
REQUIRED = ("record", "name", "source")
_ROLES: dict[str, Role] = {"public_body": "public_body", "customer": "customer", "contractor": "contractor"}
_YES = frozenset({"yes", "true", "1", "да", "иә"})


class BadRowError(Exception):
    """A row that cannot be taken: its column and the reason in three languages."""

    def __init__(self, column: str, en: str, ru: str, kk: str) -> None:
        self.column = column
        super().__init__(f"{en} / {ru} / {kk}")


class Row:
    """A row by the names of its header; `number` as the spreadsheet shows it."""

    def __init__(self, number: int, cells: Mapping[str, Cell]) -> None:
        self.number = number
        self._cells = cells

    def text(self, column: str) -> str:
        """The cell as text with single spaces; empty when there is none."""
        return " ".join(cell_text(self._cells.get(column, "")).split())

    def needed(self, column: str) -> str:
        """The text of a cell that must be filled. Raises BadRowError."""
        if text := self.text(column):
            return text
        raise BadRowError(column, "the cell is empty", "ячейка пуста", "ұяшық бос")

    def day(self, column: str) -> date | None:
        """The day of a cell. Raises BadRowError."""
        try:
            return read_day(self._cells.get(column, ""), DEFAULT_DATE_FORMATS)
        except ValueError:
            raise BadRowError(column, "this is no day", "это не дата", "бұл күн емес") from None

    def one_of(self, column: str, known: Collection[str]) -> str:
        """The text of a cell that must be one of `known`. Raises BadRowError."""
        text = self.needed(column)
        if text in known:
            return text
        listed = ", ".join(known)
        raise BadRowError(column, f"one of {listed} is wanted", f"нужно одно из: {listed}", f"біреуі керек: {listed}")

    @property
    def is_training(self) -> bool:
        """Whether the row is about an invented body."""
        return self.text("training").casefold() in _YES


def load_organisations(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all rows of a file in the context's transaction; a bad one is told and left out.

    Raises BadFileError for a file that is no table or lacks a column of `REQUIRED`.
    """
    outcome = LoadOutcome(path.name)
    rows = _read(path)
    districts = DistrictIndex.read(context.session)
    for record in RECORDS:
        for row in rows:
            if row.text("record") == record:
                _take(context.session, row, _TAKERS[record], districts, outcome)
    for row in rows:
        if row.text("record") not in RECORDS:
            listed = ", ".join(RECORDS)
            outcome.refuse(row.number, "record", f"one of {listed} is wanted / нужно одно из / біреуі керек: {listed}")
    return outcome


def _read(path: Path) -> list[Row]:
    rows: list[Row] = []
    for sheet in read_sheets(path, read_file(path)):
        names = [" ".join(str(cell).split()) for cell in sheet.rows[0]] if sheet.rows else []
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            raise BadFileError(path, f"wrong header on sheet “{sheet.name}”: no column “{missing[0]}”")
        for number, cells in enumerate(sheet.rows[1:], start=2):
            if any(cell != "" for cell in cells):
                rows.append(Row(number, dict(zip(names, cells, strict=False))))
    if not rows:
        raise BadFileError(path, "there are no rows below the header")
    return rows


Taker = Callable[[Session, Row, DistrictIndex], str]


def _take(session: Session, row: Row, taker: Taker, districts: DistrictIndex, outcome: LoadOutcome) -> None:
    """One row in a savepoint of its own: what the database refuses is the row's error, too."""
    try:
        with session.begin_nested():
            done = taker(session, row, districts)
        outcome.count(done, change=not done.endswith("known already"))
    except BadRowError as error:
        outcome.refuse(row.number, error.column, str(error))
    except IntegrityError as error:
        reason = str(error.orig).partition("\n")[0]
        outcome.refuse(row.number, "", f"{reason} / строка противоречит другой / жол басқасына қайшы келеді")


def _organisation(session: Session, row: Row, _: DistrictIndex) -> str:
    name = row.needed("name")
    values: dict[str, Any] = {
        "name_ru": name,
        "name_kk": row.text("name_kk") or None,
        "name_en": row.text("name_en") or None,
        "valid_from": row.day("from"),
        "valid_to": row.day("to"),
        "source": row.needed("source"),
    }
    if number := row.text("bin"):
        values["bin"] = _checked_bin(number)
    roles = [_ROLES[role] for role in filter(None, row.text("roles").split(";")) if role in _ROLES]
    if not roles:
        row.one_of("roles", tuple(_ROLES))
    before = _state(session, name, row.is_training)
    for role in roles:
        find_or_create(session, name, role, is_training=row.is_training)
    session.execute(
        update(Organisation)
        .where(Organisation.name_key == name_key(name), Organisation.is_training == row.is_training)
        .values(values)
    )
    # A plan of the demo names real bodies as its customers: their names in other languages are the same.
    session.execute(
        update(Organisation)
        .where(Organisation.name_key == name_key(name), Organisation.is_training)
        .values({key: values[key] for key in ("name_ru", "name_kk", "name_en")})
    )
    after = _state(session, name, row.is_training)
    return f"organisations {'added' if before is None else 'changed' if before != after else 'known already'}"


def _checked_bin(text: str) -> str:
    try:
        return check_bin(text)
    except ValueError as error:
        raise BadRowError("bin", str(error), "неверный БИН", "БСН қате") from None


def _state(session: Session, name: str, is_training: bool) -> tuple[Any, ...] | None:
    found = session.execute(
        select(
            Organisation.name_ru, Organisation.name_kk, Organisation.name_en, Organisation.bin, Organisation.valid_from,
            Organisation.valid_to, Organisation.source, Organisation.is_contractor, Organisation.is_customer,
            Organisation.is_public_body,
        ).where(Organisation.name_key == name_key(name), Organisation.is_training == is_training)
    ).first()  # fmt: skip
    return None if found is None else tuple(found)


def _known(session: Session, row: Row, column: str) -> int:
    """The id of the organisation that a cell names. Raises BadRowError."""
    name = row.needed(column)
    statement = select(Organisation.id).where(
        Organisation.name_key == name_key(name), Organisation.is_training == row.is_training
    )
    found = session.scalar(statement)
    if found is None:
        raise BadRowError(column, f"no organisation “{name}”", f"нет организации «{name}»", f"«{name}» ұйымы жоқ")
    return found


def _succession(session: Session, row: Row, _: DistrictIndex) -> str:
    day = row.day("from")
    if day is None:
        row.needed("from")
    statement = insert(OrganisationSuccession).values(
        predecessor_id=_known(session, row, "name"), successor_id=_known(session, row, "other"),
        kind=row.one_of("kind", SUCCESSIONS), on_day=day, source=row.needed("source"),
    )  # fmt: skip
    added = session.execute(statement.on_conflict_do_nothing().returning(OrganisationSuccession.id)).first()
    return f"successions {'added' if added else 'known already'}"


def _service_area(session: Session, row: Row, districts: DistrictIndex) -> str:
    place = row.text("district")
    named = districts.by_name(place) if place else [None]
    if not named:
        raise BadRowError("district", f"no district “{place}”", f"нет района «{place}»", f"«{place}» ауданы жоқ")
    told = {
        "organisation_id": _known(session, row, "name"),
        "task_code": row.one_of("task", tuple(read_tasks())),
        "district_id": named[0],
        "valid_from": row.day("from"),
        "valid_to": row.day("to"),
    }
    same = [getattr(ServiceArea, name).is_not_distinct_from(value) for name, value in told.items()]
    if session.scalar(select(ServiceArea.id).where(*same)) is not None:
        return "service areas known already"
    session.add(ServiceArea(**told, source=row.needed("source")))
    session.flush()
    return "service areas added"


def _contact(session: Session, row: Row, _: DistrictIndex) -> str:
    value = row.needed("value")
    kind = row.one_of("kind", CONTACTS)
    if kind == "website" and not value.lower().startswith(("https://", "http://")):
        raise BadRowError("value", "this is no web address", "это не адрес сайта", "бұл сайт мекенжайы емес")
    statement = insert(OrganisationContact).values(
        organisation_id=_known(session, row, "name"), kind=kind, value=value, valid_from=row.day("from"),
        valid_to=row.day("to"), source=row.needed("source"),
    )  # fmt: skip
    added = session.execute(statement.on_conflict_do_nothing().returning(OrganisationContact.id)).first()
    return f"contacts {'added' if added else 'known already'}"


_TAKERS: Mapping[str, Taker] = {
    "organisation": _organisation,
    "succession": _succession,
    "service_area": _service_area,
    "contact": _contact,
}
