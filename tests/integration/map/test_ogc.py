"""OGC API - Features as a client meets it, from the landing page to one work with all it has."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from gis_app.dependencies import today
from tests.grid import Grid
from tests.integration.map.conftest import City

grid = Grid()
STATUS_CASES = json.loads((Path(__file__).parents[2] / "data" / "status_cases.json").read_text(encoding="utf-8"))


@pytest.fixture
def client(app: ASGIApp) -> TestClient:
    return TestClient(app)


def items(client: TestClient, query: str = "", collection: str = "works") -> dict[str, Any]:
    answer = client.get(f"/ogc/collections/{collection}/items{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    found: dict[str, Any] = answer.json()
    return found


def ids(client: TestClient, query: str = "", collection: str = "works") -> list[int]:
    return [feature["id"] for feature in items(client, query, collection)["features"]]


def test_a_client_finds_its_way_from_the_landing_page(city: City, client: TestClient) -> None:
    city.add_work(grid.point(0, 0))
    landing = client.get("/ogc/").json()
    data = next(link["href"] for link in landing["links"] if link["rel"] == "data")
    collections = client.get(data).json()["collections"]
    assert {one["id"] for one in collections} == {
        "works", "outages", "streets", "houses", "districts", "microdistricts", "rivers", "parks", "landmarks",
        "protections", "appeals",
    }  # fmt: skip
    works = next(one for one in collections if one["id"] == "works")
    assert works["extent"]["temporal"]["interval"] == [["2026-05-10T00:00:00Z", "2026-06-20T00:00:00Z"]]
    href = next(link["href"] for link in works["links"] if link["rel"] == "items")
    assert client.get(href).json()["numberMatched"] == 1


def test_links_are_in_the_headers_too(city: City, client: TestClient) -> None:
    for _ in range(3):
        city.add_work(grid.point(0, 0))
    header = client.get("/ogc/collections/works/items?limit=2").headers["link"]
    assert 'rel="next"; type="application/geo+json"' in header


def test_the_interface_describes_itself_as_openapi(client: TestClient) -> None:
    answer = client.get("/ogc/api")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert "/collections/works/items" in answer.json()["paths"]


def test_every_page_together_holds_every_work_once(city: City, client: TestClient) -> None:
    added = [city.add_work(grid.point(number, 0)) for number in range(7)]
    seen: list[int] = []
    address: str | None = "/ogc/collections/works/items?limit=3"
    while address:
        page = client.get(address).json()
        assert page["numberMatched"] == 7
        assert page["numberReturned"] == len(page["features"])
        seen += [feature["id"] for feature in page["features"]]
        address = next((link["href"] for link in page["links"] if link["rel"] == "next"), None)
    assert seen == added


def test_a_box_selects_what_lies_in_it_or_touches_it(city: City, client: TestClient) -> None:
    inside = city.add_work(grid.point(1, 1))
    across = city.add_work(grid.line((-1, 1), (1, 1)))
    city.add_work(grid.point(9, 9))
    box = ",".join(str(number) for number in grid.box(0, 0, 2, 2).bounds)
    assert ids(client, f"?bbox={box}") == [inside, across]


def test_a_box_of_the_whole_world_with_its_poles_holds_every_work(city: City, client: TestClient) -> None:
    added = [city.add_work(grid.point(1, 1)), city.add_work(grid.line((-1, 1), (1, 1)))]
    assert ids(client, "?bbox=-180,-90,180,90") == added
    assert ids(client, "?bbox=-180,-90,180,0") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2026-05-09", False), ("2026-05-10", True), ("2026-06-20", True), ("2026-06-21", False),
        ("../2026-05-09", False), ("../2026-05-10", True), ("2026-06-20/..", True), ("2026-06-21/..", False),
        ("2026-01-01/2026-12-31", True), ("2026-05-20/2026-05-21", True),
        ("2026-06-20T18:59:59Z", True), ("2026-06-20T19:00:00Z", False),
    ],
)  # fmt: skip
def test_a_work_is_selected_by_its_planned_days_both_inclusive(
    city: City, client: TestClient, asked: str, found: bool
) -> None:
    city.add_work(grid.point(0, 0))
    assert len(ids(client, f"?datetime={asked}")) == int(found)


def test_a_work_without_days_is_selected_by_every_datetime_as_the_standard_asks(city: City, client: TestClient) -> None:
    undated = city.add_work(grid.point(0, 0), planned_start=None, planned_end=None)
    assert ids(client, "?datetime=1999-01-01") == [undated]


def test_filters_select_and_go_together(city: City, client: TestClient) -> None:
    contractor = city.run(
        "INSERT INTO organisations (name, name_key, is_contractor) VALUES ('ТОО Дорога', 'дорога', true) RETURNING id"
    )
    city.run(
        "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (3, 'а', 'а', 'a', 't', "
        "ST_Multi(ST_GeomFromText(:shape, 4326)))",
        shape=grid.box(-9, -9, 9, 9).wkt,
    )
    yard = city.add_work(grid.point(0, 0), contractor_id=contractor)
    aryk = city.add_work(grid.point(1, 0), type_code="aryk", state="paused", district_id=3)
    assert ids(client, "?type=aryk") == [aryk]
    assert ids(client, "?type=2") == [yard]
    assert ids(client, "?type=yard,aryk") == [yard, aryk]
    assert ids(client, "?group=drainage") == [aryk]
    assert ids(client, "?state=paused,finished") == [aryk]
    assert ids(client, f"?contractor={contractor}") == [yard]
    assert ids(client, "?district=3") == [aryk]
    assert ids(client, f"?district=3&contractor={contractor}") == []
    assert items(client, "?type=yard")["features"][0]["properties"]["contractor"] == "ТОО Дорога"


def test_works_near_a_place_come_by_distance_in_metres(city: City, client: TestClient) -> None:
    far, near, middle = (city.add_work(grid.point(steps, 0)) for steps in (8, 1, 4))
    city.add_work(grid.point(30, 0))
    here = grid.point(0, 0)
    page = items(client, f"?near={here.x},{here.y}&radius_m=1000")
    assert [feature["id"] for feature in page["features"]] == [near, middle, far]
    distances = [feature["properties"]["distance_m"] for feature in page["features"]]
    assert distances == pytest.approx([100, 400, 800], abs=0.2)
    assert page["numberMatched"] == 3


def test_pages_by_distance_follow_on(city: City, client: TestClient) -> None:
    for steps in (1, 2, 3):
        city.add_work(grid.point(steps, 0))
    here = grid.point(0, 0)
    first = items(client, f"?near={here.x},{here.y}&limit=2")
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert [one["properties"]["distance_m"] for one in client.get(following).json()["features"]] == pytest.approx(
        [300], abs=0.2
    )


def test_one_work_comes_with_its_schedule_events_and_row(city: City, client: TestClient) -> None:
    plan = city.run(
        "INSERT INTO work_plans (source, period, file_name, sha256, content, status) "
        "VALUES ('test', '2026', 'план.xlsx', 'abc', '', 'loaded') RETURNING id"
    )
    row = city.run(
        "INSERT INTO plan_rows (plan_id, sheet, row_number, data, outcome) VALUES (:plan, 'Лист1', 12, "
        """'{"Ответственный": "Иванов И. И., +7 701 000 00 00"}', 'new') RETURNING id""",
        plan=plan,
    )
    work = city.add_work(grid.point(0, 0), plan_row_id=row)
    for version, end in ((1, "2026-06-20"), (2, "2026-07-20")):
        city.run(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, :version, '2026-05-10', :end, 'из плана', 'test')",
            work=work, version=version, end=end,
        )  # fmt: skip
    city.run(
        "INSERT INTO work_events (work_id, kind, on_day, author) VALUES (:work, 'started', '2026-05-12', 'Петров')",
        work=work,
    )
    answer = client.get(f"/ogc/collections/works/items/{work}")
    found = answer.json()["properties"]
    assert [one["planned_end"] for one in found["schedule"]] == ["2026-06-20", "2026-07-20"]
    assert found["planned_end"] == "2026-07-20"
    assert found["events"] == [{"kind": "started", "on_day": "2026-05-12"}]
    assert (found["source_row"]["file"], found["source_row"]["sheet"], found["source_row"]["row"]) == (
        "план.xlsx",
        "Лист1",
        12,
    )
    assert "Иванов" not in answer.text
    assert "Петров" not in answer.text


def test_a_work_without_a_place_is_in_no_list_but_has_its_address(city: City, client: TestClient) -> None:
    work = city.add_work(None, match_type="none")
    assert ids(client) == []
    assert client.get(f"/ogc/collections/works/items/{work}").json()["geometry"] is None


def test_the_status_in_sql_is_the_status_of_the_shared_table(city: City, app: Any) -> None:
    client = TestClient(app)
    for case in STATUS_CASES:
        app._next.dependency_overrides[today] = lambda case=case: date.fromisoformat(case["today"])
        dates = {"planned_start": case["planned_start"], "planned_end": case["planned_end"]}
        work = city.add_work(grid.point(0, 0), state=case["state"], **dates)
        answer = client.get(f"/ogc/collections/works/items/{work}").json()
        assert answer["properties"]["status"] == case["status"], case["name"]
        assert work in ids(client, f"?status={case['status']}&limit=100"), case["name"]


def test_the_register_is_there_too(city: City, client: TestClient) -> None:
    street = city.add_street(grid.line((0, 0), (2, 0)), ru="улица Абая", kk="Абай көшесі")
    park = city.add_place("park", grid.box(0, 0, 2, 2), "Парк")
    city.run(
        "INSERT INTO houses (street_id, number, address, quality, source, geom) VALUES (:street, '12А', 'Абая 12А', "
        "'given', 't', ST_GeomFromText(:at, 4326))",
        street=street, at=grid.point(1, 0).wkt,
    )  # fmt: skip
    assert items(client, "", "streets")["features"][0]["properties"]["name_kk"] == "Абай көшесі"
    assert ids(client, "", "parks") == [park]
    assert ids(client, "", "rivers") == []
    assert items(client, f"?street={street}", "houses")["features"][0]["properties"]["number"] == "12А"
    here = grid.point(1, 1)
    assert items(client, f"?near={here.x},{here.y}", "streets")["features"][0]["properties"][
        "distance_m"
    ] == pytest.approx(100, abs=0.2)
    one = client.get(f"/ogc/collections/streets/items/{street}").json()["properties"]
    assert {name["language"] for name in one["names"]} == {"ru", "kk"}


def test_a_retired_place_is_in_no_list_but_keeps_its_address(city: City, client: TestClient) -> None:
    park = city.add_place("park", grid.box(0, 0, 2, 2))
    city.run("UPDATE places SET valid_to = '2020-01-01'")
    assert ids(client, "", "parks") == []
    assert client.get(f"/ogc/collections/parks/items/{park}").json()["properties"]["valid_to"] == "2020-01-01"


def test_areas_are_written_counterclockwise_as_geojson_wants(city: City, client: TestClient) -> None:
    city.add_work(grid.box(0, 0, 2, 2).reverse())
    ring = items(client)["features"][0]["geometry"]["coordinates"][0]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert area > 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ogc/collections/unknown", 404), ("/ogc/collections/works_overview/items", 404),
        ("/ogc/collections/works/items/999", 404), ("/ogc/collections/works/items/abc", 404),
        ("/ogc/collections/works/items/99999999999999999999", 404), ("/ogc/collections/works/items?colour=red", 400),
        ("/ogc/collections/works/items?limit=0", 400), ("/ogc/collections/works/items?bbox=1,2", 400),
        ("/ogc/collections?x=1", 400), ("/ogc/?x=1", 400), ("/ogc/collections/works/items/1?bbox=1,2,3,4", 400),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_as_problem_json(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_values_are_never_part_of_the_sql(city: City, client: TestClient) -> None:
    work = city.add_work(grid.point(0, 0))
    assert ids(client, "?type=yard'); DROP TABLE works; --") == []
    assert ids(client) == [work]


def test_the_answers_may_be_read_by_every_site(client: TestClient) -> None:
    assert client.get("/ogc/collections/works/items").headers["access-control-allow-origin"] == "*"


def test_declared_properties_are_those_that_come(city: City, client: TestClient) -> None:
    from layers.catalog import read_catalog

    work = city.add_work(grid.point(0, 0))
    declared = read_catalog()["works"].collection
    assert declared is not None
    listed = items(client)["features"][0]["properties"]
    whole = client.get(f"/ogc/collections/works/items/{work}").json()["properties"]
    assert set(listed) == {one.name for one in declared.properties if not one.details}
    assert set(whole) == {one.name for one in declared.properties}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_style_is_complete_in_each_language(client: TestClient, lang: str) -> None:
    answer = client.get(f"/style.json?lang={lang}")
    style = answer.json()
    assert style["version"] == 8
    assert answer.headers["content-language"] == lang
    again = client.get(f"/style.json?lang={lang}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    for id_, source in style["sources"].items():
        document = client.get(f"/tiles/{id_}.json?lang={lang}").json()
        assert document["tilejson"] == "3.0.0"
        assert source == {"type": "vector"} | {name: document[name] for name in source if name != "type"}
