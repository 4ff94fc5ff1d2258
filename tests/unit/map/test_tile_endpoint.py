"""The tile endpoint as a browser, a proxy and an old client meet it. No database: the memory is filled by hand."""

import asyncio
import gzip
import json
from typing import Any

import pytest

from gis_app.map.encoding import compress, etag_of
from gis_app.map.tile_memory import TileMemory
from gis_app.map.tiles import TileApp

TILE = "/tiles/works/12/2922/1504.mvt"
RAW = b"a vector tile" * 50


class Row(dict[str, Any]):
    """A row of `tiles` as the database gives it."""


def row(layer: str = "works", z: int = 12, x: int = 2922, y: int = 1504, raw: bytes = RAW, **given: Any) -> Row:
    data = compress(raw) if raw else b""
    made = {"layer": layer, "z": z, "x": x, "y": y, "data": data, "etag": etag_of(data), "features": 3, "version": 7}
    return Row(made | given)


def memory_of(*rows: Row) -> TileMemory:
    memory = TileMemory(bounds=(76.7, 43.0, 77.2, 43.5))
    for one in rows:
        memory._take(one)  # type: ignore[arg-type]
    memory.is_loaded = True
    return memory


class Answer:
    """What came back: status, headers by lower-case name, body."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.status = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.body: bytes = b"".join(message["body"] for message in messages[1:])


def ask(
    memory: TileMemory, path: str, method: str = "GET", query: str = "", root_path: str = "", **headers: str
) -> Answer:
    sent: list[dict[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 299, "headers": []})
        await send({"type": "http.response.body", "body": b"passed on"})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("a tile request has no body to read")

    given = {"host": "city.kz", "accept-encoding": "gzip, br"} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope = {
        "type": "http", "method": method, "path": root_path + path, "root_path": root_path, "scheme": "https",
        "query_string": query.encode(), "server": ("127.0.0.1", 8000),
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
    }  # fmt: skip
    asyncio.run(TileApp(inner, memory)(scope, receive, send))
    return Answer(sent)


def test_a_tile_comes_gzipped_as_it_was_built() -> None:
    answer = ask(memory_of(row()), TILE)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-length"] == str(len(answer.body))
    assert gzip.decompress(answer.body) == RAW


def test_without_a_version_the_browser_asks_again_and_with_it_never() -> None:
    memory = memory_of(row())
    assert ask(memory, TILE).headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "immutable" in ask(memory, TILE, query="v=7").headers["cache-control"]


@pytest.mark.parametrize("query", ["v=8", "v=6", "v=", "v=seven", "lang=kk"])
def test_a_version_that_this_server_does_not_stand_at_is_not_kept_for_ever(query: str) -> None:
    assert "immutable" not in ask(memory_of(row()), TILE, query=query).headers["cache-control"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_browser_that_has_the_tile_is_told_so_without_a_body(form: str) -> None:
    memory = memory_of(row())
    etag = ask(memory, TILE).headers["etag"]
    answer = ask(memory, TILE, if_none_match=form.format(etag))
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", etag)


def test_a_browser_with_an_older_tile_gets_the_new_one() -> None:
    assert ask(memory_of(row()), TILE, if_none_match='"old"').status == 200


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, br"])
def test_a_client_that_cannot_read_gzip_gets_plain_bytes_and_another_etag(accepted: str) -> None:
    memory = memory_of(row())
    answer = ask(memory, TILE, accept_encoding=accepted)
    assert answer.body == RAW
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-length"] == str(len(RAW))
    assert answer.headers["etag"] != ask(memory, TILE).headers["etag"]
    assert ask(memory, TILE, accept_encoding=accepted, if_none_match=answer.headers["etag"]).status == 304


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "GZIP, gzip"])
def test_a_client_that_can_gets_gzip(accepted: str) -> None:
    assert ask(memory_of(row()), TILE, accept_encoding=accepted).headers["content-encoding"] == "gzip"


def test_head_has_the_headers_of_get_and_no_body() -> None:
    memory = memory_of(row())
    head, get = ask(memory, TILE, method="HEAD"), ask(memory, TILE)
    assert head.headers == get.headers
    assert head.body == b""


def test_an_empty_tile_is_204() -> None:
    answer = ask(memory_of(row()), "/tiles/works/12/0/0.mvt")
    assert (answer.status, answer.body) == (204, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/tiles/unknown/12/2922/1504.mvt", "/tiles/works/11/1461/752.mvt", "/tiles/works/15/1/1.mvt",
        "/tiles/works/12/4096/1504.mvt", "/tiles/works/12/2922/4096.mvt", "/tiles/works/12/2922/1504.png",
        "/tiles/works/12/-1/1504.mvt", "/tiles/works/a/b/c.mvt", "/tiles/", "/tiles/unknown.json",
        "/tiles/works/12/2922/1504.mvt/x", "/tiles/../works/12/1/1.mvt",
    ],
)  # fmt: skip
def test_what_is_no_tile_is_404_as_problem_json(path: str) -> None:
    answer = ask(memory_of(row()), path)
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.body)["status"] == 404


def test_tiles_are_only_read() -> None:
    answer = ask(memory_of(row()), TILE, method="POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_before_the_tiles_are_read_the_answer_is_try_again() -> None:
    answer = ask(TileMemory(), TILE)
    assert (answer.status, answer.headers["retry-after"]) == (503, "1")


@pytest.mark.parametrize("path", ["/", "/api/works", "/tilesets", "/tiles"])
def test_every_other_path_goes_on_to_the_rest_of_the_application(path: str) -> None:
    assert ask(memory_of(row()), path).status == 299


def test_under_a_root_path_tiles_are_found_and_their_address_carries_it() -> None:
    memory = memory_of(row())
    assert ask(memory, TILE, root_path="/city").status == 200
    document = json.loads(ask(memory, "/tiles/works.json", root_path="/city").body)
    assert document["tiles"] == ["https://city.kz/city/tiles/works/{z}/{x}/{y}.mvt?v=7"]


def test_a_tilejson_says_zooms_bounds_fields_and_attribution() -> None:
    document = json.loads(ask(memory_of(row()), "/tiles/works.json").body)
    assert document["tilejson"] == "3.0.0"
    assert (document["minzoom"], document["maxzoom"]) == (12, 14)
    assert document["bounds"] == [76.7, 43.0, 77.2, 43.5]
    assert [layer["id"] for layer in document["vector_layers"]] == ["works", "works_points"]
    assert "ps" in document["vector_layers"][0]["fields"]
    assert document["attribution"]
    assert document["overview_tiles"] == []


def test_the_attribution_on_the_map_is_in_the_language_of_the_page() -> None:
    said = {
        language: json.loads(ask(memory_of(row()), "/tiles/works.json", query=f"lang={language}").body)["attribution"]
        for language in ("kk", "ru", "en")
    }
    assert said == {"kk": "Мердігерлер жоспарлары", "ru": "Планы подрядчиков", "en": "Contractors' plans"}


@pytest.mark.parametrize(("language", "name"), [("kk", "Жұмыстар"), ("ru", "Работы"), ("en", "Works"), ("xx", "Works")])
def test_a_tilejson_is_named_in_the_language_asked_for(language: str, name: str) -> None:
    assert json.loads(ask(memory_of(row()), "/tiles/works.json", query=f"lang={language}").body)["name"] == name


def test_a_tilejson_that_has_not_changed_is_304() -> None:
    memory = memory_of(row())
    etag = ask(memory, "/tiles/works.json").headers["etag"]
    assert ask(memory, "/tiles/works.json", if_none_match=etag).status == 304
    memory._take(row(x=1, version=8))  # type: ignore[arg-type]
    assert ask(memory, "/tiles/works.json", if_none_match=etag).status == 200


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "", "x/../y"])
def test_a_host_header_that_is_no_host_is_not_repeated(host: str) -> None:
    document = json.loads(ask(memory_of(row()), "/tiles/works.json", host=host).body)
    assert document["tiles"][0].startswith("https://127.0.0.1:8000/tiles/")


def test_a_tile_left_to_the_overview_is_empty_and_named_in_the_tilejson() -> None:
    memory = memory_of(row(), row(raw=b"", features=9000, version=8))
    assert ask(memory, TILE).status == 204
    assert json.loads(ask(memory, "/tiles/works.json").body)["overview_tiles"] == ["12/2922/1504"]
    memory._take(row(version=9))  # type: ignore[arg-type]
    assert json.loads(ask(memory, "/tiles/works.json").body)["overview_tiles"] == []


def test_a_tile_that_became_empty_is_forgotten() -> None:
    memory = memory_of(row(), row(raw=b"", features=0, version=8))
    assert ask(memory, TILE).status == 204
    assert memory.size == (0, 0)
    assert json.loads(ask(memory, "/tiles/works.json").body)["overview_tiles"] == []
