"""Pairs of appeal and work, or shut-off, that may have to do with each other: found by SQL, kept as arrays.

A pair is a candidate when the work's geometry lies within the influence radius of its type from the appeal, in metres
of the city's CRS, and its type has to do with the topic: nine of ten pairs have not, and their score is 0. Two
statements find the same pairs: for a few appeals the works about each (index on works.geom_m), for many the appeals
about each work, which is some three times as fast. A test compares both with the definition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.score import (
    BREADTH,
    NEVER,
    PLANNED_WITHIN_DAYS,
    URGENT_WITHIN_DAYS,
    Flags,
    Floats,
    Ints,
    WorkPairs,
)
from gis_app.appeals.topics import Topic, read_topics
from gis_app.appeals.transitions import OPEN
from gis_app.db.session import raw_connection
from layers.work_types import read_vocabulary

# From so many appeals on, the statement that begins with the works is the faster one.
MANY = 2000
EPOCH = date(1970, 1, 1)
_DONE = "('finished', 'accepted', 'in_warranty', 'archived')"
_TOLD = (
    "w.is_training = a.is_training AND w.state NOT IN ('draft', 'cancelled') "
    "AND a.topic_code || ' ' || w.type_code = ANY(%(fitting)s)"
)

_WORKS_ABOUT_APPEALS = f"""
SELECT a.id, c.id, c.distance_m
  FROM appeals AS a
 CROSS JOIN LATERAL (
     SELECT w.id, w.type_code, ST_Distance(w.geom_m, a.geom_m) AS distance_m
       FROM works AS w
      WHERE ST_DWithin(w.geom_m, a.geom_m, (SELECT max(influence_m) FROM work_types)) AND {_TOLD}
 ) AS c
  JOIN work_types AS t ON t.code = c.type_code AND c.distance_m <= t.influence_m
 WHERE a.id = ANY(%(appeals)s)
"""  # noqa: S608 (fixed words)
_APPEALS_ABOUT_WORKS = f"""
SELECT a.id, w.id, ST_Distance(w.geom_m, a.geom_m)
  FROM works AS w
  JOIN work_types AS t ON t.code = w.type_code
  JOIN {{appeals}} AS a ON ST_DWithin(a.geom_m, w.geom_m, t.influence_m) AND {_TOLD}
"""  # noqa: S608 (fixed words)
_ABOUT_SOME_WORKS = _APPEALS_ABOUT_WORKS.format(appeals="appeals") + " WHERE w.id = ANY(%(works)s)"
# All appeals are asked where they lie: the database knows them, and takes several processes for it.
_ABOUT_ALL_WORKS_IN_PLACE = _APPEALS_ABOUT_WORKS.format(appeals="appeals") + (
    " WHERE a.id BETWEEN %(first)s AND %(last)s"
)
# Many new ones are laid out apart: of those that were written a moment ago the planner knows nothing, and what it
# guesses took a hundred times as long.
_LAY_OUT = (
    "CREATE TEMP TABLE IF NOT EXISTS asked_appeals (id bigint, topic_code text, is_training bool, geom_m geometry) "
    "ON COMMIT DROP",
    "TRUNCATE asked_appeals",
    "INSERT INTO asked_appeals SELECT id, topic_code, is_training, geom_m FROM appeals "
    "WHERE id = ANY(%(appeals)s) AND geom_m IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS asked_appeals_geom_m ON asked_appeals USING gist (geom_m)",  # those about each work
    "ANALYZE asked_appeals",
)
_ABOUT_ALL_WORKS = _APPEALS_ABOUT_WORKS.format(appeals="asked_appeals")

_APPEALS = text(f"""
SELECT a.id, a.topic_code, coalesce(a.yard_id, 0) AS yard_id,
       CASE WHEN a.status IN ({", ".join(f"'{status}'" for status in sorted(OPEN))}) THEN CAST(:today AS date)
            ELSE CAST(a.received_at AT TIME ZONE current_setting('TimeZone') AS date) END
       - DATE '1970-01-01' AS day
  FROM appeals AS a WHERE a.id = ANY(:ids)
