"""Speed with a full house register: 130,000 addresses are drawn along the real streets, strings are answered.

Run as a process of its own, so that memory is the index's alone; an argument may be the URL of a database that holds
the register. The houses are written in a transaction that is rolled back.
"""

import json
import random
import statistics
import sys
import time

import shapely
from sqlalchemy import Engine as Database
from sqlalchemy import text

from gis_app.db.session import make_engine, raw_connection, session_scope
from gis_app.geocoding.holder import load_geocoder
from gis_app.settings import Settings
from tests.benchmarks.geocoding.engines import resident_mb, strings_per_second
from tests.benchmarks.geocoding.judged import read_csv
from tests.benchmarks.geocoding.stage import CITY, loaded_register

HOUSES = 132_500  # some generated numbers meet in one house: 130,000 stay
_STRINGS = 6_000
_STREETS = text(
    "SELECT s.id, ST_AsBinary(ST_LineMerge(s.geom)), s.length_m, min(n.name) FROM streets s"
    " JOIN street_names n ON n.street_id = s.id GROUP BY s.id ORDER BY s.id"
)
_FORMS = ("{name}, {number}", "ул. {name} {number}", "{name} д. {number}, кв. 12", "г. Алматы, {name}, {number}",
          "{name} {number}", "по адресу: {name}, дом {number}")  # fmt: skip


def generate(database: Database) -> list[tuple[int, str, str, float, float]]:
    """Houses (street id, number, street name, lon, lat): some numbers have letters."""
    with database.connect() as connection:
        present = connection.execute(text("SELECT count(*) FROM houses")).scalar_one()
        rows = [
            (i, shapely.from_wkb(bytes(geom)), length, name) for i, geom, length, name in connection.execute(_STREETS)
        ]
    wanted = HOUSES - int(present)
    step = sum(length for _, _, length, _ in rows) / wanted
    drawn = random.Random(7)
    houses = []
    for street, line, length, name in rows:
        for order in range(int(length / step) + 1):
            point = line.interpolate(drawn.random(), normalized=True)
            number = f"{order + 1}{drawn.choice(['', '', '', 'А', 'Б', '/1'])}"
            houses.append((street, number, name, point.x, point.y))
    drawn.shuffle(houses)
    return houses[:wanted]


def main() -> int:
    """Print one JSON object: houses, build seconds, memory, strings per second."""
    if len(sys.argv) > 1:
        result = _measure(Settings(cluster="bench", database_url=sys.argv[1]))
    else:
        with loaded_register() as (settings, _):
            result = _measure(settings)
    print(json.dumps(result))
    return 0


def _measure(settings: Settings) -> dict[str, float]:
    engine = make_engine(settings)
    houses = generate(engine)
    texts, other_texts = _strings(houses, 11), _strings(houses, 12)
    with session_scope(engine) as session:
        with (
            raw_connection(session).cursor() as cursor,
            cursor.copy(
                "COPY houses (street_id, number, address, geom, quality, source, is_sketch) FROM STDIN"
            ) as copy,
        ):
            for street, number, name, x, y in houses:
                copy.write_row(
                    (street, number, f"{name}, {number}", f"SRID=4326;POINT({x} {y})", "given", "test", False)
                )
        before = resident_mb()
        builds, busy = [], []
        for _ in range(3):
            began, began_busy = time.perf_counter(), time.process_time()
            geocoder = load_geocoder(session, settings)
            builds.append(time.perf_counter() - began)
            busy.append(time.process_time() - began_busy)
            if len(builds) == 1:
                memory = resident_mb() - before
        session.rollback()
    engine.dispose()
    first = strings_per_second(geocoder.geocode, texts)
    first_by_cpu = strings_per_second(geocoder.geocode, other_texts, time.process_time)
    by_cpu = [strings_per_second(geocoder.geocode, texts, time.process_time) for _ in range(3)]
    rates = [strings_per_second(geocoder.geocode, texts) for _ in range(3)]
    phrases = [row["location_raw"] for row in read_csv(CITY / "announcements.csv")]
    strings_per_second(geocoder.geocode, phrases)
    real = [strings_per_second(geocoder.geocode, phrases) for _ in range(3)]
    return {
        "houses": len(geocoder.register.houses),
        "build_s": round(statistics.median(builds), 2),
        "build_cpu_s": round(statistics.median(busy), 2),
        "memory_mb": round(memory),
        "process_mb": round(resident_mb()),
        "strings_per_s_first": round(first),
        "strings_per_s": round(statistics.median(rates)),
        "strings_per_cpu_s_first": round(first_by_cpu),
        "strings_per_cpu_s": round(statistics.median(by_cpu)),
        "phrases_per_s": round(statistics.median(real)),
    }


def _strings(houses: list[tuple[int, str, str, float, float]], seed: int) -> list[str]:
    drawn = random.Random(seed)
    chosen = drawn.sample(houses, _STRINGS)
    return [drawn.choice(_FORMS).format(name=name, number=number) for _, number, name, _, _ in chosen]


if __name__ == "__main__":
    sys.exit(main())
