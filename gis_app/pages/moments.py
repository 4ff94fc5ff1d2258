"""The moment that the map's slider stands on, as its link names it; the browser has the same rule in `moments.ts`."""

from calendar import monthrange
from datetime import date, timedelta


def moment_of_link(at: str | None, step: str | None) -> tuple[date, date] | None:
    """The first and the last day of the day, week (Monday to Sunday) or month around `at`; a week unless `step` says.

    What cannot be read is no moment: a broken link still opens the map.
    """
    try:
        day = date.fromisoformat(at or "")
        if step == "day":
            return day, day
        if step == "month":
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return None
