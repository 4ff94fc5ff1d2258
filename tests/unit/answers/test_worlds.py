"""An answer tells of what is real or of what is invented, never of both."""

from datetime import date

import pytest

from gis_app.answers.around import Around, NearOutage, NearWork, Surface
from gis_app.answers.worlds import one_world

IN_YARD, NEARBY = 40.0, 200.0


def work(id: int, distance_m: float, *, is_training: bool) -> NearWork:
    """A work in the yard when it is no more than `IN_YARD` away."""
    return NearWork(id, distance_m, distance_m <= IN_YARD, False, False, False, is_training)


REAL_HERE, REAL_NEAR = work(1, IN_YARD, is_training=False), work(2, NEARBY, is_training=False)
MADE_HERE, MADE_NEAR = work(3, IN_YARD, is_training=True), work(4, NEARBY, is_training=True)


@pytest.mark.parametrize(
    ("is_sketch", "works", "told"),
    [
        (False, [REAL_HERE, MADE_HERE], [1]),
        (False, [MADE_HERE, MADE_NEAR], []),  # a real city: a training's leftovers are told to nobody
        (True, [REAL_HERE, MADE_HERE, REAL_NEAR], [1, 2]),
        (True, [MADE_HERE, REAL_NEAR, MADE_NEAR], [3, 4]),  # what is real is only nearby
        (True, [REAL_NEAR, MADE_NEAR], [2]),
        (True, [MADE_NEAR], [4]),
        (True, [], []),
    ],
)
def test_works_of_one_world_are_told(is_sketch: bool, works: list[NearWork], told: list[int]) -> None:
    around = Around(works, [], [], (7, 9), None, is_sketch)
    assert [one.id for one in one_world("house", around).works] == told


@pytest.mark.parametrize("is_sketch", [False, True])
def test_shut_offs_surfaces_and_appeals_follow_the_same_world(is_sketch: bool) -> None:
    outages = [NearOutage(1, is_training=True)]
    surfaces = [Surface(8, "warranty", date(2027, 1, 1), None, is_training=True)]
    told = one_world("house", Around([REAL_NEAR], outages, surfaces, (7, 9), None, is_sketch))
    assert (len(told.works), len(told.outages), len(told.surfaces)) == ((0, 1, 1) if is_sketch else (1, 0, 0))
    assert told.open_appeals == ((0, 9) if is_sketch else (7, 0))


@pytest.mark.parametrize(
    ("is_sketch", "works", "left_out"),
    [(True, [REAL_HERE, MADE_HERE, MADE_NEAR], 1), (True, [MADE_HERE], 0), (False, [REAL_HERE, MADE_HERE], 0)],
)
def test_a_demo_says_how_many_invented_works_at_the_place_it_leaves_out(
    is_sketch: bool, works: list[NearWork], left_out: int
) -> None:
    assert one_world("house", Around(works, [], [], (0, 0), None, is_sketch)).left_out == left_out
