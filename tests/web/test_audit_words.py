"""Every deed that the program writes down has words on the administrators' page."""

import re
from pathlib import Path

import pytest

from gis_app.pages.accounts.audit import audit_words
from gis_app.texts.fluent import get_texts

ROOT = Path(__file__).resolve().parents[2]
RECORDED = re.compile(r'record(?:_change)?\(\s*\w+,\s*"([a-z_]+\.[a-z_]+)"')


def recorded_deeds() -> set[str]:
    """The actions named in calls of `record` and `record_change`."""
    files = [path for package in ("gis_app", "etl") for path in (ROOT / package).rglob("*.py")]
    return {deed for path in files for deed in RECORDED.findall(path.read_text(encoding="utf-8"))}


def test_every_deed_has_words() -> None:
    deeds = recorded_deeds()
    assert {"role.granted", "work.state"} <= deeds
    assert {deed for deed in deeds if not get_texts().has("ru", f"audit-{re.sub('[^a-z]+', '-', deed)}")} == set()


@pytest.mark.parametrize(
    ("word", "kind", "shown"),
    [
        ("sign_in.failed", "", "Неудачный вход"),
        ("work", "kind-", "работа"),
        ("command line", "actor-", "командная строка"),
        ("something.new", "", "something.new"),
    ],
)
def test_a_word_that_nobody_has_worded_is_shown_as_it_is(word: str, kind: str, shown: str) -> None:
    assert audit_words(word, "ru", kind) == shown
