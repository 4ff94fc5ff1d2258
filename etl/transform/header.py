"""Finding the header of a plan among title rows, and which of its columns is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from etl.extract.refusals import refused
from etl.extract.sheets import Sheet
from etl.source import HeaderPlace
from gis_app.errors import BadFileError
from gis_app.works.plan_columns import fold_header


class Declared(Protocol):
    """What a declaration of a source says about its header (`etl.source.Source`, `etl.outage_source.OutageSource`)."""

    @property
    def id(self) -> str: ...
    @property
    def sheet(self) -> str | int | None: ...
    @property
    def header(self) -> HeaderPlace: ...
    @property
    def columns(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def required(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its row number (from 1), all its names, and the position (from 0) of our columns."""

    row: int
    names: Mapping[int, str]
    positions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HeadedSheet:
    """A sheet that belongs to the plan, with its header."""

    sheet: Sheet
    header: Header


def headed_sheets(path: Path, sheets: Sequence[Sheet], source: Declared) -> list[HeadedSheet]:
    """The sheets of the plan with their headers: the declared one, all, or the first that has the header.

    Raises BadFileError when the declared sheet is missing, when no sheet has the header, or when a required column
    is not in it.
    """
    chosen = _chosen(path, sheets, source)
    headed = [HeadedSheet(sheet, header) for sheet in chosen if (header := find_header(sheet, source)) is not None]
    if not headed:
        raise _no_header(path, source)
    if source.sheet != "all":
        headed = headed[:1]
    for one in headed:
        # A feature has its geometry: whatever else says where is not required.
        spared = {"location", "lon", "lat"} if one.sheet.is_features else set()
        missing = [
            source.columns[target][0]
            for target in source.required
            if target not in one.header.positions and target not in spared
        ]
        if missing:
            raise refused(path, "no_column", sheet=one.sheet.name, columns=_listed(missing))
    return headed


def find_header(sheet: Sheet, source: Declared) -> Header | None:
    """The header of a sheet, or None when it has none."""
    row = 1 if sheet.is_features else _header_row(sheet, source.header)
    if row is None:
        return None
    names: dict[int, str] = {}
    folded: dict[str, int] = {}
    for position, cell in enumerate(sheet.rows[row - 1]):
        name = " ".join(str(cell).split())
        if name:
            folded.setdefault(fold_header(name), position)
            names[position] = name if name not in names.values() else f"{name} ({position + 1})"
    positions = {}
    for target, spellings in source.columns.items():
        for spelling in spellings:
            if fold_header(spelling) in folded:
                positions[target] = folded[fold_header(spelling)]
                break
    if sheet.is_features:
        positions = {name: at for name, at in positions.items() if name not in ("lon", "lat")}
        positions["wkt"] = len(sheet.rows[0]) - 1
    return Header(row, names, positions) if positions else None


def _header_row(sheet: Sheet, place: HeaderPlace) -> int | None:
    if place.row is not None:
        return place.row if place.row <= len(sheet.rows) else None
    for number, cells in enumerate(sheet.rows[: place.within_rows], start=1):
        present = {fold_header(cell) for cell in cells if cell != ""}
        if all(any(fold_header(name) in present for name in spellings) for spellings in place.find):
            return number
    return None


def _chosen(path: Path, sheets: Sequence[Sheet], source: Declared) -> Sequence[Sheet]:
    if source.sheet is None or source.sheet == "all" or len(sheets) == 1:
        return sheets
    if isinstance(source.sheet, int):
        if source.sheet > len(sheets):
            raise refused(path, "no_sheet_number", number=source.sheet, sheets=len(sheets))
        return sheets[source.sheet - 1 : source.sheet]
    wanted = source.sheet.casefold().strip()
    named = [sheet for sheet in sheets if sheet.name.casefold().strip() == wanted]
    if not named:
        raise refused(path, "no_sheet", sheet=source.sheet, sheets=_listed([one.name for one in sheets]))
    return named


def _no_header(path: Path, source: Declared) -> BadFileError:
    if source.header.row is not None:
        return refused(path, "no_header_row", row=source.header.row, source=source.id)
    wanted = [spellings[0] for spellings in source.header.find]
    return refused(path, "no_header", rows=source.header.within_rows, columns=_listed(wanted), source=source.id)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
