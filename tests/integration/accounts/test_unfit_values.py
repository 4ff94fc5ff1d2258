"""What no row can have is refused by every route in the same way: numbers over 64 bits, the letter NUL."""

import re

import pytest

from gis_app.accounts.access import ACCESS
from gis_app.accounts.roles import ROLES
from tests.integration.accounts.conftest import Enter
from tests.people import BrowserOf

NUMBERED = sorted(key for key in ACCESS if key.startswith("GET") and re.search(r"\{\w+_id\}", key))
TOO_LARGE = str(2**63)


# One question each: the tests share one transaction, which a refusal of the database ends.
@pytest.mark.parametrize("key", NUMBERED)
def test_nothing_has_an_id_over_64_bits(enter: Enter, key: str) -> None:
    path = re.sub(r"\{\w+\}", TOO_LARGE, key.removeprefix("GET "))
    assert enter(*ROLES).get(path).status_code == 404


@pytest.mark.parametrize("path", [f"/extension-requests/{TOO_LARGE}/decision", f"/works/{TOO_LARGE}/changes"])
def test_a_change_of_what_has_an_id_over_64_bits_is_refused_too(enter: Enter, path: str) -> None:
    form = {"outcome": "granted", "version": "1", "reason": "x", "to": "planned"}
    assert enter(*ROLES).post(path, form, page="/geocode/explain").status_code == 404


@pytest.mark.parametrize("path", ["/api/works?q=%00", "/api/outages?offset=9223372036854775808"])
def test_a_question_that_no_database_takes_is_a_bad_request(visitor: BrowserOf, path: str) -> None:
    assert visitor.get(path).status_code == 400


def test_nul_in_an_address_is_no_account(visitor: BrowserOf) -> None:
    form = {"email": "a\x00@example.kz", "password": "whatever it is"}
    assert visitor.post("/sign-in", form, page="/sign-in").status_code == 400
