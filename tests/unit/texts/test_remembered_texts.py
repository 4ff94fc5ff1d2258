"""A message that was said before is said the same again, and never another in its place."""

from pathlib import Path

import pytest

from gis_app.texts.fluent import MissingTextError, Texts


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """A language of two messages."""
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "a.ftl").write_text("told = { $a } и { $b }\nother = { $a }, { $b }\n", encoding="utf-8")
    return Texts.load(tmp_path)


def test_arguments_are_told_apart_by_name_value_and_kind(texts: Texts) -> None:
    for _ in range(2):
        assert texts.get("ru", "told", a="1", b="2") == "1 и 2"
        assert texts.get("ru", "told", b="1", a="2") == "2 и 1"
        assert texts.get("ru", "other", a="1", b="2") == "1, 2"
        assert texts.get("ru", "told", a=1000, b=1) == texts.get("ru", "told", b=1, a=1000) != "1000 и 1"


def test_a_missing_argument_is_an_error_each_time(texts: Texts) -> None:
    for _ in range(2):
        with pytest.raises(MissingTextError):
            texts.get("ru", "told", a="1")
