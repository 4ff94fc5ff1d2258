"""Numbers with their units, and yes or no, as plans write them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from etl.extract.sheets import Cell

DecimalSign = Literal["auto", ",", "."]

_NUMBER = re.compile(r"[-−+]?\d[\d\s\u00a0\u202f'’.,]*")
_GROUPS = re.compile(r"[\s\u00a0\u202f'’]")
_EMPTY = frozenset(("", "-", "–", "—", "н/д", "нет данных"))

_YES = frozenset(("да", "иә", "ия", "yes", "y", "true", "1", "+", "есть", "бар", "требуется", "частично", "полностью"))
_NO = frozenset(("нет", "жоқ", "no", "n", "false", "0", "-", "–", "—", "не требуется", "қажет емес", "без перекрытия"))


def read_amount(cell: Cell, decimal: DecimalSign = "auto") -> tuple[Decimal | None, str | None]:
    """The number of a cell and the words behind it (its unit); (None, None) when the cell is empty.

    `decimal` is the sign between whole and fraction; `auto` takes the last of comma and point when both occur, and a
    single sign for a fraction unless it repeats. A negative number or a cell
    without a number raises ValueError.
    """
    if isinstance(cell, bool):
        raise ValueError("a truth value is no number")
    if isinstance(cell, int | float):
        return _positive(Decimal(str(cell))), None
    if not isinstance(cell, str):
        raise ValueError("a day is no number")
    text = cell.strip()
    if text.casefold() in _EMPTY:
        return None, None
    found = _NUMBER.match(text)
    if found is None:
        raise ValueError(f"{text} is no number")
    written = found.group().rstrip(" \u00a0\u202f.,'’")
    unit = text[found.start() + len(written) :].strip(" \u00a0\u202f.,;")
    if re.match(r"[-–/\d]", unit):
        raise ValueError(f"{text} is more than one number")
    return _positive(_decimal(written, decimal)), unit or None


def _decimal(written: str, sign: DecimalSign) -> Decimal:
    digits = _GROUPS.sub("", written).replace("−", "-")
    if sign == "auto":
        sign = _sign_of(digits)
    other = "." if sign == "," else ","
    try:
        return Decimal(digits.replace(other, "").replace(sign, "."))
    except InvalidOperation as error:
        raise ValueError(f"{written} is no number") from error


def _sign_of(digits: str) -> Literal[",", "."]:
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    if comma >= 0:
        return "." if digits.count(",") > 1 else ","
    # 1.234.567 has its points between thousands; a single point is a fraction, as spreadsheets export it
    grouped = digits.count(".") > 1
    return "," if grouped else "."


def _positive(number: Decimal) -> Decimal:
    if not number.is_finite() or number < 0:
        raise ValueError(f"{number} is negative or no number")
    return number


def read_flag(cell: Cell) -> bool | None:
    """Yes or no in Kazakh, Russian, English or signs; None when empty. Anything else raises ValueError."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float) and cell in (0, 1):
        return bool(cell)
    text = str(cell).strip().casefold()
    if not text:
        return None
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise ValueError(f"{text} is neither yes nor no")
