"""Tiles, TileJSON and pages of rasters over HTTP: pixels where they belong, and nobody sees what is not his."""

import io
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import PIL.Image
import pytest
from fastapi import FastAPI
from pyproj import Transformer
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.main import build_api
from gis_app.pages import errors, map_page, rendering, router, scripts
from gis_app.pages.assets import Assets
from gis_app.rasters.checking import Limits
from gis_app.rasters.files import prepared_path, received_path
from gis_app.rasters.models import Raster
from gis_app.rasters.preparing import prepare
from gis_app.rasters.taking import _note
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.geotiffs import GREEN, NORTH, RED, WEST, square, write
from tests.integration.accounts.conftest import BUILD
from tests.people import BrowserOf, add_user, browser_of

TODAY = date(2026, 6, 10)
TO_WEB = Transformer.from_crs(32643, 3857, always_xy=True)
WORLD_M = 2 * math.pi * 6378137
Send = Callable[..., int]


@pytest.fixture
def app(session: Session, city: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """The application with two districts, on a folder of this test."""
    load_work_types(session)
    for number in (4, 5):
        session.execute(
            text(
                "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (:id, 'Район', 'Аудан', "
                "'District', 'test', ST_Multi(ST_MakeEnvelope(76.9, 43.2, 77, 43.3, 4326)))"
            ),
            {"id": number},
        )
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILD))
    assets = Assets(tmp_path)
    for module in (errors, map_page, rendering, router, scripts):
        monkeypatch.setattr(module, "get_assets", lambda: assets)
    made = build_api(city)
    made.dependency_overrides[dependencies.session] = lambda: session
    made.dependency_overrides[dependencies.today] = lambda: TODAY
    yield made
    made.state.engine.dispose()


@pytest.fixture
def enter(app: FastAPI, session: Session, city: Settings) -> Callable[..., BrowserOf]:
    """A browser of a new user with a role."""

    def entered(role: str, **given: Any) -> BrowserOf:
        if role == "planner":
            given = {"district_id": 4} | given
        return browser_of(app, session, city, add_user(session, role, **given))

    return entered


@pytest.fixture
def send(session: Session, city: Settings, tmp_path: Path) -> Send:
    """Upload a picture as somebody and have it prepared; the raster's id."""

    def sent(browser: BrowserOf, picture: Any = None, pixel_m: float = 1.0, **form: str) -> int:
        # Small enough to pass without the look at sessions that large bodies get, on a connection of its own.
        drawn = square() if picture is None else picture
        source = write(tmp_path / "x.tif", drawn, pixel_m=pixel_m, compress="deflate")
        files = {"file": ("съёмка.tif", source.read_bytes(), "image/tiff")}
        answer = browser.post("/planner/rasters", form, page="/planner/rasters", files=files)
        assert answer.status_code == 303, answer.text
        raster_id = int(re.findall(r"/planner/rasters/(\d+)", answer.headers["location"])[0])
        raster = session.get_one(Raster, raster_id)
        received = received_path(city, raster.key)
        facts = prepare(received, prepared_path(city, raster.key), Limits(city.bounds, 400))
        _note(raster, {"facts": facts})
        session.flush()
        return raster_id

    return sent


def tile_at(east_m: float, south_m: float, zoom: int, size: int = 256) -> tuple[int, int, int, int]:
    """The tile and the pixel in it so many metres east and south of the pictures' corner: x, y, column, row."""
    x, y = TO_WEB.transform(WEST + east_m, NORTH - south_m)
    scale = (1 << zoom) / WORLD_M
    column, row = (x + WORLD_M / 2) * scale, (WORLD_M / 2 - y) * scale
    return int(column), int(row), int(column % 1 * size), int(row % 1 * size)


