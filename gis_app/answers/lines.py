"""A work near a place as a list shows it, from what `around.py` reads in one way to the database."""

from dataclasses import dataclass
from datetime import date, datetime

from gis_app.answers.around import Facts
from gis_app.answers.schemas import MovedNear
from gis_app.dependencies import Language
from gis_app.works.queries import first_title
from gis_app.works.schemas import Named, WorkLine, WorkTypeOfWork
from gis_app.works.shifts import count_shifts, first_promise
from gis_app.works.status import status_on


@dataclass(frozen=True, slots=True)
class _Promise:
    planned_start: date | None
    planned_end: date | None
    created_at: datetime


def line_of_facts(facts: Facts, lang: Language, today: date) -> WorkLine:
    """The same as `gis_app.works.queries.line_of` (a test compares them)."""
    kind = facts[f"type_{lang}"]
    titles = {"kk": facts["title_kk"], "ru": facts["title_ru"], "en": facts["title_en"]}
    title, title_lang = first_title(titles, kind, lang)
    contractor = None
    if facts["contractor_id"] is not None:
        contractor = Named(id=facts["contractor_id"], name=facts[f"name_{lang}"] or facts["contractor"])
    first_day, last_day = _day(facts["planned_start"]), _day(facts["planned_end"])
    return WorkLine(
        id=facts["id"],
        type=WorkTypeOfWork(
            code=facts["type_code"],
            number=facts["type_number"],
            group=facts["group_code"],
            title=kind,
            color=facts["color"],
            icon=facts["icon"],
        ),
        title=title,
        title_lang=title_lang,
        status=status_on(facts["state"], first_day, last_day, today),
        planned_start=first_day,
        planned_end=last_day,
        location=facts["location_raw"],
        contractor=contractor,
        point=None if facts["lon"] is None else (facts["lon"], facts["lat"]),
        is_training=facts["is_training"],
    )


def last_day_of(facts: Facts) -> date | None:
    """The reported end, else the planned one."""
    return _day(facts["actual_end"] or facts["planned_end"] or facts["planned_start"])


def moved_of(facts: Facts) -> MovedNear | None:
    """How often the promised days were moved, as `gis_app.works.history.moved` counts it; None when they never were."""
    if facts["promises"] is None:
        return None
    written, since = facts["promises"]
    promises = [_Promise(_day(one[0]), _day(one[1]), datetime.fromisoformat(one[2])) for one in written]
    public_since = None if since is None else datetime.fromisoformat(since)
    times = count_shifts(promises, public_since).times
    first = first_promise(promises, public_since)
    if not times or first is None:
        return None
    return MovedNear(times=times, first_start=first.planned_start, first_end=first.planned_end)


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
