"""The density of works from a real database: which works count, that it follows them, and the exported file."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.errors import InvalidParameterError, NotFoundError
from gis_app.rasters.cells import CELL_M
from gis_app.rasters.density import NOTHING, DensityMemory, density_of, geotiff, last_day_of, read_month
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.grid import Grid, in_metres

TODAY = date(2026, 6, 10)
JUNE = date(2026, 6, 1)
GRID = Grid()


@pytest.fixture
def add(session: Session) -> Callable[..., int]:
    """Add a work with planned days."""
    load_work_types(session)

    def added(shape: Any = None, days: tuple[str, str] = ("2026-06-05", "2026-06-20"), **given: Any) -> int:
        columns = {
            "type_code": "yard", "title_ru": "Двор", "location_raw": "двор", "match_type": "rooftop",
            "confidence": 0.9, "source": "test", "period": "2026", "planned_start": days[0], "planned_end": days[1],
        } | given  # fmt: skip
        made = session.scalar(
            text(
                f"INSERT INTO works (identity_key, geom, {', '.join(columns)}) VALUES (gen_random_uuid()::text, "
                f"ST_GeomFromText(:shape, 4326), {', '.join(f':{name}' for name in columns)}) RETURNING id"
            ),
            columns | {"shape": (shape or GRID.point(0.5, 0.5)).wkt},
        )
        assert isinstance(made, int)
        return made

    return added


def test_counts_are_those_of_every_work_against_every_square(
    session: Session, settings: Settings, add: Callable[..., int]
) -> None:
    dice = np.random.default_rng(7)
    shapes = []
    for x, y in dice.uniform(0, 9, (25, 2)):
        shapes += [GRID.point(x, y), GRID.line((x, y), (x + 3, y + 1)), GRID.box(x, y, x + 1.5, y + 1.2)]
    for one in shapes:
        add(one)
    found = density_of(session, settings, JUNE, TODAY)
    metres = [in_metres(one) for one in shapes]
    grid, expected = found.grid, np.zeros_like(found.counts)
    for row in range(grid.rows):
        for column in range(grid.columns):
            if found.counts[row, column] or row % 40 == column % 40 == 0:
                west, north = grid.west_m + column * CELL_M, grid.north_m - row * CELL_M
                square = shapely.box(west, north - CELL_M, west + CELL_M, north)
                expected[row, column] = sum(square.intersects(one) for one in metres)
    assert (found.counts == expected).all()
    # Nothing is missing where there is zero: the shapes' own squares are all counted.
    assert found.counts.sum() >= len(shapes)
    assert (found.works, found.left_out) == (75, 0)


@pytest.mark.parametrize(
    ("name", "days", "given", "counts"),
    [
        ("the whole month", ("2026-05-01", "2026-07-31"), {}, 1),
        ("ends on its first day", ("2026-05-01", "2026-06-01"), {}, 1),
        ("ended the day before", ("2026-05-01", "2026-05-31"), {}, 0),
        ("begins on its last day", ("2026-06-30", "2026-07-31"), {}, 1),
        ("begins the day after", ("2026-07-01", "2026-07-31"), {}, 0),
        ("begun late, as reported", ("2026-05-01", "2026-05-20"), {"state": "in_progress"}, 1),
        ("ended early, as reported", ("2026-05-01", "2026-07-31"), {"actual_end": "2026-05-10"}, 0),
        ("cancelled", ("2026-06-01", "2026-06-30"), {"state": "cancelled"}, 0),
        ("a draft", ("2026-06-01", "2026-06-30"), {"state": "draft"}, 0),
    ],
)  # fmt: skip
def test_a_work_counts_in_the_months_in_which_it_goes_on(
    session: Session, settings: Settings, add: Callable[..., int], name: str, days: Any, given: Any, counts: int
) -> None:
    add(None, days, **given)
    found = density_of(session, settings, JUNE, TODAY)
    assert (found.works, int(found.counts.max())) == (counts, counts), name


@pytest.mark.parametrize("match_type", ["street", "microdistrict", "district"])
def test_a_vague_place_is_left_out_and_told(
    session: Session, settings: Settings, add: Callable[..., int], match_type: str
) -> None:
    add(GRID.line((0, 0), (5, 0)), match_type=match_type)
    add(GRID.box(0, 0, 6, 6))
    found = density_of(session, settings, JUNE, TODAY)
    assert (found.works, found.left_out) == (0, 2)


def test_it_follows_the_works_and_is_counted_once_between_changes(
    session: Session, settings: Settings, add: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gis_app.rasters import density

    asked: list[date] = []
    really = density.density_of
    monkeypatch.setattr(density, "density_of", lambda *given: (asked.append(given[2]), really(*given))[1])
    memory = DensityMemory()

    def highest() -> int:
        content = memory.get(session, settings, JUNE, None, TODAY, memory.version(session))
        with rasterio.open(io.BytesIO(content)) as opened:
            return int(opened.read(1).max())

    add()
    assert (highest(), highest(), len(asked)) == (1, 1, 1)
    add()
    # The tiles are rebuilt after every change of a work; their version is what makes the density count anew.
    session.execute(
        text(
            "INSERT INTO tiles (layer, z, x, y, data, etag, features, bytes, version) "
            "VALUES ('works', 14, 1, 1, '', 'x', 1, 0, nextval('tile_versions'))"
        )
    )
    assert (highest(), len(asked)) == (2, 2)


def test_the_file_is_a_cloud_optimised_geotiff_of_the_district(
    session: Session, settings: Settings, add: Callable[..., int]
) -> None:
    session.execute(
        text(
            "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (4, 'а', 'а', 'a', 'test', "
            "ST_Multi(ST_GeomFromText(:shape, 4326)))"
        ),
        {"shape": GRID.box(0, 0, 10, 10).wkt},
    )
    add(GRID.point(5.5, 5.5))
    add(GRID.point(20.5, 5.5))
    content = geotiff(session, density_of(session, settings, JUNE, TODAY), 4, TODAY)
    with rasterio.open(io.BytesIO(content)) as opened:
        assert opened.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert (opened.crs.to_epsg(), opened.nodata, opened.res) == (settings.metric_srid, NOTHING, (CELL_M, CELL_M))
        assert opened.tags()["MONTH"] == "2026-06"
        counts = opened.read(1)
        assert np.count_nonzero(counts != NOTHING) == pytest.approx(100, abs=12), "one square kilometre"
        middle = in_metres(GRID.point(5.5, 5.5))
        assert counts[opened.index(middle.x, middle.y)] == 1
        outside = in_metres(GRID.point(20.5, 5.5))
        assert counts[opened.index(outside.x, outside.y)] == NOTHING
    with pytest.raises(NotFoundError):
        geotiff(session, density_of(session, settings, JUNE, TODAY), 5, TODAY)


@pytest.mark.parametrize(("month", "last"), [("2026-02", 28), ("2028-02", 29), ("2026-12", 31), ("2026-06", 30)])
def test_months_end_where_they_do(month: str, last: int) -> None:
    assert last_day_of(read_month(month)).day == last


@pytest.mark.parametrize(
    "asked", ["", "2026", "2026-13", "2026-6", "2026-06-01", "1999-12", "9999-01", "20260601", "июнь"]
)
def test_what_is_no_month_is_refused(asked: str) -> None:
    with pytest.raises(InvalidParameterError):
        read_month(asked)
