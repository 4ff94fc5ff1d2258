"""Who writes a letter wrong is offered the names that are nearly the same, and who writes nonsense nothing."""

import pytest

from gis_app.answers.alike import MOST_OFFERED, alike
from tests.unit.geocoding.small_city import small_register


def offered(words: str, lang: str = "ru") -> list[str]:
    return [one.label for one in alike(small_register(), words, lang)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Абоя 10", "проспект Абая"),
        ("ул. Байзокова", "улица Байзакова"),
        ("Бейзакова, 12", "улица Байзакова"),
        ("Желтаксон", "улица Желтоксан"),
        ("Карассу 3/7", "Карасу, 3/7"),
        ("Уалиханава", "улица Шокана Уалиханова"),
        ("Толи бе 67", "улица Толе би, 67"),
    ],
)
def test_the_nearest_name_is_offered_first(words: str, first: str) -> None:
    assert offered(words)[0] == first


@pytest.mark.parametrize("words", ["", "5", "Кх", "Щщщщщщ 7", "где будет ремонт?", "улица Небывалая, 5", "a" * 300])
def test_what_is_like_no_name_is_offered_nothing(words: str) -> None:
    assert offered(words) == []


def test_each_place_is_offered_once_with_an_id_that_leads_to_it() -> None:
    found = alike(small_register(), "Абоя", "kk")
    assert [one.id for one in found] == ["street:4", "street:14"]
    assert found[0].label == "Абай даңғылы"


def test_an_old_name_is_offered_beside_the_new_one() -> None:
    assert offered("улица Мирра")[0] == "улица Желтоксан (улица Мира)"


def test_no_more_are_offered_than_can_be_looked_over() -> None:
    assert len(offered("Мамир")) <= MOST_OFFERED
