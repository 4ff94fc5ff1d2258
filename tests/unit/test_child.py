"""Work in a process of its own: what it answers, and that nothing it does outlives its limits."""

import os

import pytest

from gis_app.child import ChildEndedError, ChildLimits, run_in_child

PROGRAM = "tests.child_program"


def test_a_child_answers_what_its_program_wrote() -> None:
    assert run_in_child(PROGRAM, ["answer"], b"abc", ChildLimits(500_000_000, 20, 60)) == b"cba"


@pytest.mark.parametrize(
    ("what", "limits", "why"),
    [
        ("compute", ChildLimits(500_000_000, 1, 60), "too-long"),
        ("sleep", ChildLimits(500_000_000, 20, 2), "too-long"),
        ("eat", ChildLimits(500_000_000, 20, 60), "broke"),
        ("break", ChildLimits(500_000_000, 20, 60), "broke"),
    ],
)
def test_a_child_that_takes_more_than_its_limits_is_ended(what: str, limits: ChildLimits, why: str) -> None:
    with pytest.raises(ChildEndedError) as ended:
        run_in_child(PROGRAM, [what], b"", limits)
    assert ended.value.why == why
    with pytest.raises(ChildProcessError):  # nothing is left running
        os.waitpid(-1, os.WNOHANG)
