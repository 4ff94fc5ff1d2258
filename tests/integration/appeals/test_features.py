"""Links of an appeal and appeals of a work as GeoJSON: everybody sees what is theirs, strangers see numbers."""

from sqlalchemy.orm import Session

from gis_app.appeals.features import appeals_as_features
from gis_app.dependencies import city_today
from tests.asgi_client import AsgiClient
from tests.integration.appeals.desk import Desk
from tests.integration.appeals.ground import TODAY
from tests.integration.appeals.test_api import body, post
from tests.integration.appeals.test_at_once import shut_off


def items(desk: Desk, *roles: str, **scope: int) -> dict[str, object]:
    path = f"/api/works/{desk.work}/appeals/items?lang=ru"
    answer = desk.enter(*roles, **scope).get(path) if roles else AsgiClient(desk.app).get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/geo+json"
    assert "+7701" not in answer.text
    found: dict[str, object] = answer.json()
    assert (found["type"], found["numberReturned"]) == ("FeatureCollection", len(found["features"]))  # type: ignore[arg-type]
    return found


def test_the_links_of_an_appeal_come_with_the_places_of_the_works(desk: Desk) -> None:
    client = AsgiClient(desk.app)
    made = post(client, body()).json()
    answer = client.get(f"/api/appeals/{made['token']}/links?lang=ru")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (
        "application/geo+json",
        "private, no-store",
    )
    [feature] = answer.json()["features"]
    assert (feature["id"], feature["geometry"]["type"]) == (f"work:{desk.work}", "LineString")
    lon, lat = feature["geometry"]["coordinates"][0]
    assert (70 < lon < 80, 40 < lat < 50) == (True, True)
    assert (feature["properties"]["score"], feature["properties"]["state"]) == (1.0, "proposed")
    assert feature["properties"]["work"]["id"] == desk.work
    assert client.get(f"/api/appeals/{'x' * 43}/links").status_code == 404


def test_a_shut_off_comes_as_the_area_it_covers(desk: Desk) -> None:
    ago = (city_today(desk.settings) - TODAY).days
    with Session(desk.engine) as session, session.begin():
        shut_off(session, first=ago, last=ago + 1)
    client = AsgiClient(desk.app)
    made = post(client, body(text="Нет горячей воды")).json()
    found = client.get(f"/api/appeals/{made['token']}/links?lang=kk").json()["features"]
    [feature] = [one for one in found if one["id"].startswith("outage:")]
    assert feature["geometry"]["type"] == "Polygon"
    assert feature["properties"]["outage"]["kind"] == "hot_water"


def test_who_works_with_appeals_sees_each_and_strangers_their_number(desk: Desk) -> None:
    [feature] = items(desk, "operator")["features"]  # type: ignore[misc]
    assert (feature["geometry"]["type"], feature["properties"]["topic"]) == ("Point", "pothole")
    assert set(feature["properties"]) == {
        "topic", "topic_title", "status", "status_title", "received_at", "due_on", "score", "link",
    }  # fmt: skip
    assert items(desk)["features"] == []
    client = AsgiClient(desk.app)
    for number in range(4):
        post(client, body(text=f"Яма {number}"))
    [topic] = items(desk)["features"]  # type: ignore[misc]
    assert (topic["geometry"], topic["properties"]["appeals"]) == (None, 5)
    assert items(desk, "planner", district_id=1)["features"] == items(desk)["features"]
    assert items(desk, "operator")["numberMatched"] == 5


def test_another_contractor_sees_nothing(desk: Desk) -> None:
    ours = int(str(desk.one("SELECT id FROM organisations WHERE name = 'ours'")))
    assert items(desk, "contractor", organisation_id=ours)["numberMatched"] == 1
    assert items(desk, "contractor", organisation_id=desk.body)["numberMatched"] == 0
    assert items(desk, "executor", organisation_id=desk.body)["numberMatched"] == 0


def test_a_hidden_or_missing_work_has_no_items(desk: Desk) -> None:
    assert AsgiClient(desk.app).get("/api/works/999999/appeals/items").status_code == 404


def test_no_more_than_asked_for_is_told_of_an_appeal(desk: Desk) -> None:
    with Session(desk.engine) as session:
        found = appeals_as_features(session, desk.work, None, "kk")
    assert found["features"] == []
