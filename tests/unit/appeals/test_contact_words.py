"""Telephones and addresses are taken out of words that stay for ever; houses, days and sums stay."""

import pytest

from gis_app.appeals.contact_words import for_others, part, without_flat


@pytest.mark.parametrize(
    ("words", "left", "email", "phone"),
    [
        ("Звоните +7 701 000-00-01", "Звоните […]", None, "+7 701 000-00-01"),
        ("8(701)0000001, спасибо", "[…], спасибо", None, "8(701)0000001"),
        ("мне 87010000001.", "мне […].", None, "87010000001"),
        ("пишите a.b+c@mail.example.kz", "пишите […]", "a.b+c@mail.example.kz", None),
        ("ИИН 900101300123", "ИИН […]", None, None),
        ("Абая, 150, кв. 12, с 10:30 до 12:00", "Абая, 150, кв. 12, с 10:30 до 12:00", None, None),
        ("с 01.06.2026 по 30.06.2026", "с 01.06.2026 по 30.06.2026", None, None),
        ("01.06.2026 30.06.2026, 2026-06-01 2026-06-30", "01.06.2026 30.06.2026, 2026-06-01 2026-06-30", None, None),
        ("Обращение 2026-000123 и 2026-000124", "Обращение 2026-000123 и 2026-000124", None, None),
        ("потрачено 1 250 000 тенге", "потрачено 1 250 000 тенге", None, None),
    ],
)
def test_what_could_not_be_forgotten_is_taken_out(words: str, left: str, email: str | None, phone: str | None) -> None:
    parted = part(words)
    assert (parted.words, parted.email, parted.phone) == (left, email, phone)


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("Абая, 15, квартира 7", "Абая, 15"),
        ("Абая 15, кв.7, Алмалинский район", "Абая 15, Алмалинский район"),
        ("кв 7", ""),
        ("Абай 15, 7-пәтер", "Абай 15"),
        ("Абай 15, пәтер 7", "Абай 15"),
        ("Abay 15, flat 7b", "Abay 15"),
        ("Абая, 15, кв. м", "Абая, 15, кв. м"),
        ("квартал 5, дом 7", "квартал 5, дом 7"),
        ("мкр Аксай-4, 12", "мкр Аксай-4, 12"),
        (None, None),
    ],
)
def test_a_place_is_told_without_the_flat(place: str | None, left: str | None) -> None:
    assert without_flat(place) == left


def test_who_does_not_answer_reads_neither_contacts_nor_flats() -> None:
    assert for_others("В квартире 7 сыро, яма 12 кв. м, 8 701 000 00 01") == "В […] сыро, яма 12 кв. м, […]"
