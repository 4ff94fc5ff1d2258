"""The district of a work, and titles for rows that have none."""

import pytest
from shapely.geometry import LineString, Point, box

from gis_app.works.districts import DistrictIndex, fold_district
from gis_app.works.draft import DraftWork
from gis_app.works.locating import find_districts
from gis_app.works.titles import LONGEST_TITLE, fill_titles
from layers.work_types import read_vocabulary

LIFT = read_vocabulary().by_code()["lift"]
INDEX = DistrictIndex(
    [1, 2],
    [box(0, 0, 1, 1), box(1, 0, 2, 1)],
    [(1, "Ауэзовский район"), (1, "Әуезов ауданы"), (1, "Auezov District"), (2, "Алмалинский район")],
)


@pytest.mark.parametrize(
    "text",
    ["Ауэзовский", "Ауэзовский район", "ауэзовского района", "в/из Ауэзовский", "Әуезов ауданы", "Auezov district"],
)
def test_a_district_is_known_by_any_of_its_names(text: str) -> None:
    assert INDEX.by_name(text.removeprefix("в/из ")) == [1]


def test_several_districts_are_all_named_and_unknown_ones_passed_over() -> None:
    assert INDEX.by_name("Алмалинский; Ауэзовский") == [2, 1]
    assert INDEX.by_name("Центральный") == []
    assert fold_district("«Алмалинский» р-н") == "алмалин"


def test_a_place_lies_in_the_district_that_holds_it() -> None:
    places = [Point(0.5, 0.5), None, Point(5, 5), LineString([(1.2, 0.5), (1.8, 0.5)])]
    assert INDEX.by_place(places) == [1, None, None, 2]
    assert DistrictIndex([], [], []).by_place(places) == [None] * 4


@pytest.mark.parametrize(
    ("place", "district"),
    [(None, 2), (Point(1.5, 0.5), 2), (Point(0.9995, 0.5), 2), (Point(0.99, 0.5), 1), (Point(5, 5), 2)],
)
def test_a_named_district_counts_unless_the_place_lies_in_another(place: Point | None, district: int) -> None:
    draft = DraftWork(district="Алмалинский район", geometry=place)
    find_districts([draft], INDEX)
    assert draft.district_id == district


def test_a_title_is_composed_in_the_rows_own_language() -> None:
    draft = DraftWork(language="kk", location_raw="Абай даңғылы, 5", description="new lift")
    fill_titles(draft, LIFT, {"row": "{type}: {location}", "en": "{type}: {description}"})
    assert (draft.title_kk, draft.title_ru, draft.title_en) == ("Лифт: Абай даңғылы, 5", None, "Lift: new lift")


def test_a_given_title_is_kept_and_an_empty_part_composes_nothing() -> None:
    draft = DraftWork(language="ru", title_ru="Замена лифта", location_raw="Абая 5")
    fill_titles(draft, LIFT, {"row": "{type}: {location}", "en": "{type}: {description}"})
    assert (draft.title_ru, draft.title_en) == ("Замена лифта", None)


def test_without_anything_to_say_a_work_is_called_by_its_type() -> None:
    draft = DraftWork()
    fill_titles(draft, LIFT, {"row": "{type}: {location}"})
    assert (draft.title_ru, draft.title_en) == ("Замена лифтов", "Lifts")


def test_a_long_title_is_cut_at_a_word() -> None:
    draft = DraftWork(language="ru", location_raw="улица " * 60)
    fill_titles(draft, LIFT, {"row": "{type}: {location}"})
    assert draft.title_ru is not None
    assert len(draft.title_ru) <= LONGEST_TITLE
    assert draft.title_ru.endswith("улица…")
