"""A plan of 5,000 works is accepted in a city with 50,000 followers of places: who is told, how fast, and each once.

Followers lie as works do: four in five follow a point (100 m to 1 km about it), the others one of 500 streets (works
that lie on it and near) or one of 8 districts (outlines of 2,000 corners); a fifth of them wants some kinds of work
alone. Timed is what the job does (gis_app/subscriptions/telling.py, letters.py), beside a plain statement that finds
the same pairs without anything kept: its answer is compared with ours, pair by pair. Then the same once more by a
process that is killed three times.

python -m tests.benchmarks following
"""

import csv
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from sqlalchemy import text

from gis_app.db.session import make_engine, raw_connection, session_scope
from gis_app.settings import Settings
from gis_app.subscriptions.letters import make_letters
from gis_app.subscriptions.telling import tell_all_noted
from layers.work_types import read_vocabulary
from tests.benchmarks.generate import places, shape_at
from tests.benchmarks.stage import ROOT, Stage, fresh_stage, table

FOLLOWERS = 50_000
WORKS = 5_000
STREETS = 500
RUNS = 3
KILLS = 3
# Followed streets are streets of the register too, by the same number.
_STREETS = """
INSERT INTO streets (id, kind, fclass, length_m, source, geom) OVERRIDING SYSTEM VALUE
SELECT id, 'street', 'residential', 500, 'bench', ST_Multi(geom) FROM followed_places WHERE kind = 'street';
INSERT INTO street_pieces (street_id, fclass, source, geom)
SELECT id, 'residential', 'bench', geom FROM followed_places WHERE kind = 'street';
UPDATE followed_places SET streets = ARRAY[id] WHERE kind = 'street';
"""
# The same pairs by the definition alone, from the works' own index: no boxes of places, no notes. (For each follower
# instead of each place it takes a quarter of an hour: outlines of districts are long.)
_PLAIN = text("""
WITH lying AS MATERIALIZED (
    SELECT p.id AS place_id, w.id AS work_id, w.type_code
      FROM followed_places AS p JOIN works AS w ON ST_DWithin(w.geom_m, p.geom_m, p.radius_m)
     WHERE p.kind <> 'street'
     UNION ALL
    SELECT DISTINCT p.id, w.id, w.type_code
      FROM followed_places AS p CROSS JOIN unnest(p.streets) AS own (id)
      JOIN work_streets AS s ON s.street_id = own.id
      JOIN works AS w ON w.id = s.work_id AND ST_DWithin(w.geom_m, p.geom_m, p.radius_m)
     WHERE p.kind = 'street')
SELECT f.id, l.work_id
  FROM followings AS f JOIN lying AS l ON l.place_id = f.place_id
 WHERE f.types = '{}' OR l.type_code = ANY(f.types)
""")
_OURS = text("""
SELECT f.id, n.work_id
  FROM followings AS f JOIN place_notes AS m ON m.place_id = f.place_id JOIN place_news AS n ON n.id = m.news_id
 WHERE f.types = '{}' OR n.values ->> 'type' = ANY(f.types)
""")
# Letters of who wants to hear at once: for each follower with news exactly one, which tells all of them.
_WRONG = text("""
SELECT count(*) FROM (
    SELECT f.id, max(n.id) AS newest
      FROM followings AS f JOIN place_notes AS m ON m.place_id = f.place_id JOIN place_news AS n ON n.id = m.news_id
     WHERE f.rhythm = 'at_once' AND (f.types = '{}' OR n.values ->> 'type' = ANY(f.types)) GROUP BY f.id) AS wanted
  FULL JOIN (SELECT reader_id AS id, array_agg(key) AS keys FROM outbox GROUP BY reader_id) AS made USING (id)
 WHERE made.keys IS DISTINCT FROM ARRAY['following-' || id || '-0-' || wanted.newest]
""")


def today_and_noon(settings: Settings) -> tuple[date, datetime]:
    """The city's day, and its noon, at which letters may leave."""
    zone = ZoneInfo(settings.time_zone)
    today = datetime.now(zone).date()
    return today, datetime.combine(today, time_of_day(12), zone)


