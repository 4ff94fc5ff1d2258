"""What explains an appeal, for people: the works and shut-offs it is linked to, and a person's word about each link."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gis_app.appeals.facts import Author, Event, append_events
from gis_app.appeals.models import Appeal, AppealLink
from gis_app.dependencies import Language
from gis_app.errors import ConflictError, NotFoundError, UsageError
from gis_app.outages.models import Outage
from gis_app.works.life_models import SurfaceProtection
from gis_app.works.models import Work
from gis_app.works.queries import WorkRow, line_of, lines_statement
from gis_app.works.schemas import WorkLine

LinkState = Literal["proposed", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Why a link stands: the parts of its score, 0 to 1 each, with where and when the cause lies."""

    distance_m: float
    relation: str
    timing: str
    place: float
    topic: float
    time: float
    score: float
    rule_version: int


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link with what it leads to: a work (its warranty with it), or a shut-off. One of both is set."""

    id: int
    state: LinkState
    decided_by: str | None
    parts: Parts
    work: WorkLine | None
    customer_id: int | None
    warranty_to: date | None
    outage: Outage | None


def _parts(link: AppealLink) -> Parts:
    return Parts(
        link.distance_m,
        link.relation,
        link.timing,
        link.place_part,
        link.topic_part,
        link.time_part,
        link.score,
        link.rule_version,
    )


def _in_order(statement: Select[AppealLink]) -> Select[AppealLink]:
    # What a person confirmed comes first, what a person rejected last.
    rank = func.array_position(["confirmed", "proposed", "rejected"], AppealLink.state)
    return statement.order_by(rank, AppealLink.score.desc(), AppealLink.id)


def links_of(
    session: Session, appeal_id: int, lang: Language, today: date, *, rejected: bool = False
) -> list[LinkShown]:
    """The links of an appeal, the surest first; those that a person rejected only when asked for."""
    return links_of_each(session, {appeal_id: lang}, today, rejected=rejected)[appeal_id]


def links_of_each(
    session: Session, appeals: Mapping[int, Language], today: date, *, rejected: bool = False
) -> dict[int, list[LinkShown]]:
    """`links_of` for several appeals, by id, each in a language of its own."""
    statement = _in_order(select(AppealLink).where(AppealLink.appeal_id.in_(appeals)))
    if not rejected:
        statement = statement.where(AppealLink.state != "rejected")
    links = list(session.scalars(statement))
    works = _works(session, {link.work_id for link in links if link.work_id is not None}, today)
    outages = outages_of_links(session, [link.outage_id for link in links if link.outage_id is not None])
    found: dict[int, list[LinkShown]] = {id: [] for id in appeals}
    for link in links:
        row, warranty_to = (None, None) if link.work_id is None else works[link.work_id]
        found[link.appeal_id].append(
            LinkShown(
                id=link.id,
                state=link.state,  # type: ignore[arg-type]
                decided_by=link.decided_by,
                parts=_parts(link),
                work=None if row is None else line_of(row, appeals[link.appeal_id]),
                customer_id=None if row is None else row[0].customer_id,
                warranty_to=warranty_to,
                outage=None if link.outage_id is None else outages[link.outage_id],
            )
        )
    return found


def works_of_links(
    session: Session, ids: Sequence[int], lang: Language, today: date
) -> dict[int, tuple[WorkLine, int | None, date | None]]:
    """Works by id, each with its customer and the last day of its warranty."""
    return {
        id: (line_of(row, lang), row[0].customer_id, warranty_to)
        for id, (row, warranty_to) in _works(session, set(ids), today).items()
    }


def _works(session: Session, ids: Collection[int], today: date) -> dict[int, tuple[WorkRow, date | None]]:
    # Rows of `lines_statement` by id, each with the last day of its warranty.
    if not ids:
        return {}
    until = select(SurfaceProtection.work_id, func.max(SurfaceProtection.to_day)).where(
        SurfaceProtection.work_id.in_(ids), SurfaceProtection.kind == "warranty"
    )
    warranties = {row[0]: row[1] for row in session.execute(until.group_by(SurfaceProtection.work_id))}
    rows = session.execute(lines_statement(today).where(Work.id.in_(ids)))
    return {row[0].id: (row, warranties.get(row[0].id)) for row in rows}


def outages_of_links(session: Session, ids: Sequence[int]) -> dict[int, Outage]:
    """Shut-offs by id."""
    return {one.id: one for one in session.scalars(select(Outage).where(Outage.id.in_(ids)))} if ids else {}


def is_link_of(session: Session, link_id: int, appeal_id: int) -> bool:
    """Whether a link belongs to an appeal."""
    found = session.get(AppealLink, link_id)
    return found is not None and found.appeal_id == appeal_id


def decide_link(
    session: Session, link_id: int, state: Literal["confirmed", "rejected"], *, author: Author, at: datetime
) -> AppealLink:
    """Write down a person's word about a link; it stands against every later linking.

    Raises NotFoundError, UsageError for any other state, ConflictError when somebody else has decided otherwise.
    """
    if state not in ("confirmed", "rejected"):
        raise UsageError("a link is confirmed or rejected")
    statement = select(AppealLink).where(AppealLink.id == link_id).with_for_update()
    link = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if link is None:
        raise NotFoundError(f"no link has the id {link_id}")
    if link.state == state:
        return link
    if link.state != "proposed" and link.decided_by_id != author.id:
        raise ConflictError("somebody else has decided about this link meanwhile")
    before, link.state = link.state, state
    link.decided_by, link.decided_by_id, link.decided_at = author.name, author.id, at
    session.flush()
    cause = {"work": link.work_id} if link.work_id is not None else {"outage": link.outage_id}
    details = {**cause, "from": before, "to": state, "score": link.score}
    append_events(session, [Event(link.appeal_id, "link", author, at, details=details)])
    return link


@dataclass(frozen=True, slots=True)
class AppealCounts:
    """How many appeals a work explains. What of it everybody may read is decided in `few.py`."""

    total: int
    open: int
    by_topic: dict[str, int]


def count_appeals_of_work(session: Session, work_id: int, *, is_training: bool | None = None) -> AppealCounts:
    """How many appeals are linked to a work and not rejected, how many wait for an answer, and about what.

    `is_training` takes the invented ones alone, or the real ones alone.
    """
    statement = (
        select(Appeal.topic_code, func.count(), func.count().filter(Appeal.closed_at.is_(None)))
        .join(AppealLink, AppealLink.appeal_id == Appeal.id)
        .where(AppealLink.work_id == work_id, AppealLink.state != "rejected")
        .group_by(Appeal.topic_code)
        .order_by(func.count().desc(), Appeal.topic_code)
    )
    if is_training is not None:
        statement = statement.where(Appeal.is_training.is_(is_training))
    rows = session.execute(statement).all()
    return AppealCounts(sum(row[1] for row in rows), sum(row[2] for row in rows), {row[0]: row[1] for row in rows})


def appeals_of_work(session: Session, work_id: int, *, limit: int = 100) -> list[tuple[Appeal, AppealLink]]:
    """The appeals of a work with their links, the open ones and the newest first: for those who have a part in it.

    Nothing of the applicants is in it: they stand in a table of their own.
    """
    statement = (
        select(Appeal, AppealLink)
        .join(AppealLink, AppealLink.appeal_id == Appeal.id)
        .where(AppealLink.work_id == work_id, AppealLink.state != "rejected")
        .order_by(Appeal.closed_at.is_not(None), Appeal.received_at.desc(), Appeal.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