def pixels(browser: BrowserOf, raster_id: int, z: int, x: int, y: int, size: int = 256) -> Any:
    answer = browser.get(f"/raster/overlay-{raster_id}/{z}/{x}/{y}.png?size={size}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    return np.asarray(PIL.Image.open(io.BytesIO(answer.body)).convert("RGBA"))


def is_near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    # JPEG rings beside sharp edges; the two colours are 150 apart.
    return bool(pixel[3] == 255 and np.abs(pixel[:3].astype(int) - colour).max() <= 40)


@pytest.mark.parametrize("size", [256, 512])
@pytest.mark.parametrize("zoom", [15, 16, 17, 18, 19])
def test_a_square_is_drawn_where_it_lies_to_a_pixel(
    enter: Callable[..., BrowserOf], send: Send, zoom: int, size: int
) -> None:
    planner = enter("planner")
    raster_id = send(planner)
    # The square's edges lie 150 and 250 m from the corner; a pixel of the tile is so many metres:
    pixel_m = WORLD_M / (size << zoom) * math.cos(math.radians(43.25))
    step_m = max(pixel_m, 1.2) * 1.6
    for east, south, colour in (
        (150 + step_m, 200, RED), (150 - step_m, 200, GREEN), (250 - step_m, 200, RED), (250 + step_m, 200, GREEN),
        (200, 150 + step_m, RED), (200, 150 - step_m, GREEN), (200, 250 - step_m, RED), (200, 250 + step_m, GREEN),
    ):  # fmt: skip
        x, y, column, row = tile_at(east, south, zoom, size)
        assert is_near(pixels(planner, raster_id, zoom, x, y, size)[row, column], colour), (east, south)
    x, y, column, row = tile_at(-2 * step_m, 200, zoom, size)
    assert pixels(planner, raster_id, zoom, x, y, size)[row, column, 3] == 0


def test_beside_the_picture_a_tile_is_empty_and_far_zooms_do_not_exist(
    enter: Callable[..., BrowserOf], send: Send
) -> None:
    planner = enter("planner")
    raster_id = send(planner)
    assert not pixels(planner, raster_id, 17, 0, 0).any()
    assert pixels(planner, raster_id, 17, 0, 0, 512).shape == (512, 512, 4)
    for path in ("7/0/0", "23/0/0", "10/1024/0", "10/0/1024"):
        assert planner.get(f"/raster/overlay-{raster_id}/{path}.png").status_code == 404
    for path in (f"overlay-{raster_id}/10/0/0.png?size=300", f"overlay-{raster_id}/-1/0/0.png"):
        assert planner.get(f"/raster/{path}").status_code == 400
    for layer in ("overlay-0", f"overlay-{2**63}", "overlay-x", "works", "..%2f..", f"overlay-{raster_id + 1}"):
        assert planner.get(f"/raster/{layer}/17/0/0.png").status_code == 404
        assert planner.get(f"/raster/{layer}.json").status_code == 404


def test_a_tile_is_private_until_its_raster_is_shown_to_everybody(
    app: FastAPI, enter: Callable[..., BrowserOf], send: Send
) -> None:
    planner, visitor = enter("planner"), BrowserOf(app)
    raster_id = send(planner)
    x, y, *_ = tile_at(200, 200, 17)
    paths = [f"/raster/overlay-{raster_id}/17/{x}/{y}.png", f"/raster/overlay-{raster_id}.json"]
    for path in paths:
        assert planner.get(path).headers["cache-control"] == "private, no-cache"
        assert visitor.get(path).status_code == 404
    assert visitor.get("/api/rasters").json() == {"overlays": [], "density": None}
    planner.post(f"/planner/rasters/{raster_id}/share", {"public": "true"}, page="/planner/rasters")
    for path in paths:
        assert visitor.get(path).status_code == 200
        assert visitor.get(path).headers["cache-control"].startswith("public")
    assert [one["layer"] for one in visitor.get("/api/rasters").json()["overlays"]] == [f"overlay-{raster_id}"]
    planner.post(f"/planner/rasters/{raster_id}/share", {"public": "false"}, page="/planner/rasters")
    assert [visitor.get(path).status_code for path in paths] == [404, 404]


def test_an_unchanged_tile_is_not_sent_again(enter: Callable[..., BrowserOf], send: Send) -> None:
    planner = enter("planner")
    path = f"/raster/overlay-{send(planner)}/17/0/0.png"
    first = planner.get(path)
    again = planner.get(path, {"accept": "image/*", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.body) == (304, b"")
    assert planner.get(path + "?size=512").headers["etag"] != first.headers["etag"]


WHO: list[tuple[str, dict[str, Any], bool, bool]] = [
    ("planner", {"district_id": 4}, True, False),
    ("planner", {"district_id": 5}, False, False),
    ("inspector", {}, True, False),
    ("administrator", {}, True, True),
    ("operator", {}, False, False),
]


@pytest.mark.parametrize(("role", "given", "sees", "changes"), WHO)
def test_by_guessing_ids_nobody_sees_or_changes_more_than_his(
    session: Session, enter: Callable[..., BrowserOf], send: Send,
    role: str, given: dict[str, Any], sees: bool, changes: bool,
) -> None:  # fmt: skip
    raster_id = send(enter("planner"))
    other = enter(role, **given)
    seen = [
        other.get(f"/raster/overlay-{raster_id}/17/0/0.png").status_code,
        other.get(f"/raster/overlay-{raster_id}.json").status_code,
        200 if other.get("/api/rasters").json()["overlays"] else 404,
    ]
    assert seen == [200 if sees else 404] * 3
    if role != "operator":
        pages = [f"/planner/rasters/{raster_id}", f"/planner/rasters/{raster_id}/picture.png"]
        assert [other.get(path).status_code for path in pages] == [200 if sees else 404] * 2
        assert (f"/planner/rasters/{raster_id}?" in other.get("/planner/rasters").text) == sees
    for what in ("share", "description", "delete"):
        form = {"public": "true", "title": "Чужое"}
        answer = other.post(f"/planner/rasters/{raster_id}/{what}", form, page="/account")
        assert answer.status_code == (303 if changes else 403 if sees or role == "operator" else 404), what
    assert (session.get(Raster, raster_id) is None) == changes


def test_the_page_tells_what_was_received_and_how_it_was_made(enter: Callable[..., BrowserOf], send: Send) -> None:
    planner = enter("planner")
    raster_id = send(planner, title="Ортофото <b>", taken_on="2026-05-04", note="с дрона")
    page = planner.get(f"/planner/rasters/{raster_id}?lang=ru").text
    for words in ("Ортофото &lt;b&gt;", "EPSG:32643", "400 × 400 пикселей", "4 мая 2026", "с дрона", "съёмка.tif",
                  f"overlays=overlay-{raster_id}:80", "JPEG (качество 88)"):  # fmt: skip
        assert words in page, words
    picture = PIL.Image.open(io.BytesIO(planner.get(f"/planner/rasters/{raster_id}/picture.png").body))
    assert max(picture.size) <= 900


@pytest.mark.parametrize(("lang", "words"), [("ru", "Это не TIFF"), ("kk", "Бұл TIFF емес"), ("en", "not a TIFF")])
def test_a_refused_raster_says_why_in_every_language(
    session: Session, enter: Callable[..., BrowserOf], lang: str, words: str
) -> None:
    planner = enter("planner")
    files = {"file": ("a.tif", b"\x89PNG\r\n\x1a\n", "image/tiff")}
    planner.post("/planner/rasters", {}, page="/planner/rasters", files=files)
    raster = session.scalars(select(Raster)).one()
    assert planner.get(f"/planner/rasters/{raster.id}").headers["refresh"] == "2"
    _note(raster, {"refused": "not-tiff", "values": {}})
    session.flush()
    page = planner.get(f"/planner/rasters/{raster.id}?lang={lang}")
    assert words in page.text
    assert "refresh" not in page.headers
    assert planner.get(f"/raster/overlay-{raster.id}/17/0/0.png").status_code == 404


def test_a_form_without_a_file_is_refused_in_words(enter: Callable[..., BrowserOf]) -> None:
    answer = enter("planner").post("/planner/rasters?lang=ru", {"title": "x"}, page="/planner/rasters")
    assert answer.status_code == 400
    assert "Выберите файл" in answer.text


def test_the_density_is_drawn_for_planners_alone_and_in_the_colour_of_its_class(
    app: FastAPI, session: Session, enter: Callable[..., BrowserOf]
) -> None:
    session.execute(
        text(
            "INSERT INTO works (identity_key, geom, type_code, title_ru, location_raw, match_type, confidence, source, "
            "period, planned_start, planned_end) SELECT 'w' || n, ST_SetSRID(ST_Point(76.9306, 43.2506), 4326), "
            "'yard', 'x', 'x', 'rooftop', 1, 'test', '2026', '2026-06-01', '2026-06-30' FROM generate_series(1, 4) AS n"
        )
    )
    x, y, *_ = _tile_of(76.9306, 43.2506, 14)
    path = f"/raster/density/14/{x}/{y}.png?month=2026-06"
    planner = enter("planner")
    image = np.asarray(PIL.Image.open(io.BytesIO(planner.get(path).body)).convert("RGBA"))
    _, _, column, row = _tile_of(76.9306, 43.2506, 14)
    assert tuple(image[row, column]) == (0xC7, 0x3E, 0x4C, 255), "three to five works"
    # One cell alone is coloured: a hundred metres are 14 pixels of zoom 14.
    assert np.count_nonzero(image[..., 3]) == pytest.approx(14.3**2, rel=0.12)
    assert planner.get(path).headers["cache-control"] == "private, no-cache"
    for browser in (BrowserOf(app), enter("operator")):
        assert browser.get(path).status_code == 404
    assert planner.get(f"/raster/density/14/{x}/{y}.png?month=2026-13").status_code == 400
    assert planner.get(f"/raster/density/14/{x}/{y}.png?district=99").status_code == 404
    file = planner.get("/planner/density.tif?month=2026-06&district=4")
    assert (file.status_code, file.body[:4]) == (200, b"II*\x00")
    assert "almaty_works_density_2026-06_district_4.tif" in file.headers["content-disposition"]


def _tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int, int, int]:
    column = (lon + 180) / 360 * (1 << zoom)
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * (1 << zoom)
    return int(column), int(row), int(column % 1 * 256), int(row % 1 * 256)
