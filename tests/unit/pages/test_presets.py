"""The filters of one press are the same as links as in the browser (web/src/presets.test.ts, concerns.test.ts)."""

from datetime import date
from urllib.parse import parse_qs

import pytest

from gis_app.pages.presets import Preset, concerns_of_link, preset_filter, presets_of_link
from gis_app.works.concerns import read_concerns


@pytest.mark.parametrize(
    ("preset", "today", "wanted"),
    [
        ("any", "2026-02-10", {}),
        ("now", "2026-02-10", {"from": "2026-02-10", "to": "2026-02-10"}),
        ("month", "2026-02-01", {"from": "2026-02-01", "to": "2026-02-28"}),
        ("month", "2028-02-29", {"from": "2028-02-01", "to": "2028-02-29"}),
        ("month", "2026-12-31", {"from": "2026-12-01", "to": "2026-12-31"}),
        ("year", "2026-12-31", {"from": "2026-01-01", "to": "2026-12-31"}),
        ("done", "2026-02-10", {"status": "finished"}),
    ],
)
def test_a_period_has_its_own_first_and_last_day(preset: Preset, today: str, wanted: dict[str, str]) -> None:
    assert preset_filter(preset, date.fromisoformat(today)) == wanted


@pytest.mark.parametrize("on", [0, 1, 2, 3, 4])
def test_the_period_that_is_shown_is_marked_and_the_others_are_not(on: int) -> None:
    today = date(2026, 2, 10)
    query = {name: values[0] for name, values in parse_qs(presets_of_link({}, "en", today)[on].query).items()}
    assert [one.is_on for one in presets_of_link(query, "en", today)] == [place == on for place in range(5)]


def test_a_press_on_a_period_keeps_the_place_and_the_kinds() -> None:
    query = {"lang": "kk", "place": "street:12", "type": "yard", "from": "2026-01-01", "at": "2026-01-05", "z": "12"}
    [*_, done] = presets_of_link(query, "kk", date(2026, 2, 10))
    assert parse_qs(done.query) == {"lang": ["kk"], "place": ["street:12"], "type": ["yard"], "status": ["finished"]}


def test_a_press_on_a_concern_shows_its_kinds_and_once_more_all() -> None:
    yards = concerns_of_link({"group": "roads", "district": "4"}, "ru")[0]
    assert (yards.title, yards.is_on) == ("Дворы", False)
    asked = {name: values[0] for name, values in parse_qs(yards.query).items()}
    assert asked == {"lang": "ru", "district": "4", "type": ",".join(read_concerns()[0].types)}
    again = concerns_of_link(asked, "ru")[0]
    assert again.is_on
    assert parse_qs(again.query) == {"lang": ["ru"], "district": ["4"]}
