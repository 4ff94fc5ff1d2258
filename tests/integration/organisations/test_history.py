"""Organisations through their reorganisations: who stands for whom on a day, who answers for what where."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from etl.demo.load import ORGANISATIONS
from etl.load.context import LoadContext
from etl.load.organisations import load_organisations
from gis_app.errors import BadFileError, NotFoundError
from gis_app.organisations.history import organisation_on, responsible_for
from gis_app.organisations.history_models import OrganisationContact, OrganisationSuccession, ServiceArea
from gis_app.organisations.models import Organisation
from gis_app.organisations.profile import read_profile
from gis_app.organisations.queries import find_or_create
from gis_app.settings import Settings
from tests.grid import Grid

BEFORE, AFTER = date(2025, 8, 7), date(2025, 8, 8)
MOBILITY = "Управление городской мобильности"
TRAFFIC = "Управление организации дорожного движения и пассажирского транспорта"
ROADS = "Управление развития дорожной инфраструктуры"
HEADER = "record,name,name_kk,name_en,roles,bin,training,other,kind,value,task,district,from,to,source"


@pytest.fixture
def districts(session: Session) -> Session:
    """The eight districts, side by side from west to east."""
    names = ["Алатауский", "Алмалинский", "Ауэзовский", "Бостандыкский", "Жетысуский", "Медеуский", "Наурызбайский",
             "Турксибский"]  # fmt: skip
    for number, name in enumerate(names, start=1):
        session.execute(
            text(
                "INSERT INTO districts (id, name_ru, name_kk, name_en, source, geom) VALUES (:id, :name, :name, :name,"
                " 'test', ST_Multi(ST_GeomFromText(:shape, 4326)))"
            ),
            {"id": number, "name": f"{name} район", "shape": Grid().box(number, 0, number + 1, 1).wkt},
        )
    return session


def load(session: Session, path: Path) -> list[str]:
    return load_organisations(LoadContext(session, Settings()), path).lines()


def from_csv(session: Session, tmp_path: Path, *rows: str) -> list[str]:
    path = tmp_path / "bodies.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return load(session, path)


def named(session: Session, name: str) -> Organisation:
    return session.scalars(select(Organisation).where(Organisation.name == name, ~Organisation.is_training)).one()


def test_the_city_s_departments_load_without_a_problem_and_twice_change_nothing(districts: Session) -> None:
    first = load(districts, ORGANISATIONS)
    assert first[1:] == []
    assert "45 organisations added" in first[0]
    again = load(districts, ORGANISATIONS)
    assert again == [f"{ORGANISATIONS.name}: 45 organisations known already, 7 successions known already, "
                     "25 service areas known already, 17 contacts known already (nothing changed)"]  # fmt: skip


def test_a_department_that_was_split_is_followed_from_its_last_day_on(districts: Session) -> None:
    load(districts, ORGANISATIONS)
    mobility = named(districts, MOBILITY)
    assert [one.name for one in organisation_on(districts, mobility.id, BEFORE)] == [MOBILITY]
    assert {one.name for one in organisation_on(districts, mobility.id, AFTER)} == {TRAFFIC, ROADS}


@pytest.mark.parametrize(
    ("day", "task", "names"),
    [
        (BEFORE, "roads", [MOBILITY]), (AFTER, "roads", [ROADS]), (AFTER, "traffic", [TRAFFIC]),
        (AFTER, "district", ["Акимат Алмалинского района"]), (AFTER, "water", ["ГКП «Алматы Су»"]), (AFTER, "none", []),
    ],
)  # fmt: skip
def test_who_answers_is_told_by_task_place_and_day(districts: Session, day: date, task: str, names: list[str]) -> None:
    load(districts, ORGANISATIONS)
    point = Grid().point(2.5, 0.5)
    assert [one.name for one in responsible_for(districts, task, point.x, point.y, day)] == names


def test_a_plan_s_customer_keeps_its_id_and_gets_its_names_also_as_training(districts: Session) -> None:
    real = find_or_create(districts, "«Алматы Су» ГКП", "customer")
    training = find_or_create(districts, "ГКП «Алматы Су»", "customer", is_training=True)
    load(districts, ORGANISATIONS)
    districts.expire_all()
    for organisation_id in (real, training):
        body = districts.get(Organisation, organisation_id)
        assert body is not None
        assert (body.name_kk, body.name_en) == ("«Алматы Су» МКК", "Almaty Su (water utility)")


def test_successions_are_followed_over_several_steps_and_a_circle_ends(session: Session) -> None:
    ids = [find_or_create(session, f"Отдел {number}", "public_body") for number in range(4)]
    for before, after, day in ((0, 1, 1), (1, 2, 2), (2, 3, 3)):
        link = OrganisationSuccession(
            predecessor_id=ids[before], successor_id=ids[after], kind="renamed", on_day=date(2025, 1, day), source="t"
        )
        session.add(link)
    session.flush()
    found = {day: organisation_on(session, ids[0], date(2025, 1, day))[0].id for day in (1, 2, 3, 4)}
    assert found == {1: ids[1], 2: ids[2], 3: ids[3], 4: ids[3]}
    session.add(
        OrganisationSuccession(
            predecessor_id=ids[3], successor_id=ids[0], kind="renamed", on_day=date(2025, 1, 4), source="t"
        )
    )
    session.flush()
    assert [one.id for one in organisation_on(session, ids[0], date(2025, 1, 5))] == [ids[0]]


def test_an_unknown_organisation_is_not_found(session: Session) -> None:
    with pytest.raises(NotFoundError):
        organisation_on(session, 10**9, AFTER)
    with pytest.raises(NotFoundError):
        read_profile(session, 10**9, "ru", AFTER)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("organisation,Контора,,,customer,971240001314,,,,,,,,,источник", "bin", "БСН қате"),
        ("organisation,,,,customer,,,,,,,,,,источник", "name", "ячейка пуста"),
        ("organisation,Контора,,,,,,,,,,,,,источник", "roles", "the cell is empty"),
        ("organisation,Контора,,,customer,,,,,,,,скоро,,источник", "from", "это не дата"),
        ("organisation,Контора,,,customer,,,,,,,,,,", "source", "ячейка пуста"),
        ("succession,Никто,,,,,,Никто,renamed,,,,2025-01-01,,источник", "name", "нет организации «Никто»"),
        ("succession,Мир,,,,,,Мир,renamed,,,,2025-01-01,,источник", "", "строка противоречит"),
        ("succession,Мир,,,,,,Труд,vanished,,,,2025-01-01,,источник", "kind", "renamed, merged, split"),
        ("succession,Мир,,,,,,Труд,renamed,,,,,,источник", "from", "ячейка пуста"),
        ("service_area,Мир,,,,,,,,,dreams,,,,источник", "task", "нужно одно из"),
        ("service_area,Мир,,,,,,,,,roads,Лунный,,,источник", "district", "нет района «Лунный»"),
        ("contact,Мир,,,,,,,website,javascript:alert(1),,,,,источник", "value", "это не адрес сайта"),
        ("nonsense,Мир,,,,,,,,,,,,,источник", "record", "organisation, succession"),
    ],
)
def test_a_broken_row_is_told_and_the_good_ones_load(
    districts: Session, tmp_path: Path, row: str, column: str, said: str
) -> None:
    good = [f"organisation,{name},,,public_body,,,,,,,,,,источник" for name in ("Мир", "Труд")]
    lines = from_csv(districts, tmp_path, *good, row)
    assert "2 organisations added" in lines[0]
    assert len(lines) == 2
    assert lines[1].startswith(f"  row 4, {column}: " if column else "  row 4: ")
    assert said in lines[1]


def test_one_number_belongs_to_one_body(session: Session, tmp_path: Path) -> None:
    rows = [f"organisation,{name},,,customer,971240001315,,,,,,,,,источник" for name in ("Мир", "Труд")]
    lines = from_csv(session, tmp_path, *rows)
    assert "1 organisations added" in lines[0]
    assert "строка противоречит" in lines[1]


def test_a_workbook_loads_like_a_table_and_contacts_and_areas_have_their_days(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["record", "name", "roles", "kind", "value", "task", "from", "to", "source"])
    sheet.append(["contact", "Мир", "", "phone", "1308", "", date(2025, 1, 1), date(2025, 6, 30), "t"])
    sheet.append(["service_area", "Мир", "", "", "", "roads", date(2025, 1, 1), date(2025, 6, 30), "t"])
    sheet.append(["organisation", "Мир", "public_body", "", "", "", "", "", "t"])
    path = tmp_path / "bodies.xlsx"
    book.save(path)
    assert load(session, path)[1:] == []
    body = named(session, "Мир")
    assert session.scalar(select(OrganisationContact.value)) == "1308"
    assert session.scalar(select(ServiceArea.organisation_id)) == body.id
    june, july = (read_profile(session, body.id, "kk", date(2025, month, 1)) for month in (6, 7))
    assert ([one.value for one in june.contacts], [one.is_now for one in june.services]) == (["1308"], [True])
    assert ([one.value for one in july.contacts], [one.is_now for one in july.services]) == ([], [False])


@pytest.mark.parametrize(("content", "said"), [("a,b\n1,2\n", "record"), (HEADER + "\n", "no rows")])
def test_a_file_that_is_no_such_table_is_refused(session: Session, tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "bodies.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadFileError, match=said):
        load(session, path)
