"""Plans as people send them, and a stage with a small register: what the tests of uploads share."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from shapely.geometry import Point
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from etl.imports.accept import accept_upload
from etl.imports.check import check_upload
from gis_app.db.session import session_scope
from gis_app.geocoding.answer import Answer
from gis_app.geocoding.outcome import Step
from gis_app.organisations.queries import find_or_create
from gis_app.settings import Settings
from gis_app.works.imports.models import ImportRow, Upload
from gis_app.works.imports.uploads import Sender, accept, find_upload, receive
from gis_app.works.types import load_work_types
from tests.people import add_user

TODAY = date(2026, 6, 10)
HEADER = ["Вид работ", "Место", "Начало", "Окончание", "Подрядчик", "Объём", "Сумма, тенге"]
SEWER = ["Реконструкция канализации", "ул. Абая", "01.07.2026", "31.08.2026", "", "1,5 км", 2500000]
LIFT = ["Замена лифтов", "ул. Сатпаева, 5", "01.08.2026", "30.08.2026", "", "2 шт", ""]
PARK = ["Благоустройство сквера", "парк Горького", "01.09.2026", "30.09.2026", "", "", ""]
BAD = ["прочее", "", "скоро", "", "", "", ""]


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet «План»."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "План"
    for row in rows:
        sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class Places:
    """A geocoder that puts texts in a row, a place every 100 m to the east; «неведом…» is nowhere."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def geocode(self, text: str, district: str | None = None) -> Answer:
        """Where the text is."""
        if text.startswith("неведом"):
            return Answer("none", 0.0, False, "", None, steps=(Step("empty", {}),))
        if text not in self.asked:
            self.asked.append(text)
        point = Point(76.93 + 0.00123 * self.asked.index(text), 43.24)
        return Answer("rooftop", 0.9, False, text, point)


class Stage:
    """A database of a test's own with the vocabulary and one contractor."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self.settings, self.engine, self.places = settings, engine, Places()
        with session_scope(engine) as session:
            load_work_types(session)
            self.organisation = find_or_create(session, "ТОО «Труба»", "contractor")
            self.rival = find_or_create(session, "ТОО «Лифт»", "contractor")
            self.person = add_user(session, "contractor", organisation_id=self.organisation).id
            self.rivals_person = add_user(session, "contractor", organisation_id=self.rival).id

    def sender(self, organisation: int | None = None) -> Sender:
        """The contractor's person, unless another organisation is told."""
        return Sender(self.person, "Айгуль", organisation or self.organisation)

    def send(
        self,
        content: bytes,
        *,
        name: str = "план.xlsx",
        source: str | None = "template",
        sender: Sender | None = None,
        check: bool = True,
    ) -> int:
        """Upload a file and check it; the upload's id."""
        with session_scope(self.engine) as session:
            upload = receive(session, sender or self.sender(), name, content, source)
        if check:
            self.check(upload.id)
        return upload.id

    def check(self, upload_id: int) -> str:
        """What the worker does first."""
        return check_upload(self.engine, self.settings, upload_id, today=TODAY, locator=self.places)

    def accept(self, upload_id: int, by: str = "Планировщик") -> str:
        """A planner accepts what he sees; what the worker then does."""
        with session_scope(self.engine) as session:
            upload = find_upload(session, upload_id)
            accept(session, upload, upload.version, by)
        return accept_upload(self.engine, upload_id, settings=self.settings, locator=self.places)

    def upload(self, upload_id: int) -> Upload:
        """The upload as stored."""
        with Session(self.engine) as session:
            return session.get_one(Upload, upload_id)

    def rows(self, upload_id: int) -> list[ImportRow]:
        """The upload's rows in the file's order."""
        with Session(self.engine) as session:
            return list(session.query(ImportRow).filter(ImportRow.upload_id == upload_id).order_by(ImportRow.position))
