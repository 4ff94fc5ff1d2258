"""What a version of a work changed, in words of a language: the field, what it was, what it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.works.queries import named
from gis_app.works.taking import TOLD_FIELDS
from layers.work_types import read_vocabulary

# These stand in the list as promises and events of their own.
_TOLD_ELSEWHERE = frozenset({"state", "planned_start", "planned_end", "actual_start", "actual_end"})
_LOCALES: dict[Language, str] = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_GB"}
NOTHING = "—"


def changed_lines(session: Session, changed: Mapping[str, Any], lang: Language) -> tuple[str, ...]:
    """A line for each changed field that people know; what belongs to the machinery is left out."""
    texts = get_texts()
    lines = []
    for name in sorted(set(changed) & (TOLD_FIELDS - _TOLD_ELSEWHERE)):
        said = texts.get(lang, f"field-{name.replace('_', '-')}")
        if name == "geom":
            lines.append(said)
            continue
        before, after = (shown(session, name, changed[name][side], lang) for side in ("from", "to"))
        if before != after:
            lines.append(f"{said}: {before} → {after}")
    return tuple(lines)


def shown(session: Session, name: str, value: Any, lang: Language) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return get_texts().get(lang, "imports-flag-yes" if value else "imports-flag-no")
    if name == "type_code":
        kind = read_vocabulary().by_code().get(value)
        return value if kind is None else kind.title.in_language(lang)
    if name in ("contractor_id", "customer_id"):
        organisation = named(session.get(Organisation, value), lang)
        return str(value) if organisation is None else organisation.name
    if name == "district_id":
        district = session.get(District, value)
        return str(value) if district is None else str(getattr(district, f"name_{lang}"))
    if isinstance(value, int | float):
        return str(format_decimal(Decimal(str(value)), "#,##0.##", locale=_LOCALES[lang]))
    return str(value)
