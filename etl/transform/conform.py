"""From the cells of a file to the fields of a draft: our names, days as days, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.extract.feature_sheets import GEOMETRY_COLUMN
from etl.extract.sheets import Cell
from etl.rows import PlanRow, cell_text
from etl.source import Source
from etl.transform.amounts import read_amount, read_flag
from etl.transform.dates import read_day
from etl.transform.header import HeadedSheet
from etl.transform.places import WGS84, read_and_mend_wkt, read_point
from gis_app.works.draft import DraftWork
from gis_app.works.plan_columns import fold_header

TEXT_FIELDS = (
    "title_ru",
    "title_kk",
    "title_en",
    "language",
    "description",
    "program",
    "customer",
    "contractor",
    "district",
    "source_url",
)
DAY_FIELDS = ("planned_start", "planned_end", "actual_start", "actual_end")
AMOUNT_FIELDS = ("quantity", "budget")
FLAG_FIELDS = ("excavates", "closes_road", "is_emergency")
LANGUAGES = ("kk", "ru", "en")
GIVEN = {"ru": "координаты из файла", "kk": "файлдағы координаттар", "en": "coordinates of the file"}


def received_rows(headed: Sequence[HeadedSheet], source: Source) -> Iterator[PlanRow]:
    """The rows below the headers; empty rows, headers that stand again, and rows of a skip rule are left out.

    A merged cell counts for every row that it covers, except for a quantity or a budget: it is the sum of its rows.
    """
    for one in headed:
        names, positions = one.header.names, one.header.positions
        headers = {target: names[position] for target, position in positions.items()}
        sums = {positions[target] for target in AMOUNT_FIELDS if target in positions}
        covered = one.sheet.covered
        folded = [(at, fold_header(names[at])) for at in positions.values()]
        for number, cells in enumerate(one.sheet.rows[one.header.row :], start=one.header.row + 1):
            if not any(cell != "" for cell in cells) or _is_header(cells, folded):
                continue
            received = {name: cells[at] for at, name in names.items() if at < len(cells)}
            for at, name in names.items() if covered else ():
                top = covered.get((number - 1, at), 0)
                if top >= one.header.row and at not in sums:
                    received[name] = one.sheet.rows[top][at]
            # Features are counted from 1; they have no header above them.
            shown = number - 1 if one.sheet.is_features else number
            row = PlanRow(one.sheet.name, shown, received, headers)
            for target, at in positions.items() if one.sheet.formulas else ():
                if (number - 1, at) in one.sheet.formulas:
                    row.draft.note("formula_without_value", target)
            if not _is_skipped(row, cells, source):
                yield row


def _is_header(cells: Sequence[Cell], folded: Sequence[tuple[int, str]]) -> bool:
    """Whether a row repeats the header, as on every printed page or above a second table of the same columns.

    `folded` are the places of our columns with their folded headers.
    """
    known = 0
    for at, name in folded:
        if at < len(cells):
            if fold_header(cells[at]) != name:
                return False
            known += 1
    return known > 1


def _is_skipped(row: PlanRow, cells: Sequence[Cell], source: Source) -> bool:
    for rule in source.skip:
        if rule.column is not None:
            text = _text(row, rule.column)
        else:
            text = next((cell_text(cell) for cell in cells if cell != ""), "")
        if rule.matches.search(text):
            return True
    return False


def conform_row(row: PlanRow, source: Source) -> None:
    """Fill the row's draft from its cells and the source's constants. What cannot be read becomes an issue."""
    draft, headers = row.draft, row.headers
    # A file has few of all columns: what it has not is not looked for in each of its rows.
    for name in TEXT_FIELDS:
        if name in headers or name in source.constants:
            setattr(draft, name, _text(row, name) or source.constants.get(name))
    draft.location_raw = _text(row, "location")
    draft.type_texts = tuple(
        text for name in source.classify if (text := _text(row, name) or source.constants.get(name))
    )
    draft.keys = tuple(_text(row, name) for name in source.key)
    _take_title(row, source)
    for name in DAY_FIELDS:
        if name in headers:
            _take_day(row, draft, name, source)
    for name in FLAG_FIELDS:
        if name in headers or name in source.constants:
            _take_flag(row, draft, name, source)
    _take_amounts(row, draft, source)
    _take_geometry(row, draft, source)
    row.twin_text = _text(row, "twin_of") or None
    if source.period.column is not None:
        row.period_text = _text(row, source.period.column)


def _take_title(row: PlanRow, source: Source) -> None:
    """A column `title` is in the row's own language."""
    draft = row.draft
    if draft.language not in LANGUAGES:
        draft.language = source.constants.get("language")
    title = _text(row, "title")
    if title:
        name = f"title_{draft.language or 'ru'}"
        setattr(draft, name, getattr(draft, name) or title)


def _take_day(row: PlanRow, draft: DraftWork, name: str, source: Source) -> None:
    cell = _cell(row, name)
    try:
        setattr(draft, name, read_day(cell, source.date_formats))
    except ValueError:
        draft.note("unreadable_date", name, text=cell_text(cell))


def _take_flag(row: PlanRow, draft: DraftWork, name: str, source: Source) -> None:
    cell = _cell(row, name)
    try:
        flag = read_flag(cell)
    except ValueError:
        draft.note("unreadable_flag", name, text=cell_text(cell))
        return
    if flag is None:
        flag = source.constants.get(name)
    if flag is not None:
        setattr(draft, name, flag)


def _take_amounts(row: PlanRow, draft: DraftWork, source: Source) -> None:
    for name in AMOUNT_FIELDS:
        if name not in row.headers and "unit" not in row.headers:
            continue
        cell = _cell(row, name)
        try:
            number, unit = read_amount(cell, source.decimal)
        except ValueError:
            draft.note("unreadable_number", name, text=cell_text(cell))
            continue
        if number is not None and name in source.multiply:
            number *= type(number)(str(source.multiply[name]))
        setattr(draft, name, number)
        if name == "quantity":
            draft.unit = _text(row, "unit") or unit


def _take_geometry(row: PlanRow, draft: DraftWork, source: Source) -> None:
    if not {"lon", "wkt"} & row.headers.keys():
        return
    wkt, lon, lat = (_cell(row, name) for name in ("wkt", "lon", "lat"))
    crs = WGS84 if row.headers.get("wkt") == GEOMETRY_COLUMN else source.crs
    try:
        given, is_mended = read_and_mend_wkt(wkt, crs)
        draft.geometry = given or read_point(lon, lat, crs)
    except ValueError:
        text = ", ".join(cell_text(cell) for cell in (wkt, lon, lat) if cell != "")
        draft.note("unreadable_geometry", "wkt" if cell_text(wkt) else "lon", text=text[:200])
        return
    if draft.geometry is not None:
        if is_mended:
            draft.note("geometry_mended", "wkt")
        draft.match_type, draft.confidence, draft.locate_reasons = "given", 1.0, GIVEN


def _cell(row: PlanRow, target: str) -> Cell:
    header = row.headers.get(target)
    return "" if header is None else row.received.get(header, "")


def _text(row: PlanRow, target: str) -> str:
    header = row.headers.get(target)
    if header is None:
        return ""
    cell = row.received.get(header, "")
    return " ".join((cell if isinstance(cell, str) else cell_text(cell)).split())
