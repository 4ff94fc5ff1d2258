"""Letters, and when one that could not be sent is tried again."""

from datetime import timedelta

import pytest

from gis_app.delivery.letter import Letter
from gis_app.delivery.retries import wait_after


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=4)),
        (5, timedelta(minutes=256)),
        (6, timedelta(hours=6)),
        (11, timedelta(hours=6)),
        (12, None),
    ],
)
def test_each_failure_waits_longer_and_the_twelfth_is_the_last(attempts: int, wait: timedelta | None) -> None:
    assert wait_after(attempts) == wait


def test_a_letter_says_the_same_as_text_and_as_html() -> None:
    letter = Letter("kk", "Құпиясөз", ("Сәлем!", "Соңы."), "https://example.kz/a?b=1&c=2", "Ашу")
    assert letter.text == "Сәлем!\n\nАшу:\nhttps://example.kz/a?b=1&c=2\n\nСоңы.\n"
    assert '<html lang="kk">' in letter.html
    assert 'href="https://example.kz/a?b=1&amp;c=2"' in letter.html


def test_what_others_wrote_stays_text_in_the_html() -> None:
    assert "<b>" not in Letter("ru", "x", ("Вас пригласил <b>Иван</b>",)).html
