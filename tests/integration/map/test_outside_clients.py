"""Other people's clients against the running server: OWSLib, and GDAL's OAPIF and MVT drivers."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from owslib.ogcapi.features import Features
from starlette.types import ASGIApp

from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid(origin=(76.8911, 43.2515))


@pytest.fixture
def works(city: City) -> list[int]:
    """Twenty-five works in a row, built, before the server reads its tiles."""
    added = [city.add_work(grid.point(number, 0), type_code="aryk" if number % 5 else "yard") for number in range(25)]
    city.build()
    return added


@pytest.fixture
def address(works: list[int], app: ASGIApp) -> Iterator[str]:
    """The address of a real server on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


def test_owslib_reads_the_works(address: str, works: list[int]) -> None:
    client = Features(f"{address}/ogc/")
    assert "works" in client.feature_collections()
    assert client.collection("works")["itemType"] == "feature"
    assert client.api()["openapi"].startswith("3.0")
    page = client.collection_items("works", limit=7, datetime="2026-06-01/..")
    assert (page["numberMatched"], page["numberReturned"]) == (25, 7)
    box = list(grid.box(-0.5, -0.5, 2.5, 0.5).bounds)
    assert [one["id"] for one in client.collection_items("works", bbox=box)["features"]] == works[:3]
    assert client.collection_item("works", str(works[4]))["properties"]["type"] == "aryk"


READ_WITH_GDAL = """
import json, sys, pyogrio
source, *box = sys.argv[1:]
layers = [name for name, _ in pyogrio.list_layers(source)]
frame = pyogrio.read_dataframe(source, layer="works", bbox=tuple(map(float, box)) or None)
first = frame.geometry.iloc[0]
print(json.dumps({"layers": layers, "rows": len(frame), "epsg": frame.crs.to_epsg(), "first": [first.x, first.y]}))
"""


def read_with_gdal(address: str, *box: float) -> dict[str, Any]:
    """The collection as GDAL reads it, in a process of its own: its driver holds the interpreter while it waits."""
    done = subprocess.run(
        [sys.executable, "-c", READ_WITH_GDAL, f"OAPIF:{address}/ogc", *(str(number) for number in box)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_gdal_reads_every_page_of_the_collection(address: str) -> None:
    found = read_with_gdal(address)
    assert "works" in found["layers"]
    assert (found["rows"], found["epsg"]) == (25, 4326)
    here = grid.point(0, 0)
    assert found["first"] == pytest.approx([here.x, here.y], abs=1e-6)
    assert read_with_gdal(address, *grid.box(-0.5, -0.5, 2.5, 0.5).bounds)["rows"] == 3


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_the_system_s_gdal_reads_the_collection_too(address: str) -> None:
    done = subprocess.run(
        ["ogrinfo", "-ro", "-so", f"OAPIF:{address}/ogc", "works"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Feature Count: 25" in done.stdout, done.stderr


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")
def test_gdal_reads_a_tile_as_a_vector_tile(address: str) -> None:
    done = subprocess.run(
        ["ogrinfo", "-ro", "-so", f"MVT:{address}/tiles/works/12/2922/1501.mvt", "works"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Layer name: works" in done.stdout, done.stderr
    assert "ps: Integer" in done.stdout


def test_a_tile_comes_over_http_with_its_caching(address: str) -> None:
    import httpx

    tile = f"{address}/tiles/works/12/2922/1501.mvt"
    first = httpx.get(tile)
    assert (first.status_code, first.headers["content-encoding"]) == (200, "gzip")
    assert httpx.get(tile, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert httpx.head(tile).headers["content-length"] == first.headers["content-length"]
    assert httpx.get(f"{address}/tiles/works/12/1/1.mvt").status_code == 204
