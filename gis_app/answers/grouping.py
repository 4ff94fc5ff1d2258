"""How what lies about a place concerns it: in the yard, on the street, nearby; now, ahead, or done lately."""

from datetime import date
from typing import Final, Literal

from gis_app.answers.around import AT_M, LATELY, STRETCH_M, YARD_M, NearWork
from gis_app.answers.places import PlaceKind
from gis_app.works.status import Status

Group = Literal["here", "yard", "street", "area", "near"]
When = Literal["now", "planned", "undated", "unreported", "finished"]
GROUPS: Final[tuple[Group, ...]] = ("here", "yard", "street", "area", "near")

_WHEN: dict[Status, When] = {
    "in_progress": "now",
    "overdue": "now",
    "due": "now",
    "paused": "now",
    "planned": "planned",
    "undated": "undated",
    "unreported": "unreported",
    "finished": "finished",
}


def group_of(kind: PlaceKind, work: NearWork) -> Group:
    """The nearest way in which a work concerns a place.

    Of a street or an area all that lies on or in it is `here`. A house has what touches it, then its yard, then its
    own stretch of its street. `area`: the place is within a work's microdistrict, or what streets enclose.
    """
    if kind in ("street", "stretch"):
        return "here" if work.is_on_street and work.distance_m <= AT_M else "near"
    if kind == "area":
        return "here" if work.distance_m == 0 else "near"
    if work.is_of_area:
        return "area" if work.distance_m == 0 else "near"
    if kind == "crossing":
        return "here" if work.distance_m <= AT_M else _on_street(work)
    if work.distance_m <= AT_M and not work.is_line:
        return "here"
    if work.is_in_yard and work.distance_m <= YARD_M and (work.is_of_yard or not work.is_on_street):
        return "yard"
    return _on_street(work)


def _on_street(work: NearWork) -> Group:
    return "street" if work.is_on_street and work.distance_m <= STRETCH_M else "near"


def when_of(status: Status, last_day: date | None, today: date) -> When | None:
    """When a work concerns whoever asks today; None when it does no more (long over, or called off).

    A work of which only the last day is known, and that is over, is not planned any more.
    """
    when = _WHEN.get(status)
    if when == "undated" and last_day is not None and last_day < today:
        when = "unreported"
    if when in ("finished", "unreported") and (last_day is None or today - last_day > LATELY):
        return None
    return when
