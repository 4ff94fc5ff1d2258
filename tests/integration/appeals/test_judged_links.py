"""The judged pairs of appeal and cause are well-formed, and linking does not fall behind what it once reached."""

import pytest
from sqlalchemy.orm import Session

from gis_app.appeals.topics import read_topics
from gis_app.settings import Settings
from layers.work_types import read_vocabulary
from tests.benchmarks.appeals.link_ground import shape_of
from tests.benchmarks.appeals.links import count, judge, precision, read_pairs, recall, section

LEAST_PAIRS = 150
# The halves were measured at 1.00 and 1.00, 0.90 and 0.98.
FLOORS = {"dev": (0.97, 0.97), "held": (0.88, 0.95)}


def test_the_pairs_are_well_formed() -> None:
    pairs = read_pairs()
    topics, types = set(read_topics().by_code()), set(read_vocabulary().by_code())
    assert len(pairs) >= LEAST_PAIRS
    assert [pair.number for pair in pairs] == list(range(1, len(pairs) + 1))
    for pair in pairs:
        assert pair.topic in topics and pair.half in FLOORS and pair.why, pair.number
        assert pair.cause.kind in types or pair.cause.kind.startswith("outage:"), pair.number
        assert not shape_of(pair.cause.shape).is_empty and not shape_of(f"point {pair.at}").is_empty, pair.number
    halves = [pair.half for pair in pairs]
    assert abs(halves.count("dev") - halves.count("held")) <= 4
    assert {pair.should for pair in pairs if pair.half == "held"} == {True, False}


def test_precision_and_recall_keep_their_floors(session: Session, settings: Settings) -> None:
    judged = judge(session, settings, read_pairs())
    for half, (least_precision, least_recall) in FLOORS.items():
        counts = count([one for one in judged if one.pair.half == half])
        assert precision(counts) >= least_precision, half
        assert recall(counts) >= least_recall, half
    assert "| held |" in section(judged)


@pytest.mark.parametrize(("hit", "wrong", "missed", "expected"), [(3, 1, 0, (0.75, 1.0)), (1, 0, 1, (1.0, 0.5))])
def test_precision_and_recall(hit: int, wrong: int, missed: int, expected: tuple[float, float]) -> None:
    counts = count([])
    counts.update(hit=hit, wrong=wrong, missed=missed)
    assert (precision(counts), recall(counts)) == expected
