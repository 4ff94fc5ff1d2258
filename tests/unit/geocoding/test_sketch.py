"""What a sketch may claim: never the house itself."""

import pytest

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import HouseRow, NameRow, StreetRow
from tests.grid import Grid

grid = Grid()


def geocoder(*, quality: str, is_sketch: bool) -> Geocoder:
    street = StreetRow(1, "street", grid.line((0, 0), (10, 0)), is_sketch)
    house = HouseRow(1, None, "10", *grid.point(2, 0.2).coords[0], quality, is_sketch)
    return Geocoder(Register.from_rows([street], [NameRow(1, "улица Гоголя", "ru")], [house], [], []))


@pytest.mark.parametrize(("quality", "is_sketch"), [("interpolated", False), ("given", True), ("interpolated", True)])
def test_a_house_of_a_sketch_is_always_interpolated_and_at_most_0_6(quality: str, is_sketch: bool) -> None:
    answer = geocoder(quality=quality, is_sketch=is_sketch).geocode("Гоголя, 10")
    assert answer.match_type == "interpolated"
    assert answer.confidence <= 0.6


def test_an_answer_from_a_sketch_says_so() -> None:
    assert "sketch map" in geocoder(quality="given", is_sketch=True).geocode("улица Гоголя").reason("en")


def test_a_surveyed_house_is_the_house_itself() -> None:
    answer = geocoder(quality="surveyed", is_sketch=False).geocode("Гоголя, 10")
    assert answer.match_type == "rooftop"
    assert answer.confidence > 0.9
