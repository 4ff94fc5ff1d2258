"""Linking 400,000 appeals to 20,000 works in bulk, beside two peers that score nothing; and one changed work.

    python -m tests.benchmarks appeals_linking

The peers find for each appeal the nearest work within 100 m: geopandas `sjoin_nearest` on the rows that it reads from
the same tables, in metres, and a plain `CROSS JOIN LATERAL … ORDER BY <-> LIMIT 1` in PostGIS. Ours reads all pairs
within the influence of each kind of work, scores them by place, topic and time, and stores the best few with their
parts; finding them and storing them are told apart. Then all pairs of 10,000 appeals are compared with the definition
(tests/integration/appeals/definition.sql), one by one.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from sqlalchemy import text

from gis_app.appeals.candidates import pairs_of_appeals
from gis_app.appeals.linking import best_links, find_yards_of_appeals, link_appeals, relink_works
from gis_app.appeals.topics import read_topics
from gis_app.db.session import raw_connection, session_scope
from tests.benchmarks import generate
from tests.benchmarks.appeals.ground import WORKS, analyse, lay_city, load_average, measured
from tests.benchmarks.stage import Stage, fresh_stage, table

APPEALS = 400_000
COMPARED = 10_000
CHANGED = 40
NEAREST_M = 100
TODAY = date(2026, 7, 1)
_FIRST = datetime(2023, 7, 1, 12, tzinfo=UTC)
DEFINITION = Path(__file__).parents[2] / "integration" / "appeals" / "definition.sql"
# What plans and the register have in common is enough here: no events, no applicants.
_COLUMNS = (
    "number, token_sha256, channel, kind, language, topic_code, topic_by, text, match_type, confidence, received_at, "
    "status, answered_at, closed_at, geom"
)
_LATERAL = """
SELECT a.id, w.id, w.d FROM appeals AS a CROSS JOIN LATERAL (
    SELECT w.id, w.geom_m <-> a.geom_m AS d FROM works AS w
     WHERE ST_DWithin(w.geom_m, a.geom_m, %(m)s) ORDER BY w.geom_m <-> a.geom_m LIMIT 1) AS w
"""


def load_appeals(stage: Stage, number: int, seed: int = 5) -> None:
    """Appeals spread as the works are: all topics, over three years, every third still open."""
    dice = np.random.default_rng(seed)
    topics = [topic.code for topic in read_topics().topics]
    points = generate.places(number, stage.settings, dice)
    chosen, days, open_ = dice.integers(0, len(topics), number), dice.integers(0, 1095, number), dice.random(number)
    with (
        session_scope(stage.engine) as session,
        raw_connection(session).cursor() as cursor,
        cursor.copy(f"COPY appeals ({_COLUMNS}) FROM STDIN") as copy,
    ):
        for at in range(number):
            received = _FIRST + timedelta(days=int(days[at]))
            ended = None if open_[at] < 0.33 else received + timedelta(days=9)
            status = "registered" if ended is None else "answered"
            said = (f"B-{at}", at.to_bytes(32, "big"), "web", "complaint", "ru", topics[chosen[at]], "applicant", "x")
            pin = f"SRID=4326;POINT({points[at, 0]} {points[at, 1]})"
            copy.write_row((*said, "pin", 1.0, received, status, ended, ended, pin))
    with session_scope(stage.engine) as session:
        ids = session.scalars(text("SELECT id FROM appeals")).all()
        find_yards_of_appeals(session, ids)
    analyse(stage.engine)


def _ids(stage: Stage) -> list[int]:
    with session_scope(stage.engine) as session:
        return list(session.scalars(text("SELECT id FROM appeals ORDER BY id")).all())


def _ours_found(stage: Stage, ids: list[int]) -> int:
    """All links worth one, not stored: what a peer's answer is compared with."""
    with session_scope(stage.engine) as session:
        best, _ = best_links(session, pairs_of_appeals(session, ids), TODAY)
        return len(best)


def _ours_stored(stage: Stage, ids: list[int]) -> int:
    with session_scope(stage.engine) as session:
        return link_appeals(session, ids, today=TODAY).links


def _lateral(stage: Stage) -> int:
    with session_scope(stage.engine) as session, raw_connection(session).cursor(binary=True) as cursor:
        return len(cursor.execute(_LATERAL, {"m": NEAREST_M}).fetchall())


def _sjoin(stage: Stage) -> int:
    import geopandas

    with stage.engine.connect() as connection:
        appeals, works = (
            geopandas.read_postgis(f"SELECT id, geom_m FROM {name}", connection, geom_col="geom_m")
            for name in ("appeals", "works")
        )
    return len(geopandas.sjoin_nearest(appeals, works, max_distance=NEAREST_M, distance_col="d"))


