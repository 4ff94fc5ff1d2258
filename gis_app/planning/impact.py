"""What a later end of a work would move: works that come after it, works beside it, shut-offs, protected surfaces.

The added days are those after the promised end (or from the new start, when that is later still) up to the new end.
Near is within `NEAR_M` metres, the distance at which an uploaded plan is compared too.

- follower: an open work near by that has not begun, planned to begin after the old end and at most
  `follower_margin_days` after the new one;
- neighbour: any other open work near by that goes on in the added days, two crews in one street;
- shut-off: in force or announced in the added days, its area near the work;
- cut: a surface protected in the added days that the work digs up, unless it is exempt.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import orjson
from geoalchemy2.shape import to_shape
from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.outages.models import Outage
from gis_app.outages.queries import read_lines as read_outages
from gis_app.outages.schemas import OutageLine
from gis_app.planning.impact_queries import NEAR_OUTAGES, NEAR_WORKS, ROUGH_PLACES
from gis_app.works.imports.near import NEAR_M
from gis_app.works.models import Work
from gis_app.works.protection import cut_by, digs, exemption_of
from gis_app.works.queries import read_lines as read_works
from gis_app.works.schemas import WorkLine
from gis_app.works.surface_terms import read_terms
from gis_app.works.time_terms import read_time_terms

Found = Sequence[Row[*tuple[Any, ...]]]
# What is drawn at fifteen metres is at fifteen metres: a degree has no more digits than that.
TOLERANCE_M = 0.001
# A page is read by a person: of each sort the first ones by day, the rest as a number.
MOST_SHOWN = 30
# surface_waits: a surface that can be laid only after this work's digging; digs_up: it digs up this work's surface.
Order = Literal["surface_waits", "digs_up"]


@dataclass(frozen=True, slots=True)
class NearWork:
    """A follower or neighbour. `meets_days` are days on which both go on; `gap_days` days left between, when none."""

    number: int
    work: WorkLine
    first_day: date
    last_day: date
    distance_m: float
    meets_days: int
    gap_days: int
    order: Order | None
    is_same_contractor: bool


@dataclass(frozen=True, slots=True)
class NearOutage:
    """A shut-off; `is_own` when this very work causes it."""

    number: int
    outage: OutageLine
    meets_days: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class CutSurface:
    """A protected surface of another work that would be dug up in the added days."""

    work: WorkLine
    until: date


@dataclass(frozen=True, slots=True)
class Impact:
    """All of it. Without added days, or with a place that is known roughly only (`is_rough`), nothing is told.

    `features` are GeoJSON for the map: the work itself (`sort` it), and what is numbered. `more` counts the rest.
    """

    first_day: date
    last_day: date
    is_rough: bool = False
    followers: list[NearWork] = field(default_factory=list)
    neighbours: list[NearWork] = field(default_factory=list)
    outages: list[NearOutage] = field(default_factory=list)
    cuts: list[CutSurface] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)
    features: list[dict[str, Any]] = field(default_factory=list)

    @property
    def days(self) -> int:
        """How many days are added."""
        return max(0, (self.last_day - self.first_day).days + 1)

    def is_quiet(self) -> bool:
        """Whether nothing would be moved or met."""
        return not (self.followers or self.neighbours or self.outages or self.cuts)


def impact_of(session: Session, work: Work, *, start: date | None, end: date, today: date, lang: Language) -> Impact:
    """What moves when `work` ends on `end` instead of its promised end; `start` its new first day, None: as it is.

    A work without a promised end adds no days. Drafts are nobody's followers.
    """
    end = min(end, read_time_terms().last_day(today))
    old_end = work.planned_end or end
    first = max(old_end + timedelta(days=1), start or date.min)
    impact = Impact(first, end, is_rough=work.geom is None or work.match_type in ROUGH_PLACES)
    if impact.is_rough or not impact.days:
        return impact
    asked = {"work": work.id, "near_m": NEAR_M + TOLERANCE_M, "first": first, "last": end, "most": MOST_SHOWN}
    until = end + timedelta(days=read_time_terms().follower_margin_days)
    near = session.execute(NEAR_WORKS, asked | {"today": today, "old_end": old_end, "follow_until": until}).all()
    outages = session.execute(NEAR_OUTAGES, asked).all()
    impact.features.append(_feature(_own_shape(session, work), "it", 0))
    _add_works(session, impact, work, near, lang, today)
    _add_outages(session, impact, outages, lang, today)
    _add_cuts(session, impact, work, lang, today)
    return impact


def order_of(work: Work, type_code: str, excavates: bool | None, on: date) -> Order | None:
    """In which order a work and one of the type named must be done; None when it does not matter."""
    terms = read_terms()
    if digs(work.type_code, work.excavates) and terms.protects(type_code, on):
        return "surface_waits"
    if digs(type_code, excavates) and terms.protects(work.type_code, on):
        return "digs_up"
    return None


def _meets(impact: Impact, first: date, last: date) -> int:
    return max(0, (min(last, impact.last_day) - max(first, impact.first_day)).days + 1)


def _add_works(session: Session, impact: Impact, work: Work, near: Found, lang: Language, today: date) -> None:
    lines = read_works(session, [row.id for row in near], lang, today)
    for number, row in enumerate(near, start=1):
        sort = "followers" if row.is_follower else "neighbours"
        one = NearWork(
            number=number,
            work=lines[row.id],
            first_day=row.first_day,
            last_day=row.last_day,
            distance_m=row.distance_m,
            meets_days=_meets(impact, row.first_day, row.last_day),
            gap_days=max(0, (row.first_day - impact.last_day).days - 1),
            order=order_of(work, row.type_code, row.excavates, impact.last_day),
            is_same_contractor=work.contractor_id is not None and row.contractor_id == work.contractor_id,
        )
        (impact.followers if row.is_follower else impact.neighbours).append(one)
        impact.more[sort] = row.total - MOST_SHOWN
        impact.features.append(_feature(row.shape, sort, number))


def _add_outages(session: Session, impact: Impact, found: Found, lang: Language, today: date) -> None:
    lines = read_outages(session, [row.id for row in found], lang, today)
    before = len(impact.followers) + len(impact.neighbours)
    for number, row in enumerate(found, start=before + 1):
        meets = _meets(impact, row.first_day, row.last_day)
        impact.outages.append(NearOutage(number, lines[row.id], meets, row.is_own))
        impact.more["outages"] = row.total - MOST_SHOWN
        impact.features.append(_feature(row.shape, "outages", number))


def _add_cuts(session: Session, impact: Impact, work: Work, lang: Language, today: date) -> None:
    if not digs(work.type_code, work.excavates):
        return
    shuts_off = bool(session.scalar(select(exists().where(Outage.work_id == work.id, Outage.state != "retracted"))))
    if exemption_of(is_emergency=work.is_emergency, shuts_off=shuts_off) is not None:
        return
    cuts = cut_by(session, to_shape(work.geom), impact.first_day, impact.last_day, work_id=work.id)
    found = [one for one in cuts if one.kind == "protection"]
    lines = read_works(session, [one.work_id for one in found[:MOST_SHOWN]], lang, today)
    impact.cuts.extend(CutSurface(lines[one.work_id], one.to_day) for one in found[:MOST_SHOWN])
    impact.more["cuts"] = len(found) - MOST_SHOWN


def _own_shape(session: Session, work: Work) -> str:
    return str(session.scalar(select(func.ST_AsGeoJSON(Work.geom, 6)).where(Work.id == work.id)))


def _feature(shape: str, sort: str, number: int) -> dict[str, Any]:
    return {"type": "Feature", "geometry": orjson.loads(shape), "properties": {"sort": sort, "number": number}}
