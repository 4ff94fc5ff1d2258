"""The business identification number of Kazakhstan: twelve digits, the last of them a control digit.

Digits 1–4 are year and month of registration, the 5th the type (4 resident legal person, 5 non-resident, 6 joint sole
trader), the 6th the form (0 head office, 1 branch, 2 representation, 3 farm), 7–11 a serial number. The control digit
is the weighted sum of the first eleven modulo 11 with the weights 1…11; when that is 10, with the weights
3…11, 1, 2; a number for which that gives 10 too is not issued.
Source: Resolution of the Government of the Republic of Kazakhstan No. 565 of 11 June 2003 on the programme of moving to
one number of natural and legal persons (identification number, business identification number).
"""

from typing import Annotated

from pydantic import AfterValidator

_FIRST_WEIGHTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_TYPES = "456"
_FORMS = "0123"


def control_digit(first_eleven: str) -> int | None:
    """The twelfth digit; None when no number with these eleven is issued."""
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        remainder = sum(int(digit) * weight for digit, weight in zip(first_eleven, weights, strict=True)) % 11
        if remainder < 10:
            return remainder
    return None


def check_bin(text: str) -> str:
    """The number without spaces. Raises ValueError with what is wrong with it."""
    number = "".join(text.split())
    if len(number) != 12 or not (number.isascii() and number.isdecimal()):
        raise ValueError("a BIN has twelve digits")
    if not 1 <= int(number[2:4]) <= 12:
        raise ValueError("digits 3 and 4 of a BIN are a month")
    if number[4] not in _TYPES or number[5] not in _FORMS:
        raise ValueError("digits 5 and 6 of a BIN are type (4 to 6) and form (0 to 3)")
    if control_digit(number[:11]) != int(number[11]):
        raise ValueError("the control digit of the BIN is wrong")
    return number


Bin = Annotated[str, AfterValidator(check_bin)]
