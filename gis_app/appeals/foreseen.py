"""What would explain an appeal that is not written yet: the works and shut-offs to which it would be linked.

Asked while somebody writes, by the same score as the links of registered appeals, so that what is promised before
sending is what is found after it.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.candidates import EPOCH, AppealSeen, Pairs
from gis_app.appeals.linking import best_links
from gis_app.appeals.links import LinkShown, Parts, outages_of_links, works_of_links
from gis_app.appeals.score import (
    LEAST_SCORE,
    OUTAGE_EDGE_M,
    OUTAGE_TIMINGS,
    RELATIONS,
    RULE_VERSION,
    TIMINGS,
    Scores,
    score_outages,
)
from gis_app.appeals.topics import Topic
from gis_app.dependencies import Language
from gis_app.settings import get_settings

_POINT = "ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int))"
# ix_works_geom_m; the same condition as that of stored appeals (candidates.py).
_WORKS = text(f"""
SELECT c.id, c.distance_m
  FROM (SELECT {_POINT} AS at) AS p
 CROSS JOIN LATERAL (
     SELECT w.id, w.type_code, ST_Distance(w.geom_m, p.at) AS distance_m
       FROM works AS w
      WHERE ST_DWithin(w.geom_m, p.at, (SELECT max(influence_m) FROM work_types))
        AND w.is_training = :is_training AND w.state NOT IN ('draft', 'cancelled')
 ) AS c
  JOIN work_types AS t ON t.code = c.type_code AND c.distance_m <= t.influence_m
""")  # noqa: S608 (fixed words)
# ix_outages_geom_m
_OUTAGES = text(f"""
SELECT o.id, ST_Distance(o.geom_m, p.at) AS distance_m,
       coalesce(o.first_day, o.last_day) - DATE '1970-01-01' AS first,
       coalesce(o.last_day, o.first_day) - DATE '1970-01-01' AS last
  FROM (SELECT {_POINT} AS at) AS p
  JOIN outages AS o ON ST_DWithin(o.geom_m, p.at, :edge_m)
 WHERE o.kind = ANY(:kinds) AND o.is_training = :is_training AND o.state <> 'retracted'
   AND coalesce(o.first_day, o.last_day) IS NOT NULL
 ORDER BY o.id
""")  # noqa: S608 (fixed words)
# ix_yards_geom_m
_YARD = text("""
SELECT y.id FROM yards AS y
 WHERE ST_Intersects(y.geom_m, ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), CAST(:metric_srid AS int)))
 ORDER BY y.id LIMIT 1
""")
# The appeal that is not written yet has no id.
_NO_ID = 0


def foresee(
    session: Session, point: tuple[float, float], topic: Topic, lang: Language, today: date, *, is_training: bool
) -> list[LinkShown]:
    """The links that an appeal at `point` (EPSG:4326, longitude first) about a topic would get, the surest first.

    Nothing is written; the links have the id 0.
    """
    asked: dict[str, object] = {
        "lon": point[0],
        "lat": point[1],
        "metric_srid": get_settings().metric_srid,
        "is_training": is_training,
    }
    found = [
        *_works(session, asked, topic, lang, today),
        *_outages(session, asked, topic, today),
    ]
    return sorted(found, key=lambda link: -link.parts.score)


def _works(session: Session, asked: dict[str, object], topic: Topic, lang: Language, today: date) -> list[LinkShown]:
    rows = session.execute(_WORKS, asked).all()
    if not rows:
        return []
    yard = session.scalar(_YARD, asked) or 0
    written = AppealSeen(_NO_ID, topic.code, yard, (today - EPOCH).days)
    pairs = Pairs(
        np.zeros(len(rows), dtype=np.int64),
        np.array([row.id for row in rows], dtype=np.int64),
        np.array([row.distance_m for row in rows], dtype=np.float64),
    )
    best, scores = best_links(session, pairs, today, {_NO_ID: written})
    works = works_of_links(session, best.work_id.tolist(), lang, today)
    return [
        LinkShown(
            _NO_ID, "proposed", None, _parts(float(best.distance_m[at]), scores, at, TIMINGS), *works[id], outage=None
        )
        for at, id in enumerate(best.work_id.tolist())
    ]


def _outages(session: Session, asked: dict[str, object], topic: Topic, today: date) -> list[LinkShown]:
    rows = session.execute(_OUTAGES, asked | {"edge_m": OUTAGE_EDGE_M, "kinds": sorted(topic.outages)}).all()
    if not rows:
        return []
    first, last = (np.array([getattr(row, name) for row in rows]) for name in ("first", "last"))
    inside = np.array([row.distance_m <= 0 for row in rows])
    # Nobody has said yet whether it is an enquiry: the shut-offs of the next days are shown to all.
    asks = np.ones(len(rows), dtype=bool)
    scores = score_outages(inside, first, last, np.full(len(rows), (today - EPOCH).days), asks)
    outages = outages_of_links(session, [row.id for row in rows])
    return [
        LinkShown(
            _NO_ID, "proposed", None, _parts(float(row.distance_m), scores, at, OUTAGE_TIMINGS),
            work=None, customer_id=None, warranty_to=None, outage=outages[row.id],
        )
        for at, row in enumerate(rows)
        if scores.score[at] >= LEAST_SCORE
    ]  # fmt: skip


def _parts(distance_m: float, scores: Scores, at: int, timings: Sequence[tuple[str, float]]) -> Parts:
    return Parts(
        round(distance_m, 2),
        RELATIONS[scores.relation[at]][0],
        timings[scores.timing[at]][0],
        round(float(scores.place[at]), 4),
        round(float(scores.topic[at]), 4),
        round(float(scores.time[at]), 4),
        float(scores.score[at]),
        RULE_VERSION,
    )
