"""Static files: the smaller copy a client takes, hashed names for ever, nothing beside the build's folder."""

import gzip
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from gis_app.errors import UnavailableError
from gis_app.pages.assets import Assets
from gis_app.pages.static import StaticApp, accepted_encodings
from tests.asgi_client import AsgiClient

SCRIPT = b"console.log('a script that is long enough to be worth compressing');" * 20


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    script = tmp_path / "assets" / "map-page-A1b2C3d4.js"
    script.write_bytes(SCRIPT)
    script.with_name(script.name + ".gz").write_bytes(gzip.compress(SCRIPT))
    script.with_name(script.name + ".br").write_bytes(b"pretend brotli")
    (tmp_path / "assets" / "noto-B1b2C3d4.woff2").write_bytes(b"font")
    (tmp_path / "manifest.json").write_text(
        '{"src/a.ts": {"file": "assets/a-1.js", "css": ["assets/own.css", "assets/shared.css"], "imports": ["_b.js"]},'
        ' "_b.js": {"file": "assets/b-1.js", "css": ["assets/b.css"]}, "src/ru.ts": {"file": "assets/ru-1.js"},'
        ' "src/map.ts": {"file": "assets/map-1.js", "css": ["assets/map.css"], "imports": ["_b.js", "_lib.js", "src/a.ts"]},'
        ' "_lib.js": {"file": "assets/lib-1.js"}}',
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def client(dist: Path) -> AsgiClient:
    return AsgiClient(StaticApp(PlainTextResponse("behind"), dist))


ADDRESS = "/static/assets/map-page-A1b2C3d4.js"


@pytest.mark.parametrize(
    ("header", "expected"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip"), ("identity", None), ("", None)],
)
def test_the_smallest_copy_that_the_client_takes_is_sent(client: AsgiClient, header: str, expected: str | None) -> None:
    answer = client.get(ADDRESS, {"accept-encoding": header})
    assert answer.headers.get("content-encoding") == expected
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    if expected is None:
        assert answer.body == SCRIPT


def test_a_hashed_file_is_kept_for_ever_and_the_manifest_is_not(client: AsgiClient) -> None:
    assert "immutable" in client.get(ADDRESS).headers["cache-control"]
    assert client.get("/static/manifest.json").headers["cache-control"] == "no-cache"


def test_an_unchanged_file_is_not_sent_again(client: AsgiClient) -> None:
    first = client.get(ADDRESS, {"accept-encoding": "gzip"})
    again = client.get(ADDRESS, {"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.body) == (304, b"")


def test_a_copy_has_a_tag_of_its_own(client: AsgiClient) -> None:
    tags = {client.get(ADDRESS, {"accept-encoding": code}).headers["etag"] for code in ("identity", "gzip")}
    assert len(tags) == 2


def test_a_head_request_gets_the_length_and_no_body(client: AsgiClient) -> None:
    answer = client.request("HEAD", ADDRESS, {"accept-encoding": "identity"})
    assert (answer.headers["content-length"], answer.body) == (str(len(SCRIPT)), b"")


@pytest.mark.parametrize(
    "path", ["/static/", "/static/nothing.js", "/static/../manifest.json", "/static/assets/%2e%2e/x"]
)
def test_what_is_not_in_the_build_is_not_found(client: AsgiClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 or answer.text == "behind"


def test_static_files_cannot_be_written(client: AsgiClient) -> None:
    assert client.request("POST", ADDRESS).status_code == 405


def test_other_addresses_go_to_the_app_behind(client: AsgiClient) -> None:
    assert client.get("/works/1").text == "behind"


def test_weights_of_encodings_are_read() -> None:
    assert accepted_encodings("gzip;q=1.0, br;q=0, deflate") == {"gzip", "deflate"}


def test_an_entry_names_its_script_styles_and_preloads(dist: Path) -> None:
    entry = Assets(dist).entry("src/a.ts", "src/ru.ts")
    assert entry.script == "/static/assets/a-1.js"
    assert entry.styles == ("/static/assets/b.css", "/static/assets/shared.css", "/static/assets/own.css")
    assert entry.preloads == ("/static/assets/b-1.js", "/static/assets/ru-1.js")


def test_what_an_entry_loads_at_once_is_preloaded_with_its_imports_and_without_its_sheets(dist: Path) -> None:
    entry = Assets(dist).entry("src/a.ts", "src/map.ts")
    assert entry.preloads == ("/static/assets/b-1.js", "/static/assets/map-1.js", "/static/assets/lib-1.js")
    assert "/static/assets/map.css" not in entry.styles


def test_without_a_build_the_error_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="npm run build"):
        Assets(tmp_path)


def test_a_page_links_the_one_sheet_that_the_build_made_of_its_sheets(dist: Path) -> None:
    manifest = dist / "manifest.json"
    named = '"file": "assets/a-1.js"'
    manifest.write_text(manifest.read_text().replace(named, f'{named}, "sheet": "assets/one.css"'))
    assert Assets(dist).entry("src/a.ts").styles == ("/static/assets/one.css",)
