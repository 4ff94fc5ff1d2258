"""A work written or mended by hand: what may be changed, by whom, and where it then lies.

A contractor writes drafts of its own works; what is public is changed by who answers for it. The former values stand in
`work_changes`, former places in `former_places`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from geoalchemy2.shape import from_shape, to_shape
from shapely import force_2d
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError
from gis_app.works.districts import DistrictIndex
from gis_app.works.facts import append_event, append_schedule, record_change
from gis_app.works.models import Work
from gis_app.works.standing import acting_as, name_actor, roles_at, roles_towards
from gis_app.works.taking import ImpossibleChangeError, must_be_current, take
from gis_app.works.telling import tell_of_contractor
from gis_app.works.transitions import Role

# Whatever else a work has is a fact (days, state) or follows from these.
EDITABLE = frozenset(
    {
        "type_code", "title_ru", "title_kk", "title_en", "program", "customer_id", "contractor_id", "location_raw",
        "district_id", "quantity", "unit", "budget", "excavates", "closes_road", "is_emergency", "source_url", "geom",
    }
)  # fmt: skip
# Who does it, for whom, and whether it may break the order: not for the contractor to say.
_NOT_FOR_CONTRACTORS = frozenset({"contractor_id", "customer_id", "is_emergency", "budget"})
_MAY_EDIT: Mapping[str, frozenset[Role]] = {
    "draft": frozenset({"contractor", "planner", "administrator"}),
    **dict.fromkeys(("planned", "scheduled", "in_progress", "paused"), frozenset[Role]({"planner", "administrator"})),
    **dict.fromkeys(("finished", "accepted", "in_warranty"), frozenset[Role]({"administrator"})),
}
BY_HAND = "by_hand"


def may_edit(having: frozenset[Role], state: str) -> bool:
    """Whether somebody with these roles towards a work may change it in this state."""
    return acting_as(having, _MAY_EDIT.get(state, frozenset())) is not None


def edit(session: Session, work_id: int, fields: Mapping[str, Any], *, by: CurrentUser, version: int) -> Work:
    """Change fields of a work (`EDITABLE`; `geom` a shape in EPSG:4326 or None) as one new version.

    Raises NotFoundError, ForbiddenError, StaleWorkError, or ImpossibleChangeError when nothing would change.
    """
    work, having = take(session, work_id, by)
    role = acting_as(having, _MAY_EDIT.get(work.state, frozenset()))
    if role is None:
        raise ForbiddenError("this work is not yours to edit, or its life is over")
    must_be_current(session, work, version)
    name_actor(session, by.name, by.id)
    former_id = work.contractor_id
    with session.no_autoflush:  # one version is one statement
        changed = _assign(session, work, fields, role)
        if not changed:
            raise ImpossibleChangeError("nothing-new")
        work.version, work.updated_at = work.version + 1, func.now()
    if not roles_at(by, work):
        raise ForbiddenError("a work cannot be given away to where you may not follow it")
    session.flush()
    session.refresh(work)
    record_change(session, "work.edited", by, work, {"changed": changed})
    tell_of_contractor(session, work, former_id, by)
    return work


def create(
    session: Session,
    fields: Mapping[str, Any],
    *,
    by: CurrentUser,
    on: date,
    start: date | None = None,
    end: date | None = None,
    reason: str = "first_plan",
) -> Work:
    """Write a work by hand, as a draft of the day `on`. A contractor writes works of its own organisation only.

    `fields` are those of `EDITABLE` and hold at least `type_code` and `location_raw`.
    """
    work = Work(
        type_code=fields["type_code"],
        location_raw=fields["location_raw"],
        contractor_id=fields.get("contractor_id"),
        district_id=fields.get("district_id"),
        match_type="none",
        confidence=0.0,
        source=BY_HAND,
        period=str((start or on).year),
        identity_key=f"hand:{uuid4()}",
        state="draft",
    )
    _place(session, work, fields)
    having = roles_towards(by, work.contractor_id, work.district_id)
    role = acting_as(having, _MAY_EDIT["draft"])
    if role is None:
        raise ForbiddenError("a work is written by its contractor or by a planner of its district")
    name_actor(session, by.name, by.id)
    rest = {name: value for name, value in fields.items() if getattr(work, name, None) is None and name != "geom"}
    _assign(session, work, rest, "planner" if role == "contractor" else role)
    session.add(work)
    session.flush()
    append_event(session, work, "drafted", on, by=by, role=role)
    if start is not None or end is not None:
        append_schedule(session, work, start, end, reason, by=by, role=role, today=on)
    record_change(session, "work.created", by, work, {})
    return work


def _assign(session: Session, work: Work, fields: Mapping[str, Any], role: Role) -> list[str]:
    """Set what differs; the names of the fields that changed."""
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ImpossibleChangeError("not-editable", fields=", ".join(sorted(unknown)))
    changed = [name for name in sorted(set(fields) - {"geom"}) if _stored(fields[name]) != _stored(getattr(work, name))]
    if role == "contractor" and _NOT_FOR_CONTRACTORS.intersection(changed):
        raise ForbiddenError("contractor, customer, budget and urgency are for the planner to say")
    for name in changed:
        setattr(work, name, fields[name])
    if "geom" in fields and not _is_same_shape(work, fields["geom"]):
        _place(session, work, fields)
        changed.append("geom")
    return changed


def _place(session: Session, work: Work, fields: Mapping[str, Any]) -> None:
    """Put a work where a person drew it. Its district follows from the place unless the person names one."""
    if "geom" not in fields:
        return
    shape: BaseGeometry | None = fields["geom"]
    work.geom = None if shape is None else from_shape(force_2d(shape), 4326)
    work.match_type, work.confidence = ("none", 0.0) if shape is None else ("given", 1.0)
    work.ambiguous, work.locate_reason = False, None
    work.place_text = work.place_district = work.place_key = None  # a person knows better than the geocoder
    if fields.get("district_id") is None and shape is not None:
        (found,) = DistrictIndex.read(session).by_place([shape])
        work.district_id = found if found is not None else work.district_id


def _is_same_shape(work: Work, shape: BaseGeometry | None) -> bool:
    if work.geom is None or shape is None:
        return work.geom is None and shape is None
    return bool(to_shape(work.geom).equals_exact(shape, 1e-9))


def _stored(value: Any) -> Any:
    return value.normalize() if isinstance(value, Decimal) else value or None if isinstance(value, str) else value
