"""Shut-offs on the map: tiles and items follow the notices; a retracted one vanishes from both."""

from datetime import date

import mapbox_vector_tile
from sqlalchemy import text

from gis_app.map.building import drain
from gis_app.map.collections import Context, find_collection, read_question
from gis_app.map.encoding import decompress
from layers.features import read_item, read_items
from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid()
CONTEXT = Context(date(2026, 7, 20), "Asia/Almaty", 32643)


def add_version(city: City, outage_id: int, version: int, state: str) -> None:
    city.run(
        "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, file_name,"
        " sheet, row_number, content_key, area_from, confidence, is_partial, geom)"
        " VALUES (:id, :version, :state, 'нет воды', 'двор', '2026-07-20', '2026-07-21', 'f', '', 1, :version,"
        " 'located', 0.71, true, ST_Multi(ST_GeomFromText(:shape, 4326)))",
        id=outage_id, version=version, state=state, shape=grid.box(0, 0, 2, 1).wkt,
    )  # fmt: skip


def add_outage(city: City) -> int:
    outage_id = city.run(
        "INSERT INTO outages (kind, publisher, source, identity_key)"
        " VALUES ('gas', 'Газ', 't', gen_random_uuid()::text) RETURNING id"
    )
    add_version(city, outage_id, 1, "published")
    return int(outage_id)


def tile_features(city: City, layer: str) -> list[dict[str, object]]:
    drain(city.engine)
    with city.engine.connect() as connection:
        rows = connection.execute(text("SELECT data FROM tiles WHERE layer = 'outages' AND z = 14 ORDER BY x, y"))
        tiles = [mapbox_vector_tile.decode(decompress(bytes(row[0]))) for row in rows if row[0]]
    return [feature for tile in tiles for feature in tile.get(layer, {"features": []})["features"]]


def test_an_outage_is_in_its_tiles_as_area_and_point_with_its_days_as_numbers(city: City) -> None:
    outage_id = add_outage(city)
    (point,) = {one["id"]: one for one in tile_features(city, "outages_points")}.values()
    assert point["id"] == outage_id
    assert point["properties"] == {"k": 4, "fd": 9697, "ld": 9698, "c": 71, "part": 1}
    assert {one["id"] for one in tile_features(city, "outages")} == {outage_id}


def test_an_extension_is_marked_and_a_retraction_empties_the_tiles(city: City) -> None:
    outage_id = add_outage(city)
    tile_features(city, "outages")
    add_version(city, outage_id, 2, "extended")
    assert {one["properties"]["x"] for one in tile_features(city, "outages")} == {1}  # type: ignore[index]
    add_version(city, outage_id, 3, "retracted")
    assert tile_features(city, "outages") == []


def test_items_are_asked_by_kind_and_day_and_one_by_id_tells_its_notices(city: City) -> None:
    outage_id = add_outage(city)
    layer, collection = find_collection("outages")

    def found(**query: str) -> list[int]:
        question = read_question({name: [value] for name, value in query.items()}, collection, CONTEXT)
        with city.engine.connect() as connection:
            return [row["id"] for row in read_items(connection, layer, question)]

    assert found(kind="gas,heat") == found(datetime="2026-07-21") == [outage_id]
    assert found(kind="water") == found(datetime="2026-07-22") == found(work="1") == []
    add_version(city, outage_id, 2, "retracted")
    assert found() == []
    with city.engine.connect() as connection:
        item = read_item(connection, layer, outage_id, CONTEXT.values)
    assert item is not None
    assert [one["state"] for one in item["versions"]] == ["published", "retracted"]
