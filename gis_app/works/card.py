"""The card of one work: everything a resident may know, with the facts it was derived from."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from gis_app.accounts.user import CurrentUser
from gis_app.db.shapes import read_shape
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts
from gis_app.works.filters import is_hidden
from gis_app.works.history import event_entries, events_of, moved, schedule_entries, surface_entries, versions_of
from gis_app.works.models import PlanRow, Work, WorkPlan
from gis_app.works.queries import line_of, lines_statement, named
from gis_app.works.schemas import Named, Source, WorkCard
from gis_app.works.standing import roles_at
from gis_app.works.status import share_of_time_passed
from gis_app.works.units import worded_unit
from gis_app.works.web_address import web_address

# Match types whose sign does not stand at the work itself: the card says so.
_APPROXIMATE = {"interpolated", "street", "microdistrict", "district", "rooftop_base", "none"}
# Below this a place of any other kind is called uncertain.
_UNSURE = 0.5


def _source(session: Session, work: Work) -> Source:
    name, file, sheet, row = work.source, None, None, None
    if work.plan_row_id is not None:
        found = session.execute(
            select(WorkPlan.file_name, PlanRow.sheet, PlanRow.row_number)
            .join(PlanRow, PlanRow.plan_id == WorkPlan.id)
            .where(PlanRow.id == work.plan_row_id)
        ).first()
        if found:
            file, sheet, row = found
            # A text table has no sheets: its one table goes by the name of the file.
            sheet = None if sheet == file else sheet
    return Source(name=name, file=file, sheet=sheet, row=row, url=web_address(work.source_url), period=work.period)


def place_note(work: Work, lang: Language) -> str | None:
    """A sentence that says how far the sign on the map may be trusted; None when it stands where the work is."""
    if work.match_type in _APPROXIMATE:
        return get_texts().get(lang, f"match-{work.match_type.replace('_', '-')}")
    return get_texts().get(lang, "match-unsure") if work.confidence < _UNSURE or work.ambiguous else None


def _life(session: Session, work: Work, lang: Language, today: date) -> dict[str, Any]:
    versions, events = versions_of(session, work.id), events_of(session, work.id)
    return {
        "state": work.state,
        "version": work.version,
        "moved": moved(versions, events, lang),
        "surfaces": surface_entries(session, work, lang, today),
        "schedule": schedule_entries(session, versions, lang),
        "events": event_entries(session, events, lang),
    }


def _district(session: Session, district_id: int | None, lang: Language) -> Named | None:
    name = getattr(District, f"name_{lang}")
    found = session.scalars(
        select(District).options(load_only(District.id, name)).where(District.id == district_id)
    ).first()
    return None if found is None else Named(id=found.id, name=getattr(found, f"name_{lang}"))


def read_card(
    session: Session, work_id: int, lang: Language, today: date, settings: Settings, viewer: CurrentUser | None = None
) -> WorkCard:
    """The card of a work in `lang` as of `today`.

    An unknown id raises NotFoundError, and so does a draft to everybody but those who have a part in it.
    """
    row = session.execute(lines_statement(today).where(Work.id == work_id)).first()
    if row is None or (not (viewer and roles_at(viewer, row[0])) and is_hidden(session, row[0])):
        raise NotFoundError(f"no work has the id {work_id}")
    work: Work = row[0]
    geometry, bbox = read_shape(session, Work.geom, Work.id == work_id)
    customer = session.get(Organisation, work.customer_id) if work.customer_id is not None else None
    started = work.actual_start or work.planned_start
    return WorkCard(
        **line_of(row, lang).model_dump(),
        district=_district(session, work.district_id, lang),
        actual_start=work.actual_start,
        actual_end=work.actual_end,
        progress=share_of_time_passed(work.state, started, work.planned_end, today),
        customer=named(customer, lang),
        match_type=work.match_type,
        confidence=work.confidence,
        place_note=place_note(work, lang),
        quantity=None if work.quantity is None else float(work.quantity),
        unit=worded_unit(work.unit, work.quantity, lang),
        budget=None if work.budget is None else float(work.budget),
        currency=settings.currency,
        excavates=work.excavates,
        closes_road=work.closes_road,
        source=_source(session, work),
        **_life(session, work, lang, today),
        bbox=bbox,
        geometry=geometry,
    )
