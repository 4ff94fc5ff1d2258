"""The query string of a collection: what is understood, and what is refused by name."""

from datetime import date
from typing import Any

import pytest

from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.map.collections import Context, find_collection, read_interval, read_question
from layers.features import Question

CONTEXT = Context(date(2026, 7, 1), "Asia/Almaty", 32643)


def question(collection_id: str = "works", **query: str | list[str]) -> Question:
    given = {name.replace("__", "-"): value if isinstance(value, list) else [value] for name, value in query.items()}
    return read_question(given, find_collection(collection_id)[1], CONTEXT)


def test_nothing_asked_is_the_first_ten_items() -> None:
    asked = question()
    assert (asked.limit, asked.offset, asked.after, asked.conditions) == (10, 0, None, frozenset())


def test_more_than_the_largest_page_is_cut_to_it() -> None:
    assert question(limit="10000").limit == 10_000
    assert question(limit="10001").limit == 10_000


def test_a_box_is_four_numbers_longitude_first() -> None:
    asked = question(bbox="76.9,43.2,77.0,43.3")
    assert "bbox" in asked.conditions
    assert [asked.values[name] for name in ("west", "south", "east", "north")] == [76.9, 43.2, 77.0, 43.3]


def test_heights_in_a_box_are_passed_over() -> None:
    assert question(bbox="76.9,43.2,0,77.0,43.3,100").values["north"] == 43.3


def test_near_is_a_point_with_a_radius_in_metres() -> None:
    asked = question(near="76.9,43.2", radius_m="250")
    assert (asked.values["lon"], asked.values["lat"], asked.values["radius_m"]) == (76.9, 43.2, 250.0)
    assert question(near="76.9,43.2").values["radius_m"] == 1000.0


def test_filters_are_lists_separated_by_commas_or_repeated() -> None:
    assert question(type="yard,aryk").values["type"] == ["yard", "aryk"]
    assert question(type=["yard", "aryk"]).values["type"] == ["yard", "aryk"]
    assert question(contractor="3,5").values["contractor"] == [3, 5]


def test_the_one_crs_there_is_may_be_named() -> None:
    crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    assert question(bbox="76.9,43.2,77.0,43.3", bbox__crs=crs, crs=crs).conditions == {"bbox"}


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("limit", {"limit": "0"}),
    ("limit", {"limit": "-1"}),
    ("limit", {"limit": "ten"}),
    ("limit", {"limit": "1.5"}),
    ("limit", {"limit": "١"}),
    ("limit", {"limit": ""}),
    ("offset", {"offset": "-1"}),
    ("after", {"after": "x"}),
    ("after", {"after": "99999999999999999999"}),
    ("after", {"after": "5", "near": "76.9,43.2"}),
    ("bbox", {"bbox": "1,2,3"}),
    ("bbox", {"bbox": "1,2,3,x"}),
    ("bbox", {"bbox": "77,43,76,44"}),
    ("bbox", {"bbox": "76,44,77,43"}),
    ("bbox", {"bbox": "43,76,44,200"}),
    ("bbox", {"bbox": "nan,43,77,44"}),
    ("near", {"near": "76.9"}),
    ("near", {"near": "43.2,176.9"}),
    ("near", {"near": "inf,43"}),
    ("radius_m", {"near": "76.9,43.2", "radius_m": "0"}),
    ("radius_m", {"near": "76.9,43.2", "radius_m": "50001"}),
    ("radius_m", {"radius_m": "100"}),
    ("datetime", {"datetime": "yesterday"}),
    ("state", {"state": "done"}),
    ("status", {"status": "planned,late"}),
    ("contractor", {"contractor": "acme"}),
    ("type", {"type": ","}),
    ("f", {"f": "html"}),
    ("crs", {"crs": "http://www.opengis.net/def/crs/EPSG/0/3857"}),
    ("colour", {"colour": "red"}),
    ("Type", {"Type": "yard"}),
]


@pytest.mark.parametrize(
    ("name", "query"), REFUSED, ids=[f"{name}-{number}" for number, (name, _) in enumerate(REFUSED)]
)
def test_what_cannot_be_understood_is_refused_by_the_parameter_s_name(name: str, query: dict[str, Any]) -> None:
    with pytest.raises(InvalidParameterError) as refused:
        question(**query)
    assert refused.value.name == name


def test_a_collection_without_days_knows_no_datetime() -> None:
    with pytest.raises(InvalidParameterError, match="datetime"):
        question("streets", datetime="2026-01-01")


@pytest.mark.parametrize("collection_id", ["unknown", "works_overview", "../works", ""])
def test_what_is_no_collection_is_not_found(collection_id: str) -> None:
    with pytest.raises(NotFoundError):
        find_collection(collection_id)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-05-01", date(2026, 5, 1), date(2026, 5, 1)),
        ("2026-05-01/2026-06-01", date(2026, 5, 1), date(2026, 6, 1)),
        ("2026-05-01/..", date(2026, 5, 1), date.max),
        ("2026-05-01/", date(2026, 5, 1), date.max),
        ("../2026-06-01", date.min, date(2026, 6, 1)),
        ("/2026-06-01", date.min, date(2026, 6, 1)),
        # 20:00 in Greenwich is 01:00 of the next day in Almaty, five hours ahead
        ("2026-05-01T20:00:00Z", date(2026, 5, 2), date(2026, 5, 2)),
        ("2026-05-01T18:59:59Z", date(2026, 5, 1), date(2026, 5, 1)),
        ("2026-05-01T20:00:00 05:00", date(2026, 5, 1), date(2026, 5, 1)),
        ("2026-05-01T00:00:00Z/2026-05-31T12:00:00Z", date(2026, 5, 1), date(2026, 5, 31)),
    ],
)
def test_an_interval_is_read_as_days_of_the_city(text: str, first: date, last: date) -> None:
    assert read_interval(text, "Asia/Almaty") == (first, last)


@pytest.mark.parametrize(
    "text", ["", "/", "..", "../..", "2026-13-01", "2026-06-01/2026-05-01", "a/b/c", "2026-02-30T00:00:00Z", "26"]
)
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameterError):
        read_interval(text, "Asia/Almaty")
