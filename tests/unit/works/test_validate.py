"""The rules of a planned work, as a table of their edges."""

from datetime import date

import pytest
from shapely.geometry import LineString, Point

from gis_app.settings import Settings
from gis_app.works.classify import classify
from gis_app.works.draft import DraftWork
from gis_app.works.validate import Limits, validate

TODAY = date(2026, 6, 10)
LIMITS = Limits(
    bounds=(76.70, 43.03, 77.20, 43.46), first_day=date(2010, 1, 1), last_day=date(2036, 6, 10), today=TODAY
)


def draft(**fields: object) -> DraftWork:
    made = DraftWork(
        type_code="lift", classification=classify(["lift"]), location_raw="ул. Абая, 10", type_texts=("lift",)
    )
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def codes(made: DraftWork) -> list[str]:
    validate(made, LIMITS)
    return [issue.code for issue in made.issues]


def test_a_good_work_has_no_issue() -> None:
    good = draft(planned_start=date(2026, 6, 1), planned_end=date(2026, 7, 1), geometry=Point(76.9, 43.25))
    assert validate(good, LIMITS)
    assert good.issues == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"location_raw": ""}, ["no_location"]),
        ({"location_raw": " — … "}, ["no_location"]),
        ({"location_raw": "", "geometry": Point(76.9, 43.25)}, []),
        ({"classification": classify(["прочее"]), "type_texts": ("прочее",)}, ["unknown_type"]),
        ({"classification": classify([""]), "type_texts": ()}, ["no_type"]),
        ({"planned_start": date(2026, 6, 2), "planned_end": date(2026, 6, 2)}, []),
        ({"planned_start": date(2026, 6, 2), "planned_end": date(2026, 6, 1)}, ["end_before_start"]),
        ({"planned_start": date(2010, 1, 1)}, []),
        ({"planned_start": date(2009, 12, 31)}, ["date_out_of_range"]),
        ({"planned_end": date(2036, 6, 10)}, []),
        ({"planned_end": date(2036, 6, 11)}, ["date_out_of_range"]),
        ({"actual_start": TODAY}, []),
        ({"actual_start": date(2026, 6, 11)}, ["actual_in_future"]),
        ({"actual_start": date(2009, 12, 31)}, ["date_out_of_range"]),
        ({"actual_start": date(2026, 6, 5), "actual_end": date(2026, 6, 4)}, ["actual_end_before_start"]),
        ({"actual_start": date(2026, 6, 5), "actual_end": date(2026, 6, 5)}, []),
        ({"geometry": Point(76.70, 43.03)}, []),
        ({"geometry": Point(71.43, 51.13)}, ["outside_city"]),
        ({"geometry": Point(43.25, 76.9)}, ["outside_city"]),
        ({"geometry": LineString([(77.10, 43.2), (77.25, 43.2)])}, []),
        ({"geometry": LineString([(77.15, 43.2), (77.35, 43.2)])}, ["outside_city"]),
    ],
)
def test_each_rule_at_its_edge(fields: dict[str, object], expected: list[str]) -> None:
    made = draft(**fields)
    assert codes(made) == expected


def test_an_actual_end_without_a_start_is_a_warning_and_the_row_is_taken() -> None:
    made = draft(actual_end=date(2026, 6, 4))
    assert validate(made, LIMITS)
    assert [issue.code for issue in made.issues] == ["actual_end_without_start"]


def test_coordinates_that_cannot_be_read_are_not_called_a_missing_location_too() -> None:
    made = draft(location_raw="")
    made.note("unreadable_geometry", "wkt", text="POINT(")
    assert codes(made) == ["unreadable_geometry"]


def test_the_last_day_is_ten_years_ahead_on_a_leap_day_too() -> None:
    limits = Limits.of_city(Settings(), date(2028, 2, 29))
    assert limits.last_day == date(2038, 2, 28)
    assert limits.bounds == Settings().bounds
