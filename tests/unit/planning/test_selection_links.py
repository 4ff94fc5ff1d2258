"""A link of a planner's page says the whole question and nothing about who may see what."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis_app.accounts.user import CurrentUser, Grant
from gis_app.errors import ForbiddenError
from gis_app.planning.parameters import read_selection
from gis_app.planning.scope import Scope, scope_of
from gis_app.planning.selection import LACKS, SORT_KEYS, Remark, Selection, Sort
from gis_app.works.filters import AT_PLACE_M, LONGEST_TEXT, PlaceOfRegister, WorkFilter
from gis_app.works.status import STATES, STATUSES
from layers.work_types import read_vocabulary


def somebody(*grants: Grant) -> CurrentUser:
    return CurrentUser(1, "А.", "a@example.kz", "ru", frozenset(grants))


PLANNER = somebody(Grant("planner", district_id=4), Grant("planner", district_id=5))
SCOPE = Scope(frozenset({4, 5}))

ids = st.none() | st.integers(1, 2**31 - 1)
days = st.none() | st.dates()
terms = st.none() | st.integers(0, 3660)
degrees = st.tuples(
    st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90)
).map(lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])))  # fmt: skip


def some_of(codes: Any) -> Any:
    return st.lists(st.sampled_from(list(codes)), unique=True, max_size=4).map(tuple)


words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=80)
selections = st.builds(
    Selection,
    st.just(SCOPE),
    st.builds(
        WorkFilter,
        bbox=st.none() | degrees,
        types=some_of(one.code for one in read_vocabulary().types),
        groups=some_of(one.code for one in read_vocabulary().groups),
        statuses=some_of(STATUSES),
        first_day=days,
        last_day=days,
        contractor=ids,
        district=ids,
        words=st.lists(words.filter(bool), max_size=2).map(" ".join).map(lambda text: text[:LONGEST_TEXT].strip()),
        place=st.none() | st.builds(PlaceOfRegister, st.sampled_from(list(AT_PLACE_M)), st.integers(1, 2**31 - 1)),
    ),
    states=some_of(STATES),
    ends_within=terms,
    starts_within=terms,
    customer=ids,
    lacks=some_of(LACKS),
    asks_time=st.booleans(),
    sort=st.builds(Sort, st.sampled_from(SORT_KEYS), st.booleans()),
)


def read(query: str, by: CurrentUser = PLANNER) -> Selection:
    return read_selection(parse_qs(query, keep_blank_values=True), by)


@given(selections)
def test_a_link_says_the_whole_question(asked: Selection) -> None:
    assert read(asked.to_query()) == asked


@given(selections)
def test_the_same_question_has_the_same_link(asked: Selection) -> None:
    assert read(asked.to_query(lang="kk", page=3)).to_query() == asked.to_query()


@given(st.dictionaries(st.sampled_from([name for name, _ in Selection(SCOPE).pairs()] + [
    "state", "status", "type", "group", "without", "district", "contractor", "customer", "place", "bbox", "q", "from",
    "to", "ends_within", "starts_within", "asks_time", "sort", "scope",
]), st.lists(st.text(max_size=12), max_size=3)))  # fmt: skip
def test_a_broken_link_opens_the_page_and_never_widens_the_scope(given: dict[str, list[str]]) -> None:
    assert read_selection(given, PLANNER).scope == SCOPE


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("state=done", Remark("state", "unreadable")),
        ("ends_within=-1", Remark("ends_within", "unreadable")),
        ("ends_within=3661", Remark("ends_within", "unreadable")),
        ("ends_within=١٤", Remark("ends_within", "unreadable")),
        ("sort=secret", Remark("sort", "unreadable")),
        ("asks_time=yes", Remark("asks_time", "unreadable")),
        ("place=moon:1", Remark("place", "unreadable")),
        ("from=31.12.2026", Remark("from", "unreadable")),
        ("district=6", Remark("district", "not-yours")),
    ],
)
def test_what_was_not_followed_is_said(query: str, remark: Remark) -> None:
    assert read(query).remarks == (remark,)


@pytest.mark.parametrize("query", ["", "state=&q=&district=&ends_within=&sort=&from=", "district=4&ends_within=14"])
def test_a_form_with_empty_fields_has_nothing_to_remark(query: str) -> None:
    assert read(query).remarks == ()


def test_a_district_of_somebody_else_stays_in_the_question() -> None:
    assert read("district=6").works.district == 6


def test_words_are_kept_without_what_is_no_text() -> None:
    assert read("q=%00%20абая%0A%0A5%20").works.words == "абая 5"


@pytest.mark.parametrize(
    ("grants", "districts"),
    [
        ([Grant("planner", district_id=4)], frozenset({4})),
        ([Grant("planner", district_id=4), Grant("contractor", organisation_id=7)], frozenset({4})),
        ([Grant("inspector", district_id=4), Grant("planner", district_id=5)], frozenset({4, 5})),
        ([Grant("inspector")], None),
        ([Grant("planner", district_id=4), Grant("administrator")], None),
    ],
)
def test_the_scope_is_what_the_grants_give(grants: list[Grant], districts: frozenset[int] | None) -> None:
    assert scope_of(somebody(*grants)) == Scope(districts)


@pytest.mark.parametrize("role", ["contractor", "executor", "operator"])
def test_who_plans_nothing_has_no_scope(role: str) -> None:
    with pytest.raises(ForbiddenError):
        scope_of(somebody(Grant(role, organisation_id=7)))


def test_a_question_is_narrowed_by_anything_but_its_order() -> None:
    everything = Selection(SCOPE, sort=Sort("budget", True))
    assert not everything.is_narrowed()
    assert replace(everything, works=WorkFilter(first_day=date(2026, 1, 1))).is_narrowed()
