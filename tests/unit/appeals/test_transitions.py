from itertools import product

from gis_app.appeals.transitions import CHANGES, FIRST, OPEN, STATUSES, changes_from, find_change


def test_every_status_is_reached_from_a_first_one() -> None:
    reached = set(FIRST)
    for _ in STATUSES:
        reached |= {one.after for one in CHANGES if one.before in reached}
    assert reached == set(STATUSES)


def test_no_open_appeal_is_stuck() -> None:
    assert all(changes_from(status) for status in OPEN)


def test_what_was_told_at_the_contact_has_no_further_life() -> None:
    assert changes_from("consulted") == ()


def test_a_step_stands_once_and_never_leads_nowhere() -> None:
    pairs = [(one.before, one.after) for one in CHANGES]
    assert len(set(pairs)) == len(pairs)
    assert all(before != after for before, after in pairs)
    assert all(find_change(*pair) is not None for pair in pairs)
    assert sum(find_change(*pair) is not None for pair in product(STATUSES, STATUSES)) == len(CHANGES)


def test_only_a_person_or_a_rule_with_an_answer_answers() -> None:
    assert all("answer" in one.needs for one in CHANGES if one.after == "answered")


def test_who_wrote_it_may_take_it_back_as_long_as_somebody_owes_an_answer() -> None:
    assert {one.before for one in CHANGES if one.after == "withdrawn"} == OPEN
