"""Renamings as lists write them."""

import pytest

from etl.transform.renames import district_key, read_rename, read_scope
from etl.transform.street_labels import name_key


def test_a_renaming_keeps_both_languages_and_its_source() -> None:
    rename = read_rename(5, "Фурманова", "проспект Назарбаева", " Назарбаев даңғылы ", "a decree")
    assert (rename.old, rename.new_ru, rename.new_kk) == (("Фурманова",), "проспект Назарбаева", "Назарбаев даңғылы")
    assert (rename.row, rename.is_microdistrict, rename.is_draft, rename.source) == (5, False, False, "a decree")


def test_a_list_of_numbered_streets_is_several_old_names() -> None:
    rename = read_rename(5, "1-я, 2-я, 3-я Кирпичная", "Жубановой", "", "")
    assert rename.old == ("1-я Кирпичная", "2-я Кирпичная", "3-я Кирпичная")


def test_words_round_a_name_are_left_out() -> None:
    assert read_rename(5, "Ташкентская", "на Сейфуллина", "", "").new_ru == "Сейфуллина"
    assert read_rename(5, "Лобачевского", "Жансугурова (продолжение)", "", "").new_ru == "Жансугурова"


def test_a_microdistrict_is_told_by_its_kind_word() -> None:
    rename = read_rename(5, "мкр Дубок-2", "мкр Атамекен", "Атамекен ықшам ауданы", "")
    assert (rename.is_microdistrict, rename.old, rename.new_ru) == (True, ("Дубок-2",), "Атамекен")


@pytest.mark.parametrize(
    ("source", "draft"), [("zakon.kz/1 (draft)", True), ("(Draft)", True), ("drafting office", False)]
)
def test_a_draft_is_marked(source: str, draft: bool) -> None:
    assert read_rename(5, "Абая", "Тауке хана", "", source).is_draft is draft


@pytest.mark.parametrize(("old", "new"), [("", "Абая"), ("Абая", ""), ("(Медеуский)", "Абая")])
def test_a_row_without_a_name_is_told(old: str, new: str) -> None:
    with pytest.raises(ValueError, match="must both be given"):
        read_rename(5, old, new, "", "")


def test_a_scope_may_name_microdistricts_districts_and_settlements() -> None:
    scope = read_scope("мкр Айгерим-1,2, Алатауский")
    assert scope.microdistricts == {name_key("Айгерим-1"), name_key("Айгерим-2")}
    assert scope.districts == {district_key("Алатауский район")}
    assert read_scope("п. Дружба").settlements == ("Дружба",)
    assert read_scope("Медеуский, Жетысуский").districts == {district_key("Медеуский"), district_key("Жетысуский")}
    assert read_scope("верх") == read_scope("")
