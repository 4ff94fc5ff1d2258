"""Every piece of news in three languages, with days and without: no hole, no doubled full stop."""

from typing import Any

import pytest

from gis_app.dependencies import Language
from gis_app.subscriptions.models import KINDS
from gis_app.subscriptions.wording import worded

WORK = {"type": "yard", "place": "Абая, 5", "first": "2026-06-20", "last": "2026-07-30"}
OUTAGE = {"what": "hot_water", "place": "Абая, 5", "first": "2026-06-20", "last": "2026-06-30"}
WAS = {"was_first": "2026-06-01", "was_last": "2026-06-10"}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [{}, WAS, {"day": "2026-06-21"}, {"from": "09:00", "to": "18:00"}])
def test_every_piece_of_news_has_its_words(kind: str, lang: Language, more: dict[str, str]) -> None:
    values: dict[str, Any] = (OUTAGE if kind.startswith("outage") else WORK) | more
    said = worded(kind, values, lang)
    assert "Абая, 5" in said.body and ".." not in said.body
    assert said.title and not said.title.endswith(":")


@pytest.mark.parametrize(
    ("kind", "values", "lang", "title", "body"),
    [
        ("moved", WORK | WAS, "ru", "Перенесён срок: Двор",
         "Абая, 5. Было: 1–10 июня 2026 г. Стало: 20 июня – 30 июля 2026 г."),
        ("moved", WORK | WAS, "kk", "Мерзімі ауыстырылды: Аула",
         "Абая, 5. Бұрын: 2026 ж. 1–10 маусым. Енді: 2026 ж. 20 маусым – 30 шілде."),
        ("moved", WORK | WAS, "en", "Days have moved: Yard",
         "Абая, 5. Before: 1–10 June 2026. Now: 20 June – 30 July 2026."),
        ("outage", OUTAGE | {"from": "09:00", "to": "18:00"}, "en", "Shut off: hot water",
         "Абая, 5. When: 20–30 June 2026, from 09:00 to 18:00."),
        ("undated", {"type": "yard", "place": "p"}, "en",
         "Days are taken back, new ones are not set yet: Yard", "p. Before: No dates given."),
    ],
)  # fmt: skip
def test_the_words_of_some_news(kind: str, values: dict[str, str], lang: Language, title: str, body: str) -> None:
    said = worded(kind, values, lang)
    assert said.title == title
    assert said.body == body


TITLED = WORK | {
    "title_kk": "Абай даңғылын орташа жөндеу", "title_ru": "Средний ремонт:  Абая, 5", "title_en": "Repair of Abay",
}  # fmt: skip
WHY = WAS | {"reason": "cause:weather три недели дождей."}


@pytest.mark.parametrize(
    ("values", "lang", "title", "body"),
    [
        (TITLED | WAS, "kk", "Мерзімі ауыстырылды: Абай даңғылын орташа жөндеу",
         "Абая, 5. Бұрын: 2026 ж. 1–10 маусым. Енді: 2026 ж. 20 маусым – 30 шілде."),
        # The place that the title tells is not told again.
        (TITLED | WAS, "ru", "Перенесён срок: Средний ремонт:  Абая, 5",
         "Было: 1–10 июня 2026 г. Стало: 20 июня – 30 июля 2026 г."),
        (WORK | WAS | {"title_ru": "Ремонт двора"}, "en", "Days have moved: Yard",
         "Абая, 5. Before: 1–10 June 2026. Now: 20 June – 30 July 2026."),
        (WORK | WAS | {"reason": "Нет  труб"}, "kk", "Мерзімі ауыстырылды: Аула",
         "Абая, 5. Бұрын: 2026 ж. 1–10 маусым. Енді: 2026 ж. 20 маусым – 30 шілде. Себебі: Нет труб."),
        (WORK | WAS | {"reason": "No pipes."}, "en", "Days have moved: Yard",
         "Абая, 5. Before: 1–10 June 2026. Now: 20 June – 30 July 2026. Reason: No pipes."),
    ],
)  # fmt: skip
def test_news_name_the_work_its_place_once_and_why_its_days_moved(
    values: dict[str, str], lang: Language, title: str, body: str
) -> None:
    assert (worded("moved", values, lang).title, worded("moved", values, lang).body) == (title, body)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_reason_by_its_code_is_told_in_the_reader_s_language(lang: Language) -> None:
    body = worded("moved", WORK | WHY, lang).body
    assert "cause:" not in body and body.endswith("три недели дождей.")
