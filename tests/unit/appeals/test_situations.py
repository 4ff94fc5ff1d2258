"""The city's first life situations: each topic has one wherever it lies, in three languages; none stands in vain."""

from datetime import date
from itertools import product

import pytest
import yaml

from gis_app.appeals.situations.rules import SITUATIONS_PATH, find_situation, parse_situations, read_situations
from gis_app.appeals.topics import OTHER, read_topics
from gis_app.organisations.tasks import read_tasks

SETTINGS = ("carriageway", "sidewalk", "yard", "house", "park", "river", "other")
DAY = date(2026, 6, 8)


def test_there_are_at_least_sixty() -> None:
    assert len(read_situations()) >= 60


def test_every_topic_has_a_situation_wherever_it_lies() -> None:
    situations = read_situations()
    missing = [
        (topic.code, setting)
        for topic, setting in product(read_topics().topics, SETTINGS)
        if topic.code != OTHER
        and find_situation(situations, topic.code, setting, None, in_warranty=False, day=DAY) is None
    ]
    assert missing == []


def test_no_situation_is_hidden_by_those_before_it() -> None:
    found = {
        situation.code
        for topic, setting, in_warranty in product(read_topics().topics, SETTINGS, (True, False))
        if (situation := find_situation(read_situations(), topic.code, setting, 1, in_warranty=in_warranty, day=DAY))
    }
    assert found == {situation.code for situation in read_situations()}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_titles_differ_and_questions_are_questions(language: str) -> None:
    titles = [getattr(one.title, language) for one in read_situations()]
    assert len(set(titles)) == len(titles)
    for one in read_situations():
        assert getattr(one.ask, language).endswith("?"), one.code
        for text in (one.monitoring, one.advice):
            assert getattr(text, language).endswith("."), one.code


def test_urgent_matters_are_told_how_they_are_called_through() -> None:
    urgent = {topic.code for topic in read_topics().topics if topic.urgent}
    for one in read_situations():
        if one.topics & urgent:
            assert one.topics <= urgent, f"{one.code} mixes urgent matters with others"
            assert "at once" in one.monitoring.en, one.code


@pytest.mark.parametrize(
    ("topic", "setting", "in_warranty", "code"),
    [
        ("pothole", "carriageway", True, "surface_in_warranty"),
        ("pothole", "carriageway", False, "pothole_on_road"),
        ("pothole", "yard", False, "pothole_in_yard"),
        ("dangerous_surface", "carriageway", True, "danger_in_warranty"),
        ("tree_pruning", "sidewalk", False, "tree_by_the_road"),
        ("tree_pruning", "yard", False, "tree_in_yard"),
        ("house_pipes", "house", False, "house_pipes"),
        ("pipe_burst", "yard", False, "pipe_burst_in_yard"),
        ("pipe_burst", "carriageway", True, "pipe_burst_outside"),
        ("river", "other", False, "slope"),
    ],
)
def test_the_narrow_one_comes_first(topic: str, setting: str, in_warranty: bool, code: str) -> None:
    found = find_situation(read_situations(), topic, setting, 1, in_warranty=in_warranty, day=DAY)
    assert found is not None
    assert found.code == code


def test_a_rule_outside_its_days_or_district_does_not_hold() -> None:
    document = yaml.safe_load(SITUATIONS_PATH.read_text(encoding="utf-8"))[:1]
    document[0] |= {"valid_from": "2026-06-08", "valid_to": "2026-06-09", "districts": [3]}
    rules = parse_situations(document)

    def holds(day: date, district: int | None) -> bool:
        return find_situation(rules, "dangerous_surface", "yard", district, in_warranty=True, day=day) is not None

    assert [holds(date(2026, 6, day), 3) for day in (7, 8, 9, 10)] == [False, True, True, False]
    assert [holds(DAY, district) for district in (3, 4, None)] == [True, False, False]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "surface_in_warranty"}, "stands twice"),
        ({"topics": ["moon"]}, "unknown topics"),
        ({"body": {"task": "moon"}}, "unknown tasks"),
    ],
)
def test_a_broken_file_is_refused(change: dict[str, object], said: str) -> None:
    document = yaml.safe_load(SITUATIONS_PATH.read_text(encoding="utf-8"))
    document[0] |= change
    with pytest.raises(ValueError, match=said):
        parse_situations(document)


def test_known_tasks_are_used() -> None:
    used = {one.task for one in read_situations() if one.task}
    assert set(read_tasks()) - used == {"energy_policy", "planning"}
