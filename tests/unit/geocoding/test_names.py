"""The index of names: exact, part of a name, a slip of the pen, and nothing farther."""

import pytest

from gis_app.geocoding.names import NameIndex, name_tokens

NAMES = {
    0: "улица Шокана Уалиханова",
    1: "проспект Абая",
    2: "улица Наурызбай батыра",
    3: "улица Саина",
    4: "Базарбай улица",
    5: "микрорайон Таугуль",
    6: "улица Сейфуллина",
    7: "улица Бухар-Жырау",
    8: "Мамыр-4",
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    made = NameIndex()
    for target, name in NAMES.items():
        made.add(name, target)
    made.add("улица Ленина", 1, old=True, scope=3)
    return made


def found(index: NameIndex, how: str, text: str) -> list[int]:
    tokens = name_tokens(text.split())
    return [hit.target for hit in getattr(index, how)(tokens)]


@pytest.mark.parametrize(
    ("text", "target"), [("Абай", 1), ("Уалиханова Шокана", 0), ("Бухаржырау", 7), ("Бухар Жырау", 7), ("Мамыр 4", 8)]
)
def test_a_name_is_found_in_any_case_order_and_joining(index: NameIndex, text: str, target: int) -> None:
    assert found(index, "exact", text) == [target]


@pytest.mark.parametrize(("text", "target"), [("Уалиханова", 0), ("Наурызбай", 2), ("Кенжегали Саина", 3)])
def test_a_family_name_or_a_title_less_name_is_a_part(index: NameIndex, text: str, target: int) -> None:
    assert target in found(index, "part", text)


@pytest.mark.parametrize("text", ["Малая Саина", "Базарбай Жуманиязова", "Мамыр", "Мамыр 5", "Кунанбаев Ибрагим"])
def test_a_part_is_refused_when_the_rest_tells_another_place(index: NameIndex, text: str) -> None:
    assert found(index, "part", text) == []


@pytest.mark.parametrize(
    ("text", "target"), [("Сейфулена", 6), ("Сейфулиина", 6), ("Таугул", 5), ("Уалихонова Шокана", 0)]
)
def test_a_slip_that_ear_or_hand_explains_is_forgiven(index: NameIndex, text: str, target: int) -> None:
    assert target in found(index, "slip", text) + found(index, "exact", text)


@pytest.mark.parametrize("text", ["Таужолы", "Абдая", "Маина", "Мамыр 7", "Сейдуллина", "Ленинград"])
def test_another_consonant_makes_another_name(index: NameIndex, text: str) -> None:
    assert found(index, "slip", text) == []


def test_an_old_name_keeps_its_scope_and_weighs_less(index: NameIndex) -> None:
    (hit,) = index.exact(name_tokens(["Ленина"]))
    assert hit.how == "old"
    assert hit.scope == 3
    assert hit.score < 1
