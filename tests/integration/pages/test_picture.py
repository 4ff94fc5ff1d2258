"""The small map on the page of a work."""

import re

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.pages.ground import turn_of
from gis_app.pages.picture import HEIGHT_PX, WIDTH_PX, draw_place
from tests.asgi_client import AsgiClient
from tests.grid import Grid
from tests.integration.pages.conftest import AddWork

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def add_street(session: Session, points: list[tuple[float, float]], name: str) -> None:
    line = Grid().line(*points)
    street = session.scalar(
        text(
            "INSERT INTO streets (kind, fclass, geom, length_m, source) VALUES ('street', 'primary', "
            "ST_Multi(ST_GeomFromText(:shape, 4326)), 1, 'test') RETURNING id"
        ),
        {"shape": line.wkt},
    )
    session.execute(
        text(
            "INSERT INTO street_pieces (street_id, fclass, geom) "
            "VALUES (:street, 'primary', ST_GeomFromText(:shape, 4326))"
        ),
        {"street": street, "shape": line.wkt},
    )
    session.execute(
        text(
            "INSERT INTO street_names (street_id, name, language, kind, source) "
            "VALUES (:street, :name, 'ru', 'official', 'test'), (:street, :name || ' kk', 'kk', 'official', 'test')"
        ),
        {"street": street, "name": name},
    )


def test_a_stretch_of_a_street_lies_in_the_middle_of_its_picture(add_work: AddWork, session: Session) -> None:
    add_street(session, [(-10, 0), (10, 0)], "Абая")
    work_id = add_work(Grid().line((0, 0), (4, 0)))
    picture = draw_place(session, work_id, "ru")
    assert picture is not None
    (line,) = picture.lines
    numbers = [float(found) for found in NUMBER.findall(line)]
    assert all(0 <= x <= WIDTH_PX for x in numbers[0::2])
    assert all(abs(y - HEIGHT_PX / 2) < 10 for y in numbers[1::2])
    assert abs(picture.x - WIDTH_PX / 2) < 5


def test_the_streets_around_are_drawn_and_named_in_the_language_of_the_page(
    add_work: AddWork, session: Session
) -> None:
    add_street(session, [(-10, 1), (10, 1)], "Абая")
    add_street(session, [(90, 90), (95, 90)], "Далёкая")
    work_id = add_work(Grid().point(0, 0))
    picture = draw_place(session, work_id, "kk")
    assert picture is not None
    assert [width for width, _ in picture.roads] == ["wide"]
    assert [label.name for label in picture.labels] == ["Абая kk"]
    assert abs(picture.labels[0].turn) < 5
    assert picture.labels[0].y < picture.y


def test_an_area_is_drawn_as_an_area(add_work: AddWork, session: Session) -> None:
    picture = draw_place(session, add_work(Grid().box(0, 0, 3, 3)), "en")
    assert picture is not None
    assert len(picture.areas) == 1
    assert picture.lines == []


def test_a_work_without_a_place_has_no_picture(add_work: AddWork, session: Session) -> None:
    work_id = add_work()
    session.execute(text("UPDATE works SET geom = NULL, match_type = 'none' WHERE id = :id"), {"id": work_id})
    assert draw_place(session, work_id, "ru") is None


def test_the_streets_of_a_crossing_have_their_names_beside_the_sign(add_work: AddWork, session: Session) -> None:
    add_street(session, [(-10, 0), (10, 0)], "Абая")
    add_street(session, [(0, -10), (0, 10)], "Манаса")
    picture = draw_place(session, add_work(Grid().point(0, 0)), "ru")
    assert picture is not None
    assert {label.name for label in picture.labels} == {"Абая", "Манаса"}
    assert all(abs(label.x - picture.x) + abs(label.y - picture.y) > 18 for label in picture.labels)


def test_far_from_above_only_wide_roads_are_drawn(add_work: AddWork, session: Session) -> None:
    add_street(session, [(-100, 1), (100, 1)], "Абая")
    session.execute(text("UPDATE street_pieces SET fclass = 'residential'"))
    picture = draw_place(session, add_work(Grid().line((0, 0), (120, 0))), "ru")
    assert picture is not None
    assert picture.is_far
    assert picture.roads == []


def test_a_name_is_never_upside_down() -> None:
    assert turn_of((0, 0), (10, 0)) == 0
    assert turn_of((10, 0), (0, 0)) == 0
    assert abs(turn_of((0, 0), (0, 10))) == 90
    assert turn_of((0, 10), (10, 0)) == -45
    assert turn_of((10, 0), (0, 10)) == -45


def test_the_page_of_a_work_shows_its_place_without_a_script(add_work: AddWork, client: AsgiClient) -> None:
    work_id = add_work(Grid().line((0, 0), (4, 0)), location_raw="ул. Абая <1>")
    html = client.get(f"/works/{work_id}?lang=ru").text
    assert 'aria-label="Место на карте: ул. Абая &lt;1&gt;"' in html
    assert 'class="picture-line"' in html
    assert "style=" not in html
