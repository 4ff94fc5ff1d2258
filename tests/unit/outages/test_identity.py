"""Which shut-off a notice is about: a number decides, else kind, publisher, place and days that touch."""

from dataclasses import replace
from datetime import date

import pytest

from gis_app.outages.identity import (
    KnownNotice,
    content_key,
    days_after,
    days_touch,
    identity_key,
    known_of,
    state_after,
)
from gis_app.outages.notice import Notice, Origin, State

JULY = [date(2026, 7, day) for day in range(1, 32)]


def notice(**given: object) -> Notice:
    return replace(
        Notice("water", "ТОО «Алматы Су»", "s", "Нет воды", "ул. Абая, 12", Origin("f", "", 1)),
        **{"first_day": JULY[19], "last_day": JULY[21], **given},  # type: ignore[arg-type]
    )


def known(first: int | None, last: int | None, state: State = "published") -> KnownNotice:
    return KnownNotice(
        7, 1, state, None if first is None else JULY[first], None if last is None else JULY[last], frozenset()
    )


def test_the_publisher_s_number_decides_whatever_the_place() -> None:
    assert identity_key(notice(key=" A 1 ")) == identity_key(notice(key="A 1", place_text="другое")) == "key:A 1"


def test_without_a_number_spelling_of_place_and_publisher_does_not_matter() -> None:
    other = notice(place_text="улица АБАЯ 12", publisher="Алматы Су")
    assert identity_key(other) == identity_key(notice())
    assert identity_key(notice(kind="gas")) != identity_key(notice())
    assert identity_key(notice(place_text="ул. Абая, 14")) != identity_key(notice())


@pytest.mark.parametrize(
    ("first", "last", "touch"),
    [
        (16, 17, False), (16, 18, True), (20, 20, True), (22, 25, True), (23, 25, False), (None, None, True),
        (None, 18, True), (None, 17, False),
    ],
)  # fmt: skip
def test_days_touch_when_they_overlap_or_adjoin(first: int | None, last: int | None, touch: bool) -> None:
    assert days_touch(known(first, last), notice()) is touch


def test_the_latest_of_several_that_touch_is_meant_and_none_when_none_does() -> None:
    late = KnownNotice(9, 1, "published", JULY[20], JULY[20], frozenset())
    assert known_of(notice(), [known(19, 21), late]) == late
    assert known_of(notice(), [known(0, 2)]) is None
    assert known_of(notice(key="A"), [known(0, 2)]) == known(0, 2)


@pytest.mark.parametrize(
    ("before", "said", "last", "state"),
    [
        (None, "published", 21, "published"),
        (known(19, 20), "published", 21, "extended"),
        (known(19, 21), "published", 21, "published"),
        (known(19, 22), "published", 21, "published"),
        (known(19, 21), "retracted", 21, "retracted"),
        (known(19, 20, "retracted"), "published", 21, "published"),
        (known(19, 21), "extended", 21, "extended"),
    ],
)
def test_a_later_last_day_extends(before: KnownNotice | None, said: State, last: int, state: State) -> None:
    assert state_after(before, notice(state=said, last_day=JULY[last])) == state


def test_what_is_extended_goes_on_from_its_first_day() -> None:
    more = notice(first_day=JULY[22], last_day=JULY[24])
    assert days_after(known(19, 21), more) == (JULY[19], JULY[24])


def test_a_retraction_keeps_the_days_that_it_does_not_tell() -> None:
    assert days_after(known(19, 21), notice(state="retracted", first_day=None, last_day=None)) == (JULY[19], JULY[21])


def test_the_same_words_again_are_no_news_and_other_hours_are() -> None:
    assert content_key(notice()) == content_key(notice(source_url="elsewhere"))
    assert content_key(notice()) != content_key(notice(reason="ремонт"))
