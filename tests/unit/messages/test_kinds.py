"""Every kind of message has its words in each language, and its values are those that the words need."""

from typing import Any

import pytest

from gis_app.messages.kinds import LANGUAGES, Kind, kinds_for, read_kinds
from gis_app.messages.telling import _stored
from gis_app.messages.wording import pile_title, text_key, worded
from gis_app.texts.fluent import get_texts

FORMS: dict[str, dict[str, Any]] = {
    "text": {"": "ул. Абая, 1"},
    "named": {"_kk": "Аула жөндеу", "_ru": "Ремонт двора", "_en": "Yard repair"},
    "day": {"": "2026-03-05"},
    "span": {"_first": "2026-03-05", "_last": "2026-04-07"},
    "count": {"": 1234},
}
SHOWN = {
    "text": dict.fromkeys(LANGUAGES, "ул. Абая, 1"),
    "named": {"kk": "Аула жөндеу", "ru": "Ремонт двора", "en": "Yard repair"},
    "day": {"kk": "5 наурыз", "ru": "5 марта 2026", "en": "5 March 2026"},
    "span": {"kk": "7 сәуір", "ru": "5 марта – 7 апреля 2026", "en": "5 March – 7 April 2026"},
    "count": {"kk": "1\u00a0234", "ru": "1\u00a0234", "en": "1,234"},
}


def values_of(kind: Kind) -> dict[str, Any]:
    """Values with which every word of a kind can be said."""
    values = {name + end: value for name, form in kind.values.items() for end, value in FORMS[form].items()}
    return values | ({kind.quote: "Труба лопнула"} if kind.quote else {})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", read_kinds().values(), ids=lambda kind: kind.code)
def test_a_message_is_said_whole_in_each_language_with_all_its_values(kind: Kind, lang: Any) -> None:
    said = worded(kind.code, values_of(kind), lang)
    text = f"{said.title} {said.body}"
    assert said.title
    assert said.body
    assert "{" not in text
    assert ".." not in text
    assert said.quote == ("Труба лопнула" if kind.quote else "")
    for name, form in kind.values.items():
        assert SHOWN[form][lang] in text, f"{name} is not said"
    assert pile_title(kind.code, 37, lang).count("37") == 1
    assert get_texts().get(lang, text_key(kind.code).replace("message-", "message-choice-"))
    assert get_texts().get(lang, f"message-topic-{kind.topic}")


@pytest.mark.parametrize("kind", read_kinds().values(), ids=lambda kind: kind.code)
def test_a_value_that_is_missing_or_unknown_is_a_mistake_seen_at_once(kind: Kind) -> None:
    values = values_of(kind)
    assert _stored(kind, values) == values
    first = sorted(kind.required)[0]
    with pytest.raises(ValueError, match=first):
        _stored(kind, {**values, first: None})
    with pytest.raises(ValueError, match="email"):
        _stored(kind, {**values, "email": "aigul@example.kz"})


def test_days_that_nobody_knows_are_said_to_be_unknown() -> None:
    values = {key: value for key, value in values_of(read_kinds()["work_assigned"]).items() if "days" not in key}
    assert "Срок не назван" in worded("work_assigned", values, "ru").body


@pytest.mark.parametrize(
    ("roles", "offered", "not_offered"),
    [
        (
            {"contractor"},
            {"work_assigned", "plan_accepted", "extension_granted"},
            {"extension_asked", "plan_handed_in"},
        ),
        ({"executor"}, {"work_assigned", "work_cancelled"}, {"plan_accepted", "work_finished"}),
        ({"planner"}, {"extension_asked", "plan_handed_in", "plan_with_errors"}, {"work_assigned", "place_mended"}),
        ({"inspector"}, {"work_finished"}, {"work_started", "extension_asked"}),
        ({"administrator"}, {"extension_asked"}, {"work_assigned"}),
        ({"operator"}, set(), {"work_assigned", "work_started"}),
    ],
)
def test_a_person_chooses_among_what_can_reach_it(roles: set[str], offered: set[str], not_offered: set[str]) -> None:
    codes = {kind.code for kind in kinds_for(frozenset(roles))}
    assert offered <= codes
    assert not codes & not_offered
