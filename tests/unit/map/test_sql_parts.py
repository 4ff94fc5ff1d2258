"""Parts of a layer's SQL are chosen by condition; nothing is ever formatted into it."""

import pytest

from layers.features import choose_parts

SQL = """SELECT id
-- when near
    , distance_m
-- end
FROM works
WHERE true
-- when bbox
  AND inside
-- end"""


def test_without_conditions_every_part_is_left_out() -> None:
    assert choose_parts(SQL, set()) == "SELECT id\nFROM works\nWHERE true"


def test_a_part_is_kept_when_its_condition_is_asked_for() -> None:
    assert choose_parts(SQL, {"bbox"}) == "SELECT id\nFROM works\nWHERE true\n  AND inside"


def test_a_condition_that_the_sql_does_not_know_changes_nothing() -> None:
    assert choose_parts(SQL, {"colour"}) == choose_parts(SQL, set())


@pytest.mark.parametrize(
    "broken", ["-- when a\nx", "x\n-- end", "-- when a\n-- when b\n-- end\n-- end"], ids=["open", "unopened", "nested"]
)
def test_parts_that_do_not_match_up_are_an_error(broken: str) -> None:
    with pytest.raises(ValueError, match="part"):
        choose_parts(broken, {"a", "b"})
