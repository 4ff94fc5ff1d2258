"""Deadlines as tables, with the weekday in words: nobody can check a date without it."""

from copy import deepcopy
from datetime import date

import jsonschema
import pytest
import yaml

from gis_app.appeals.deadlines import DEADLINES_PATH, DeadlineRule, parse_deadlines, read_deadlines
from gis_app.appeals.topics import read_topics
from gis_app.works.working_days import is_working_day, parse_decreed, working_day_before, working_days_after

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(text: str) -> date:
    """`Wednesday 2026-03-18`; a weekday that is not the day's is a mistake of the table."""
    name, iso = text.split()
    found = date.fromisoformat(iso)
    assert DAYS[found.weekday()] == name, f"{iso} is a {DAYS[found.weekday()]}"
    return found


def rule(
    purpose: str, on: date, *, of_class: str = "appeal", channel: str = "web", kind: str = "complaint"
) -> DeadlineRule:
    found = read_deadlines().rule_for(purpose, on, of_class=of_class, channel=channel, kind=kind)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("what", "received", "due"),
    [
        ("no holiday between", "Monday 2026-06-08", "Monday 2026-06-29"),
        ("received on a Saturday", "Saturday 2026-06-13", "Friday 2026-07-03"),
        ("Capital Day on a Monday", "Monday 2026-06-22", "Tuesday 2026-07-14"),
        ("Nauryz with its moved days", "Wednesday 2026-03-11", "Monday 2026-04-06"),
        ("8 March on a Sunday moves to Monday", "Monday 2026-03-02", "Friday 2026-03-27"),
        ("9 May on a Saturday moves to Monday", "Thursday 2026-04-30", "Tuesday 2026-05-26"),
        ("the year's end", "Wednesday 2026-12-16", "Monday 2027-01-11"),
        ("a worked Sunday, 5 January 2025, for the 3rd", "Wednesday 2024-12-18", "Monday 2025-01-13"),
        ("the first day of the new law, a worked Saturday and a holiday", "Thursday 2021-07-01", "Monday 2021-07-26"),
    ],
)
def test_fifteen_working_days(what: str, received: str, due: str) -> None:
    found = rule("answer", day(received))
    assert found.code == "appeal_2021"
    assert found.due_on(day(received), "KZ") == day(due), what


@pytest.mark.parametrize(
    ("what", "received", "due"),
    [
        ("ends on a working day", "Monday 2021-04-05", "Tuesday 2021-04-20"),
        ("ends on a Saturday: the next Monday", "Friday 2021-04-09", "Monday 2021-04-26"),
        ("ends on the 9th of May, a Sunday that moves Monday", "Saturday 2021-04-24", "Tuesday 2021-05-11"),
        ("the last day of the old law", "Wednesday 2021-06-30", "Thursday 2021-07-15"),
    ],
)
def test_fifteen_calendar_days_until_the_law_changed(what: str, received: str, due: str) -> None:
    found = rule("answer", day(received))
    assert found.code == "appeal_2007"
    assert found.due_on(day(received), "KZ") == day(due), what


@pytest.mark.parametrize(
    ("purpose", "decided", "code", "due"),
    [
        ("extension", "Tuesday 2021-06-29", "extension_2007", "Thursday 2021-07-29"),
        ("extension", "Thursday 2026-06-25", "extension_2021", "Tuesday 2026-08-25"),
        ("extension", "Thursday 2026-12-31", "extension_2021", "Monday 2027-03-01"),
        ("notice", "Thursday 2026-06-25", "notice_2021", "Tuesday 2026-06-30"),
        ("redirect", "Friday 2026-07-03", "redirect_2021", "Thursday 2026-07-09"),
    ],
)
def test_extension_notice_and_redirection_have_terms_of_their_own(
    purpose: str, decided: str, code: str, due: str
) -> None:
    found = rule(purpose, day(decided))
    assert (found.code, found.due_on(day(decided), "KZ")) == (code, day(due))


