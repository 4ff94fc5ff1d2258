"""How a work concerns a place, and when: both as tables."""

from datetime import date

import pytest

from gis_app.answers.around import NearWork
from gis_app.answers.grouping import Group, When, group_of, when_of
from gis_app.answers.places import PlaceKind
from gis_app.works.status import Status

TODAY = date(2026, 6, 8)


def near(distance_m: float, flags: str = "") -> NearWork:
    """A work at a distance; flags: y in the yard, s on the street, a of an area, l a line, k a kind done in yards."""
    return NearWork(1, distance_m, "y" in flags, "s" in flags, "a" in flags, "l" in flags, is_of_yard="k" in flags)


@pytest.mark.parametrize(
    ("kind", "work", "group"),
    [
        ("house", near(0), "here"),  # its own roof
        ("house", near(15, "s"), "here"),  # the house's own address lies on the street, the work is no line
        ("house", near(15.1, "y"), "yard"),
        ("house", near(8, "yl"), "yard"),  # a path in the yard
        ("house", near(120, "y"), "yard"),  # a large yard is still one yard
        ("house", near(120.1, "y"), "near"),  # between small houses a block is no yard
        ("house", near(30, "ysk"), "yard"),  # a playground behind the house, near its street too
        ("house", near(30, "sk"), "street"),  # a playground on the other side of the street
        ("house", near(20, "ysl"), "street"),  # the sidewalk along the street
        ("house", near(150, "sl"), "street"),
        ("house", near(150.1, "sl"), "near"),
        ("house", near(40, "l"), "near"),  # another street
        ("house", near(0, "a"), "area"),
        ("house", near(5, "a"), "near"),  # the quarter beside
        ("point", near(10), "here"),
        ("point", near(10, "l"), "near"),
        ("crossing", near(15, "l"), "here"),
        ("crossing", near(16, "sl"), "street"),
        ("street", near(3, "sl"), "here"),
        ("street", near(3, "l"), "near"),  # it only crosses the street
        ("stretch", near(40, "sl"), "near"),  # the same street, farther on
        ("area", near(0), "here"),
        ("area", near(0.5), "near"),
    ],
)
def test_a_work_concerns_a_place(kind: PlaceKind, work: NearWork, group: Group) -> None:
    assert group_of(kind, work) == group


@pytest.mark.parametrize(
    ("status", "last_day", "when"),
    [
        ("in_progress", date(2026, 6, 30), "now"),
        ("due", date(2026, 6, 8), "now"),
        ("overdue", date(2026, 6, 7), "now"),
        ("paused", None, "now"),
        ("planned", date(2027, 1, 1), "planned"),
        ("undated", None, "undated"),
        ("undated", date(2026, 6, 8), "undated"),  # its last day alone is known
        ("undated", date(2026, 6, 7), "unreported"),
        ("undated", date(2021, 12, 31), None),
        ("unreported", date(2026, 6, 7), "unreported"),
        ("unreported", date(2025, 6, 8), "unreported"),
        ("unreported", date(2025, 6, 7), None),  # a plan of years ago is no answer
        ("finished", date(2026, 6, 7), "finished"),
        ("finished", date(2025, 6, 8), "finished"),  # 365 days ago
        ("finished", date(2025, 6, 7), None),
        ("finished", None, None),
        ("cancelled", date(2026, 6, 30), None),
    ],
)
def test_a_work_concerns_today(status: Status, last_day: date | None, when: When | None) -> None:
    assert when_of(status, last_day, TODAY) == when
