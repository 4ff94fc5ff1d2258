"""The planner's works as files: the same question as the table, in the language of the page."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from gis_app.accounts.current import SignedIn
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.pages import formats
from gis_app.pages.asked import AskedSelection
from gis_app.pages.files import XLSX
from gis_app.pages.planner.words import chips
from gis_app.pages.turns import Turns
from gis_app.planning.export_rows import export_rows
from gis_app.planning.exports import COLUMNS, write_csv, write_gpkg, write_xlsx
from gis_app.planning.selection import Selection
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

# 200,000 works are a minute of computing and of a cursor in the database.
_EXPORTS = Turns(at_once=2, may_come=8, longest_wait_s=60)

router = APIRouter(prefix="/planner", tags=["planner"], include_in_schema=False)


@router.get("/export.csv")
def csv_file(
    session: SessionDep, lang: LanguageDep, today: TodayDep, user: SignedIn, asked: AskedSelection
) -> StreamingResponse:
    """The works for programs: stable names and codes beside the titles."""
    return _file(
        "csv", "text/csv; charset=utf-8", today, lambda path: write_csv(export_rows(session, asked, lang, today), path)
    )


@router.get("/export.gpkg")
def gpkg_file(
    session: SessionDep, lang: LanguageDep, today: TodayDep, user: SignedIn, asked: AskedSelection
) -> StreamingResponse:
    """The works with their shapes, a layer for each kind of shape."""

    def write(path: Path) -> int:
        return write_gpkg(export_rows(session, asked, lang, today, with_shapes=True), path)

    return _file("gpkg", "application/geopackage+sqlite3", today, write)


@router.get("/export.xlsx")
def xlsx_file(
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    user: SignedIn,
    asked: AskedSelection,
) -> StreamingResponse:
    """The works for people, with a sheet that says what they are."""
    texts = get_texts()

    def write(path: Path) -> int:
        return write_xlsx(
            export_rows(session, asked, lang, today),
            path,
            heads=[texts.get(lang, f"export-{name.replace('_', '-')}") for name in COLUMNS],
            sheet=texts.get(lang, "export-sheet"),
            about_sheet=texts.get(lang, "export-about"),
            about=lambda count: _about(session, settings, asked, lang, today, user.name, count),
            words=lambda name, value: _in_words(lang, name, value),
        )

    return _file("xlsx", XLSX, today, write)


def _in_words(lang: Language, name: str, value: Any) -> Any:
    texts = get_texts()
    if name in ("state", "status"):
        return texts.get(lang, f"{name}-{str(value).replace('_', '-')}")
    if name == "is_training":
        return texts.get(lang, "training-short") if value else None
    return value


def _about(
    session: Session, settings: Settings, asked: Selection, lang: Language, today: date, who: str, count: int
) -> list[tuple[str, str]]:
    """What the file holds: the question in words, its link, the day, the source, who asked."""
    texts = get_texts()
    filters = [chip.words for chip in chips(session, asked, lang, {})]
    site = (settings.public_url or "").rstrip("/")
    return [
        (texts.get(lang, "export-asked"), "; ".join(filters) or texts.get(lang, "planner-all")),
        (texts.get(lang, "export-works"), formats.number(count, lang)),
        (texts.get(lang, "export-day"), formats.long_day(today, lang)),
        (texts.get(lang, "export-source-of"), f"{texts.get(lang, 'service-name')}, {settings.city_name(lang)}"),
        (texts.get(lang, "export-link"), f"{site}/planner/works?{asked.to_query(lang=lang)}"),
        (texts.get(lang, "export-who"), who),
    ]


def _file(ending: str, kind: str, today: date, write: Callable[[Path], int]) -> StreamingResponse:
    """Written to a folder of its own and sent from there. The name is gone before the first byte is sent, so that
    nothing is left behind when the reader goes away.
    """
    with tempfile.TemporaryDirectory(prefix="works-") as folder:
        path = Path(folder) / f"works.{ending}"
        with _EXPORTS.turn():
            write(path)
        file = path.open("rb")
    headers = {
        "content-disposition": f'attachment; filename="works-{today.isoformat()}.{ending}"',
        "cache-control": "private, no-store",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(_sent(file), media_type=kind, headers=headers)


def _sent(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(256 * 1024):
            yield piece
