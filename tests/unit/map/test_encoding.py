"""Gzip and ETag of a tile: made once, equal for equal tiles, nothing above the limit."""

import gzip
import os
from dataclasses import replace

from gis_app.map.encoding import Key, compress, decompress, etag_of, finish
from layers.catalog import read_catalog
from layers.vector import RawTile

WORKS = read_catalog()["works"]


def test_any_gzip_reader_reads_what_we_compress() -> None:
    assert gzip.decompress(compress(b"tile" * 100)) == b"tile" * 100
    assert decompress(compress(b"tile")) == b"tile"


def test_equal_tiles_are_equal_in_bytes_and_etag() -> None:
    first, second = (finish(WORKS, 12, RawTile(1, 2, 3, b"same")) for _ in range(2))
    assert first == second
    assert first.etag == etag_of(first.data)


def test_another_tile_has_another_etag() -> None:
    assert finish(WORKS, 12, RawTile(1, 2, 3, b"one")).etag != finish(WORKS, 12, RawTile(1, 2, 3, b"two")).etag


def test_an_empty_tile_has_no_bytes_at_all() -> None:
    empty = finish(WORKS, 12, RawTile(1, 2, 0, b""))
    assert (empty.data, empty.etag, empty.features) == (b"", "", 0)


def test_a_tile_over_the_limit_of_bytes_keeps_its_number_of_features_and_no_data() -> None:
    noise = os.urandom(300_000)
    assert finish(WORKS, 12, RawTile(1, 2, 7000, noise)).data == b""
    assert finish(WORKS, 12, RawTile(1, 2, 7000, noise)).features == 7000
    assert finish(WORKS, 12, RawTile(1, 2, 7000, noise[:200_000])).data != b""


def test_a_layer_without_a_limit_keeps_every_tile() -> None:
    noise = os.urandom(300_000)
    unlimited = read_catalog()["streets"]
    assert unlimited.tiles == replace(unlimited.tiles, max_bytes=None)
    assert len(finish(unlimited, 12, RawTile(1, 2, 7000, noise)).data) > 250_000


def test_the_row_of_a_tile_says_where_it_is_and_how_big() -> None:
    row = finish(WORKS, 12, RawTile(5, 6, 1, b"x")).as_row(9)
    assert (row["layer"], row["z"], row["x"], row["y"], row["version"]) == ("works", 12, 5, 6, 9)
    assert row["bytes"] == len(row["data"])
    assert Key("works", 12, 5, 6)._asdict() == {"layer": "works", "z": 12, "x": 5, "y": 6}
