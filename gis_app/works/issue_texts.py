"""The sentences that tell what is wrong with a row, in three languages, from `issue_texts.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final, Literal

import yaml

from gis_app.works.draft import RowIssue

TEXTS_PATH = Path(__file__).with_name("issue_texts.yaml")
LANGUAGES = ("ru", "en", "kk")
Severity = Literal["error", "warning"]
# Values that are days; others may be cells as they were received, which are told unchanged.
_DAYS: Final = frozenset({"day", "known", "first", "last", "start", "end"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class IssueText:
    """The severity of an issue, its sentence in each language, with `{names}` of values, and how it is mended."""

    severity: Severity
    sentences: Mapping[str, str]
    mending: Mapping[str, str]

    def values(self) -> frozenset[str]:
        """The names of the values that the sentences speak of."""
        sentence = self.sentences["en"]
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


@cache
def issue_texts() -> Mapping[str, IssueText]:
    """All issues by their code."""
    document = yaml.safe_load(TEXTS_PATH.read_text(encoding="utf-8"))
    return {
        code: IssueText(
            entry["severity"],
            {language: entry[language] for language in LANGUAGES},
            {language: entry[f"mend_{language}"] for language in LANGUAGES},
        )
        for code, entry in document.items()
    }


def severity(issue: RowIssue) -> Severity:
    """Whether the issue keeps its row out ("error") or not ("warning"). An unknown code raises KeyError."""
    return issue_texts()[issue.code].severity


def sentence(issue: RowIssue, language: str) -> str:
    """The issue said in `language` (ru, en or kk). A value `name_ru` is what `{name}` means in Russian."""
    own = {name[:-3]: value for name, value in issue.values.items() if name.endswith(f"_{language}")}
    said = {name: _as_written(name, value) for name, value in {**issue.values, **own}.items()}
    return issue_texts()[issue.code].sentences[language].format_map(said)


def _as_written(name: str, value: str) -> str:
    """A day as people write it into plans, and as the advice asks for it; anything else as it is."""
    return "{2}.{1}.{0}".format(*value.split("-")) if name in _DAYS and _DAY.fullmatch(value) else value
