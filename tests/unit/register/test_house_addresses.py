"""Addresses of house lists, taken apart."""

import pytest

from etl.transform.house_addresses import bare_microdistrict, parse_address


@pytest.mark.parametrize(
    ("text", "street", "microdistrict", "number"),
    [
        ("ул.Белорусская, 56", "ул.Белорусская", None, "56"),
        ("пр. Абая, 12 а", "пр. Абая", None, "12А"),
        ("ул. Абая, 12A/3", "ул. Абая", None, "12А/3"),
        ("мкр.Таугуль-1, 89", None, "мкр.Таугуль-1", "89"),
        ('микрорайон "Жас Канат", 5', None, "микрорайон Жас Канат", "5"),
        ("мкр.9, 9", None, "мкр.9", "9"),
        ("мкр. Акжар, ул. Даулеткерея, 162", "ул. Даулеткерея", "мкр. Акжар", "162"),
        ("ул. Даулеткерея, 162, мкр. Акжар", "ул. Даулеткерея", "мкр. Акжар", "162"),
        ('ул. с/т "Мир", .73', None, "с/т Мир", "73"),
        ('ул. Сад.общ."Алма", 49,50,51', None, "Сад.общ. Алма", "49"),
        ("ул. Курдастар, 2,3", "ул. Курдастар", None, "2"),
        ("улица Абая 15", "улица Абая", None, "15"),
        ("ул. 2-я Гончарная, 7", "ул. 2-я Гончарная", None, "7"),
    ],
)
def test_an_address_is_street_or_microdistrict_and_number(
    text: str, street: str | None, microdistrict: str | None, number: str
) -> None:
    parsed = parse_address(text)
    assert (parsed.street, parsed.number.text) == (street, number)
    assert " ".join((parsed.microdistrict or "").split()) == (microdistrict or "")


@pytest.mark.parametrize("text", ["ул.Шарипова, Б/Н", "", " , ", "улица Абая", "ул. Абая, 0"])
def test_an_address_without_a_number_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"no house number|empty"):
        parse_address(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("мкр.Таугуль-1", "Таугуль-1"),
        ("микрорайон Жас Канат", "Жас Канат"),
        ("Самал-2 мкр", "Самал-2"),
        ("с/т  Мир", "с/т Мир"),
        ("мкр.9", "9"),
    ],
)
def test_a_microdistrict_is_named_without_its_kind_word(text: str, name: str) -> None:
    assert bare_microdistrict(text) == name
