"""Streets and microdistricts that only the addresses of houses tell of."""

import pytest

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.house_names import name_of_address, named_by_houses
from gis_app.geocoding.register import Register
from gis_app.geocoding.targets import HouseRow
from tests.grid import in_metres

ORDA = [HouseRow(None, None, f"6/{n}", 100.0 * n, 50.0, id=n, address=f"ул.Алтын Орда, 6/{n}") for n in range(1, 4)]
FAR = HouseRow(None, None, "9", 90_000.0, 0.0, id=9, address="ул. Алтын Орда, 9")
LONE = HouseRow(None, None, "24", 500.0, 900.0, id=10, address="микрорайон Орбита 2, 24")


@pytest.fixture(scope="module")
def geocoder() -> Geocoder:
    return Geocoder(Register.from_rows([], [], [*ORDA, FAR, LONE], [], [], metric=True))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ул.Алтын Орда, 6/12", "ул. Алтын Орда"),
        ("мкр. Акжар, ул. Даулеткерея, 162", "ул. Даулеткерея"),
        ("мкр.Орбита-2, 37, корпус 1", "мкр. Орбита-2"),
        ("12", ""),
        ("", ""),
    ],
)
def test_the_name_of_an_address_stands_before_its_number(address: str, name: str) -> None:
    assert name_of_address(address) == name


def test_houses_of_one_name_that_stand_together_are_one_place() -> None:
    (group,) = named_by_houses([*ORDA, FAR])
    assert [row.id for row in group.rows] == [1, 2, 3]
    assert group.street_kind == "street"


@pytest.mark.parametrize("address", ["ул. 4-я, 7", "площадь Республики, 4", "7"])
def test_a_bare_number_and_a_square_are_no_such_names(address: str) -> None:
    assert named_by_houses([HouseRow(None, None, "7", 0.0, 0.0, address=address)]) == []


def test_a_house_of_a_street_that_nobody_draws_is_found(geocoder: Geocoder) -> None:
    answer = geocoder.geocode("ул. Алтын Орда, 6/2")
    assert answer.match_type == "rooftop"
    assert answer.label == "ул. Алтын Орда, 6/2"
    assert answer.geom is not None
    assert (
        in_metres(answer.geom).distance(in_metres(geocoder.register.frame.degrees(geocoder.register.targets[0].geom)))
        == 0
    )
    assert answer.targets == ()


def test_such_a_street_as_a_whole_is_a_street_around_its_houses(geocoder: Geocoder) -> None:
    answer = geocoder.geocode("улица Алтын Орда")
    assert answer.match_type == "street"
    assert answer.geom is not None


def test_a_microdistrict_of_one_house_is_found(geocoder: Geocoder) -> None:
    assert geocoder.geocode("мкр. Орбита-2, 24").match_type == "rooftop"
    assert geocoder.geocode("мкр. Орбита-2").match_type == "microdistrict"
