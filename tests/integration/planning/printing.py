"""A small city whose plan is printed: two districts, two streets, a microdistrict, works of all sorts."""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.works.streets import place_some
from tests.grid import Grid
from tests.integration.works.people import add_city, add_work

TODAY = date(2026, 6, 10)
grid = Grid()
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=document.title='taken'>"


def add_street(session: Session, ru: str, kk: str, line: Any) -> int:
    """A street with its names in two languages."""
    street = session.scalar(
        text(
            "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES "
            "('street', 'residential', 500, 'test', ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id"
        ),
        {"shape": line.wkt},
    )
    for name, language in ((ru, "ru"), (kk, "kk")):
        session.execute(
            text(
                "INSERT INTO street_names (street_id, name, language, kind, source) "
                "VALUES (:street, :name, :language, 'official', 'test')"
            ),
            {"street": street, "name": name, "language": language},
        )
    session.execute(
        text(
            "INSERT INTO street_pieces (street_id, fclass, source, geom) "
            "VALUES (:street, 'residential', 'test', ST_GeomFromText(:shape, 4326))"
        ),
        {"street": street, "shape": line.wkt},
    )
    assert isinstance(street, int)
    return street


def add_microdistrict(session: Session, name: str, box: Any) -> int:
    """A microdistrict that is a box."""
    made = session.scalar(
        text(
            "INSERT INTO places (kind, name_ru, name_kk, source, geom) VALUES "
            "('microdistrict', :name, :name, 'test', ST_GeomFromText(:shape, 4326)) RETURNING id"
        ),
        {"name": name, "shape": box.wkt},
    )
    assert isinstance(made, int)
    return made


def add_printed_city(session: Session) -> dict[str, int]:
    """Ids of the places and works by what they are called in the tests."""
    city = add_city(session)
    abay = add_street(session, "улица Абая", "Абай көшесі", grid.line((0, 0), (10, 0)))
    add_street(session, "улица Сатпаева", "Сәтбаев көшесі", grid.line((5, -5), (5, 5)))
    orbita = add_microdistrict(session, "Орбита", grid.box(20, 20, 30, 30))
    session.execute(
        text(
            "INSERT INTO organisation_contacts (organisation_id, kind, value, source) "
            "VALUES (:id, 'phone', '+7 727 123-45-67', 'test')"
        ),
        {"id": city["ours"]},
    )
    ours = {"contractor_id": city["ours"], "customer_id": city["theirs"], "district_id": city["here"]}
    works = {
        "road": add_work(session, grid.line((1, 0), (9, 0)), title_ru="Ремонт Абая әғқңөұүһі", title_kk="Абайды жөндеу",
                         budget=1_500_000, state="in_progress", actual_start="2026-06-02", **ours),
        "yard": add_work(session, grid.box(22, 22, 23, 23), title_ru="Двор в Орбите", type_code="yard",
                         is_training=True, **ours),
        "late": add_work(session, grid.point(5, 3), title_ru="Бордюр", state="in_progress", planned_end="2026-06-05",
                         type_code="sidewalk", **ours),
        "nowhere": add_work(session, None, title_ru=HOSTILE, type_code="yard", **ours),
        "theirs": add_work(session, grid.point(60, 0), title_ru="Чужая работа", contractor_id=city["theirs"],
                           district_id=city["there"]),
    }  # fmt: skip
    place_some(session)
    return city | works | {"abay": abay, "orbita": orbita}
