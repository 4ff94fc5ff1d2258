"""What must be true of a planned work before it is taken. Each rule notes an issue on the draft; none changes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shapely.geometry import Point, box

from gis_app.settings import Settings
from gis_app.works.draft import DraftWork
from gis_app.works.identity import fold_place
from gis_app.works.issue_texts import severity
from gis_app.works.time_terms import read_time_terms


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rules compare with: the city's bounds (degrees: west, south, east, north) and days."""

    bounds: tuple[float, float, float, float]
    first_day: date
    last_day: date
    today: date

    @classmethod
    def of_city(cls, settings: Settings, today: date) -> Limits:
        """The limits of the city of the settings on `today`, a day in its time zone."""
        return cls(settings.bounds, settings.first_day, read_time_terms().last_day(today), today)


def check_type(draft: DraftWork, limits: Limits) -> None:
    """A work has a type; its text was understood."""
    if draft.classification.kind == "unknown":
        text = " · ".join(draft.type_texts)
        draft.note("unknown_type" if text else "no_type", "type", text=text[:200])


def check_location(draft: DraftWork, limits: Limits) -> None:
    """A row says where: in words or in coordinates. A dash or dots are no words."""
    unreadable = any(issue.code == "unreadable_geometry" for issue in draft.issues)
    if not fold_place(draft.location_raw) and draft.geometry is None and not unreadable:
        draft.note("no_location", "location")


def check_bounds(draft: DraftWork, limits: Limits) -> None:
    """The place lies in the city: its geometry touches the city's bounds and its middle is inside them."""
    if draft.geometry is None:
        return
    west, south, east, north = draft.geometry.bounds
    city_west, city_south, city_east, city_north = limits.bounds
    if west >= city_west and east <= city_east and south >= city_south and north <= city_north:
        return
    city, middle = box(*limits.bounds), draft.geometry.centroid
    if not city.contains(middle):
        swapped = draft.match_type == "given" and city.contains(Point(middle.y, middle.x))
        draft.note("axes_swapped" if swapped else "outside_city", "location")


def check_days_in_range(draft: DraftWork, limits: Limits) -> None:
    """Planned days lie between the first day of the city's data and the last of `terms/time.yaml`."""
    for name in ("planned_start", "planned_end"):
        day = getattr(draft, name)
        if day is not None and not limits.first_day <= day <= limits.last_day:
            draft.note("date_out_of_range", name, day=day, first=limits.first_day, last=limits.last_day)


def check_order_of_days(draft: DraftWork, limits: Limits) -> None:
    """The end is not before the start; both days are inclusive, so a work of one day is fine."""
    start, end = draft.planned_start, draft.planned_end
    if start is not None and end is not None and end < start:
        draft.note("end_before_start", "planned_end", start=start, end=end)


def check_actual_days(draft: DraftWork, limits: Limits) -> None:
    """What is reported as done has happened already, in the right order, and not before the city's first day."""
    start, end = draft.actual_start, draft.actual_end
    for name, day in (("actual_start", start), ("actual_end", end)):
        if day is None:
            continue
        if day > limits.today:
            draft.note("actual_in_future", name, day=day)
        elif day < limits.first_day:
            draft.note("date_out_of_range", name, day=day, first=limits.first_day, last=limits.today)
    if start is not None and end is not None and end < start:
        draft.note("actual_end_before_start", "actual_end", start=start, end=end)
    if start is None and end is not None:
        draft.note("actual_end_without_start", "actual_end", end=end)


Check = Callable[[DraftWork, Limits], None]
CHECKS: tuple[Check, ...] = (
    check_type,
    check_location,
    check_bounds,
    check_days_in_range,
    check_order_of_days,
    check_actual_days,
)


def validate(draft: DraftWork, limits: Limits) -> bool:
    """Apply every rule; the answer is whether the row may be taken, that is, whether no issue is an error."""
    for check in CHECKS:
        check(draft, limits)
    return not any(severity(issue) == "error" for issue in draft.issues)