""")  # noqa: S608 (fixed words)
_WORKS = text(f"""
SELECT w.id, w.type_code, w.match_type, w.state IN {_DONE} AS is_done,
       coalesce(w.actual_start, w.planned_start) - DATE '1970-01-01' AS first,
       coalesce(w.actual_end, w.planned_end) - DATE '1970-01-01' AS last,
       (SELECT max(p.to_day) FROM surface_protections AS p WHERE p.work_id = w.id AND p.kind = 'warranty')
       - DATE '1970-01-01' AS warranty_to
  FROM works AS w WHERE w.id = ANY(:ids)
""")  # noqa: S608 (fixed words)
_YARDS = text("SELECT work_id, yard_id FROM work_yards WHERE work_id = ANY(:ids)")

_RECORD = np.dtype(
    [("fields", ">i2"), ("l1", ">i4"), ("appeal", ">i8"), ("l2", ">i4"), ("work", ">i8"), ("l3", ">i4"), ("m", ">f8")]
)
_HEADER_BYTES, _TRAILER_BYTES = 19, 2


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates as columns of one length; distances in metres."""

    appeal_id: Ints
    work_id: Ints
    distance_m: Floats

    def __len__(self) -> int:
        return len(self.appeal_id)

    def where(self, kept: Flags) -> "Pairs":
        """The pairs for which `kept` is true."""
        return Pairs(self.appeal_id[kept], self.work_id[kept], self.distance_m[kept])


def pairs_of_appeals(session: Session, appeal_ids: Sequence[int], *, are_new: bool = False) -> Pairs:
    """The candidates of some appeals, by whichever statement is the faster.

    `are_new`: they were written in this transaction.
    """
    if len(appeal_ids) < MANY:
        return _fetch_few(session, _WORKS_ABOUT_APPEALS, {"appeals": list(appeal_ids)})
    first, last = min(appeal_ids), max(appeal_ids)
    if not are_new and 2 * len(appeal_ids) > last - first:
        found = _fetch(session, _ABOUT_ALL_WORKS_IN_PLACE, {"first": first, "last": last})
        return found.where(np.isin(found.appeal_id, np.asarray(appeal_ids)))
    with raw_connection(session).cursor() as cursor:
        for statement in _LAY_OUT:
            cursor.execute(statement, {"appeals": list(appeal_ids)} if "%(" in statement else None)
    return _fetch(session, _ABOUT_ALL_WORKS, {})


def pairs_of_works(session: Session, work_ids: Sequence[int]) -> Pairs:
    """The candidates of some works."""
    return _fetch(session, _ABOUT_SOME_WORKS, {"works": list(work_ids)})


def _fetch_few(session: Session, statement: str, asked: Mapping[str, object]) -> Pairs:
    # Planned once and kept by the connection; COPY is planned each time.
    with raw_connection(session).cursor() as cursor:
        rows = cursor.execute(statement, {**asked, "fitting": _fits().named}, prepare=True).fetchall()
    appeals, works, metres = zip(*rows, strict=True) if rows else ((), (), ())
    return Pairs(np.array(appeals, dtype=np.int64), np.array(works, dtype=np.int64), np.array(metres, dtype=np.float64))


def _fetch(session: Session, statement: str, asked: Mapping[str, object]) -> Pairs:
    # Two million pairs as Python objects take longer than to find them: they come as binary records of one length.
    taken = bytearray()
    with (
        raw_connection(session).cursor() as cursor,
        cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT binary)", {**asked, "fitting": _fits().named}) as copy,
    ):
        for block in copy:
            taken += block
    records = np.frombuffer(memoryview(taken)[_HEADER_BYTES : len(taken) - _TRAILER_BYTES], dtype=_RECORD)
    return Pairs(records["appeal"].astype(np.int64), records["work"].astype(np.int64), records["m"].astype(np.float64))


class AppealSeen(NamedTuple):
    """What the score asks of an appeal; `day` is counted from 1970-01-01, `yard_id` is 0 outside all yards."""

    id: int
    topic_code: str
    yard_id: int
    day: int


