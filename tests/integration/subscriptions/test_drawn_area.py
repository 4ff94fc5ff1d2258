"""An area that somebody draws: the page that asks for it, without a script too, and the way back to change it."""

import re
from html import unescape

import pytest

from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import grid

AREA = " ".join(f"{point.x:.5f},{point.y:.5f}" for point in (grid.point(0, 0), grid.point(4, 0), grid.point(4, 3)))
HERE = grid.point(1, 1)


def _is_open(page: str) -> bool:
    found = re.search(r"<details[^>]*data-draw-area[^>]*>", page)
    assert found
    return " open" in found[0]


@pytest.mark.parametrize(
    ("query", "status", "is_open", "near"),
    [
        ("", 200, False, ""),
        (f"draw={HERE.x:.5f},{HERE.y:.5f}", 200, True, f"{HERE.x:.5f},{HERE.y:.5f}"),
        ("draw=1", 200, True, ""),
        ("draw=10,10", 200, True, ""),
        ("area=1,1+2,2+3,1", 400, True, ""),
    ],
)
def test_the_part_to_draw_in_is_open_for_who_comes_to_draw(
    house: House, query: str, status: int, is_open: bool, near: str
) -> None:
    answer = house.browser.get(f"/follow?lang=ru&{query}")
    assert (answer.status_code, _is_open(answer.text)) == (status, is_open)
    assert f'data-near="{near}"' in answer.text
    # Without a script the corners are written: nothing of the map is seen.
    assert (
        re.search(r"<div[^>]*data-area hidden>", answer.text)
        and '<textarea class="field-input" name="area"' in answer.text
    )


def test_what_was_drawn_is_there_again_when_it_is_changed(house: House) -> None:
    form = house.browser.get(f"/follow?lang=en&area={AREA.replace(' ', '+')}")
    assert f'<input type="hidden" name="area" value="{AREA}">' in form.text
    found = re.search(r'href="(/follow\?area=[^"#]+)#draw"', form.text)
    assert found
    again = house.browser.get(unescape(found[1]))
    assert _is_open(again.text) and f">{AREA}</textarea>" in again.text


def test_from_the_form_of_a_place_one_can_draw_about_it(house: House) -> None:
    form = house.browser.get(f"/follow?lang=kk&place={HERE.x:.5f},{HERE.y:.5f}").text
    found = re.search(r'href="(/follow\?draw=[^"#]+)#draw"', form)
    assert found
    assert f'data-near="{HERE.x:.5f},{HERE.y:.5f}"' in house.browser.get(unescape(found[1])).text
