"""A single work written or changed by hand: the form's words judged by the same rules as a row of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geoalchemy2.shape import to_shape
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from gis_app.accounts.roles import CONTRACTOR, PLANNER
from gis_app.accounts.user import CurrentUser
from gis_app.geocoding.models import District
from gis_app.organisations.models import Organisation
from gis_app.organisations.queries import find_or_create, known_organisations
from gis_app.works.classify import Classification
from gis_app.works.districts import DistrictIndex
from gis_app.works.draft import DraftWork
from gis_app.works.editing import create, edit
from gis_app.works.identity import fold_place
from gis_app.works.imports.access import organisations_of
from gis_app.works.imports.edits import one_line, write_into
from gis_app.works.issue_texts import severity
from gis_app.works.locating import Locator, find_districts, locate_draft, name_given_place
from gis_app.works.models import Work
from gis_app.works.validate import Limits, validate

_COPIED = (
    "type_code", "title_ru", "title_kk", "program", "location_raw", "district_id", "quantity", "unit", "budget",
    "excavates", "closes_road",
)  # fmt: skip
# What a contractor leaves to the planner once the work is written (`editing`).
_PLANNERS_OWN = ("contractor_id", "customer_id", "budget")


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote: values by the draft's field names, and the place chosen or drawn (EPSG:4326)."""

    values: Mapping[str, str] = field(default_factory=dict)
    place: BaseGeometry | None = None


def draft_of(written: Written, limits: Limits, locator: Locator, districts: DistrictIndex) -> DraftWork:
    """The judged draft of a form; its issues say what is wrong. Words without a chosen place are located."""
    draft = DraftWork()
    write_into(draft, {name: one_line(value) for name, value in written.values.items()})
    if written.place is not None:
        draft.geometry, draft.match_type, draft.confidence = written.place, "given", 1.0
    elif fold_place(draft.location_raw):
        locate_draft(draft, locator)
    name_given_place(draft)
    find_districts([draft], districts)
    validate(draft, limits)
    return draft


def is_good(draft: DraftWork) -> bool:
    """Whether nothing that is wrong with the draft keeps it out."""
    return not any(severity(issue) == "error" for issue in draft.issues)


def write_work(session: Session, draft: DraftWork, by: CurrentUser, today: date) -> Work:
    """A new work, a draft until a planner takes it into the plan. A contractor's is its own organisation's.

    Raises ForbiddenError where neither role nor district allow it.
    """
    own = organisations_of(by)
    for_itself = bool(own) and not by.has(PLANNER)
    fields = _fields(session, draft, by, with_contractor=not for_itself)
    if for_itself:
        named = known_organisations(session, {draft.contractor or ""}, is_training=by.is_demo).values()
        fields["contractor_id"] = next(iter(own.intersection(named)), min(own))
    return create(session, fields, by=by, on=today, start=draft.planned_start, end=draft.planned_end)


def change_work(session: Session, work_id: int, draft: DraftWork, by: CurrentUser, version: int) -> Work:
    """Change what the form says otherwise. Raises as `editing.edit`; StaleWorkError when somebody was quicker."""
    is_contractor = by.roles <= {CONTRACTOR}
    fields = _fields(session, draft, by, with_contractor=not is_contractor)
    if is_contractor:
        fields = {name: value for name, value in fields.items() if name not in _PLANNERS_OWN}
    return edit(session, work_id, fields, by=by, version=version)


def _fields(session: Session, draft: DraftWork, by: CurrentUser, *, with_contractor: bool) -> dict[str, Any]:
    """The fields of a work. Organisations are made for what a planner names, never for what is not taken anyway."""
    parties = {
        "contractor_id": find_or_create(session, draft.contractor, "contractor", is_training=by.is_demo)
        if draft.contractor and with_contractor
        else None,
        "customer_id": find_or_create(session, draft.customer, "customer", is_training=by.is_demo)
        if draft.customer
        else None,
    }
    return {**{name: getattr(draft, name) for name in _COPIED}, **parties, "geom": draft.geometry}


def draft_of_work(session: Session, work: Work) -> DraftWork:
    """A stored work as the form shows it."""
    draft = DraftWork(classification=Classification("work", work.type_code))
    for name in (*_COPIED, "planned_start", "planned_end", "match_type", "confidence"):
        setattr(draft, name, getattr(work, name))
    for name in ("contractor", "customer"):
        party = getattr(work, f"{name}_id")
        setattr(draft, name, None if party is None else session.get_one(Organisation, party).name)
    if work.district_id is not None:
        draft.district = session.get_one(District, work.district_id).name_ru
    draft.geometry = None if work.geom is None else to_shape(work.geom)
    return draft
