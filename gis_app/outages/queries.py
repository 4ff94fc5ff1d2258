"""Lists of shut-offs and the card of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, defer

from gis_app.db.shapes import DECIMALS, read_shape
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.outages.models import Outage, OutagePart, OutageVersion
from gis_app.outages.notice import Kind
from gis_app.outages.schemas import Bounds, CausingWork, OutageCard, OutageLine, OutageList, PartEntry, VersionEntry
from gis_app.outages.status import status_on
from gis_app.texts.fluent import get_texts
from gis_app.works.models import Work, WorkType
from gis_app.works.queries import title_of

_TERM = ("first_day", "last_day", "starts_at", "ends_at", "daily_from", "daily_to")


@dataclass(frozen=True, slots=True)
class OutageFilter:
    """Which shut-offs are asked for. `first_day` and `last_day` select what is in force on any day between them."""

    bbox: Bounds | None = None
    kinds: Sequence[Kind] = ()
    first_day: date | None = None
    last_day: date | None = None
    work: int | None = None
    with_retracted: bool = False


def _conditions(asked: OutageFilter) -> list[ColumnElement[bool]]:
    begins = func.coalesce(Outage.first_day, Outage.last_day)
    ends = func.coalesce(Outage.last_day, Outage.first_day)
    found: list[ColumnElement[bool]] = []
    if not asked.with_retracted:
        found.append(Outage.state != "retracted")
    if asked.bbox:
        found.append(Outage.geom.op("&&")(func.ST_MakeEnvelope(*asked.bbox, 4326)))
    if asked.kinds:
        found.append(Outage.kind.in_(asked.kinds))
    if asked.first_day:
        found.append(ends >= asked.first_day)
    if asked.last_day:
        found.append(begins <= asked.last_day)
    if asked.work is not None:
        found.append(Outage.work_id == asked.work)
    return found


def _lines() -> Select[Any]:
    """Shut-offs as a list shows them, by their latest notice, with a point that stands for each; no areas."""
    point = func.work_point(Outage.geom)
    # fmt: off
    return select(
        Outage.id, Outage.kind, Outage.state, Outage.publisher, Outage.confidence, Outage.is_partial,
        Outage.is_training, Outage.first_day.label("from_day"),
        Outage.last_day.label("to_day"), func.ST_X(point).label("lon"), func.ST_Y(point).label("lat"),
        OutageVersion.id.label("notice_id"), OutageVersion.place_text,
        *(getattr(OutageVersion, one) for one in _TERM),
    ).join(OutageVersion, (OutageVersion.outage_id == Outage.id) & (OutageVersion.version == Outage.version))
    # fmt: on


# An array, so that it is the same statement for any number of them and the database plans it once.
_OF_IDS = _lines().where(Outage.id == func.any(bindparam("ids", type_=ARRAY(BigInteger))))


def _line(row: Row[Any], lang: Language, today: date) -> OutageLine:
    return OutageLine(
        id=row.id,
        kind=row.kind,
        kind_title=kind_title(row.kind, lang),
        status=status_on(row.state, row.from_day, row.to_day, today),
        state=row.state,
        publisher=row.publisher,
        place=row.place_text,
        confidence=row.confidence,
        is_partial=row.is_partial,
        point=None if row.lon is None or row.lat is None else (round(row.lon, DECIMALS), round(row.lat, DECIMALS)),
        is_training=row.is_training,
        **{name: getattr(row, name) for name in _TERM},
    )


def kind_title(kind: str, lang: Language) -> str:
    """What is shut off, in words."""
    return get_texts().get(lang, f"outage-kind-{kind.replace('_', '-')}")


def current_notice(session: Session, outage_id: int) -> OutageVersion | None:
    """What the last notice about a shut-off says: its hours too, which the shut-off itself does not keep."""
    of_it = (OutageVersion.outage_id == Outage.id) & (OutageVersion.version == Outage.version)
    return session.scalars(select(OutageVersion).join(Outage, of_it).where(Outage.id == outage_id)).one_or_none()


def read_lines(session: Session, ids: Collection[int], lang: Language, today: date) -> dict[int, OutageLine]:
    """Shut-offs by their ids, each as a list shows it."""
    if not ids:
        return {}
    rows = session.execute(_OF_IDS, {"ids": list(ids)})
    return {line.id: line for line in (_line(row, lang, today) for row in rows)}


def list_outages(
    session: Session, asked: OutageFilter, lang: Language, today: date, *, limit: int, offset: int = 0
) -> OutageList:
    """One page: what is in force first, then what begins soonest, then what is over, the latest first."""
    conditions = _conditions(asked)
    total = session.scalar(select(func.count()).select_from(Outage).where(*conditions)) or 0
    is_over = func.coalesce(Outage.last_day, Outage.first_day) < today
    begins = func.coalesce(Outage.first_day, Outage.last_day)
    order = (is_over.nulls_last(), func.abs(begins - today).nulls_last(), Outage.id)
    rows = session.execute(_lines().where(*conditions).order_by(*order).limit(limit).offset(offset))
    return OutageList(total=total, items=[_line(row, lang, today) for row in rows])


def upcoming(session: Session, lang: Language, today: date, *, limit: int) -> OutageList:
    """What is in force today or announced, and what tells no days."""
    asked = OutageFilter()
    found = or_(func.coalesce(Outage.last_day, Outage.first_day) >= today, Outage.first_day.is_(None))
    conditions = [*_conditions(asked), found]
    total = session.scalar(select(func.count()).select_from(Outage).where(*conditions)) or 0
    begins = func.coalesce(Outage.first_day, Outage.last_day)
    rows = session.execute(_lines().where(*conditions).order_by(begins.nulls_last(), Outage.id).limit(limit))
    return OutageList(total=total, items=[_line(row, lang, today) for row in rows])


def read_outage(session: Session, outage_id: int, lang: Language, today: date) -> OutageCard:
    """The card of a shut-off in `lang` as of `today`; retracted ones too. An unknown id raises NotFoundError."""
    row = session.execute(_lines().where(Outage.id == outage_id)).first()
    if row is None:
        raise NotFoundError(f"no outage has the id {outage_id}")
    outage = session.get_one(
        Outage, outage_id, options=[defer(Outage.geom), defer(Outage.geom_m), defer(Outage.geom_web)]
    )
    notice = session.get_one(OutageVersion, row.notice_id, options=[defer(OutageVersion.geom)])
    geometry, bbox = read_shape(session, Outage.geom, Outage.id == outage_id)
    return OutageCard(
        **_line(row, lang, today).model_dump(),
        version=outage.version,
        text=notice.text,
        reason=notice.reason,
        source_url=notice.source_url,
        area_from=notice.area_from,
        parts=_parts(session, notice.id, lang),
        versions=_versions(session, outage_id),
        work=_work(session, outage, lang),
        bbox=bbox,
        geometry=geometry,
    )


def _parts(session: Session, version_id: int, lang: Language) -> list[PartEntry]:
    rows = session.scalars(select(OutagePart).where(OutagePart.version_id == version_id).order_by(OutagePart.position))
    return [
        PartEntry(
            text=part.text,
            label=part.label,
            match_type=part.match_type,
            confidence=part.confidence,
            missing=part.missing,
            reason=part.reasons.get(lang, ""),
            is_used=part.is_used,
        )
        for part in rows
    ]


def _versions(session: Session, outage_id: int) -> list[VersionEntry]:
    rows = session.scalars(
        select(OutageVersion).where(OutageVersion.outage_id == outage_id).order_by(OutageVersion.version)
    )
    return [
        VersionEntry(
            version=one.version,
            state=one.state,
            text=one.text,
            reason=one.reason,
            received_at=one.received_at,
            file=one.file_name,
            row=one.row_number,
            source_url=one.source_url,
            **{name: getattr(one, name) for name in _TERM},
        )
        for one in rows
    ]


def _work(session: Session, outage: Outage, lang: Language) -> CausingWork | None:
    if outage.work_id is None:
        return None
    work, kind = session.execute(
        select(Work, WorkType).join(WorkType, WorkType.code == Work.type_code).where(Work.id == outage.work_id)
    ).one()
    title, title_lang = title_of(work, kind, lang)
    link = outage.work_link or {}
    return CausingWork(
        id=work.id,
        title=title,
        title_lang=title_lang,
        score=link.get("score", 0.0),
        parts=link.get("parts", {}),
    )
