"""Values that the database cannot hold, whoever sent them: numbers over 64 bits, and the letter NUL.

One rule for every route, so that none has to check its ids and texts for what no row can have.
"""

from typing import Final

import psycopg
from psycopg import errors
from sqlalchemy.exc import DataError

LARGEST_ID: Final = 2**63 - 1


def is_unfit(error: DataError) -> bool:
    """Whether what was sent is at fault: any other error of the database is ours."""
    reason = error.orig
    if isinstance(reason, errors.NumericValueOutOfRange | errors.UntranslatableCharacter):
        return True
    return type(reason) is psycopg.DataError and "NUL" in str(reason)
