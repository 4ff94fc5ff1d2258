"""Titles of works for which a plan gives none: put together from the type, the place and the description."""

from collections.abc import Mapping

from gis_app.works.draft import DraftWork
from layers.work_types import WorkType

LONGEST_TITLE = 200


def fill_titles(draft: DraftWork, work_type: WorkType, templates: Mapping[str, str]) -> None:
    """Fill the draft's empty titles from templates with `{type}`, `{location}` and `{description}`.

    A template's key is a language, or `row` for the language of the row itself. A template whose text would hold an
    empty part is passed over. A draft without any title afterwards is called by its type in all three languages.
    """
    for key, template in templates.items():
        language = (draft.language or "") if key == "row" else key
        if language not in ("kk", "ru", "en") or getattr(draft, f"title_{language}"):
            continue
        parts = {
            "type": work_type.short.in_language(language),
            "location": draft.location_raw,
            "description": draft.description or "",
        }
        if all(parts[name] for name in parts if "{" + name + "}" in template):
            setattr(draft, f"title_{language}", _shortened(template.format_map(parts)))
    if not (draft.title_ru or draft.title_kk or draft.title_en):
        draft.title_ru, draft.title_kk, draft.title_en = work_type.title.ru, work_type.title.kk, work_type.title.en


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
