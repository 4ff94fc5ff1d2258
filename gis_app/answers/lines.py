"""A work near a place as a list shows it, from what `around.py` reads in one way to the database."""

from datetime import date
from typing import Any

from sqlalchemy import Row

from gis_app.dependencies import Language
from gis_app.works.queries import first_title
from gis_app.works.schemas import Named, WorkLine, WorkTypeOfWork
from gis_app.works.status import status_on


def line_of_facts(facts: Row[Any], lang: Language, today: date) -> WorkLine:
    """The same as `gis_app.works.queries.line_of` (a test compares them)."""
    said = facts._mapping
    kind = said[f"type_{lang}"]
    title, title_lang = first_title({"kk": facts.title_kk, "ru": facts.title_ru, "en": facts.title_en}, str(kind), lang)
    contractor = None
    if facts.contractor_id is not None:
        contractor = Named(id=facts.contractor_id, name=said[f"name_{lang}"] or facts.contractor)
    return WorkLine(
        id=facts.id,
        type=WorkTypeOfWork(
            code=facts.type_code,
            number=facts.type_number,
            group=facts.group_code,
            title=kind,
            color=facts.color,
            icon=facts.icon,
        ),
        title=title,
        title_lang=title_lang,
        status=status_on(facts.state, facts.planned_start, facts.planned_end, today),
        planned_start=facts.planned_start,
        planned_end=facts.planned_end,
        location=facts.location_raw,
        contractor=contractor,
        point=None if facts.lon is None else (facts.lon, facts.lat),
        is_training=facts.is_training,
    )


def last_day_of(facts: Row[Any]) -> date | None:
    """The reported end, else the planned one."""
    last: date | None = facts.actual_end or facts.planned_end or facts.planned_start
    return last
