"""What is told about an uploaded plan: to who sent it, to the planners whom it waits for, to the contractors in it."""

from collections.abc import Mapping

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.messages import Occasion, audience, people_by_organisation, tell, tell_each
from gis_app.works.imports.listing import count_rows
from gis_app.works.imports.models import ImportRow, Upload

# Counted by the database: a plan may have tens of thousands of rows.
_BY_CONTRACTOR = text("""
SELECT w.contractor_id, count(*) FILTER (WHERE r.outcome = 'new') AS fresh,
       count(*) FILTER (WHERE r.outcome = 'changed') AS changed
  FROM plan_rows r JOIN works w ON w.id = r.work_id
 WHERE r.plan_id = :plan AND r.outcome IN ('new', 'changed')
 GROUP BY 1
""")
# What this transaction took from whom.
_TAKEN = text("""
SELECT CAST(c.changed -> 'contractor_id' ->> 'from' AS bigint) AS former, count(*) AS works
  FROM plan_rows r JOIN work_changes c ON c.work_id = r.work_id AND c.made_at = now()
 WHERE r.plan_id = :plan AND r.outcome = 'changed' AND c.changed -> 'contractor_id' ->> 'from' IS NOT NULL
 GROUP BY 1
""")


def tell_of_check(session: Session, upload: Upload) -> None:
    """Tell the sender of errors in a plan; of a good one its page tells."""
    wrong = count_rows(session, upload.id)["bad"]
    if wrong:
        _tell(session, upload, "plan_with_errors", {"rows": upload.rows_total, "wrong": wrong})


def tell_unreadable(session: Session, upload: Upload, why: Mapping[str, str]) -> None:
    """Tell the sender that a plan could not be read, and why."""
    _tell(session, upload, "plan_unreadable", {f"why_{lang}": said for lang, said in why.items()})


def tell_handed_in(session: Session, upload: Upload, by_id: int) -> None:
    """Tell the planners of the plan's districts that it waits for one of them."""
    _tell(session, upload, "plan_handed_in", {"sender": upload.uploader_name, "rows": upload.rows_total}, by_id)


def tell_withdrawn(session: Session, upload: Upload, was: str, by_id: int) -> None:
    """Tell who waited for a plan that it was taken back."""
    if was == "submitted":
        _tell(session, upload, "plan_withdrawn", {"sender": upload.uploader_name}, by_id)


def tell_sent_back(session: Session, upload: Upload, reason: str, by_id: int) -> None:
    """Tell the senders that a planner gave their plan back, and why."""
    _tell(session, upload, "plan_sent_back", {"reason": reason}, by_id)


def tell_accepted(session: Session, upload: Upload) -> None:
    """Tell the senders that their plan is public, and every other contractor in it once about all its works."""
    found = session.execute(_BY_CONTRACTOR, {"plan": upload.plan_id}).all()
    fresh, changed = sum(one.fresh for one in found), sum(one.changed for one in found)
    _tell(session, upload, "plan_accepted", {"new": fresh, "changed": changed})
    taken = session.execute(_TAKEN, {"plan": upload.plan_id}).all()
    others = [one for one in found if one.contractor_id not in (None, upload.organisation_id)]
    people = people_by_organisation(session, {one.contractor_id for one in others} | {one.former for one in taken})
    key, link = f"plan-{upload.plan_id}", f"/contractor?{{}}={upload.plan_id}"
    assigned = (
        Occasion(
            f"{key}-assigned", people.get(one.contractor_id, set()), link.format("plan"),
            {"plan": upload.file_name, "new": one.fresh, "changed": one.changed},
        )
        for one in others
    )  # fmt: skip
    tell_each(session, "works_assigned", assigned, by=upload.uploader_id)
    given = (
        Occasion(
            f"{key}-taken", people.get(one.former, set()), link.format("taken"),
            {"plan": upload.file_name, "count": one.works},
        )
        for one in taken
    )  # fmt: skip
    tell_each(session, "works_taken_away", given)


def tell_not_accepted(session: Session, upload: Upload) -> None:
    """Tell the planners that nothing was written, and why; the plan waits for a decision again."""
    why = {f"why_{lang}": said for lang, said in (upload.note or {}).items()}
    _tell(session, upload, "plan_not_accepted", why)


def _tell(
    session: Session, upload: Upload, kind: str, values: Mapping[str, str | int], by_id: int | None = None
) -> None:
    districts = session.scalars(
        select(ImportRow.district_id)
        .where(ImportRow.upload_id == upload.id, ImportRow.district_id.is_not(None))
        .distinct()
    ).all()
    to = audience(
        session,
        kind,
        organisation_id=upload.organisation_id,
        district_ids=districts or upload.district_ids or [None],
        author_id=upload.uploader_id,
    )
    tell(
        session, kind, key=f"upload-{upload.id}-{upload.version}-{kind}", to=to, about=f"/imports/{upload.id}",
        values={"plan": upload.file_name, **values}, by=by_id,
    )  # fmt: skip
