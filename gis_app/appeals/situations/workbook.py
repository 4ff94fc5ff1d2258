"""Life situations as a workbook: one row a rule, headed in a language (reading.py reads it back)."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gis_app.appeals.situations.register import Entry
from gis_app.appeals.topics import read_topics
from gis_app.organisations.tasks import read_tasks
from gis_app.texts.fluent import get_texts

LANGUAGES: Final = ("kk", "ru", "en")
TEXTS: Final = ("title", "ask", "monitoring", "advice")
COLUMNS: Final = (
    "code", "position", *(f"title-{lang}" for lang in LANGUAGES), "topics", "settings", "districts", "warranty", "body",
    *(f"{name}-{lang}" for name in TEXTS[1:] for lang in LANGUAGES), "valid-from", "valid-to", "source",
)  # fmt: skip
_WIDE = 44


def write_workbook(entries: Sequence[Entry], lang: str) -> bytes:
    """The rules, with headings and names in a language."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(get_texts().get(lang, "situations-sheet"))
    sheet.freeze_panes = "B2"
    for at, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if column[-3:] in ("-kk", "-ru", "-en") else 18
    heads = [WriteOnlyCell(sheet, value=heading(column, lang)) for column in COLUMNS]
    for cell in heads:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(heads)
    for entry in entries:
        values = _cells(entry, lang)
        cells = [WriteOnlyCell(sheet, value=values.get(column)) for column in COLUMNS]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a text that begins with = is a text
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def heading(column: str, lang: str) -> str:
    """What stands above a column."""
    return get_texts().get(lang, f"situations-column-{column}")


def _cells(entry: Entry, lang: str) -> Mapping[str, Any]:
    rule = entry.rule
    topics = read_topics().by_code()
    values: dict[str, Any] = {f"{name}-{one}": rule[name][one] for name in TEXTS for one in LANGUAGES}
    warranty = rule.get("warranty")
    return values | {
        "code": rule["code"],
        "position": entry.position,
        "topics": "; ".join(
            topics[code].title.in_language(lang) if code in topics else code for code in rule["topics"]
        ),
        "settings": "; ".join(get_texts().get(lang, f"guide-place-{one}") for one in rule.get("settings", ())),
        "districts": "; ".join(str(one) for one in rule.get("districts", ())),
        "warranty": None if warranty is None else get_texts().get(lang, f"imports-flag-{'yes' if warranty else 'no'}"),
        "body": _decides(rule["body"], lang),
        "valid-from": rule.get("valid_from"),
        "valid-to": rule.get("valid_to"),
        "source": rule["source"],
    }


def _decides(body: Mapping[str, str], lang: str) -> str:
    if "who" in body:
        return get_texts().get(lang, f"guide-who-{body['who']}")
    titles = read_tasks().get(body["task"])
    return body["task"] if titles is None else titles[lang]
