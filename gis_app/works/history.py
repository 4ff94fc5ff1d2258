"""What the public is told of a work's life: promised days with their reasons, events, shifts, the fresh surface.

People's names are not told: by which right, and for which organisation, something was done is.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.texts.fluent import get_texts
from gis_app.works.extensions.causes import told_reason
from gis_app.works.life_models import SurfaceProtection
from gis_app.works.models import ScheduleVersion, Work, WorkEvent
from gis_app.works.protection import of_work
from gis_app.works.queries import named
from gis_app.works.schemas import EventEntry, Moved, ScheduleEntry, SurfaceEntry
from gis_app.works.shifts import count_shifts
from gis_app.works.surface_terms import read_terms

# Reasons that the program writes itself; any other is what a person wrote.
OWN_REASONS = ("first_plan", "newer_plan")


def told_author(session: Session, lang: Language, role: str | None, organisation_id: int | None) -> str:
    """Who did something, as the public is told: the organisation, else the office, else the plan."""
    organisation = None if organisation_id is None else named(session.get(Organisation, organisation_id), lang)
    if organisation is not None:
        return organisation.name
    return get_texts().get(lang, f"by-{role}" if role else "by-plan")


def versions_of(session: Session, work_id: int) -> Sequence[ScheduleVersion]:
    """The versions of a work's schedule, oldest first."""
    found = select(ScheduleVersion).where(ScheduleVersion.work_id == work_id)
    return session.scalars(found.order_by(ScheduleVersion.version)).all()


def events_of(session: Session, work_id: int) -> Sequence[WorkEvent]:
    """The events of a work in the order in which they were written down."""
    return session.scalars(select(WorkEvent).where(WorkEvent.work_id == work_id).order_by(WorkEvent.id)).all()


def schedule_entries(session: Session, versions: Sequence[ScheduleVersion], lang: Language) -> list[ScheduleEntry]:
    """Every promise with its reason and who gave it."""
    return [
        ScheduleEntry(
            version=one.version,
            planned_start=one.planned_start,
            planned_end=one.planned_end,
            reason=schedule_reason(one.reason, lang),
            by=told_author(session, lang, one.author_role, one.author_organisation_id),
            created_at=one.created_at,
        )
        for one in versions
    ]


def schedule_reason(reason: str, lang: Language) -> str:
    """Why days were promised, as a reader is told it."""
    if reason in OWN_REASONS:
        return get_texts().get(lang, f"reason-{reason.replace('_', '-')}")
    return told_reason(reason, lang)


def event_entries(session: Session, events: Sequence[WorkEvent], lang: Language) -> list[EventEntry]:
    """Every event with its day, its note and who reported it."""
    return [
        EventEntry(
            kind=one.kind,
            on_day=one.on_day,
            note=one.note,
            by=told_author(session, lang, one.author_role, one.author_organisation_id),
        )
        for one in events
    ]


def moved(versions: Sequence[ScheduleVersion], events: Sequence[WorkEvent], lang: Language) -> Moved | None:
    """How often and how far the promised days were moved, in words too; None when they never were."""
    public_since = next((one.created_at for one in events if one.kind == "planned"), None)
    shifts = count_shifts(versions, public_since)
    if not shifts.times:
        return None
    which = "later" if shifts.days > 0 else "earlier" if shifts.days < 0 else "same"
    words = get_texts().get(lang, f"moved-{which}", times=shifts.times, days=abs(shifts.days))
    return Moved(times=shifts.times, days=shifts.days, words=words)


def surface_entries(session: Session, work: Work, lang: Language, today: date) -> list[SurfaceEntry]:
    """What the work's acceptance protects and guarantees, until when, by whom, by what rule."""
    return [_surface(session, one, lang, today) for one in of_work(session, work.id)]


def _surface(session: Session, one: SurfaceProtection, lang: Language, today: date) -> SurfaceEntry:
    term = read_terms().term(one.rule)
    guarantor = None if one.guarantor_id is None else session.get(Organisation, one.guarantor_id)
    return SurfaceEntry.model_validate(
        {
            "kind": one.kind,
            "from_day": one.from_day,
            "to_day": one.to_day,
            "in_force": one.from_day <= today <= one.to_day,
            "guarantor": named(guarantor, lang),
            "rule": one.rule,
            "legal_basis": term.legal_basis.in_language(lang) if term else None,
            "is_assumed": term is None or term.certainty == "assumed",
        }
    )
