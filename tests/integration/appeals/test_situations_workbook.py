"""A city brings its rules as a workbook: what is good counts, what is wrong is named, a broken file changes nothing."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.appeals.intake import register
from gis_app.appeals.situations.files import apply_file, preview_file, receive_situations
from gis_app.appeals.situations.problems import appeals_that_stayed, bad_rules
from gis_app.appeals.situations.reading import BadWorkbookError, read_workbook
from gis_app.appeals.situations.register import Entry, current_rows, current_situations, load_situations, replace
from gis_app.appeals.situations.rules import read_document
from gis_app.appeals.situations.workbook import COLUMNS, heading, write_workbook
from gis_app.errors import ConflictError, ForbiddenError
from gis_app.settings import Settings
from tests.integration.appeals.ground import TODAY, Ground, written
from tests.people import add_user, current

NOW = datetime(2026, 6, 8, 7, tzinfo=UTC)
ENTRIES = [Entry(at * 10, rule) for at, rule in enumerate(read_document(), start=1)]


@pytest.fixture
def operator(session: Session) -> CurrentUser:
    session.execute(text("DELETE FROM life_situations"))
    load_situations(session)
    return current(session, add_user(session, "operator"))


def changed(lang: str = "ru", *, row: int = 2, **cells: Any) -> bytes:
    """The program's workbook with cells of one row written over."""
    book = load_workbook(BytesIO(write_workbook(ENTRIES[:3], lang)))
    sheet = book.active
    assert sheet is not None
    for column, value in cells.items():
        sheet.cell(row, COLUMNS.index(column.replace("_", "-")) + 1).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_is_written_is_read_back_in_any_language(lang: str) -> None:
    read = read_workbook(write_workbook(ENTRIES, lang), {})
    assert read.problems == ()
    assert [(one.position, one.rule) for one in read.entries] == [(one.position, one.rule) for one in ENTRIES]


@pytest.mark.parametrize(
    ("cells", "column", "reason", "value"),
    [
        ({"advice_kk": None}, "advice-kk", "missing", ""),
        ({"topics": "Луна"}, "topics", "unknown", "Луна"),
        ({"settings": "на Луне"}, "settings", "unknown", "на Луне"),
        ({"body": "Никто"}, "body", "unknown", "Никто"),
        ({"districts": "первый"}, "districts", "number", "первый"),
        ({"position": "сначала"}, "position", "number", "сначала"),
        ({"valid_from": "вчера"}, "valid-from", "day", "вчера"),
        ({"valid_from": "09.06.2026", "valid_to": "08.06.2026"}, "valid-to", "order", "08.06.2026"),
        ({"code": "с пробелом"}, "code", "form", "с пробелом"),
        ({"code": "surface_in_warranty"}, "code", "twice", "surface_in_warranty"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(
    cells: dict[str, Any], column: str, reason: str, value: str
) -> None:
    row = 4 if reason == "twice" else 2
    read = read_workbook(changed(row=row, **cells), {})
    [problem] = read.problems
    assert (problem.row, problem.column, problem.reason, problem.value) == (row, column, reason, value)
    assert len(read.entries) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"not a workbook", "no-workbook"), (b"PK\x03\x04 broken", "no-workbook"), (None, "no-columns")],
)
def test_a_broken_file_changes_nothing(
    session: Session, operator: CurrentUser, content: bytes | None, code: str
) -> None:
    if content is None:
        out = BytesIO()
        Workbook().save(out)
        content = out.getvalue()
    with pytest.raises(BadWorkbookError) as error:
        receive_situations(session, operator, "x.xlsx", content)
    assert error.value.code == code
    assert session.scalar(text("SELECT count(*) FROM situation_files")) == 0
    assert {row.version for row in current_rows(session)} == {1}


def test_nothing_counts_before_a_person_says_so_and_then_once(session: Session, operator: CurrentUser) -> None:
    file = receive_situations(session, operator, "ours.xlsx", changed(source="Told by a lawyer.", row=2))
    preview = preview_file(session, file.id)
    assert ([one.code for one in preview.changed], preview.new, preview.same) == (["danger_in_warranty"], [], 2)
    assert current_situations(session, TODAY)[0].source != "Told by a lawyer."
    apply_file(session, operator, file.id, NOW)
    assert current_situations(session, TODAY)[0].source == "Told by a lawyer."
    with pytest.raises(ConflictError):
        apply_file(session, operator, file.id, NOW)
    actions = session.scalars(text("SELECT action FROM audit_log ORDER BY id DESC LIMIT 1")).all()
    assert actions == ["situations.imported"]


def test_a_new_rule_without_an_order_comes_last(session: Session, operator: CurrentUser) -> None:
    content = changed(code="our_own", position=None)
    file = receive_situations(session, operator, "ours.xlsx", content)
    apply_file(session, operator, file.id, NOW)
    assert current_situations(session, TODAY)[-1].code == "our_own"


def test_the_people_of_the_demo_change_no_rules(session: Session, operator: CurrentUser) -> None:
    demo = current(session, add_user(session, "operator", is_demo=True))
    with pytest.raises(ForbiddenError):
        receive_situations(session, demo, "x.xlsx", changed())


def test_rules_that_fail_or_match_nothing_are_told_by_name(
    session: Session, operator: CurrentUser, ground: Ground, settings: Settings
) -> None:
    # A rule behind one that takes all its topic's places is never reached.
    content = changed(code="behind", topics="Лифт", warranty=None, position=9_999)
    apply_file(session, operator, receive_situations(session, operator, "x.xlsx", content).id, NOW)
    assert [(one.code, one.problem) for one in bad_rules(session, TODAY)] == [("behind", "hidden")]
    [behind] = [row.rule for row in current_rows(session) if row.code == "behind"]
    replace(session, [Entry(9_999, {**behind, "topics": ["moon"]})], file_id=None)
    assert [(one.code, one.problem) for one in bad_rules(session, TODAY)] == [("behind", "unknown")]

    for words in ("Прорвало трубу", "Прорвало трубу во дворе", "Спасибо за работу"):
        register(session, written(words), settings=settings)
    stayed = appeals_that_stayed(session, date(2026, 1, 1), is_training=False)
    assert [(one.problem, one.situation, one.topic, one.appeals) for one in stayed] == [
        ("no-body", "pipe_burst_outside", "pipe_burst", 2),
        ("no-situation", None, "other", 1),
    ]
    assert appeals_that_stayed(session, date(2026, 6, 9), is_training=False) == []


def test_headings_differ() -> None:
    for lang in ("kk", "ru", "en"):
        assert len({heading(column, lang) for column in COLUMNS}) == len(COLUMNS)
