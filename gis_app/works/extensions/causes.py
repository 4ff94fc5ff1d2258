"""Why days were moved, as a schedule keeps it: the code of a cause and the words of people, told in each language."""

from gis_app.dependencies import Language
from gis_app.works.time_terms import read_time_terms

_MARK = "cause:"


def reason_of(cause: str, words: str, answer: str | None = None) -> str:
    """The reason as it is stored: `cause:weather words · answer`. A cause that needs words says nothing itself."""
    known = read_time_terms().cause(cause)
    told = " · ".join(part for part in (words, answer) if part)
    return told if known is None or known.needs_words else f"{_MARK}{cause} {told}".strip()


def told_cause(cause: str, words: str, lang: Language) -> str:
    """Cause and words as a sentence in the language of the reader; the words stay as they were written."""
    known = read_time_terms().cause(cause)
    parts = ("" if known is None or known.needs_words else known.title.in_language(lang), words)
    return ": ".join(part for part in parts if part)


def told_reason(reason: str, lang: Language) -> str:
    """A stored reason as a reader is told it; one without a known cause is what a person wrote."""
    if not reason.startswith(_MARK):
        return reason
    code, _, words = reason.removeprefix(_MARK).partition(" ")
    return told_cause(code, words, lang) if read_time_terms().cause(code) else reason
