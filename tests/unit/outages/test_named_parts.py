"""A notice's place is cut into the streets, microdistricts and contours that it names."""

import pytest

from gis_app.outages.named_parts import named_parts

CASES = [
    ("one house", "пр. Абая 144", [["пр. Абая, 144"]]),
    ("several houses of a street", "ул. Розыбакиева 273, 275", [["ул. Розыбакиева, 273, 275"]]),
    ("a range is asked by itself", "ул. Нусупбекова 26, 29–31", [["ул. Нусупбекова, 29–31", "ул. Нусупбекова, 26"]]),
    ("a range from a letter", "ул. Бокейханова 124Б–156", [["ул. Бокейханова, 124Б–156"]]),
    ("flats are no houses", "ул. Абая 158 (кв. 1–48), 160", [["ул. Абая, 158, 160"]]),
    ("a semicolon parts streets", "ул. Разина 28; ул. Мира 3", [["ул. Разина, 28"], ["ул. Мира, 3"]]),
    ("a street without its kind", "ул. Гоголя 117, Жибек Жолы 126А", [["ул. Гоголя, 117"], ["Жибек Жолы, 126А"]]),
    ("what kind of houses is no place", "многоэтажные жилые дома: ул. Гоголя 117", [["ул. Гоголя, 117"]]),
    ("a number in the name", "ул. 1-я линия 7–38", [["ул. 1-я линия, 7–38"]]),
    ("plots are houses", "ул. Франко 1 и участок 65/4", [["ул. Франко, 1, 65/4"]]),
    ("houses in brackets", "ул. Центральная (дома 7, 13А)", [["ул. Центральная, 7, 13А"]]),
    ("a heading holds for the streets behind it", "мкр. Маяк: ул. Топчиева 1–63, ул. Мира 2",
     [["мкр. Маяк, ул. Топчиева, 1–63"], ["мкр. Маяк, ул. Мира, 2"]]),
    ("and for the next clause", "мкр. Кайрат: ул. Мира 2; ул. Новая 6",
     [["мкр. Кайрат, ул. Мира, 2"], ["мкр. Кайрат, ул. Новая, 6"]]),
    ("until a transformer begins", "ТП-1: мкр. Маяк, ул. Мира 2; ТП-2: ул. Новая 6",
     [["мкр. Маяк, ул. Мира, 2"], ["ул. Новая, 6"]]),
    ("houses of a microdistrict", "м-н Самал-3, дом 21", [["м-н Самал-3, 21"]]),
    ("one kind word for two microdistricts", "мкр. Тастыбулак, Акжар", [["мкр. Тастыбулак"], ["мкр. Акжар"]]),
    ("a quarter is a contour", "кв. Абая–Бутлерова–Есенжанова", [["в квадрате Абая–Бутлерова–Есенжанова"]]),
    ("hyphens with spaces are a contour", "Рыскулова -Парковая — Кулыншак",
     [["Рыскулова -Парковая — Кулыншак"]]),
    ("a contour of streets with kinds", "ул. Абая – ул. Саина – р. Каргалы", [["ул. Абая – ул. Саина – р. Каргалы"]]),
    ("a list in the plural is one question", "в микрорайонах 6, 7 и 12", [["в микрорайонах 6, 7 и 12"]]),
    ("nothing", " ", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "questions"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_place_is_cut_into_questions(text: str, questions: list[list[str]]) -> None:
    assert [part.questions() for part in named_parts(text)] == questions


def test_a_street_of_a_microdistrict_is_asked_by_its_name_and_keeps_where_it_stands() -> None:
    (part,) = named_parts("м-н Акжар: ул. Айманова")
    assert (part.questions(), part.area, part.text) == (["ул. Айманова"], "м-н Акжар", "ул. Айманова (м-н Акжар)")
