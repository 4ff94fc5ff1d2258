"""Sentences about an upload that are stored with it, in every language, as whoever opens its page may read another."""

from gis_app.texts.fluent import get_texts

LANGUAGES = ("ru", "kk", "en")
# Every key that is stored, so that the texts are known to be asked for.
NOTES = (
    "imports-note-check-failed",
    "imports-note-already-loaded",
    "imports-note-series-changed",
    "imports-note-accept-failed",
    "imports-note-nothing-good",
    "imports-note-sent-back",
)


def note(key: str, **values: str) -> dict[str, str]:
    """The message `key` in each language."""
    return {language: get_texts().get(language, key, **values) for language in LANGUAGES}
