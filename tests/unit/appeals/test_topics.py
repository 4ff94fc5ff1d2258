from collections import Counter

import pytest

from gis_app.appeals.topics import TOPICS_PATH, Topics, parse_topics, read_topics
from layers.work_types import read_vocabulary


def test_every_kind_of_work_answers_some_topic() -> None:
    answered = {code for topic in read_topics().topics for code in topic.works}
    assert set(read_vocabulary().by_code()) == answered


def test_every_group_has_topics_and_the_urgent_ones_have_the_urgent_deadline() -> None:
    topics = read_topics()
    assert set(Counter(topic.group for topic in topics.topics)) == {group.code for group in topics.groups}
    assert all(topic.urgent == (topic.deadline == "urgent") for topic in topics.topics)


def test_every_shut_off_explains_some_topic() -> None:
    assert {"water", "hot_water", "heat", "power", "gas"} == {
        kind for topic in read_topics().topics for kind in topic.outages
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "pothole"}, "stands twice"),
        ({"number": 1}, "stands twice"),
        ({"group": "nowhere"}, "undeclared groups"),
        ({"works": {"moon_base": 1.0}}, "unknown work types"),
    ],
)
def test_a_broken_vocabulary_is_refused(change: dict[str, object], said: str) -> None:
    import yaml

    document = yaml.safe_load(TOPICS_PATH.read_text(encoding="utf-8"))
    document["topics"][1] |= change
    with pytest.raises(ValueError, match=said):
        parse_topics(document)


def test_a_retired_topic_is_not_offered_any_more() -> None:
    from dataclasses import replace
    from datetime import date

    topics = read_topics()
    retired = replace(topics.topics[0], retired_on=date(2026, 1, 1))
    of_then = Topics(topics.groups, (retired, *topics.topics[1:]))
    assert retired in of_then.in_use(date(2025, 12, 31))
    assert retired not in of_then.in_use(date(2026, 1, 1))
    assert "pothole" in of_then.by_code()
