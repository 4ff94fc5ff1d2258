"""The sentence that answers, in three languages."""

from datetime import date

import pytest

from gis_app.answers.grouping import Group, When
from gis_app.answers.sentence import Concern, sentences
from gis_app.dependencies import Language


def concern(group: Group, when: When, title: str = "A", **given: object) -> Concern:
    """A work of ours from 12 June to 30 July."""
    values: dict[str, object] = {
        "first_day": date(2026, 6, 12), "last_day": date(2026, 7, 30), "contractor": "B",
    } | given  # fmt: skip
    return Concern(group, when, title, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("ru", "Да: в вашем дворе запланированы работы (12 июня – 30 июля 2026 г.): A."),
        ("kk", "Иә: аулаңызда жұмыс жоспарланған (2026 ж. 12 маусым – 30 шілде): A."),
        ("en", "Yes: work is planned in your yard (12 June – 30 July 2026): A."),
    ],
)
def test_a_planned_yard_is_told_with_its_days(lang: Language, first: str) -> None:
    assert sentences([concern("yard", "planned")], lang)[0] == first


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("ru", "Нет: здесь сейчас ничего не запланировано."),
        ("kk", "Жоқ: қазір мұнда ештеңе жоспарланбаған."),
        ("en", "No: nothing is planned here now."),
    ],
)
def test_nothing_planned_is_said_plainly(lang: Language, first: str) -> None:
    assert sentences([], lang) == [first]


def test_what_lies_nearby_is_counted_but_is_no_yes() -> None:
    said = sentences([concern("near", "now"), concern("near", "planned"), concern("near", "finished")], "en")
    assert said == ["No: nothing is planned here now.", "2 works within 300 metres."]


def test_what_goes_on_is_told_before_what_is_planned_and_the_nearest_first() -> None:
    told = [
        concern("yard", "planned", "planned yard"),
        concern("street", "now", "street now"),
        concern("here", "now", "house now", contractor=None),
    ]
    said = sentences(told, "en")
    assert "house now" in said[0]
    assert said[1:] == [
        "On your stretch of the street work is also going on (12 June – 30 July 2026): street now.",
        "Contractor: B.",
        "And 1 more work.",
    ]


def test_a_late_work_is_told_as_late() -> None:
    assert sentences([concern("here", "now", is_late=True)], "en")[1] == "Its time is over, but the work still goes on."


def test_what_was_finished_lately_is_told_where_nothing_is_planned() -> None:
    said = sentences([concern("street", "finished", "new asphalt")], "en")
    assert said == ["No: nothing is planned here now.", "Finished lately (30 July 2026): new asphalt."]


@pytest.mark.parametrize("when", ["now", "planned", "undated", "unreported"])
@pytest.mark.parametrize("group", ["here", "yard", "street", "area"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_case_has_a_first_and_a_second_sentence(lang: Language, group: Group, when: When) -> None:
    one = concern(group, when, first_day=None, last_day=None) if when == "undated" else concern(group, when)
    said = sentences([one, one], lang)
    assert "A" in said[0]
    assert "A" in said[2]
    assert ".." not in " ".join(said)
