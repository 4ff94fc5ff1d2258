"""A house that the register lacks is placed by the ones it has."""

import pytest
from shapely import LineString

from gis_app.geocoding.house_sides import FRONT_M, sides_of
from gis_app.geocoding.interpolation import Anchor, Guess, Ladder

# Even numbers on the north side (y = 20), odd ones on the south (y = -20); ten metres per number along x.
EVEN = [Anchor(number, 10.0 * number, 20.0) for number in (2, 10, 20)]
ODD = [Anchor(number, 10.0 * number, -20.0) for number in (1, 9)]


@pytest.mark.parametrize(("number", "x", "y"), [(6, 60, 20), (14, 140, 20), (5, 50, -20)])
def test_a_house_stands_between_its_neighbours_on_its_side(number: int, x: float, y: float) -> None:
    guess = Ladder([*EVEN, *ODD]).guess(number)
    assert guess is not None
    assert (guess.x, guess.y) == (x, y)
    assert guess.weight == 0.6


def test_where_its_own_side_ends_its_numbers_go_on_on_that_side() -> None:
    guess = Ladder([*EVEN, *ODD]).guess(15)
    assert guess is not None
    assert (guess.x, guess.y) == (150, -20)
    assert guess.own_side


def test_where_its_own_side_tells_nothing_the_other_side_does_at_less_weight() -> None:
    guess = Ladder([*EVEN, Anchor(1, 10.0, -20.0)]).guess(15)
    assert guess is not None
    assert guess.x == pytest.approx(150, abs=15)
    assert guess.weight < 0.5
    assert not guess.own_side


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


STREET = LineString([(0, 0), (400, 0)])


@pytest.mark.parametrize(("number", "on_the_north"), [(14, True), (15, False)])
def test_a_house_told_by_the_other_side_is_put_on_its_own(number: int, on_the_north: bool) -> None:
    sides = sides_of(STREET, [*ODD, *EVEN[1:]])
    x, y = sides.place(Guess(150.0, 0.0, "10–20", 0.4, own_side=False), number)
    assert x == pytest.approx(150)
    assert (y > 0) is on_the_north
    assert abs(y) < FRONT_M


def test_a_house_never_stands_far_from_its_street() -> None:
    sides = sides_of(STREET, EVEN)
    assert sides.place(Guess(150.0, 200.0, "", 0.6), 6) == pytest.approx((150.0, FRONT_M))
    assert sides.place(Guess(150.0, 30.0, "", 0.6), 6) == (150.0, 30.0)
    assert sides.place(Guess(150.0, 900.0, "", 0.6), 6) == (150.0, 900.0)  # the street goes on undrawn


def test_the_side_is_told_whichever_way_the_line_is_drawn() -> None:
    for line in (STREET, STREET.reverse()):
        assert sides_of(line, [*ODD[:1], *EVEN]).even == sides_of(STREET, EVEN).even == 1


def test_without_houses_off_the_line_no_side_is_known() -> None:
    assert sides_of(STREET, [Anchor(2, 20, 0), Anchor(8, 80, 0)]).even == 0
    assert sides_of(STREET, []).even == 0
