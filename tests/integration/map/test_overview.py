"""The overview: each work counted once, in the cell where its icon stands, by type, state and quarter."""

import pytest

from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid(origin=(76.8911, 43.2515))


def test_the_overview_counts_each_work_in_one_cell_of_each_zoom(city: City) -> None:
    for number in range(40):
        city.add_work(grid.point(number * 5, number * 3), type_code="aryk" if number % 4 else "park")
    city.build()
    for zoom in range(8, 14):
        cells = [feature["properties"] for feature in city.features("works_overview", zoom=zoom)]
        assert sum(cell["total"] for cell in cells) == 40
        assert sum(cell.get("t_24", 0) for cell in cells) == 30
        assert sum(cell.get("t_1", 0) for cell in cells) == 10
        assert all(cell["cell"].startswith(f"{zoom + 3}/") for cell in cells)
        assert len({cell["cell"] for cell in cells}) == len(cells)


def test_a_cell_stands_at_the_mean_place_of_its_works(city: City) -> None:
    for east in (0, 1, 2, 5):
        city.add_work(grid.point(east, 0))
    city.build()
    (cell,) = city.features("works_overview", zoom=8)
    middle = Grid(origin=(76.8911, 43.2515)).point(2, 0)
    x, y = cell["geometry"]["coordinates"]
    assert x == pytest.approx((middle.x + 180) / 360 * 256 % 1 * 4096, abs=1)
    assert 0 <= y <= 4096


def test_the_overview_tells_when_works_start_and_end(city: City) -> None:
    city.add_work(grid.point(0, 0), planned_start="2026-01-15", planned_end="2026-09-30")
    city.add_work(grid.point(0, 0), planned_start="2026-04-01", planned_end="2026-06-30")
    city.add_work(grid.point(0, 0), planned_start="2026-05-01", planned_end=None)
    city.add_work(grid.point(0, 0), planned_start=None, planned_end=None)
    city.build()
    (cell,) = city.features("works_overview", zoom=8)
    detail = dict.fromkeys(cell["properties"]["detail"].split(";"))
    first = 2026 * 4
    assert set(detail) == {
        "2.0.0+1", f"2.0.{first}+1", f"2.0.{first + 1}+2", f"2.0.{first + 1}-2", f"2.0.{first + 2}-1"
    }  # fmt: skip


def test_works_going_on_in_some_quarters_follow_from_starts_and_ends(city: City) -> None:
    spans = [("2025-12-31", "2026-01-01"), ("2026-03-31", "2026-04-01"), ("2026-07-01", "2026-12-31")]
    for start, end in spans:
        city.add_work(grid.point(0, 0), planned_start=start, planned_end=end)
    city.build()
    detail = city.features("works_overview", zoom=8)[0]["properties"]["detail"]
    events = [(entry.replace("-", "+-").split("+")) for entry in detail.split(";")]
    counted = [(int(name.split(".")[2]), int(number)) for name, number in events]

    def going_on(first: int, last: int) -> int:
        starts = sum(n for quarter, n in counted if n > 0 and quarter <= last)
        ends = sum(-n for quarter, n in counted if n < 0 and quarter < first)
        return starts - ends

    year = 2026 * 4
    assert [going_on(year + q, year + q) for q in range(-1, 5)] == [1, 2, 1, 1, 1, 0]
    assert going_on(year, year + 3) == 3


def test_a_moved_work_is_counted_in_its_new_cell_only(city: City) -> None:
    work = city.add_work(grid.point(0, 0))
    city.build()
    city.run("UPDATE works SET geom = ST_GeomFromText(:to, 4326) WHERE id = :id", id=work, to=grid.point(60, 40).wkt)
    city.build()
    for zoom in range(8, 14):
        assert [feature["properties"]["total"] for feature in city.features("works_overview", zoom=zoom)] == [1]
