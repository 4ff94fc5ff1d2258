"""What may be followed: places as far as they concern people, and drawn areas of a sensible size."""

import pytest

from gis_app.errors import InvalidParameterError
from gis_app.pages.follow.given import read_near
from gis_app.settings import Settings
from gis_app.subscriptions.channels import read_email, way_of
from gis_app.subscriptions.watched import read_drawn, watch_place
from tests.grid import Grid

grid = Grid()


@pytest.mark.parametrize(
    ("kind", "radius", "watched", "metres"),
    [
        ("house", None, "point", 300), ("point", 100, "point", 100), ("crossing", 1000, "point", 1000),
        ("street", 500, "street", 15), ("stretch", None, "street", 15), ("area", 300, "area", 0),
    ],
)  # fmt: skip
def test_a_place_is_followed_as_far_as_it_concerns_people(
    kind: str, radius: int | None, watched: str, metres: int
) -> None:
    made = watch_place(kind, "house:1", grid.point(0, 0), radius)
    assert (made.kind, made.radius_m, made.place_id) == (watched, metres, "house:1")


@pytest.mark.parametrize("radius", [0, 301, 5000])
def test_other_distances_are_refused(radius: int) -> None:
    with pytest.raises(InvalidParameterError):
        watch_place("house", "house:1", grid.point(0, 0), radius)


def _words(*corners: tuple[float, float]) -> str:
    return " ".join(f"{grid.point(*corner).x},{grid.point(*corner).y}" for corner in corners)


def test_a_drawn_area_is_the_same_whichever_corner_comes_first() -> None:
    one = read_drawn(_words((0, 0), (4, 0), (4, 3)), Settings())
    other = read_drawn(_words((4, 0), (4, 3), (0, 0)), Settings())
    assert (one.key, one.place_id) == (other.key, None)


@pytest.mark.parametrize(
    "words",
    [
        "", "76.9,43.2 76.91,43.2", "a,b c,d e,f", "76.9,43.2,1 76.91,43.2,1 76.91,43.21,1", "76.9 43.2 76.91",
        "10,10 10.1,10 10.1,10.1", "nan,nan nan,nan nan,nan", " ".join(["76.9,43.2"] * 101),
        _words((0, 0), (4, 4), (4, 0), (0, 4)), _words((0, 0), (60, 0), (60, 60), (0, 60)),
        _words((0, 0), (1, 0), (2, 0)),
    ],
)  # fmt: skip
def test_an_area_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(InvalidParameterError):
        read_drawn(words, Settings())


def test_an_address_is_the_same_in_capitals() -> None:
    assert read_email(" Aigul@Example.KZ ").key == "aigul@example.kz"
    assert read_email(" Aigul@Example.KZ ").kept == "Aigul@Example.KZ"


@pytest.mark.parametrize("words", ["o'brien+map@mail.example.kz", "a.b@c-d.kz", "айгуль@пример.қаз"])
def test_an_address_is_kept_as_it_was_typed(words: str) -> None:
    assert read_email(words).kept == words


@pytest.mark.parametrize(
    "words",
    [
        "", "a", "a@b", "a@b.kz\nBcc: c@d.kz", "a b@c.kz", "a,b@c.kz", "a" * 250 + "@b.kz",
        # Spellings that reach the same mailbox, each a key of its own.
        "1:a@b.kz", "(1)a@b.kz", "a(1)@b.kz", "a@b.kz:1", "a@b.kz(1)", "a@[b.kz]", "a@b.kz.", "a@b..kz",
        ".a@b.kz", "a.@b.kz", "a..c@b.kz", "\\a@b.kz", '"a"@b.kz', "=?utf-8?q?a?=@b.kz", "=?utf-8?b?YQ==?=@b.kz",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(InvalidParameterError):
        read_email(words)


def test_a_channel_that_nobody_added_is_refused() -> None:
    with pytest.raises(InvalidParameterError):
        way_of("pigeon")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("76.94,43.24", "76.94000,43.24000"), ("1", ""), ("", ""), ("a,b", ""), ("76.94,43.24,1", ""), ("nan,nan", ""),
        ("10,10", ""),
    ],
)  # fmt: skip
def test_the_map_to_draw_on_opens_at_a_point_of_the_city_alone(words: str, near: str) -> None:
    assert read_near(words, Settings()) == near
