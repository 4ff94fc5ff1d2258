"""What the reception tells of itself: the queue as a file, the share solved at first contact, a district's numbers."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from gis_app.accounts import listing
from gis_app.appeals.district_counts import count_statuses, count_topics, of_districts
from gis_app.appeals.first_contact import count_kinds, share_by_month
from gis_app.appeals.queue import Line, read_lines
from gis_app.appeals.queue_export import COLUMNS, MOST_ROWS, write_csv, write_xlsx
from gis_app.appeals.queue_filter import QueueFilter
from gis_app.appeals.scope import of_the_reception
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.pages.appeals.desk import AtDesk, Desk
from gis_app.pages.appeals.queue_words import asker_of
from gis_app.pages.files import XLSX, attachment
from gis_app.pages.formats import lone_month_names
from gis_app.pages.reception.router import Asked
from gis_app.pages.rendering import render
from gis_app.pages.scripts import RECEPTION_PAGE, entry_of
from gis_app.pages.turns import Turns
from gis_app.texts.fluent import get_texts

router = APIRouter(tags=["reception"], include_in_schema=False)
# 50,000 lines are some ten seconds of computing.
_EXPORTS = Turns(at_once=1, may_come=4, longest_wait_s=60)
YEAR = timedelta(days=365)


@router.get("/reception/export.csv")
def csv_file(desk: AtDesk, asked: Asked) -> Response:
    """The appeals for programs."""
    zone = desk.settings.time_zone
    return _file(desk, asked, "csv", "text/csv; charset=utf-8", lambda lines, path: write_csv(lines, path, zone=zone))


@router.get("/reception/export.xlsx")
def xlsx_file(desk: AtDesk, asked: Asked) -> Response:
    """The appeals for people, in the language of the page."""
    texts, lang = get_texts(), desk.lang

    def write(lines: list[Line], path: Path) -> None:
        write_xlsx(
            lines, path, zone=desk.settings.time_zone, sheet=texts.get(lang, "reception-export-sheet"),
            heads=[texts.get(lang, f"reception-export-{name}") for name in COLUMNS],
            words=lambda name, value: _in_words(lang, name, value),
        )  # fmt: skip

    return _file(desk, asked, "xlsx", XLSX, write)


def _file(
    desk: Desk, asked: QueueFilter, ending: str, kind: str, write: Callable[[list[Line], Path], None]
) -> Response:
    asker = asker_of(desk.user, desk.settings, desk.lang, desk.today)
    with tempfile.TemporaryDirectory(prefix="appeals-") as folder, _EXPORTS.turn():
        path = Path(folder) / f"appeals.{ending}"
        write(read_lines(desk.session, asked, asker, most=MOST_ROWS), path)
        return attachment(path.read_bytes(), f"appeals-{desk.today.isoformat()}.{ending}", kind)


_PREFIXES = {"status": "appeal-status", "standing": "reception-standing", "kind": "reception-kind",
             "channel": "reception-channel"}  # fmt: skip


def _in_words(lang: Language, name: str, value: Any) -> Any:
    if name == "topic":
        return read_topics().by_code()[value].title.in_language(lang)
    if name == "urgent":
        return get_texts().get(lang, "reception-yes") if value else None
    prefix = _PREFIXES.get(name)
    return value if prefix is None else get_texts().get(lang, f"{prefix}-{str(value).replace('_', '-')}")


@router.get("/reception/share")
def share_page(desk: AtDesk) -> Response:
    """How many appeals were solved at first contact, by month of the last year and by kind."""
    since = datetime.combine((desk.today - YEAR).replace(day=1), datetime.min.time(), UTC)
    condition, names = of_the_reception(desk.user), lone_month_names(desk.lang)
    months = share_by_month(desk.session, condition, since=since, zone=desk.settings.time_zone)
    return render(
        desk.request, desk.settings, desk.lang, "reception/share.html", entry_of(RECEPTION_PAGE),
        months=[(f"{names[one.month.month - 1]} {one.month.year}", one) for one in months],
        kinds=count_kinds(desk.session, condition, since=since),
        total=sum(one.total for one in months), solved=sum(one.consulted + one.at_once for one in months),
    )  # fmt: skip


@router.get("/planner/appeals")
def district_page(desk: AtDesk, district: Annotated[str, Query()] = "") -> Response:
    """The numbers of the own districts: which topics stand open, and with nothing planned."""
    chosen = int(district) if district.isascii() and district.isdecimal() and len(district) < 10 else None
    condition = of_districts(desk.user, chosen)
    own = desk.user.district_ids if "planner" in desk.user.roles else None
    if desk.user.roles & {"inspector", "administrator"}:
        own = None
    offered = [one for one in listing.districts(desk.session, desk.lang) if own is None or one.id in own]
    return render(
        desk.request, desk.settings, desk.lang, "reception/district.html", entry_of(RECEPTION_PAGE),
        counts=count_topics(desk.session, condition, desk.today),
        statuses=count_statuses(desk.session, condition, desk.today - YEAR), topics=read_topics().by_code(),
        districts=offered, chosen=chosen,
    )  # fmt: skip