def _differences(stage: Stage, ids: list[int]) -> tuple[int, int]:
    """Pairs by the definition, and those of them and of ours that the other has not (relation, timing, score too)."""
    fits = [
        (
            topic.code, kind, fit, topic.reach_m, 0 if kind in topic.causes else 14 if topic.urgent else 365,
            topic.own_yard, topic.passes,
        )
        for topic in read_topics().topics
        for kind, fit in topic.works.items()
    ]  # fmt: skip
    names = ("topics", "kinds", "fits", "reaches", "waits", "own_yards", "passing")
    asked = {name: list(values) for name, values in zip(names, zip(*fits, strict=True), strict=True)}
    sql = DEFINITION.read_text(encoding="utf-8").replace("FROM appeals a\n", "FROM compared a\n")
    with session_scope(stage.engine) as session:
        session.execute(
            text("CREATE TEMP TABLE compared ON COMMIT DROP AS SELECT * FROM appeals WHERE id = ANY(:ids)"),
            {"ids": ids},
        )
        session.execute(text("ANALYZE compared"))
        defined = {tuple(row) for row in session.execute(text(sql), {**asked, "today": TODAY})}
        ours = session.execute(
            text(
                "SELECT appeal_id, work_id, relation, timing, score FROM appeal_links "
                "WHERE appeal_id = ANY(:ids) AND work_id IS NOT NULL"
            ),
            {"ids": ids},
        )
        return len(defined), len(defined ^ {tuple(row) for row in ours})


def _changed(stage: Stage) -> tuple[list[float], list[int]]:
    """Milliseconds of relinking a work that has moved 30 m, and how many appeals were looked at."""
    taken, looked = [], []
    with session_scope(stage.engine) as session:
        works = session.scalars(
            text("SELECT id FROM works WHERE geom IS NOT NULL ORDER BY md5(id::text) LIMIT :n"), {"n": CHANGED}
        ).all()
    for work in works:
        with session_scope(stage.engine) as session:
            session.execute(text("UPDATE works SET geom = ST_Translate(geom, 0.0004, 0) WHERE id = :id"), {"id": work})
            began = time.perf_counter()
            looked.append(relink_works(session, [work], today=TODAY).appeals)
            taken.append(1000 * (time.perf_counter() - began))
    return taken, looked


def run() -> str:
    """Markdown: seconds of each contender and the ratio to ours; the comparison in full; one changed work."""
    with fresh_stage() as stage:
        lay_city(stage)
        load_appeals(stage, APPEALS)
        ids = _ids(stage)
        contenders: list[tuple[str, int, Callable[[], Any]]] = [
            ("ours: candidates, scores, the best of each", 3, lambda: _ours_found(stage, ids)),
            ("ours, stored for the first time", 1, lambda: _ours_stored(stage, ids)),
            ("ours, stored again: nothing has changed", 3, lambda: _ours_stored(stage, ids)),
            ("plain KNN `LATERAL`, the nearest alone", 3, lambda: _lateral(stage)),
            ("geopandas `sjoin_nearest`, reading included", 3, lambda: _sjoin(stage)),
        ]
        rows: list[list[str]] = []
        ours = 0.0
        for name, runs, work in contenders:
            taken = [measured(stage.engine, work) for _ in range(runs)]
            wall, own, database = (median(one[at] for one in taken) for at in range(3))
            ours = ours or wall
            cpu = f"{own:.1f} + {database:.1f}"
            rows.append([name, f"{taken[0][3]:,}", f"{wall:.1f}", cpu, f"{ours / wall:.2f}", str(runs)])
        defined, wrong = _differences(stage, ids[:: APPEALS // COMPARED][:COMPARED])
        milliseconds, looked = _changed(stage)
    assert wrong == 0, f"{wrong} of {defined} pairs are not those of the definition"
    header = ["what", "pairs", "seconds", "s of processor, Python + PostgreSQL", "ours takes so much of it", "runs"]
    p50, p95, worst = np.percentile(milliseconds, [50, 95, 100])
    compared = f"Compared in full on {COMPARED:,} appeals: {defined:,} pairs by the definition, {wrong} differ."
    changed = (
        f"A work that has moved, relinked: median {p50:.0f} ms, 95 % within {p95:.0f} ms, slowest {worst:.0f} ms of "
        f"{CHANGED} works with {median(looked):.0f} appeals about them (most {max(looked)})."
    )
    said = f"{APPEALS:,} appeals, {WORKS:,} works. {compared}\n\n{changed} {load_average()}"
    return f"{table(header, rows)}\n\n{said}"
