"""E-mail addresses as accounts have them."""

import re

from gis_app.errors import InvalidParameterError

LONGEST = 254
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def normal_email(written: str) -> str:
    """The address in small letters, as it is stored and compared. Raises InvalidParameterError for no address."""
    address = written.strip().lower()
    if len(address) > LONGEST or not _ADDRESS.fullmatch(address):
        raise InvalidParameterError("email", "this is no e-mail address")
    return address
