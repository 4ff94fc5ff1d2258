"""Pixels under the works: preparing an orthophoto, cutting tiles beside a plain read, the density of 200,000 works.

    python -m tests.benchmarks rasters

The photo is 10,000 × 10,000 pixels of noise over blocks, RGB, JPEG, turned by 8 degrees, in UTM 43N: nothing in it
is easier than a real one. Tiles are asked for in a random order over six zooms of the picture, of the reader alone and
of the application in this process (session, access, reading, PNG); the plain read is rasterio's windowed read of the
same pixels from the same file in the same run, without PNG.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import numpy as np
import rasterio
from affine import Affine
from rasterio.windows import from_bounds
from sqlalchemy.orm import Session

from gis_app.accounts.models import User
from gis_app.db.session import session_scope
from gis_app.main import build_api
from gis_app.rasters.checking import LOCKED, Limits
from gis_app.rasters.density import density_of, geotiff
from gis_app.rasters.files import new_key, prepared_path
from gis_app.rasters.grid import TILE_PX, WORLD_M
from gis_app.rasters.models import READY, Raster
from gis_app.rasters.preparing import prepare
from layers.raster import read_tile
from tests.benchmarks import generate
from tests.benchmarks.stage import Stage, fresh_stage, table
from tests.geotiffs import NORTH, WEST

SIDE_PX = 10_000
TILES = 300
WORKS = 200_000
MONTHS = [date(2026, month, 1) for month in (1, 4, 6, 7, 10)]
Tile = tuple[int, int, int]


def run() -> str:
    """Every figure, as Markdown."""
    with tempfile.TemporaryDirectory() as folder, fresh_stage() as stage:
        settings = stage.settings.model_copy(update={"files": Path(folder) / "files"})
        made = _orthophoto(Path(folder) / "photo.tif")
        key = new_key()
        path = prepared_path(settings, key)
        began = time.perf_counter()
        facts = prepare(made, path, Limits(settings.bounds, settings.raster_max_megapixels))
        seconds = time.perf_counter() - began
        megabytes = [one.stat().st_size / 1e6 for one in (made, path)]
        rows = _tiles(path, _addresses(facts["bounds"], facts["maxzoom"]))
        rows += _over_http(Stage(settings, stage.engine), key, facts)
        density = _density(stage)
    prepared = table(
        ["what", "seconds", "file, MB", "prepared, MB"],
        [[f"{SIDE_PX:,} × {SIDE_PX:,} RGB to a COG in EPSG:3857", f"{seconds:.1f}", *(f"{m:.0f}" for m in megabytes)]],
    )
    tiles = table(["tile of 256 pixels", "p50, ms", "p95, ms"], rows)
    counted = table([f"density of a month, {WORKS:,} works", "median, ms"], density)
    return f"{prepared}\n\n{tiles}\n\n{counted}"


def _orthophoto(path: Path) -> Path:
    dice = np.random.default_rng(1)
    profile = {
        "driver": "GTiff", "width": SIDE_PX, "height": SIDE_PX, "count": 3, "dtype": "uint8", "crs": "EPSG:32643",
        "transform": Affine.translation(WEST, NORTH) @ Affine.rotation(8) @ Affine.scale(0.1, -0.1), "tiled": True,
        "compress": "jpeg", "photometric": "ycbcr",
    }  # fmt: skip
    with rasterio.open(path, "w", **profile) as target:
        for top in range(0, SIDE_PX, 1000):
            strip = dice.normal(120, 12, (3, 1000, SIDE_PX)) + np.repeat(
                dice.uniform(-60, 60, (3, 10, 100)), 100, 1
            ).repeat(100, 2)
            window = rasterio.windows.Window(0, top, SIDE_PX, 1000)
            target.write(np.clip(strip, 0, 255).astype(np.uint8), window=window)
    return path


def _addresses(bounds: list[float], maxzoom: int) -> list[Tile]:
    import morecantile

    tms = morecantile.tms.get("WebMercatorQuad")
    found = [(t.z, t.x, t.y) for t in tms.tiles(*bounds, zooms=list(range(maxzoom - 5, maxzoom + 1)))]
    return random.Random(1).choices(found, k=TILES)


def _shares(times: list[float]) -> list[str]:
    return [f"{1000 * statistics.median(times):.1f}", f"{1000 * statistics.quantiles(times, n=20)[18]:.1f}"]


def _timed(tiles: list[Tile], read: Callable[[Tile], object]) -> list[float]:
    times = []
    for tile in tiles:
        began = time.perf_counter()
        read(tile)
        times.append(time.perf_counter() - began)
    return times


def _tiles(path: Path, tiles: list[Tile]) -> list[list[str]]:
    def plain(tile: Tile) -> object:
        z, x, y = tile
        side = WORLD_M / (1 << z)
        west, north = x * side - WORLD_M / 2, WORLD_M / 2 - y * side
        with rasterio.Env(**LOCKED), rasterio.open(path, driver="GTiff") as opened:
            window = from_bounds(west, north - side, west + side, north, opened.transform)
            return opened.read(window=window, out_shape=(3, TILE_PX, TILE_PX), boundless=False)

    def ours(tile: Tile) -> object:
        return read_tile(path, *tile, TILE_PX, LOCKED)

    for read in (plain, ours):
        _timed(tiles[:20], read)
    return [
        ["rasterio's windowed read, no mask, no PNG", *_shares(_timed(tiles, plain))],
        ["`read_tile` (rio-tiler, mask, PNG)", *_shares(_timed(tiles, ours))],
    ]


def _over_http(stage: Stage, key: str, facts: dict[str, object]) -> list[list[str]]:
    bounds: list[float] = facts.pop("bounds")  # type: ignore[assignment]
    maxzoom: int = facts.pop("maxzoom")  # type: ignore[assignment]
    with session_scope(stage.engine) as session:
        owner = User(email="bench@example.kz", name="x", language="ru")
        session.add(owner)
        session.flush()
        west, south, east, north = bounds
        raster = Raster(
            key=key, title="x", owner_id=owner.id, owner_name="x", is_public=True, file_name="x", file_bytes=1,
            state=READY, facts=facts, west=west, south=south, east=east, north=north, maxzoom=maxzoom,
        )  # fmt: skip
        session.add(raster)
        session.flush()
        layer = f"overlay-{raster.id}"
    app = build_api(stage.settings)
    tiles = _addresses(bounds, maxzoom)
    alone, together = asyncio.run(_asked(app, layer, tiles))
    app.state.engine.dispose()
    return [
        ["the application, one after another", *_shares(alone)],
        ["the application, eight at once", *_shares(together)],
    ]


async def _asked(app: object, layer: str, tiles: list[Tile]) -> tuple[list[float], list[float]]:
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:

        async def ask(tile: Tile) -> float:
            began = time.perf_counter()
            answer = await client.get(f"/raster/{layer}/{tile[0]}/{tile[1]}/{tile[2]}.png")
            answer.raise_for_status()
            return time.perf_counter() - began

        for tile in tiles[:10]:
            await ask(tile)
        alone = [await ask(tile) for tile in tiles]
        turn = asyncio.Semaphore(8)

        async def in_turn(tile: Tile) -> float:
            async with turn:
                return await ask(tile)

        return alone, list(await asyncio.gather(*(in_turn(tile) for tile in tiles)))


def _density(stage: Stage) -> list[list[str]]:
    with session_scope(stage.engine) as session:
        generate.load(session, stage.settings, WORKS)
    counting, writing, works = [], [], []
    with Session(stage.engine) as session:
        for month in MONTHS:
            began = time.perf_counter()
            found = density_of(session, stage.settings, month, generate.SEEN_FROM)
            middle = time.perf_counter()
            geotiff(session, found, None, generate.SEEN_FROM)
            writing.append(time.perf_counter() - middle)
            counting.append(middle - began)
            works.append(found.works)
    return [
        [f"counted ({min(works):,} to {max(works):,} works go on in the months asked for)",
         f"{1000 * statistics.median(counting):.0f}"],
        ["written as GeoTIFF", f"{1000 * statistics.median(writing):.0f}"],
    ]  # fmt: skip
