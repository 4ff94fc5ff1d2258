"""When a report was made: the phone's word, held against the server's clock. A wrong clock loses no report."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gis_app.site_reports.marks import Mark

# Phones are seconds off when they are right; a clock set by hand is minutes off, a wrong time zone hours.
AHEAD_MOST: Final = timedelta(minutes=5)
# Photos take their time over a poor network: what arrives later than this after leaving was sent by a wrong clock.
BEHIND_MOST: Final = timedelta(minutes=60)
# A weekend without network is nothing; a report of a day this many days ago is told.
LONG_AGO_DAYS: Final = 7
# A phone that has lost its clock says 1970 or the day it was made: such a day is not believed.
UNBELIEVABLE_DAYS: Final = 400
# A photo older or newer than the report by more than this was not taken for it.
PHOTO_APART_MOST: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class When:
    """The day that a report is about, the instant by the best guess, and what is odd about them."""

    day: date
    at: datetime
    marks: tuple[Mark, ...]


def judge_time(
    *, at: datetime | None, sent_at: datetime | None, on_day: date | None, received: datetime, time_zone: str
) -> When:
    """Bring the phone's time and the day it names together with the time of receipt. All instants have an offset.

    `at` and `sent_at` are by the phone's clock, when the report was written and when it left: their difference is
    right even where the clock is wrong. `on_day` is the day that the person chose.
    """
    zone, marks = ZoneInfo(time_zone), list[Mark]()
    true_at, skew = at or received, timedelta()
    if sent_at is not None and not -AHEAD_MOST <= received - sent_at <= BEHIND_MOST:
        skew = received - sent_at
        true_at = (at or sent_at) + skew
        marks.append(Mark("clock-wrong", amount=round(abs(skew) / timedelta(minutes=1))))
    if true_at > received + AHEAD_MOST and not marks:
        marks.append(Mark("clock-ahead", amount=round((true_at - received) / timedelta(minutes=1))))
    if received - true_at > timedelta(days=UNBELIEVABLE_DAYS):
        marks.append(Mark("day-unbelievable"))
        true_at = received
    true_at = min(true_at, received)
    day, more = _day(on_day, at, true_at, received, zone)
    return When(day, true_at, (*marks, *(mark for mark in more if mark.code not in {one.code for one in marks})))


def _day(
    on_day: date | None, at: datetime | None, true_at: datetime, received: datetime, zone: ZoneInfo
) -> tuple[date, list[Mark]]:
    today, by_clock = received.astimezone(zone).date(), true_at.astimezone(zone).date()
    # A day that merely repeats a wrong clock is as wrong as the clock.
    is_chosen = on_day is not None and not (at is not None and on_day == at.astimezone(zone).date())
    day = on_day if is_chosen and on_day is not None else by_clock
    if day > today:
        return today, [Mark("day-ahead", amount=(day - today).days)]
    if (today - day).days > UNBELIEVABLE_DAYS:
        return by_clock, [Mark("day-unbelievable")]
    late = (today - day).days
    return day, [Mark("long-ago", amount=late)] if late > LONG_AGO_DAYS else []


def photo_is_apart(taken_at: datetime | None, reported_at: datetime) -> int | None:
    """By how many whole days a photo was taken before or after its report; None when it was taken for it.

    Both are by the same phone's clock, right or wrong.
    """
    if taken_at is None or abs(taken_at - reported_at) <= PHOTO_APART_MOST:
        return None
    return max(1, abs(taken_at - reported_at).days)
