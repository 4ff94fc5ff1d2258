"""Reading life situations back from a workbook that is headed in any of the three languages.

A row that cannot be a rule is reported with sheet, row, column and reason; the others are read all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from gis_app.appeals.guide import PLACES
from gis_app.appeals.situations.register import Entry
from gis_app.appeals.situations.rules import entry_validator
from gis_app.appeals.situations.workbook import COLUMNS, LANGUAGES, TEXTS, heading
from gis_app.appeals.topics import read_topics
from gis_app.errors import UsageError
from gis_app.organisations.tasks import read_tasks
from gis_app.texts.fluent import get_texts

_MUST: Final = frozenset(COLUMNS) - {"position", "settings", "districts", "warranty", "valid-from", "valid-to"}
# A city brings some 2,000 rules; what unpacks to more than this is no list of rules.
_MOST_ROWS, _MOST_BYTES = 20_000, 100_000_000


class BadWorkbookError(UsageError):
    """A file that is no workbook of rules; nothing was changed. `code` is a message `situations-refused-…`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"no workbook of life situations: {code}")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row was left out: `reason` is a message `situations-wrong-…`, `value` what stands there."""

    sheet: str
    row: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The good rows in their order, and what was wrong with the others."""

    entries: tuple[Entry, ...]
    problems: tuple[RowProblem, ...]


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, column: str, reason: str, value: str) -> None:
        self.column, self.reason, self.value = column, reason, value
        super().__init__(reason)


def read_workbook(content: bytes, positions: Mapping[str, int]) -> ReadWorkbook:
    """The rules of a workbook. `positions` are those of the rules that stand: a row without one keeps its rule's, a
    new rule comes last. Raises BadWorkbookError."""
    entries: dict[str, Entry] = {}
    problems: list[RowProblem] = []
    last = max(positions.values(), default=0)
    found_columns = False
    for name, rows in _sheets(content):
        columns = _columns(rows[0] if rows else ())
        if not {"code", "title-ru", "topics"} <= set(columns):
            continue
        found_columns = True
        for number, cells in enumerate(rows[1:], start=2):
            values = {column: _text(cells[at]) for column, at in columns.items() if at < len(cells)}
            if not any(values.values()):
                continue
            try:
                rule = _rule(values)
                if rule["code"] in entries:
                    raise _Wrong("code", "twice", rule["code"])
                position = _position(values, positions.get(rule["code"]))
            except _Wrong as wrong:
                problems.append(RowProblem(name, number, wrong.column, wrong.reason, wrong.value[:200]))
                continue
            if position is None:
                position = last = last + 10
            entries[rule["code"]] = Entry(position, rule)
    if not found_columns:
        raise BadWorkbookError("no-columns")
    return ReadWorkbook(tuple(entries.values()), tuple(problems))


def _sheets(content: bytes) -> list[tuple[str, list[list[Any]]]]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise BadWorkbookError("too-large")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=_MOST_ROWS + 1))
            for name in book.sheet_names
        ]
    except (BadZipFile, CalamineError, ValueError) as error:
        raise BadWorkbookError("no-workbook") from error
    if any(len(rows) > _MOST_ROWS for _, rows in sheets):
        raise BadWorkbookError("too-large")
    return sheets


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _known() -> Mapping[str, Mapping[str, Any]]:
    # What may be written in a cell, folded, by kind: codes and titles in each language.
    say = get_texts().get
    topics = read_topics().topics
    return {
        "column": {_fold(heading(column, lang)): column for column in COLUMNS for lang in LANGUAGES},
        "topic": {
            _fold(word): one.code for one in topics for word in (one.code, *map(one.title.in_language, LANGUAGES))
        },
        "place": {
            _fold(word): place
            for place in PLACES
            for word in (place, *(say(lang, f"guide-place-{place}") for lang in LANGUAGES))
        },
        "flag": {
            _fold(say(lang, f"imports-flag-{word}")): word == "yes" for lang in LANGUAGES for word in ("yes", "no")
        },
        "body": {
            **{
                _fold(word): {"task": code}
                for code, titles in read_tasks().items()
                for word in (code, *titles.values())
            },
            **{
                _fold(word): {"who": who}
                for who in ("guarantor", "owners")
                for word in (who, *(say(lang, f"guide-who-{who}") for lang in LANGUAGES))
            },
        },
    }


def _columns(head: Sequence[Any]) -> dict[str, int]:
    known = _known()["column"]
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        column = known.get(_fold(_text(cell)))
        if column is not None:
            found.setdefault(column, at)
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def _rule(values: Mapping[str, str]) -> dict[str, Any]:
    for column in COLUMNS:
        if column in _MUST and not values.get(column):
            raise _Wrong(column, "missing", "")
    rule: dict[str, Any] = {
        "code": values["code"].lower(),
        "topics": _list(values, "topics", "topic"),
        "body": _one(values, "body", "body"),
        "source": values["source"],
        **{name: {lang: values[f"{name}-{lang}"] for lang in LANGUAGES} for name in TEXTS},
    }
    if values.get("settings"):
        rule["settings"] = _list(values, "settings", "place")
    if values.get("districts"):
        rule["districts"] = [_whole("districts", part) for part in _parts(values["districts"].replace(",", ";"))]
    if values.get("warranty"):
        rule["warranty"] = _one(values, "warranty", "flag")
    for column in ("valid-from", "valid-to"):
        if values.get(column):
            rule[column.replace("-", "_")] = _day(column, values[column])
    if rule.get("valid_from", "") > rule.get("valid_to", "9999"):
        raise _Wrong("valid-to", "order", values["valid-to"])
    for error in entry_validator().iter_errors(rule):
        name = "-".join(str(part) for part in error.path).replace("_", "-")
        raise _Wrong(name if name in COLUMNS else "code", "form", str(error.instance))
    return rule


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _list(values: Mapping[str, str], column: str, kind: str) -> list[str]:
    return list(dict.fromkeys(_look_up(column, kind, part) for part in _parts(values[column])))


def _one(values: Mapping[str, str], column: str, kind: str) -> Any:
    return _look_up(column, kind, values[column])


def _look_up(column: str, kind: str, word: str) -> Any:
    found = _known()[kind].get(_fold(word))
    if found is None:
        raise _Wrong(column, "unknown", word)
    return found


def _whole(column: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise _Wrong(column, "number", text)
    return int(text)


def _position(values: Mapping[str, str], standing: int | None) -> int | None:
    return _whole("position", values["position"]) if values.get("position") else standing


_DAYS: Final[Sequence[Callable[[str], date]]] = (
    date.fromisoformat,
    lambda text: datetime.strptime(text, "%d.%m.%Y").date(),
)


def _day(column: str, text: str) -> str:
    for read in _DAYS:
        try:
            return read(text).isoformat()
        except ValueError:
            continue
    raise _Wrong(column, "day", text)
