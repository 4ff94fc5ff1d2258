"""Which days may be asked for and given: later than promised, not past, not beyond what anybody can promise."""

from datetime import date

from gis_app.works.facts import must_be_promisable
from gis_app.works.life_models import ExtensionRequest
from gis_app.works.models import Work
from gis_app.works.taking import ImpossibleChangeError
from gis_app.works.transitions import MAY_ASK_EXTENSION

# Until a start is reported, the start can be moved as well.
MAY_MOVE_START = frozenset({"planned", "scheduled"})


def check_wanted_days(work: Work, start: date | None, end: date, today: date) -> None:
    """Raise ImpossibleChangeError unless a work can be given these days; `start` None leaves its start."""
    if work.state not in MAY_ASK_EXTENSION:
        raise ImpossibleChangeError("no-days-to-come")
    if work.planned_end is None or end <= work.planned_end:
        raise ImpossibleChangeError("not-later")
    if end < today or (start is not None and start < today):
        raise ImpossibleChangeError("day-past")
    if start is not None:
        if work.state not in MAY_MOVE_START:
            raise ImpossibleChangeError("begun-already")
        if work.planned_start is not None and start < work.planned_start:
            raise ImpossibleChangeError("start-not-later")
        if start > end:
            raise ImpossibleChangeError("end-before-start")
    must_be_promisable((start, end), today)


def check_given_days(work: Work, request: ExtensionRequest, start: date | None, end: date | None, today: date) -> None:
    """The same for days that a planner gives instead; those that were asked for are granted, not changed."""
    if end is None:
        raise ImpossibleChangeError("needs-end")
    if (start, end) == (request.wanted_start, request.wanted_end):
        raise ImpossibleChangeError("as-asked")
    check_wanted_days(work, start, end, today)
