"""When a report was made: the phone's clock against the server's.

The receipt is on Wednesday 10 June 2026, at noon in Almaty.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gis_app.site_reports.clock import judge_time, photo_is_apart

ZONE = ZoneInfo("Asia/Almaty")
RECEIVED = datetime(2026, 6, 10, 12, 0, tzinfo=ZONE)
TODAY = date(2026, 6, 10)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def judged(
    at: timedelta | None = None, sent: timedelta | None = None, day: int | None = None
) -> tuple[int, list[tuple[str, int | None]]]:
    """Days from today to the day that counts, and the marks. Times are given as their distance from the receipt."""
    found = judge_time(
        at=None if at is None else RECEIVED + at,
        sent_at=None if sent is None else RECEIVED + sent,
        on_day=None if day is None else TODAY + timedelta(days=day),
        received=RECEIVED,
        time_zone="Asia/Almaty",
    )
    assert found.at <= RECEIVED
    return (found.day - TODAY).days, [(mark.code, mark.amount) for mark in found.marks]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (0, [])),
        ({"at": -2 * MINUTE}, (0, [])),
        ({"at": 5 * MINUTE}, (0, [])),
        ({"at": 6 * MINUTE}, (0, [("clock-ahead", 6)])),
        ({"at": 3 * DAY}, (0, [("clock-ahead", 4320)])),
        ({"at": -13 * HOUR}, (-1, [])),
        ({"at": -7 * DAY}, (-7, [])),
        ({"at": -8 * DAY}, (-8, [("long-ago", 8)])),
        ({"at": -400 * DAY}, (-400, [("long-ago", 400)])),
        ({"at": -401 * DAY}, (0, [("day-unbelievable", None)])),
        ({"at": -20_000 * DAY}, (0, [("day-unbelievable", None)])),
    ],
    ids=[
        "no time at all is now", "just now", "five minutes fast", "six minutes fast", "three days fast",
        "late the evening before", "a week ago", "eight days ago", "400 days ago", "401 days ago", "of 1971",
    ],
)  # fmt: skip
def test_the_day_of_a_report_that_names_only_its_time(
    given: dict[str, timedelta], expected: tuple[int, list[tuple[str, int | None]]]
) -> None:
    assert judged(**given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"at": -3 * DAY, "sent": -MINUTE}, (-3, [])),
        ({"at": -3 * DAY, "sent": -60 * MINUTE}, (-3, [])),
        ({"at": -3 * DAY, "sent": -61 * MINUTE}, (-3, [("clock-wrong", 61)])),
        ({"at": 0 * DAY, "sent": 5 * MINUTE}, (0, [])),
        ({"at": 0 * DAY, "sent": 6 * MINUTE}, (0, [("clock-wrong", 6)])),
        ({"at": 7 * DAY, "sent": 10 * DAY}, (-3, [("clock-wrong", 14400)])),
        ({"at": -20_003 * DAY, "sent": -20_000 * DAY}, (-3, [("clock-wrong", 28_800_000)])),
        ({"sent": 10 * DAY}, (0, [("clock-wrong", 14400)])),
        ({"at": 12 * DAY, "sent": 10 * DAY}, (0, [("clock-wrong", 14400)])),
    ],
    ids=[
        "a draft of three days ago", "an hour on its way", "longer on its way than photos take",
        "five minutes fast", "six minutes fast", "a clock ten days fast and a draft of three days",
        "a clock of 1971 and a draft of three days", "only the sending", "written after it was sent",
    ],
)  # fmt: skip
def test_a_wrong_clock_is_put_right_by_the_time_of_sending(
    given: dict[str, timedelta], expected: tuple[int, list[tuple[str, int | None]]]
) -> None:
    assert judged(**given) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (0, (0, [])),
        (-1, (-1, [])),
        (-7, (-7, [])),
        (-8, (-8, [("long-ago", 8)])),
        (1, (0, [("day-ahead", 1)])),
        (300, (0, [("day-ahead", 300)])),
        (-400, (-400, [("long-ago", 400)])),
        (-401, (0, [("day-unbelievable", None)])),
    ],
)
def test_the_day_that_a_person_chose_counts_when_it_can_be_believed(
    day: int, expected: tuple[int, list[tuple[str, int | None]]]
) -> None:
    assert judged(day=day) == expected
    assert judged(day=day, at=-MINUTE) == expected


def test_a_day_that_only_repeats_a_wrong_clock_is_put_right_with_it() -> None:
    assert judged(at=1 * DAY, sent=1 * DAY, day=1) == (0, [("clock-wrong", 1440)])
    assert judged(at=-1 * DAY, sent=-1 * DAY, day=-1) == (0, [("clock-wrong", 1440)])
    assert judged(at=-1 * DAY, sent=-1 * DAY, day=-4) == (-4, [("clock-wrong", 1440)]), "chosen by the person"


def test_midnight_is_the_citys() -> None:
    just_after = datetime(2026, 6, 10, 0, 5, tzinfo=ZONE)
    found = judge_time(
        at=just_after - 6 * MINUTE, sent_at=None, on_day=None, received=just_after, time_zone="Asia/Almaty"
    )
    assert found.day == date(2026, 6, 9)


@pytest.mark.parametrize(
    ("apart", "days"), [(0 * DAY, None), (DAY, None), (DAY + MINUTE, 1), (-3 * DAY, 3), (-47 * HOUR, 1), (49 * HOUR, 2)]
)
def test_a_photo_of_another_day_is_told(apart: timedelta, days: int | None) -> None:
    assert photo_is_apart(RECEIVED + apart, RECEIVED) == days
    assert photo_is_apart(None, RECEIVED) is None