def write_followers(stage: Stage, seed: int = 11) -> None:
    """The followed places and their followers, confirmed a year ago."""
    dice = np.random.default_rng(seed)
    points = places(int(FOLLOWERS * 0.8), stage.settings, dice)
    shapes: list[tuple[bytes, int, str]] = [
        (
            shapely.to_wkb(shapely.Point(*point)),
            int(dice.choice([100, 300, 500, 1000], p=[0.3, 0.5, 0.1, 0.1])),
            "point",
        )
        for point in points
    ]
    streets = places(STREETS, stage.settings, dice)
    shapes += [(shape_at("L", float(lon), float(lat), dice), 15, "street") for lon, lat in streets]
    west, south, east, north = stage.settings.bounds
    for number in range(8):
        left = west + (east - west) * (number % 4) / 4
        low = south + (north - south) * (number // 4) / 2
        box = shapely.box(left, low, left + (east - west) / 4, low + (north - south) / 2)
        shapes.append((shapely.to_wkb(shapely.segmentize(box, box.length / 2000)), 0, "area"))
    codes = [one.code for one in read_vocabulary().types]
    of_streets = len(points) + dice.integers(0, STREETS, int(FOLLOWERS * 0.15))
    of_districts = len(points) + STREETS + dice.integers(0, 8, FOLLOWERS - len(points) - len(of_streets))
    followed = [*range(len(points)), *of_streets.tolist(), *of_districts.tolist()]
    with session_scope(stage.engine) as session:
        cursor = raw_connection(session).cursor()
        with cursor.copy("COPY followed_places (id, key, kind, radius_m, geom) FROM STDIN") as copy:
            for number, (shape, radius, kind) in enumerate(shapes, start=1):
                geom = shapely.to_wkb(shapely.set_srid(shapely.from_wkb(shape), 4326), include_srid=True, hex=True)
                copy.write_row((number, f"bench:{number}", kind, radius, geom))
        columns = "place_id, label, channel, address, address_key, language, types, rhythm, token, confirmed_at"
        with cursor.copy(f"COPY followings ({columns}) FROM STDIN") as copy:
            for number, place in enumerate(followed):
                types = dice.choice(codes, 5, replace=False).tolist() if dice.random() < 0.2 else []
                rhythm = str(dice.choice(["at_once", "daily", "weekly"], p=[0.6, 0.3, 0.1]))
                name = f"{number}@example.kz"
                copy.write_row(
                    (place + 1, f"место {number}", "mail", name, name, "ru", types, rhythm, f"t{number}", "2020-01-01")
                )


def write_plan(path: Path, stage: Stage, today: date, seed: int = 12) -> None:
    """A plan of works ahead, with geometry."""
    dice = np.random.default_rng(seed)
    types = read_vocabulary().types
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "type_code", "title", "wkt", "contractor", "start", "end"])
        for number, (lon, lat) in enumerate(places(WORKS, stage.settings, dice)):
            kind = types[int(dice.integers(0, len(types)))]
            shape = shapely.from_wkb(shape_at(kind.geometry, float(lon), float(lat), dice))
            start = today + timedelta(days=int(dice.integers(1, 200)))
            row = [number, kind.code, f"Работа {number}", shapely.to_wkt(shape), "ТОО «Демо»", start]
            writer.writerow([*row, start + timedelta(days=30)])


def _lay(stage: Stage) -> None:
    today, _ = today_and_noon(stage.settings)
    write_followers(stage)
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.csv"
        write_plan(plan, stage, today)
        stage.command("etl", "--quiet", "load-plan", str(plan), "--source", "generated")
    with stage.engine.begin() as connection:
        for statement in _STREETS.strip().removesuffix(";").split(";"):
            connection.execute(text(statement))
        invented = connection.execute(text("SELECT bool_and(is_training) FROM works")).scalar_one()
        connection.execute(text("UPDATE followings SET is_training = :invented"), {"invented": invented})
    with stage.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _forget_told(stage: Stage) -> None:
    with stage.engine.begin() as connection:
        for name in ("place_notes", "place_news", "outbox", "works_to_tell"):
            connection.execute(text(f"DELETE FROM {name}"))
        connection.execute(text("UPDATE followings SET told_until = 0 WHERE told_until > 0"))
        connection.execute(text("INSERT INTO works_to_tell (work_id) SELECT id FROM works ORDER BY id"))


