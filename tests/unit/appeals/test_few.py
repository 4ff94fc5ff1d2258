"""The one rule for numbers of appeals that everybody may read, as a table of its edges."""

import pytest

from gis_app.appeals.few import ToldCounts, told_counts, told_number
from gis_app.appeals.links import AppealCounts


@pytest.mark.parametrize(("count", "said"), [(0, 0), (1, None), (4, None), (5, 5), (6, 6), (900, 900)])
def test_one_to_four_are_no_number(count: int, said: int | None) -> None:
    assert told_number(count) == said


@pytest.mark.parametrize(
    ("total", "waiting", "topics", "said"),
    [
        (0, 0, {}, (0, 0, {})),
        (4, 0, {"pothole": 4}, (None, None, {})),
        (4, 4, {"pothole": 4}, (None, None, {})),
        (5, 5, {"pothole": 5}, (5, 5, {"pothole": 5})),
        (5, 0, {"pothole": 5}, (5, 0, {"pothole": 5})),
        # Two of seven wait; five of nine wait, so four were answered: neither is told.
        (7, 2, {"pothole": 7}, (7, None, {"pothole": 7})),
        (9, 5, {"pothole": 9}, (9, None, {"pothole": 9})),
        (10, 5, {"pothole": 10}, (10, 5, {"pothole": 10})),
        # Beside six of seven a single other one could be counted.
        (7, 7, {"pothole": 6, "snow": 1}, (7, 7, {})),
        (13, 13, {"pothole": 7, "light": 5, "snow": 1}, (13, 13, {"pothole": 7})),
        (12, 12, {"pothole": 7, "light": 5}, (12, 12, {"pothole": 7, "light": 5})),
        (9, 9, {"pothole": 3, "light": 3, "snow": 3}, (9, 9, {})),
    ],
)
def test_no_part_and_no_difference_of_what_is_told_is_one_to_four(
    total: int, waiting: int, topics: dict[str, int], said: tuple[int | None, int | None, dict[str, int]]
) -> None:
    assert told_counts(AppealCounts(total, waiting, topics)) == ToldCounts(*said)