def test_the_channel_and_the_danger_shorten_the_term() -> None:
    monday = day("Monday 2026-06-08")
    assert rule("answer", monday, channel="social").due_on(monday, "KZ") == day("Monday 2026-06-15")
    assert rule("answer", monday, of_class="urgent", channel="social").due_on(monday, "KZ") == day("Tuesday 2026-06-09")


def test_nobody_owes_an_answer_to_thanks() -> None:
    monday = day("Monday 2026-06-08")
    assert read_deadlines().rule_for("answer", monday, of_class="appeal", channel="web", kind="thanks") is None


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("Tuesday 2026-06-23", "in_time"),
        ("Wednesday 2026-06-24", "due_soon"),
        ("Sunday 2026-06-28", "due_soon"),
        ("Monday 2026-06-29", "due_today"),
        ("Tuesday 2026-06-30", "overdue"),
    ],
)
def test_standing_follows_from_the_day(today: str, standing: str) -> None:
    assert read_deadlines().standing(day("Monday 2026-06-29"), day(today), "KZ") == standing


def test_what_has_no_term_is_never_overdue() -> None:
    assert read_deadlines().standing(None, day("Monday 2026-06-29"), "KZ") == "no_term"


def test_every_topic_has_a_rule_on_every_day_of_the_register() -> None:
    deadlines = read_deadlines()
    for topic in read_topics().topics:
        for received in (date(2017, 9, 1), date(2021, 6, 30), date(2021, 7, 1), date(2026, 11, 22)):
            assert deadlines.rule_for("answer", received, of_class=topic.deadline, channel="web", kind="request")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"source": ""}, jsonschema.ValidationError),
        ({"unit": "moons"}, jsonschema.ValidationError),
        ({"code": "social_1"}, ValueError),
        ({"valid_to": "2001-01-01"}, ValueError),
    ],
)
def test_a_broken_rule_is_refused(change: dict[str, object], error: type[Exception]) -> None:
    document = deepcopy(yaml.safe_load(DEADLINES_PATH.read_text(encoding="utf-8")))
    document["rules"][0] |= change
    with pytest.raises(error):
        parse_deadlines(document)


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Friday 2026-03-20", True),
        ("Saturday 2026-03-21", False),
        ("Wednesday 2026-03-25", False),
        ("Thursday 2026-03-26", True),
        ("Saturday 2024-05-04", True),
        ("Wednesday 2024-05-08", False),
        ("Friday 2025-01-03", False),
        ("Sunday 2025-01-05", True),
    ],
)
def test_moved_days_are_known(text: str, works: bool) -> None:
    assert is_working_day(day(text), "KZ") is works


def test_working_days_are_counted_from_the_day_after() -> None:
    assert working_days_after(day("Friday 2026-06-12"), 1, "KZ") == day("Monday 2026-06-15")
    assert working_day_before(day("Monday 2026-06-15"), "KZ") == day("Friday 2026-06-12")


def test_a_decreed_day_names_its_source_and_stands_once() -> None:
    good = {"country": "KZ", "day": "2027-01-03", "works": False, "source": "Decree 1 of 2 December 2026"}
    assert parse_decreed([good])[0].day == date(2027, 1, 3)
    with pytest.raises(ValueError, match="source"):
        parse_decreed([good | {"source": ""}])
    with pytest.raises(ValueError, match="twice"):
        parse_decreed([good, good])


@pytest.mark.parametrize("channel", ["web", "social", "phone"])
@pytest.mark.parametrize("of_class", ["appeal", "urgent"])
def test_thanks_have_no_term_by_any_way_and_about_no_danger(channel: str, of_class: str) -> None:
    on = day("Monday 2026-06-08")
    found = read_deadlines().rule_for("answer", on, of_class=of_class, channel=channel, kind="thanks")
    assert found is None
