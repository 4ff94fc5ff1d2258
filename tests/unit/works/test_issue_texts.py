"""Every issue says its sentence in three languages, and speaks of the same values in each."""

import re
from pathlib import Path
from string import Formatter

import pytest

from gis_app.works.draft import DraftWork, RowIssue
from gis_app.works.issue_texts import issue_texts, sentence, severity

SOURCES = Path(__file__).parents[3]


@pytest.mark.parametrize("code", issue_texts())
def test_an_issue_speaks_of_the_same_values_in_each_language(code: str) -> None:
    text = issue_texts()[code]
    assert text.severity in ("error", "warning")
    for language in ("ru", "en", "kk"):
        names = {name for _, name, _, _ in Formatter().parse(text.sentences[language]) if name}
        assert names == text.values(), language
        assert not text.sentences[language].endswith("."), "sentences are put into lists"


def test_russian_and_kazakh_sentences_are_not_copies() -> None:
    for text in issue_texts().values():
        assert len({text.sentences[language] for language in ("ru", "en", "kk")}) == 3
        assert re.search("[а-я]", text.sentences["ru"])
        assert re.search("[әғқңөұүіһ]", text.sentences["kk"])


def test_a_sentence_is_filled_with_the_rows_values() -> None:
    issue = RowIssue("end_before_start", "planned_end", {"start": "2026-05-02", "end": "2026-05-01"})
    assert sentence(issue, "en") == "the end 01.05.2026 is before the start 02.05.2026"
    assert sentence(issue, "ru") == "окончание 01.05.2026 раньше начала 02.05.2026"
    assert severity(issue) == "error"


def test_every_issue_noted_in_the_code_has_its_text_and_every_text_is_used() -> None:
    files = [*(SOURCES / "gis_app" / "works").rglob("*.py"), *(SOURCES / "etl").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    noted = set(re.findall(r"\.note\(\s*\"(\w+)\"", code)) | {"unknown_type", "no_type"}
    assert noted == set(issue_texts())


def test_values_of_an_issue_are_kept_as_text() -> None:
    draft = DraftWork()
    draft.note("duplicate", row=7)
    assert draft.issues == [RowIssue("duplicate", None, {"row": "7"})]
