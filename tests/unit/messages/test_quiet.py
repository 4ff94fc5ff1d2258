"""The city's night: 21 to 8 in Almaty, which is five hours ahead of UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gis_app.messages.quiet import digest_hour, loud_hours, quiet_until
from gis_app.settings import Settings

CITY = ZoneInfo("Asia/Almaty")


def _settings(begins: int = 21, ends: int = 8) -> Settings:
    return Settings(cluster="test", quiet_from_hour=begins, quiet_to_hour=ends)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-22T20:59", None),
        ("2026-11-22T21:00", "2026-11-23T08:00"),
        ("2026-11-22T23:59", "2026-11-23T08:00"),
        ("2026-11-23T00:00", "2026-11-23T08:00"),
        ("2026-11-23T07:59", "2026-11-23T08:00"),
        ("2026-11-23T08:00", None),
        ("2026-12-31T22:00", "2027-01-01T08:00"),
    ],
)
def test_quiet_begins_at_nine_in_the_evening_and_ends_at_eight(now: str, until: str | None) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=CITY).astimezone(ZoneInfo("UTC"))
    expected = None if until is None else datetime.fromisoformat(until).replace(tzinfo=CITY)
    assert quiet_until(_settings(), moment) == expected


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "is_quiet"),
    [(1, 6, 0, False), (1, 6, 1, True), (1, 6, 5, True), (1, 6, 6, False), (8, 8, 8, False), (0, 0, 3, False)],
)
def test_quiet_may_lie_within_one_day_or_be_none(begins: int, ends: int, hour: int, is_quiet: bool) -> None:
    moment = datetime(2026, 11, 22, hour, 30, tzinfo=CITY)
    assert (quiet_until(_settings(begins, ends), moment) is not None) is is_quiet


def test_a_digest_asked_for_at_night_comes_in_the_morning() -> None:
    assert [digest_hour(_settings(), hour) for hour in (7, 8, 20, 21, 23)] == [8, 8, 20, 8, 8]
    assert loud_hours(_settings()) == list(range(8, 21))
