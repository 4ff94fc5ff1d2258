"""Linking appeals to the works and shut-offs that explain them: on registration, on every change, and in bulk.

Candidates come from SQL (candidates.py), the score is one function (score.py); the best few of an appeal are stored
with their parts. What a person has confirmed or rejected stays as it was decided, with new parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.candidates import AppealSeen, Pairs, describe, pairs_of_appeals, pairs_of_works
from gis_app.appeals.score import (
    LEAST_SCORE,
    MOST_LINKS,
    OUTAGE_EDGE_M,
    OUTAGE_TIMINGS,
    RELATIONS,
    RULE_VERSION,
    TIMINGS,
    Scores,
    score_outages,
    score_works,
)
from gis_app.appeals.topics import read_topics
from gis_app.db.session import raw_connection

# Linking all anew goes by so many appeals at once: each takes some hundred bytes a candidate.
CHUNK = 500_000

_COLUMNS = "appeal_id, work_id, outage_id, distance_m, relation, timing, place_part, topic_part, time_part, score"
# The new links of a few appeals come as arrays, those of many by COPY through a table of the transaction.
FEW = 5000
_ARRAYS = f"""
(SELECT * FROM unnest(
    %(appeal_id)s::bigint[], %(work_id)s::bigint[], %(outage_id)s::bigint[], %(distance_m)s::float8[],
    %(relation)s::text[], %(timing)s::text[], %(place_part)s::float8[], %(topic_part)s::float8[],
    %(time_part)s::float8[], %(score)s::float8[]) AS rows({_COLUMNS}))
"""  # noqa: S608 (fixed words)
_NEW = """
CREATE TEMP TABLE IF NOT EXISTS new_links (
    appeal_id bigint, work_id bigint, outage_id bigint, distance_m float8, relation text, timing text,
    place_part float8, topic_part float8, time_part float8, score float8) ON COMMIT DROP
"""
# Proposed links that hold no more go; decided ones, and those that a sent answer names, stay for whoever asks later: an
# answered appeal looks from its own day, and would see no more what began since. What is as it was is not written.
_DROP_OLD = """
DELETE FROM appeal_links AS l
 WHERE l.appeal_id = ANY(%(appeals)s) AND l.state = 'proposed'
   AND NOT EXISTS (SELECT 1 FROM {source} AS n WHERE n.appeal_id = l.appeal_id
                      AND (n.work_id = l.work_id OR n.outage_id = l.outage_id))
   AND NOT EXISTS (SELECT 1 FROM appeal_answers AS s
                    WHERE s.appeal_id = l.appeal_id AND s.state = 'sent'
                      AND (s.basis -> 'works' @> to_jsonb(l.work_id) OR s.basis -> 'outages' @> to_jsonb(l.outage_id)))
"""
_KEPT = ", ".join(
    f"{name} = excluded.{name}"
    for name in ("distance_m", "relation", "timing", "place_part", "topic_part", "time_part", "score", "rule_version")
)
_UPSERT = """
INSERT INTO appeal_links AS l ({columns}, rule_version)
SELECT {columns}, %(rule)s FROM {source} AS n WHERE {which} IS NOT NULL
ON CONFLICT (appeal_id, {which}) DO UPDATE SET {kept}
 WHERE (l.score, l.relation, l.timing, l.rule_version)
       IS DISTINCT FROM (excluded.score, excluded.relation, excluded.timing, excluded.rule_version)
"""

_OUTAGES = text("""
SELECT a.id AS appeal_id, o.id AS outage_id, ST_Distance(o.geom_m, a.geom_m) AS distance_m,
       a.kind = 'enquiry' AS asks, coalesce(o.first_day, o.last_day) - DATE '1970-01-01' AS first,
       coalesce(o.last_day, o.first_day) - DATE '1970-01-01' AS last,
       CASE WHEN a.closed_at IS NULL THEN CAST(:today AS date)
            ELSE CAST(a.received_at AT TIME ZONE current_setting('TimeZone') AS date) END - DATE '1970-01-01' AS day
  FROM appeals AS a
  JOIN outages AS o ON ST_DWithin(o.geom_m, a.geom_m, :edge_m)
  JOIN unnest(CAST(:topics AS text[]), CAST(:kinds AS text[])) AS k(topic, kind)
    ON k.topic = a.topic_code AND k.kind = o.kind
 WHERE a.id = ANY(:ids) AND o.is_training = a.is_training AND o.state <> 'retracted'
   AND coalesce(o.first_day, o.last_day) IS NOT NULL
""")

_YARD_OF_APPEALS = text("""
UPDATE appeals AS a SET yard_id = found.yard_id
  FROM (SELECT one.id, (SELECT y.id FROM yards AS y WHERE ST_Intersects(y.geom_m, one.geom_m) ORDER BY y.id LIMIT 1)
          AS yard_id FROM appeals AS one WHERE one.id = ANY(:ids)) AS found
 WHERE a.id = found.id AND a.yard_id IS DISTINCT FROM found.yard_id
