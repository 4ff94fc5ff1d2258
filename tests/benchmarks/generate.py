"""Generated works, spread as a city spreads them.

Where: 55 % of the works lie around the centre (normal distribution, 4 km), 30 % around sixteen lesser centres
(1.5 km), 15 % evenly over the city's bounds. So the busiest square kilometre holds some hundred times the
emptiest. What: each of the 30 types with the weight of how often a city does it, as the type's own geometry:
points, lines of 100 to 800 m with 2 to 5 corners, areas of 40 to 160 m. When: planned starts over 2021 to 2027,
most of them from April to September, 7 to 120 days long; 2 % have no dates. State follows from the dates seen
from 1 July 2026: most of the past is accepted, 7 % were never reported, 3 % cancelled. By whom: 200 contractors
of very different size; a tenth of the works has none. The same seed gives the same works.

    python -m tests.benchmarks.generate 200000      into the database of the settings
"""

import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import psycopg
import shapely
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from gis_app.db.session import raw_connection, session_scope
from gis_app.settings import Settings
from layers.work_types import read_vocabulary

SEEN_FROM = date(2026, 7, 1)
CENTRE = (76.935, 43.245)
METRES_PER_DEGREE = (81_100.0, 111_100.0)  # at 43.2 degrees north
FREQUENT = {"road_pothole_repair": 9, "yard": 5, "sidewalk": 4, "street_lighting": 4, "tree_pruning": 4, "aryk": 3}
COLUMNS = (
    "type_code, title_ru, title_en, contractor_id, location_raw, match_type, confidence, source, period, "
    "identity_key, is_training, planned_start, planned_end, actual_start, actual_end, state, geom"
)


def places(count: int, settings: Settings, dice: np.random.Generator) -> NDArray[np.float64]:
    """`count` points (longitude, latitude) inside the city's bounds, denser in the centre."""
    west, south, east, north = settings.bounds
    centres = np.column_stack([dice.uniform(76.78, 77.08, 16), dice.uniform(43.16, 43.36, 16)])
    kinds = dice.choice(3, size=count, p=[0.55, 0.30, 0.15])
    spread_m = np.where(kinds == 0, 4000.0, 1500.0)[:, None]
    middle = np.where((kinds == 0)[:, None], np.array(CENTRE), centres[dice.integers(0, 16, count)])
    points = middle + dice.normal(size=(count, 2)) * spread_m / np.array(METRES_PER_DEGREE)
    even = np.column_stack([dice.uniform(west, east, count), dice.uniform(south, north, count)])
    outside = ~((points > (west, south)) & (points < (east, north))).all(axis=1)
    points[(kinds == 2) | outside] = even[(kinds == 2) | outside]
    return points


def shape_at(kind: str, lon: float, lat: float, dice: np.random.Generator) -> bytes:
    """A point, a line or an area of a work's usual size around a place, as EWKB (EPSG:4326)."""
    if kind == "P":
        made: Any = shapely.Point(lon, lat)
    elif kind == "L":
        corners = int(dice.integers(2, 6))
        # Streets of this city run north-south or east-west, tilted a little.
        along = dice.integers(0, 2) * np.pi / 2 + 0.1
        steps = np.sort(dice.uniform(-0.5, 0.5, corners)) * dice.uniform(100, 800)
        aside = dice.normal(0, 6, corners)
        east_m, north_m = steps * np.cos(along) - aside * np.sin(along), steps * np.sin(along) + aside * np.cos(along)
        made = shapely.LineString(
            np.column_stack([lon + east_m / METRES_PER_DEGREE[0], lat + north_m / METRES_PER_DEGREE[1]])
        )
    else:
        wide, high = dice.uniform(40, 160, 2) / 2 / np.array(METRES_PER_DEGREE)
        made = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
    return bytes(shapely.to_wkb(shapely.set_srid(made, 4326), include_srid=True))


def dates(dice: np.random.Generator) -> tuple[date | None, date | None, date | None, date | None, str]:
    """Planned first and last day, actual first and last day, state."""
    if dice.random() < 0.02:
        return None, None, None, None, "planned"
    year = int(dice.choice([2021, 2022, 2023, 2024, 2025, 2026, 2027], p=[0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.1]))
    month = int(np.clip(round(dice.normal(6.5, 2)), 1, 12))
    start = date(year, month, int(dice.integers(1, 29)))
    end = start + timedelta(days=int(dice.integers(7, 121)))
    lot = dice.random()
    if lot < 0.03:
        return start, end, None, None, "cancelled"
    if lot < 0.10 or start > SEEN_FROM:
        return start, end, None, None, "planned"
    began = start + timedelta(days=int(dice.integers(0, 10)))
    if end > SEEN_FROM:
        return start, end, began, None, "paused" if lot < 0.13 else "in_progress"
    return start, end, began, end + timedelta(days=int(dice.integers(-5, 20))), "finished" if lot < 0.25 else "accepted"


def rows(count: int, settings: Settings, contractors: list[int], seed: int) -> Iterator[tuple[Any, ...]]:
    """Rows of `works` in the order of `COLUMNS`."""
    dice = np.random.default_rng(seed)
    types = read_vocabulary().types
    weights = np.array([FREQUENT.get(one.code, 1) for one in types], dtype=float)
    chosen = dice.choice(len(types), size=count, p=weights / weights.sum())
    shares = 1 / np.arange(1, len(contractors) + 1)
    by_whom = dice.choice(len(contractors), size=count, p=shares / shares.sum())
    for number, (lon, lat) in enumerate(places(count, settings, dice)):
        kind = types[chosen[number]]
        shape = shape_at(kind.geometry, float(lon), float(lat), dice)
        contractor = contractors[by_whom[number]] if dice.random() > 0.1 else None
        yield (
            kind.code, kind.title.ru, kind.title.en, contractor, f"место {number}", "interpolated", 0.5, "generated",
            str(seed), str(number), True, *dates(dice), shape,
        )  # fmt: skip


def load(session: Session, settings: Settings, count: int, seed: int = 1) -> None:
    """Put `count` works into the database by COPY, with 200 contractors; the caller commits."""
    connection: psycopg.Connection[Any] = raw_connection(session)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisations (name, name_key, is_contractor, is_training) "
            "SELECT 'Подрядчик ' || n, 'подрядчик ' || n, true, true FROM generate_series(1, 200) AS n "
            "ON CONFLICT (name_key, is_training) DO UPDATE SET name = excluded.name RETURNING id"
        )
        contractors = [row[0] for row in cursor.fetchall()]
        with cursor.copy(f"COPY works ({COLUMNS}) FROM STDIN") as copy:
            for row in rows(count, settings, contractors, seed):
                copy.write_row((*row[:-1], row[-1].hex()))


if __name__ == "__main__":
    from gis_app.db.embedded import ensure_database
    from gis_app.db.migrate import migrate
    from gis_app.db.session import make_engine
    from gis_app.settings import get_settings
    from gis_app.works.types import load_work_types

    city = get_settings()
    with ensure_database(city) as url:
        engine = make_engine(city, url)
        migrate(engine, city)
        began = time.perf_counter()
        with session_scope(engine) as opened:
            load_work_types(opened)
            load(opened, city, int(sys.argv[1]))
        print(f"{sys.argv[1]} works in {time.perf_counter() - began:.1f} s")
        engine.dispose()
