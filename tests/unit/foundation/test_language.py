"""Which language an answer is in."""

import pytest

from gis_app.dependencies import Language, preferred_language

OFFERED: tuple[Language, ...] = ("kk", "ru", "en")


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("en", "ru", "en"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        (None, "de, en;q=0.5, ru;q=0.7", "ru"),
        (None, "kk-KZ", "kk"),
        (None, "", "kk"),
        ("de", "en", "en"),
        ("<script>", "fr;q=broken", "kk"),
    ],
)
def test_the_parameter_wins_then_the_browser_then_the_citys_first(
    asked: str | None, header: str, language: str
) -> None:
    assert preferred_language(asked, header, OFFERED) == language
