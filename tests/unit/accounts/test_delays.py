"""How long to wait after failures, as a table of edges."""

import pytest

from gis_app.accounts.attempts import counted_address
from gis_app.accounts.delays import OF_AN_ACCOUNT, OF_AN_ADDRESS, Allowance


@pytest.mark.parametrize(
    ("allowance", "failures", "seconds"),
    [
        (OF_AN_ACCOUNT, 0, 0),
        (OF_AN_ACCOUNT, 4, 0),
        (OF_AN_ACCOUNT, 5, 30),
        (OF_AN_ACCOUNT, 6, 60),
        (OF_AN_ACCOUNT, 9, 480),
        (OF_AN_ACCOUNT, 10, 900),
        (OF_AN_ACCOUNT, 10_000, 900),
        (OF_AN_ADDRESS, 29, 0),
        (OF_AN_ADDRESS, 30, 30),
        (OF_AN_ADDRESS, 37, 3600),
    ],
)
def test_a_wait_doubles_from_the_first_to_the_longest(allowance: Allowance, failures: int, seconds: int) -> None:
    assert allowance.wait_s(failures) == seconds


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("testclient", "unknown"),
    ],
)
def test_a_household_of_ipv6_is_one_address(client: str, counted: str) -> None:
    assert counted_address(client) == counted
