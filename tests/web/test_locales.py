"""The three languages say the same things, and the pages ask only for what they say."""

import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.runtime import FluentResource

from gis_app.works.status import STATUSES

WEB = Path(__file__).parents[2] / "web"
LANGUAGES = ("kk", "ru", "en")
# Keys that are put together from parts, by the part that stands in the source.
COMPOSED = re.compile(r"t\('([a-z-]+-)' ~|text\(`([a-z-]+-)\$\{")


def texts(language: str) -> dict[str, str]:
    """Key → the message as it is written, its key before it."""
    found: dict[str, str] = {}
    for file in sorted((WEB / "locales" / language).glob("*.ftl")):
        for entry in FluentResource(file.read_text(encoding="utf-8")).body:
            assert type(entry).__name__ != "Junk", f"{file.name} cannot be read: {getattr(entry, 'content', '')[:60]}"
            if hasattr(entry, "id"):
                found[entry.id.name] = file.read_text(encoding="utf-8")[entry.span.start : entry.span.end]
    return found


def messages(language: str) -> dict[str, frozenset[str]]:
    """Key → names of its arguments."""
    return {key: frozenset(re.findall(r"\$([a-z]+)", text)) for key, text in texts(language).items()}


def sources() -> str:
    """All templates, scripts and pages of the server as one text."""
    files = [*(WEB / "templates").rglob("*.html"), *(WEB / "src").rglob("*.ts"), *(WEB / "src").rglob("*.tsx")]
    files += (WEB.parent / "gis_app").rglob("*.py")
    return "\n".join(path.read_text(encoding="utf-8") for path in files if not path.name.endswith(".test.ts"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_messages(language: str) -> None:
    assert set(messages(language)) == set(messages("ru"))


@pytest.mark.parametrize(
    ("english", "never"),
    [
        (r"outage|shut.?off", "өшір"),  # «ажырату»; the other word is for mails and accounts
        # «бас тартылды», not "stopped"
        (r"-cancelled =|work.*(cancel|called off)|(cancel|called off).*work", "тоқтат|болмайтын"),
    ],
)
def test_kazakh_has_one_word_for_one_thing(english: str, never: str) -> None:
    told = texts("en")
    about = {key: text for key, text in texts("kk").items() if re.search(english, told[key], re.IGNORECASE)}
    assert len(about) > 10
    assert {key: text for key, text in about.items() if re.search(rf"\b({never})", text, re.IGNORECASE)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stands_twice(language: str) -> None:
    files = "\n".join(path.read_text(encoding="utf-8") for path in (WEB / "locales" / language).glob("*.ftl"))
    counted = Counter(re.findall(r"^([a-z][a-z0-9-]*) =", files, re.MULTILINE))
    assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_translation_uses_no_argument_that_the_others_do_not(language: str) -> None:
    ours, theirs = messages(language), messages("ru")
    # A plural may choose by a number that it does not print, and a language may not need the choice.
    differing = {key: ours[key] ^ theirs[key] for key in ours if (ours[key] ^ theirs[key]) - {"count"}}
    assert differing == {}


def test_every_text_that_a_page_asks_for_exists() -> None:
    asked = set(re.findall(r"""\bt(?:ext)?\(\s*['"]([a-z][a-z0-9-]+)['"]\s*[,)]""", sources()))
    assert asked - set(messages("ru")) == set()


def test_each_text_of_a_script_is_in_the_files_that_scripts_get() -> None:
    """The server's own texts are four fifths of all: no phone has to fetch them for the map."""
    given: set[str] = set()
    for path in (WEB / "src").rglob("ru.ts"):
        for names in re.findall(r"locales/ru/(?:\{([a-z_,-]+)\}|([a-z_-]+))\.ftl", path.read_text(encoding="utf-8")):
            given |= set("".join(names).split(","))
    scripts = [path for path in (WEB / "src").rglob("*.ts*") if ".test." not in path.name]
    source = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    missing = set()
    for file in (WEB / "locales" / "ru").glob("*.ftl"):
        keys = re.findall(r"^([a-z][a-z0-9-]*) =", file.read_text(encoding="utf-8"), re.MULTILINE)
        missing |= {key for key in keys if file.stem not in given and f"'{key}'" in source}
    # The names of two signs of small maps, which happen to be names of texts too.
    assert missing == {"appeal-map", "appeal-pin"}
    assert len(given) > 6


def test_every_message_is_asked_for() -> None:
    text = sources()
    composed = {part for pair in COMPOSED.findall(text) for part in pair if part}
    composed |= {"status-", "match-", "example-", "event-", "error-", "language-", "place-kind-", "preset-"}
    composed |= {"template-hint-", "template-error-", "moments-", "timeline-", "history-"}
    composed |= {"state-", "field-", "life-error-", "outage-kind-", "outage-status-", "outage-state-", "outage-error-"}
    composed |= {"organisation-", "outage-do-", "outage-file-", "outage-outcome-"}
    composed |= {"role-", "done-", "audit-", "form-problem-", "password-problem-"}
    composed |= {
        "contractor-say-",
        "contractor-group-",
        "contractor-do-",
        "contractor-cuts-",
        "contractor-told-",
        "contractor-kind-",
        "outbox-",
    }
    composed |= {"photo-error-", "report-refused-", "report-error-", "report-mark-", "report-distance-"}
    composed |= {"message-", "messages-mode-", "messages-done-", "mails-do-", "outage-news-"}
    composed |= {"message-"}
    composed |= {"report-kind-"}
    composed |= {"do-", "by-", "reason-", "moved-", "surface-", "review-kind-"}
    composed |= {"planner-"}
    composed |= {"raster-refused-", "raster-made-"}
    composed |= {"planner-", "export-"}
    composed |= {"appeal-"}
    composed |= {"asked-without-", "print-state-"}
    composed |= {"answer-now-", "answer-planned-", "answer-undated-", "answer-unreported-"}
    composed |= {"answer-warranty", "answer-protection", "answer-outage"}
    composed |= {"place-matter-", "pin-step-"}
    composed |= {"draft-work-", "letter-subject-", "news-work-", "news-outage-"}
    composed |= {"situations-column-", "situations-refused-"}
    composed |= {"reception-"}
    composed |= {"reaction-refused-"}
    composed |= {"follow-news-", "follow-mail-", "follow-radius-", "follow-rhythm-", "follow-error-", "follow-done-"}
    unused = {
        key
        for key in messages("ru")
        if f"'{key}'" not in text and f'"{key}"' not in text and not key.startswith(tuple(composed))
    }
    assert unused == set()


def test_every_status_has_a_title_and_a_meaning() -> None:
    keys = messages("kk")
    for status in STATUSES:
        assert f"status-{status.replace('_', '-')}" in keys
        assert f"status-{status.replace('_', '-')}-means" in keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_in_a_template_itself(language: str) -> None:
    cyrillic = re.compile(r"[а-яәғқңөұүһі]{3,}", re.IGNORECASE)
    for template in (WEB / "templates").rglob("*.html"):
        words = set(cyrillic.findall(template.read_text(encoding="utf-8"))) - {"Қаз", "Рус"}
        assert words == set(), template.name