""")
# A work of a whole microdistrict lies in no yard.
_YARDS_OF_WORKS = text("""
INSERT INTO work_yards (work_id, yard_id)
SELECT w.id, y.id FROM works AS w JOIN yards AS y ON ST_Intersects(y.geom_m, w.geom_m)
 WHERE w.id = ANY(:ids) AND w.match_type NOT IN ('microdistrict', 'district')
ON CONFLICT DO NOTHING
""")


@dataclass(frozen=True, slots=True)
class Linked:
    """How many appeals were looked at, how many candidates there were and how many links stand now."""

    appeals: int
    candidates: int
    links: int

    def __add__(self, other: "Linked") -> "Linked":
        return Linked(self.appeals + other.appeals, self.candidates + other.candidates, self.links + other.links)


def link_appeals(
    session: Session, appeal_ids: Sequence[int], *, today: date, new: Mapping[int, AppealSeen] | None = None
) -> Linked:
    """Link appeals anew. `today` is the day from which open ones look; answered ones look from their own day.

    Of `new` appeals what the score asks is known, and no link stands yet that could go.
    """
    if not appeal_ids:
        return Linked(0, 0, 0)
    ids = list(appeal_ids)
    pairs = pairs_of_appeals(session, ids, are_new=new is not None)
    best, scores = best_links(session, pairs, today, new)
    outages = _outage_rows(session, ids, today)
    if new is not None and not len(best) and not outages:
        return Linked(len(ids), len(pairs), 0)
    return _store(session, ids, len(pairs), best, scores, outages)


def relink_works(session: Session, work_ids: Sequence[int], *, today: date) -> Linked:
    """Link the appeals about some works anew: those that are near them now, and those that were linked to them."""
    if not work_ids:
        return Linked(0, 0, 0)
    find_yards_of_works(session, work_ids)
    near = pairs_of_works(session, work_ids).appeal_id
    linked = session.scalars(
        text("SELECT DISTINCT appeal_id FROM appeal_links WHERE work_id = ANY(:ids)"), {"ids": list(work_ids)}
    ).all()
    return link_appeals(session, sorted({*near.tolist(), *linked}), today=today)


def relink_outages(session: Session, outage_ids: Sequence[int], *, today: date) -> Linked:
    """Link the appeals in and about some shut-offs anew, and those that were linked to them."""
    about = session.scalars(
        text(
            "SELECT a.id FROM outages AS o JOIN appeals AS a ON ST_DWithin(a.geom_m, o.geom_m, :edge_m) "
            "WHERE o.id = ANY(:ids) UNION SELECT appeal_id FROM appeal_links WHERE outage_id = ANY(:ids)"
        ),
        {"ids": list(outage_ids), "edge_m": OUTAGE_EDGE_M},
    ).all()
    return link_appeals(session, sorted(about), today=today)


def find_yards_of_works(session: Session, work_ids: Sequence[int]) -> None:
    """Write down in which yards works lie. Asked again after every change of their places or of the register."""
    session.execute(text("DELETE FROM work_yards WHERE work_id = ANY(:ids)"), {"ids": list(work_ids)})
    session.execute(_YARDS_OF_WORKS, {"ids": list(work_ids)})


def find_yards_of_appeals(session: Session, appeal_ids: Sequence[int]) -> None:
    """Write down in which yard each appeal lies."""
    session.execute(_YARD_OF_APPEALS, {"ids": list(appeal_ids)})


def best_links(
    session: Session, pairs: Pairs, today: date, given: Mapping[int, AppealSeen] | None = None
) -> tuple[Pairs, Scores]:
    """The pairs worth a link: of each appeal the best few; equal scores by distance, then by id.

    `given`: see `describe`.
    """
    described = describe(session, pairs, today, given)
    scores = score_works(described)
    worth = scores.score >= LEAST_SCORE
    pairs, scores = pairs.where(worth), _taken(scores, worth)
    order = np.lexsort((pairs.work_id, pairs.distance_m, -scores.score, pairs.appeal_id))
    pairs, scores = pairs.where(order), _taken(scores, order)  # type: ignore[arg-type]
    begins = np.flatnonzero(np.diff(pairs.appeal_id, prepend=-1))
    rank = np.arange(len(pairs)) - np.repeat(begins, np.diff(np.append(begins, len(pairs))))
    return pairs.where(rank < MOST_LINKS), _taken(scores, rank < MOST_LINKS)


def _taken(scores: Scores, kept: "np.ndarray[tuple[int], np.dtype[np.generic]]") -> Scores:
    return Scores(
        scores.place[kept],
        scores.topic[kept],
        scores.time[kept],
        scores.score[kept],
        scores.relation[kept],
        scores.timing[kept],
    )


Row = tuple[object, ...]


def _outage_rows(session: Session, appeal_ids: Sequence[int], today: date) -> list[Row]:
    named = [(topic.code, kind) for topic in read_topics().topics for kind in sorted(topic.outages)]
    asked = {
        "ids": list(appeal_ids),
        "today": today,
        "edge_m": OUTAGE_EDGE_M,
        "topics": [topic for topic, _ in named],
        "kinds": [kind for _, kind in named],
    }
    rows = session.execute(_OUTAGES, asked).all()
    if not rows:
        return []
    distance = np.array([row.distance_m for row in rows])
    first, last, day = (np.array([getattr(row, name) for row in rows]) for name in ("first", "last", "day"))
    asks = np.array([row.asks for row in rows], dtype=bool)
    scores = score_outages(distance <= 0, first, last, day, asks)
    return [
        (row.appeal_id, None, row.outage_id, *_parts(float(row.distance_m), scores, at, OUTAGE_TIMINGS))
        for at, row in enumerate(rows)
        if scores.score[at] >= LEAST_SCORE
    ]


def _parts(distance_m: float, scores: Scores, at: int, timings: Sequence[tuple[str, float]]) -> Row:
    return (
        round(distance_m, 2),
        RELATIONS[scores.relation[at]][0],
        timings[scores.timing[at]][0],
        round(float(scores.place[at]), 4),
        round(float(scores.topic[at]), 4),
        round(float(scores.time[at]), 4),
        float(scores.score[at]),
    )


def _store(
    session: Session, appeal_ids: list[int], candidates: int, best: Pairs, scores: Scores, outages: list[Row]
) -> Linked:
    rows = [
        (int(best.appeal_id[at]), int(best.work_id[at]), None, *_parts(float(best.distance_m[at]), scores, at, TIMINGS))
        for at in range(len(best))
    ] + outages
    asked: dict[str, object] = {"appeals": appeal_ids, "rule": RULE_VERSION}
    with raw_connection(session).cursor() as cursor:
        if len(rows) <= FEW:
            source = _ARRAYS
            columns = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS.split(", "))
            asked |= {name: list(values) for name, values in zip(_COLUMNS.split(", "), columns, strict=True)}
        else:
            source = "new_links"
            cursor.execute(_NEW)
            cursor.execute("TRUNCATE new_links")
            with cursor.copy(f"COPY new_links ({_COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("ANALYZE new_links")
        cursor.execute(_DROP_OLD.format(source=source), asked)
        for which in _causes(rows):
            statement = _UPSERT.format(columns=_COLUMNS, source=source, which=which, kept=_KEPT)
            cursor.execute(statement, asked)
    return Linked(len(appeal_ids), candidates, len(rows))


def _causes(rows: Sequence[Row]) -> list[str]:
    """The columns of causes that some row has."""
    return [which for at, which in ((1, "work_id"), (2, "outage_id")) if any(row[at] is not None for row in rows)]


def relink_all(session: Session, *, today: date) -> Linked:
    """Find all yards anew and link all appeals anew, a large number at a time; the caller commits."""
    works = session.scalars(text("SELECT id FROM works WHERE geom IS NOT NULL ORDER BY id")).all()
    find_yards_of_works(session, works)
    total = Linked(0, 0, 0)
    after = 0
    while ids := session.scalars(_NEXT_APPEALS, {"after": after, "n": CHUNK}).all():
        find_yards_of_appeals(session, ids)
        total += link_appeals(session, ids, today=today)
        after = ids[-1]
    session.execute(text("DELETE FROM works_to_relink"))
    session.execute(text("DELETE FROM outages_to_relink"))
    return total


_NEXT_APPEALS = text("SELECT id FROM appeals WHERE geom IS NOT NULL AND id > :after ORDER BY id LIMIT :n")
# Taken with their rows locked: a work that is changed again meanwhile is noted again. One whose news are still to be
# told (news.py) waits for that: who was linked to it must hear of them.
_TAKE_WORKS = text("""
DELETE FROM works_to_relink WHERE work_id IN (
    SELECT r.work_id FROM works_to_relink AS r
     WHERE NOT EXISTS (SELECT 1 FROM work_news AS n JOIN work_changes AS c ON c.id = n.change_id
                        WHERE c.work_id = r.work_id)
     ORDER BY r.noted_at, r.work_id LIMIT :n FOR UPDATE OF r SKIP LOCKED)
RETURNING work_id
""")
_TAKE_OUTAGES = text(
    "DELETE FROM outages_to_relink WHERE outage_id IN (SELECT outage_id FROM outages_to_relink "
    "ORDER BY noted_at, outage_id LIMIT :n FOR UPDATE SKIP LOCKED) RETURNING outage_id"
)


def relink_noted(session: Session, *, today: date, at_once: int = 5000) -> Linked | None:
    """Link anew what the triggers have noted, some works and shut-offs at a time; None when nothing was noted."""
    works = session.scalars(_TAKE_WORKS, {"n": at_once}).all()
    outages = session.scalars(_TAKE_OUTAGES, {"n": at_once}).all()
    if not works and not outages:
        return None
    return relink_works(session, works, today=today) + relink_outages(session, outages, today=today)
