"""What a loading tells: counts and reasons; progress on a terminal and in a log."""

import io

import pytest

from etl.extract.features import RowProblem
from etl.load.outcome import LoadOutcome
from etl.progress import Bars, Lines, Silent, shown_progress


def test_counts_are_told_in_the_order_they_were_noted() -> None:
    outcome = LoadOutcome("roads.geojson")
    outcome.count("streets added", 1200, change=True)
    outcome.count("streets unchanged", 0)
    assert outcome.lines() == ["roads.geojson: 1,200 streets added"]
    assert outcome.changed


def test_a_loading_without_change_says_so() -> None:
    outcome = LoadOutcome("roads.geojson")
    outcome.count("streets unchanged", 5)
    outcome.count("streets added", 0, change=True)
    assert outcome.lines() == ["roads.geojson: 5 streets unchanged (nothing changed)"]


def test_problems_are_told_by_row_and_no_more_than_asked_for() -> None:
    outcome = LoadOutcome("a.csv")
    for row in (9, 3, 5):
        outcome.refuse(row, "lon", "no number")
    lines = outcome.lines(most_problems=2)
    assert lines[1:] == [
        "  row 3, lon: no number",
        "  row 5, lon: no number",
        "  … and 1 more rows with problems (--report writes all)",
    ]
    assert str(RowProblem(4, "", "twice")) == "row 4: twice"


def test_a_log_gets_one_plain_line_per_stage(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines.stage("reading")
    assert list(lines.each([1, 2], "writing")) == [1, 2]
    lines.finish()
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == ["  reading", "  writing (2)"]


def test_a_pipe_gets_lines_and_a_quiet_run_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with shown_progress() as progress:
        assert isinstance(progress, Lines)
    with shown_progress(quiet=True) as progress:
        assert isinstance(progress, Silent)
        assert list(progress.each([1], "x")) == [1]


def test_a_terminal_gets_bars_and_the_items_pass_through(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    with shown_progress() as progress:
        assert isinstance(progress, Bars)
        progress.stage("reading")
        assert list(progress.each([1, 2, 3], "writing")) == [1, 2, 3]
    assert "writing" in terminal.getvalue()
