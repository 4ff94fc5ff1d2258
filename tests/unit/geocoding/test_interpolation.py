"""A house that the register lacks is placed by the ones it has."""

import pytest

from gis_app.geocoding.interpolation import Anchor, Ladder

# Even numbers on the north side (y = 20), odd ones on the south (y = -20); ten metres per number along x.
EVEN = [Anchor(number, 10.0 * number, 20.0) for number in (2, 10, 20)]
ODD = [Anchor(number, 10.0 * number, -20.0) for number in (1, 9)]


@pytest.mark.parametrize(("number", "x", "y"), [(6, 60, 20), (14, 140, 20), (5, 50, -20)])
def test_a_house_stands_between_its_neighbours_on_its_side(number: int, x: float, y: float) -> None:
    guess = Ladder([*EVEN, *ODD]).guess(number)
    assert guess is not None
    assert (guess.x, guess.y) == (x, y)
    assert guess.weight == 0.6


def test_where_its_own_side_ends_the_other_side_tells_the_place_at_less_weight() -> None:
    guess = Ladder([*EVEN, *ODD]).guess(15)
    assert guess is not None
    assert guess.x == pytest.approx(150, abs=15)
    assert guess.weight < 0.5


def test_beyond_the_last_house_the_numbers_go_on_as_before() -> None:
    guess = Ladder(EVEN).guess(28)
    assert guess is not None
    assert guess.x == pytest.approx(280)


def test_far_beyond_the_last_house_nothing_is_guessed() -> None:
    assert Ladder(EVEN).guess(200) is None


def test_one_known_house_tells_only_of_its_neighbours() -> None:
    assert Ladder(EVEN[:1]).guess(6) is not None
    assert Ladder(EVEN[:1]).guess(60) is None


def test_houses_too_far_apart_for_their_numbers_are_a_mistake() -> None:
    assert Ladder([Anchor(2, 0, 0), Anchor(6, 9000, 0)]).guess(4) is None


def test_a_microdistrict_has_no_sides() -> None:
    guess = Ladder([Anchor(4, 0, 0), Anchor(7, 30, 0)], has_sides=False).guess(5)
    assert guess is not None
    assert guess.x == pytest.approx(10)


def test_a_street_without_houses_gives_no_guess() -> None:
    assert Ladder([]).guess(5) is None