def describe(session: Session, pairs: Pairs, today: date, given: Mapping[int, AppealSeen] | None = None) -> WorkPairs:
    """What the score asks of each pair: read once for each appeal and work, then spread over the pairs.

    `given` are appeals that are not written yet (foreseen.py); without it they are read.
    """
    appeals, of_appeal = np.unique(pairs.appeal_id, return_inverse=True)
    works, of_work = np.unique(pairs.work_id, return_inverse=True)
    appeal_rows = _read_appeals(session, appeals, today) if given is None else given
    work_rows = {row.id: row for row in session.execute(_WORKS, {"ids": works.tolist()})}
    told = [appeal_rows[one] for one in appeals.tolist()]
    done = [work_rows[one] for one in works.tolist()]
    kinds = read_vocabulary().by_code()
    fits = _fits()
    topic_at = np.array([fits.topics[row.topic_code] for row in told], dtype=np.int64)[of_appeal]
    type_at = np.array([fits.types[row.type_code] for row in done], dtype=np.int64)[of_work]
    yard = np.array([row.yard_id for row in told], dtype=np.int64)[of_appeal]
    same_yard, has_yard = _yards(session, works, pairs.work_id, of_work, yard)

    def column(values: list[object]) -> Ints:
        return np.array(values, dtype=np.int64)

    return WorkPairs(
        distance_m=pairs.distance_m,
        influence_m=np.minimum(
            np.array([kinds[row.type_code].influence_m for row in done], dtype=np.float64)[of_work],
            fits.reach_m[topic_at],
        ),
        planned_days=fits.planned_days[topic_at, type_at],
        own_yard=fits.own_yard[topic_at],
        passes=fits.passes[topic_at],
        same_yard=same_yard,
        other_yard=has_yard & (yard > 0) & ~same_yard,
        topic_fit=fits.matrix[topic_at, type_at],
        breadth=np.array([BREADTH.get(row.match_type, 1.0) for row in done])[of_work],
        day=column([row.day for row in told])[of_appeal],
        first=column([NEVER if row.first is None else row.first for row in done])[of_work],
        last=column([_last(row.first, row.last) for row in done])[of_work],
        is_done=np.array([row.is_done for row in done], dtype=bool)[of_work],
        warranty_to=column([-NEVER if row.warranty_to is None else row.warranty_to for row in done])[of_work],
    )


def _read_appeals(session: Session, ids: Ints, today: date) -> dict[int, AppealSeen]:
    rows = session.execute(_APPEALS, {"ids": ids.tolist(), "today": today})
    return {row.id: AppealSeen(row.id, row.topic_code, row.yard_id, row.day) for row in rows}


def _last(first: int | None, last: int | None) -> int:
    # A work with a first day alone is told of that day; one with a last day alone is undated.
    if last is not None:
        return last
    return NEVER if first is None else first


def _yards(session: Session, works: Ints, work_id: Ints, of_work: NDArray[np.intp], yard: Ints) -> tuple[Flags, Flags]:
    rows = session.execute(_YARDS, {"ids": works.tolist()}).all() if (yard > 0).any() else []
    if not rows:
        nowhere = np.zeros(len(work_id), dtype=bool)
        return nowhere, nowhere
    known = np.array([(row.work_id << 32) | row.yard_id for row in rows], dtype=np.int64)
    having = np.isin(works, np.array([row.work_id for row in rows], dtype=np.int64))
    return np.isin((work_id << 32) | yard, known) & (yard > 0), having[of_work]


@dataclass(frozen=True, slots=True)
class _Fits:
    # Rows are topics, columns types of work; `named` are the pairs that fit, as the statements have them.
    named: list[str]
    topics: dict[str, int]
    types: dict[str, int]
    matrix: Floats
    planned_days: Ints
    reach_m: Floats
    own_yard: Flags
    passes: Flags


@cache
def _fits() -> _Fits:
    topics, types = read_topics().topics, read_vocabulary().types
    return _Fits(
        [f"{topic.code} {kind.code}" for topic in topics for kind in types if topic.fits(kind.code) > 0],
        {topic.code: at for at, topic in enumerate(topics)},
        {kind.code: at for at, kind in enumerate(types)},
        np.array([[topic.fits(kind.code) for kind in types] for topic in topics], dtype=np.float64),
        np.array([[_planned_days(topic, kind.code) for kind in types] for topic in topics], dtype=np.int64),
        np.array([topic.reach_m or np.inf for topic in topics], dtype=np.float64),
        np.array([topic.own_yard for topic in topics], dtype=bool),
        np.array([topic.passes for topic in topics], dtype=bool),
    )


def _planned_days(topic: Topic, type_code: str) -> int:
    if topic.brings(type_code):
        return 0
    return URGENT_WITHIN_DAYS if topic.urgent else PLANNED_WITHIN_DAYS
