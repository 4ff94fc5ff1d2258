"""The nearest of many houses is found without looking at them all."""

import numpy as np
import pytest

from gis_app.geocoding.houses import HouseIndex


@pytest.mark.parametrize("number", [1, 2, 400])
def test_it_is_the_one_that_looking_at_all_of_them_gives(number: int) -> None:
    dice = np.random.default_rng(number)
    places = dice.uniform(0, 1000, (number, 2))
    index = HouseIndex([0] * number, [str(at + 1) for at in range(number)], places, [False] * number, range(number))
    for x, y in dice.uniform(-50, 1050, (300, 2)):
        away = np.hypot(places[:, 0] - x, places[:, 1] - y)
        expected = (int(away.argmin()), pytest.approx(away.min())) if away.min() <= 60 else None
        assert index.nearest(x, y, 60) == expected


def test_a_register_without_houses_has_no_nearest() -> None:
    assert HouseIndex().nearest(0, 0, 60) is None
