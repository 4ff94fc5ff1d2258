"""Reading a selection from a query string. A broken link opens its page all the same, and the page says what of it
was not followed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gis_app.accounts.user import CurrentUser
from gis_app.errors import InvalidParameterError
from gis_app.planning.scope import scope_of
from gis_app.planning.selection import LACKS, LONGEST_TERM_DAYS, SORT_KEYS, Remark, Selection, Sort
from gis_app.works.filters import LONGEST_TEXT
from gis_app.works.parameters import read_codes, read_id, read_leniently
from gis_app.works.status import STATES

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def read_term(parameter: str, values: Sequence[str]) -> int | None:
    """Whole days from 0 to ten years; an empty string is none. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return None
    text = values[-1]
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= LONGEST_TERM_DAYS):
        raise InvalidParameterError(parameter, f"whole days are wanted, at most {LONGEST_TERM_DAYS}")
    return int(text)


def read_sort(values: Sequence[str]) -> Sort:
    """A column, with a minus for descending. An unknown one raises InvalidParameterError."""
    if not values or not values[-1]:
        return Sort()
    key = values[-1].removeprefix("-")
    if key not in SORT_KEYS:
        raise InvalidParameterError("sort", f"one of {', '.join(SORT_KEYS)} is wanted, with a minus for descending")
    return Sort(key, values[-1].startswith("-"))


def read_yes(parameter: str, values: Sequence[str]) -> bool:
    """Whether a box is ticked: 1, or nothing. Anything else raises InvalidParameterError."""
    if not values or not values[-1]:
        return False
    if values[-1] != "1":
        raise InvalidParameterError(parameter, "1 or nothing is wanted")
    return True


def read_words(values: Sequence[str]) -> str:
    """Words to look for, single blanks between them; what is beyond the longest text is left out."""
    return " ".join(_NO_TEXT.sub(" ", values[-1]).split())[:LONGEST_TEXT].strip() if values else ""


_READERS: dict[str, tuple[str, Callable[[Sequence[str]], Any]]] = {
    "state": ("states", lambda values: read_codes("state", values, {code: code for code in STATES})),
    "ends_within": ("ends_within", lambda values: read_term("ends_within", values)),
    "starts_within": ("starts_within", lambda values: read_term("starts_within", values)),
    "customer": ("customer", lambda values: read_id("customer", values)),
    "without": ("lacks", lambda values: read_codes("without", values, {code: code for code in LACKS})),
    "asks_time": ("asks_time", lambda values: read_yes("asks_time", values)),
    "sort": ("sort", read_sort),
}


def read_selection(given: Mapping[str, Sequence[str]], by: CurrentUser) -> Selection:
    """The selection that a query string asks for, each parameter with all its values, in the scope of the person.

    What cannot be read is left out with a remark. A district of somebody else stays asked for: nothing is found in
    it, and a remark says why. Somebody who plans nothing raises ForbiddenError.
    """
    scope = scope_of(by)
    asked, left_out = read_leniently(given)
    unread = list(left_out)
    read: dict[str, Any] = {}
    for parameter, (field, reader) in _READERS.items():
        try:
            read[field] = reader(given.get(parameter, ()))
        except InvalidParameterError:
            unread.append(parameter)
    remarks = [Remark(parameter, "unreadable") for parameter in unread]
    if asked.district is not None and not scope.holds(asked.district):
        remarks.append(Remark("district", "not-yours"))
    asked = replace(asked, words=read_words(given.get("q", ())))
    return Selection(scope, asked, remarks=tuple(remarks), **read)
