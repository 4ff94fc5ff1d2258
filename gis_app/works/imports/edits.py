"""What a person writes into the fields of a row in the page, read into its draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import category

from gis_app.works.classify import Classification
from gis_app.works.draft import DraftWork
from gis_app.works.imports.drafts import AMOUNT_FIELDS, DAY_FIELDS
from layers.work_types import read_vocabulary

FLAG_FIELDS = ("excavates", "closes_road")
TEXT_FIELDS = ("title_ru", "title_kk", "program", "customer", "contractor", "district", "unit")
# The fields of the page's form, by the draft's names; `type_code` and `location_raw` besides.
FIELDS = ("type_code", "location_raw", *TEXT_FIELDS, *DAY_FIELDS, *AMOUNT_FIELDS, *FLAG_FIELDS)
LONGEST = 2000

# The issue that a field's reader notes, and the name by which an issue speaks of the field.
_FLAGS = {"yes": True, "no": False, "": None}


def as_written(draft: DraftWork) -> dict[str, str]:
    """The draft's values as the form shows them: days as ISO, numbers plain, flags yes, no or empty."""
    shown: dict[str, str] = {}
    for name in FIELDS:
        value = getattr(draft, name)
        if value is None:
            shown[name] = ""
        elif isinstance(value, bool):
            shown[name] = "yes" if value else "no"
        elif isinstance(value, Decimal):
            shown[name] = f"{value.normalize():f}"
        else:
            shown[name] = value.isoformat() if isinstance(value, date) else str(value)
    return shown


def one_line(text: str) -> str:
    """A field's text without line breaks and other letters that nobody sees: no file and no database takes them."""
    return " ".join("".join(" " if category(letter) == "Cc" else letter for letter in text).split())[:LONGEST]


def differing(draft: DraftWork, given: Mapping[str, str]) -> dict[str, str]:
    """Those of the given values that are not what the form had shown. Unknown names are passed over."""
    shown = as_written(draft)
    cleaned = {name: one_line(given[name]) for name in FIELDS if name in given}
    return {name: value for name, value in cleaned.items() if value != shown[name]}


def write_into(draft: DraftWork, edits: Mapping[str, str]) -> None:
    """Set the edited fields; what cannot be read is noted and leaves the field empty."""
    for name, text in edits.items():
        _WRITERS.get(name, _take_text)(draft, name, text)


def _take_text(draft: DraftWork, name: str, text: str) -> None:
    setattr(draft, name, text if name == "location_raw" else text or None)


def _take_type(draft: DraftWork, name: str, text: str) -> None:
    kind = read_vocabulary().by_code().get(text)
    draft.type_code = None if kind is None else kind.code
    draft.classification = (
        Classification("unknown") if kind is None else Classification("work", kind.code, "by_hand", text)
    )


def _take_day(draft: DraftWork, name: str, text: str) -> None:
    try:
        day = None if not text else _day(text)
    except ValueError:
        day = None
        draft.note("unreadable_date", name, text=text[:100])
    setattr(draft, name, day)


def _day(text: str) -> date:
    """A day as a browser sends it, or as a person writes it where the browser has no calendar."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text} is no day")


def _take_amount(draft: DraftWork, name: str, text: str) -> None:
    plain = text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    amount: Decimal | None = None
    if plain:
        try:
            amount = Decimal(plain)
            if not amount.is_finite() or amount < 0:
                raise InvalidOperation
        except InvalidOperation:
            amount = None
            draft.note("unreadable_number", name, text=text[:100])
    setattr(draft, name, amount)


def _take_flag(draft: DraftWork, name: str, text: str) -> None:
    setattr(draft, name, _FLAGS.get(text))


_WRITERS: Mapping[str, Callable[[DraftWork, str, str], Any]] = {
    "type_code": _take_type,
    **dict.fromkeys(DAY_FIELDS, _take_day),
    **dict.fromkeys(AMOUNT_FIELDS, _take_amount),
    **dict.fromkeys(FLAG_FIELDS, _take_flag),
}
