"""What becomes of each kind of report in each state of a work, and the words of every refusal and mark."""

import pytest

from gis_app.site_reports.marks import DOUBTS, REMARKS, Mark
from gis_app.site_reports.models import KINDS, Kind
from gis_app.site_reports.outcomes import Done, Kept, Outcome, Refused, outcome_of
from gis_app.site_reports.refusal import ReportRefusedError
from gis_app.works.status import STATES, State
from gis_app.works.transitions import find_change

TABLE = """
                draft         planned                  scheduled    in_progress      paused       finished          cancelled
start           -draft        scheduled,in_progress    in_progress  already-started  in_progress  already-finished  -cancelled
finish          -not-started  -not-started             -not-started finished         -paused      already-finished  -cancelled
progress        -not-started  -not-started             -not-started ok               ok           already-finished  -cancelled
note            ok            ok                       ok           ok               ok           ok                ok
"""  # noqa: E501
STATES_OF_TABLE, *LINES = (line.split() for line in TABLE.strip().splitlines())
CELLS = [(line[0], state, cell) for line in LINES for state, cell in zip(STATES_OF_TABLE, line[1:], strict=True)]


def read(cell: str) -> Outcome:
    if cell.startswith("-"):
        return Refused(cell[1:])
    if cell.startswith("already"):
        return Kept(cell)
    return Done() if cell == "ok" else Done(tuple(cell.split(",")))  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "state", "cell"), CELLS)
def test_a_report_counts_is_kept_as_a_note_or_is_refused(kind: Kind, state: State, cell: str) -> None:
    assert outcome_of(kind, state, is_emergency=False, has_days=True) == read(cell)


@pytest.mark.parametrize("state", ["accepted", "in_warranty", "archived"])
@pytest.mark.parametrize("kind", KINDS)
def test_after_acceptance_it_is_as_after_the_finish(kind: Kind, state: State) -> None:
    after = outcome_of(kind, state, is_emergency=False, has_days=True)
    assert after == outcome_of(kind, "finished", is_emergency=False, has_days=True)


@pytest.mark.parametrize(
    ("state", "is_emergency", "has_days", "expected"),
    [
        ("draft", True, False, Done(("in_progress",))),
        ("planned", True, False, Done(("in_progress",))),
        ("planned", False, False, Refused("no-days")),
        ("scheduled", False, False, Done(("in_progress",))),
    ],
)
def test_an_emergency_starts_at_once_and_other_works_need_days(
    state: State, is_emergency: bool, has_days: bool, expected: Outcome
) -> None:
    assert outcome_of("start", state, is_emergency=is_emergency, has_days=has_days) == expected


def test_every_step_is_one_that_the_life_of_works_allows_its_contractor() -> None:
    for kind in KINDS:
        for state in STATES:
            for is_emergency in (True, False):
                outcome = outcome_of(kind, state, is_emergency=is_emergency, has_days=True)
                before: str = state
                for after in outcome.to if isinstance(outcome, Done) else ():
                    change = find_change(before, after)
                    assert change is not None, (kind, before, after)
                    assert "contractor" in change.who
                    assert change.needs <= {"days"} | ({"emergency"} if is_emergency else set())
                    before = after


def test_every_refusal_and_every_mark_has_words_in_three_languages() -> None:
    reasons = {cell[1:] for _, _, cell in CELLS if cell.startswith("-")} | {"no-days", "key-used"}
    for lang in ("kk", "ru", "en"):
        assert len({ReportRefusedError(code).in_language(lang) for code in reasons}) == len(reasons)
        marks = {Mark(code, amount=3, photo=1).in_language(lang) for code in DOUBTS | REMARKS}
        assert len(marks) == len(DOUBTS | REMARKS)


@pytest.mark.parametrize(("metres", "told"), [(420, "420 м"), (9_999, "9999 м"), (12_600, "13 км")])
def test_distances_are_told_in_metres_and_far_ones_in_kilometres(metres: int, told: str) -> None:
    assert told in Mark("far", amount=metres).in_language("ru")
