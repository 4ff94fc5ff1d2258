"""A letter as the words of a chat: a long one loses its last news, and never where it is changed or stopped."""

import pytest

from gis_app.delivery.letter import Item, Letter
from gis_app.delivery.telegram import LONGEST_TEXT, length_of
from gis_app.subscriptions.telegram_channel import words_of

END = "All news: https://map.example.kz/follow/a\n\nChange or stop: https://map.example.kz/follow/a?lang=en"


def _letter(first: str, items: int, body: str) -> Letter:
    told = tuple(Item(f"Work {n}", f"https://map.example.kz/works/{n}", body) for n in range(items))
    foot = ("Because you follow it.", "Change or stop", "https://map.example.kz/follow/a?lang=en")
    return Letter("en", "News", (first,), "https://map.example.kz/follow/a", "All news", told, foot)


def test_a_letter_that_fits_is_whole() -> None:
    assert words_of(_letter("News", 1, "Abay")) == f"News\n\n• Work 0\nAbay\nhttps://map.example.kz/works/0\n\n{END}"


@pytest.mark.parametrize("body", ["ә" * 300, "🚧" * 150, "ә" * 4200])
def test_a_long_letter_keeps_whole_news_and_its_end(body: str) -> None:
    words = words_of(_letter("News", 20, body))
    assert length_of(words) <= LONGEST_TEXT
    told, _, end = words.partition("\n\n…\n\n")
    assert (end, told.partition("\n\n")[0]) == (END, "News")
    # Each piece of news that is told has its link.
    assert told.count("•") == told.count("https://") == (0 if len(body) > LONGEST_TEXT else 11)


def test_one_piece_of_news_that_is_too_long_is_cut_before_the_end() -> None:
    words = words_of(_letter("🚧" * 3000, 0, ""))
    assert length_of(words) <= LONGEST_TEXT
    assert words.endswith(f"🚧…\n\n{END}")
