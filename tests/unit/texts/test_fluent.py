"""Messages are whole or an error: a page never shows a hole."""

from pathlib import Path

import pytest

from gis_app.texts.fluent import MissingTextError, Texts


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    plural = "works = { $n ->\n    [one] { $n } работа\n    [few] { $n } работы\n   *[many] { $n } работ\n}\n"
    for language, line in (("ru", plural), ("kk", "works = { $n } жұмыс\n")):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "a.ftl").write_text(line, encoding="utf-8")
        (folder / "b.ftl").write_text("hello = { $name }!\n", encoding="utf-8")
    return Texts.load(tmp_path)


@pytest.mark.parametrize(("n", "expected"), [(1, "1 работа"), (3, "3 работы"), (5, "5 работ"), (21, "21 работа")])
def test_russian_plurals_follow_the_number(texts: Texts, n: int, expected: str) -> None:
    assert texts.get("ru", "works", n=n) == expected


def test_kazakh_needs_no_plural_after_a_number(texts: Texts) -> None:
    assert texts.get("kk", "works", n=25) == "25 жұмыс"


def test_no_invisible_marks_stand_around_an_argument(texts: Texts) -> None:
    assert texts.get("kk", "hello", name="Әлем") == "Әлем!"


def test_files_of_a_folder_are_read_together(texts: Texts) -> None:
    assert texts.languages == ("kk", "ru")
    assert texts.get("ru", "hello", name="Мир") == "Мир!"


@pytest.mark.parametrize(("lang", "key"), [("ru", "unknown"), ("de", "hello")])
def test_an_unknown_key_or_language_is_an_error(texts: Texts, lang: str, key: str) -> None:
    with pytest.raises(MissingTextError):
        texts.get(lang, key, name="x")


def test_an_argument_that_is_not_given_is_an_error(texts: Texts) -> None:
    with pytest.raises(MissingTextError):
        texts.get("ru", "hello")


def test_a_message_given_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    for name in ("a.ftl", "b.ftl"):
        (tmp_path / "ru" / name).write_text("same = x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="same"):
        Texts.load(tmp_path)