def _tell(stage: Stage) -> tuple[float, float, int, int]:
    """Seconds until all notes are given, seconds for the letters, notes, letters."""
    today, noon = today_and_noon(stage.settings)
    began = time.perf_counter()
    told = tell_all_noted(stage.engine, today=today, now=noon)
    middle = time.perf_counter()
    with session_scope(stage.engine) as session:
        letters = make_letters(session, stage.settings, noon)
    return middle - began, time.perf_counter() - middle, told.notes, letters


def _pairs(stage: Stage) -> tuple[int, int, float]:
    """How many pairs differ from the plain statement's, how many there are, and its seconds."""
    with stage.engine.connect() as connection:
        began = time.perf_counter()
        plain = [tuple(row) for row in connection.execute(_PLAIN)]
        seconds = time.perf_counter() - began
        ours = [tuple(row) for row in connection.execute(_OURS)]
    # A pair given twice would be in the list twice.
    return len(set(plain) ^ set(ours)) + len(ours) - len(set(ours)), len(ours), seconds


def _letters_wrong(stage: Stage) -> int:
    """Followers who wanted to hear at once and have not exactly one letter with all their notes."""
    with stage.engine.connect() as connection:
        return int(connection.execute(_WRONG).scalar_one())


def _kill_and_finish(stage: Stage) -> Sequence[str]:
    """Tell by a process of its own that is killed after three tenths and seven tenths of the works, and while it makes
    the letters; what was in the database at each death.
    """
    died = []
    command = [sys.executable, "-m", "tests.benchmarks.following", str(stage.settings.database_url)]
    for step in (0.3, 0.7, None):
        child = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=stage.environment
        )  # fmt: skip
        while child.poll() is None:
            if step is None:
                if child.stdout is not None and child.stdout.readline().strip() == "letters":
                    time.sleep(0.15)
                    break
            elif _count(stage, "place_news") >= WORKS * step:
                break
            else:
                time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        code = child.wait()
        if child.stdout is not None:
            child.stdout.close()
        if code != -signal.SIGKILL:
            raise RuntimeError(f"the process ended before it was killed: {code}")
        died.append(f"{_count(stage, 'place_news'):,} works, {_count(stage, 'outbox'):,} letters")
    subprocess.run(command, cwd=ROOT, env=stage.environment, check=True, capture_output=True)
    return died


def _count(stage: Stage, name: str) -> int:
    with stage.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())


def run() -> str:
    """Markdown: seconds until everybody is known who is told, beside the plain statement; then with kills."""
    with fresh_stage() as stage:
        _lay(stage)
        runs = []
        for _ in range(RUNS):
            _forget_told(stage)
            runs.append(_tell(stage))
        telling, writing, notes, letters = sorted(runs)[RUNS // 2]
        differing, pairs, plain = _pairs(stage)
        wrong = _letters_wrong(stage)
        _forget_told(stage)
        died = _kill_and_finish(stage)
        differing_killed, pairs_killed, _ = _pairs(stage)
        wrong_killed = _letters_wrong(stage)
    rows = [
        ["who is told: news stored, notes given", f"{telling:.1f}", f"{max(one[0] for one in runs):.1f}"],
        ["letters of those who want it at once", f"{writing:.1f}", f"{max(one[1] for one in runs):.1f}"],
        ["the same pairs by one plain statement, nothing kept", f"{plain:.1f}", ""],
    ]
    return (
        f"{FOLLOWERS:,} followers, {WORKS:,} works accepted: {pairs:,} pairs of follower and work "
        f"({notes:,} of place and work), {letters:,} letters at once.\n\n"
        + table(["what", f"seconds, median of {RUNS}", "slowest"], rows)
        + f"\n\nCompared pair by pair with the plain statement: {pairs:,} pairs, {differing} differ; "
        f"{wrong} followers without exactly one letter. Killed {KILLS} times ({'; '.join(died)}) and begun "
        f"again: {pairs_killed:,} pairs, {differing_killed} differ, {wrong_killed} followers without one letter."
    )


if __name__ == "__main__":
    own = Settings(cluster="bench", database_url=sys.argv[1])
    engine = make_engine(own)
    day, midday = today_and_noon(own)
    tell_all_noted(engine, today=day, now=midday, at_once=250)
    print("letters", flush=True)
    with session_scope(engine) as opened:
        make_letters(opened, own, midday)
    print(json.dumps("done"))
    engine.dispose()
