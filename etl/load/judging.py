"""What each row of a plan does to the works of its series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import Session

from etl.load.plan_writing import Judged
from etl.report import MissingWork, PlanReport
from etl.rows import PlanRow
from gis_app.organisations.queries import Role, find_or_create, name_key
from gis_app.works.draft import DraftWork
from gis_app.works.plans import COMPARED_FIELDS, change_by, missing_from
from gis_app.works.series import works_of_series

_OWN_FIELDS = tuple(name for name in COMPARED_FIELDS if name not in ("customer_id", "contractor_id"))
_own_values = attrgetter(*_OWN_FIELDS)


def judge(session: Session, rows: Sequence[PlanRow], report: PlanReport) -> list[Judged]:
    """What each open row does to the works of the report's series; every row has its outcome afterwards.

    Organisations that are named for the first time are made.
    """
    known = works_of_series(session, report.source, report.period)
    open_rows = [row for row in rows if row.is_open]
    organisations = _organisations(session, open_rows, is_training=report.is_training)
    judged: list[Judged] = []
    for row in open_rows:
        stored = _stored_fields(row.draft, organisations)
        work = known.get(row.draft.identity_key or "")
        change = change_by(work, row.draft, stored)
        row.outcome = change.outcome
        row.work_id = work.id if work is not None else None
        judged.append(Judged(row, work, change, stored))
    for row in rows:
        if row.twin_of is not None:
            row.outcome = row.twin_of.outcome
    seen = {row.draft.identity_key for row in rows if row.draft.identity_key}
    for work in missing_from(known.values(), seen):
        title = work.fields["title_ru"] or work.fields["title_kk"] or work.fields["title_en"] or ""
        report.missing.append(MissingWork(work.id, title, work.identity_key))
    return judged


def _organisations(session: Session, rows: Sequence[PlanRow], *, is_training: bool) -> dict[tuple[str, Role], int]:
    """The ids of all organisations that the rows name; in one order, so that two loadings never wait for each other."""
    named: set[tuple[str, Role]] = {(row.draft.customer, "customer") for row in rows if row.draft.customer}
    named |= {(row.draft.contractor, "contractor") for row in rows if row.draft.contractor}
    ordered = sorted(named, key=lambda one: (name_key(one[0]), one))
    return {(name, role): find_or_create(session, name, role, is_training=is_training) for name, role in ordered}


def _stored_fields(draft: DraftWork, organisations: Mapping[tuple[str, Role], int]) -> Mapping[str, Any]:
    """The values of `COMPARED_FIELDS` as they are stored: names of organisations become their ids."""
    ids = {
        "customer_id": organisations[draft.customer, "customer"] if draft.customer else None,
        "contractor_id": organisations[draft.contractor, "contractor"] if draft.contractor else None,
    }
    return dict(zip(_OWN_FIELDS, _own_values(draft), strict=True)) | ids
