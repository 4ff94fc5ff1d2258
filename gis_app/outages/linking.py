"""The work that causes a shut-off: near it, at its time, of a fitting kind. The link keeps the parts of its score."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from gis_app.outages.kinds import read_kinds
from gis_app.outages.models import Outage

NEAR_M = 100.0
NEAR_DAYS = 3
LEAST_SCORE = 0.6
# An undated work may well be the one, but nothing says so.
_UNDATED = 0.3
_SHARES = {"place": 0.4, "days": 0.3, "type": 0.3}

# Spatial first: a GiST scan on works.geom_m about each shut-off's area. Training data stays among itself.
_CANDIDATES = text("""
    SELECT o.id AS outage_id, o.kind, o.first_day, o.last_day, w.id AS work_id, w.type_code,
           coalesce(w.actual_start, w.planned_start) AS begins, coalesce(w.actual_end, w.planned_end) AS ends,
           ST_Distance(o.geom_m, w.geom_m) AS distance_m
    FROM outages AS o
    JOIN works AS w ON ST_DWithin(w.geom_m, o.geom_m, :near_m)
    WHERE o.id IN :ids AND o.state <> 'retracted'
      AND w.is_training = o.is_training AND w.state NOT IN ('cancelled', 'draft')
""").bindparams(bindparam("ids", expanding=True))


@dataclass(frozen=True, slots=True)
class Link:
    """A work and how well it fits; `parts` are 0 to 1 each."""

    work_id: int
    score: float
    parts: dict[str, float]

    def as_json(self) -> dict[str, object]:
        """The link as it is stored beside the shut-off."""
        return {"score": self.score, "parts": self.parts}


def fit(distance_m: float, gap_days: int | None, type_fit: float, work_id: int = 0) -> Link | None:
    """The link of a work, None when the sum is below `LEAST_SCORE` or its kind does not cause such a shut-off.

    `gap_days` lie between the terms, 0 when they overlap, None when one has no days.
    """
    if type_fit <= 0 or distance_m > NEAR_M or (gap_days is not None and gap_days > NEAR_DAYS):
        return None
    days = _UNDATED if gap_days is None else 1 - gap_days / (NEAR_DAYS + 1)
    parts = {"place": round(1 - distance_m / (2 * NEAR_M), 3), "days": round(days, 3), "type": type_fit}
    score = round(sum(_SHARES[name] * value for name, value in parts.items()), 3)
    return Link(work_id, score, parts) if score >= LEAST_SCORE else None


def gap_between(first: date | None, last: date | None, begins: date | None, ends: date | None) -> int | None:
    """Days between two terms, 0 when they overlap; None when one of them is not known."""
    first, last, begins, ends = first or last, last or first, begins or ends, ends or begins
    if first is None or last is None or begins is None or ends is None:
        return None
    return max(0, (begins - last).days, (first - ends).days)


def link_outages(session: Session, outage_ids: Collection[int]) -> int:
    """Link shut-offs anew to the best fitting work each; the number that have one now."""
    if not outage_ids:
        return 0
    best: dict[int, Link] = {}
    for row in session.execute(_CANDIDATES, {"ids": sorted(outage_ids), "near_m": NEAR_M}):
        type_fit = read_kinds()[row.kind].causes.get(row.type_code, 0.0)
        gap = gap_between(row.first_day, row.last_day, row.begins, row.ends)
        link = fit(row.distance_m, gap, type_fit, row.work_id)
        known = best.get(row.outage_id)
        if link is not None and (known is None or (-link.score, link.work_id) < (-known.score, known.work_id)):
            best[row.outage_id] = link
    for outage_id in outage_ids:
        link = best.get(outage_id)
        values = {"work_id": link.work_id if link else None, "work_link": link.as_json() if link else None}
        session.execute(update(Outage).where(Outage.id == outage_id).values(values))
    return len(best)


def link_unlinked(session: Session, today: date) -> int:
    """Try the shut-offs that are not over and have no work yet: their work may have been loaded since."""
    open_ids = select(Outage.id).where(
        Outage.work_id.is_(None), func.coalesce(Outage.last_day, today) >= today, Outage.geom.is_not(None)
    )
    return link_outages(session, list(session.scalars(open_ids)))
