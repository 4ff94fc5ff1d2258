"""The evaluation as a page: shares by register and kind, and what went wrong, row by row."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from tests.benchmarks.questions.asking import Judged, ask_all
from tests.benchmarks.questions.question import read_questions
from tests.benchmarks.questions.registers import missing
from tests.benchmarks.stage import table

PAGE = Path(__file__).parents[3] / "docs" / "answers_evaluation.md"
TITLES = {"sketch": "the demo's sketch", "city": "the real register"}
HEAD = """# Five hundred questions

`python -m tests.benchmarks questions` asks `find_by_words` and `answer_of`, of which `/place` and `/api/answer` are
made, the questions of `tests/benchmarks/questions/questions.csv`: addresses, yards, corners, streets and microdistricts
in Russian, Kazakh (Cyrillic and Latin) and English, on the demo's sketch and on the real register. About each place a
work or a shut-off is laid by plain geometry (a spot behind the house, the carriageway before it, a pit 200 m away), or
nothing; so the answer is known before it is asked.

**Right**: the place that was meant, and yes or no, and how it concerns the place (at the house, in the yard, on the
street, off). **Refused**: the person is asked which place is meant, or told that nobody knows it, although it is known.
**Wrong**: everything else. Aim: at least 95 % right, at most 1 % wrong.

The questions are drawn from wordings that were written for this, by those who have also written the program: it shows
what such wordings meet with, and is no sample of what people type. The rules were mended with the questions of another
seed (90.0 % and 88.0 % right at first, 99.2 % and 96.8 % in the end); these were drawn afterwards.
"""


def main() -> None:
    """Ask, print, and write docs/answers_evaluation.md."""
    parts = [HEAD]
    for register, questions in groupby(read_questions(), key=lambda one: one.register):
        absent = missing(register)
        if absent:
            print(f"skipped: {absent}")
            return
        judged = list(ask_all(list(questions)))
        parts.append(f"## On {TITLES[register]}\n\n{shares(judged)}\n\n{faults(judged)}\n")
    parts.insert(1, f"Asked {date.today():%Y-%m-%d}.\n")
    page = "\n".join(parts)
    PAGE.write_text(page, encoding="utf-8")
    print(page)


def shares(judged: Sequence[Judged]) -> str:
    """Right, refused and wrong by kind of place, and of all."""
    rows = []
    for kind in (*dict.fromkeys(one.question.kind for one in judged), "all"):
        counts = Counter(one.verdict for one in judged if kind in ("all", one.question.kind))
        number = counts.total()
        rows.append(
            [kind, str(number), *(f"{counts[verdict] / number:.1%}" for verdict in ("right", "refused", "wrong"))]
        )
    return table(["place", "questions", "right", "refused", "wrong"], rows)


def faults(judged: Sequence[Judged]) -> str:
    """What was refused or wrong, one line each."""
    rows = [
        [str(one.question.number), one.question.words, one.question.laid, one.verdict, one.said[:120]]
        for one in judged
        if one.verdict != "right"
    ]
    return table(["no.", "asked", "laid", "verdict", "answered"], rows) if rows else "Nothing was refused or wrong."
