"""The declarations that are shipped read the files they were written for."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from etl.load.plan import load_plan
from etl.report import PlanReport
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.integration.plans.test_loading import Places
from tests.unit.etl.plan_files import csv_text, written, xlsx

ROOT = Path(__file__).parents[3]
ANNOUNCEMENTS = ROOT.parent / "shared" / "data" / "almaty" / "announcements.csv"
TODAY = date(2026, 6, 10)


@pytest.fixture
def database(committed_database: tuple[Settings, Engine]) -> Engine:
    _, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    return engine


def load(engine: Engine, path: Path, source_id: str) -> PlanReport:
    return load_plan(engine, path, source_id, today=TODAY, geocoder=Places(), settings=Settings())


@pytest.mark.skipif(not ANNOUNCEMENTS.is_file(), reason="the announcements are not here")
def test_of_the_471_announcements_81_are_outages_and_notices_and_the_rest_are_works(database: Engine) -> None:
    report = load(database, ANNOUNCEMENTS, "announcements")
    assert report.outcomes == {"new": 390, "outage": 50, "notice": 31}
    assert (report.works, report.twins) == ({"new": 363}, 27)
    assert report.outages == {"new": 48}, "two of the fifty tell another one in Kazakh"
    assert not [issue for issue in report.issues if issue.severity == "error"]
    with database.connect() as connection:
        titled = text("SELECT title_ru, title_kk, title_en FROM works WHERE identity_key = 'key:AW0226'")
        (titles,) = connection.execute(titled).all()
        rows = connection.execute(
            text(
                "SELECT count(*) FROM plan_rows r JOIN works w ON w.id = r.work_id WHERE w.identity_key = 'key:AW0111'"
            )
        ).scalar_one()
    assert titles[0].startswith("Теплосеть: Богенбай батыра от улицы Байтурсынова")
    assert titles[1].startswith("Жылу желісі: Бөгенбай батыр көшесі")
    assert titles[2] == "Heat network: pipe replacement"
    assert rows == 4, "an announcement and its three translations are one work"


def test_the_announced_works_of_the_demo_are_titled_in_three_languages(database: Engine) -> None:
    report = load(database, ROOT / "etl" / "demo" / "announced_works.csv", "demo_announced")
    assert report.outcomes["rejected"] == report.outcomes["duplicate"] == 0
    assert report.works["new"] >= 120
    with database.connect() as connection:
        untitled = text("SELECT count(*) FROM works WHERE title_ru IS NULL OR title_kk IS NULL OR title_en IS NULL")
        unsourced = text("SELECT count(*) FROM works WHERE source_url IS NULL OR is_training")
        assert connection.execute(untitled).scalar_one() == 0
        assert connection.execute(unsourced).scalar_one() == 0


def test_the_invented_plan_of_the_demo_loads_without_an_error_over_all_types(database: Engine, tmp_path: Path) -> None:
    from etl.demo.training_plan import write_training_plan

    path = tmp_path / "plan.xlsx"
    write_training_plan(path, TODAY)
    report = load(database, path, "demo_training")
    assert report.is_training
    assert [issue.message_en for issue in report.issues if issue.severity == "error"] == []
    assert report.works["new"] >= 300
    with database.connect() as connection:
        kinds = connection.execute(text("SELECT count(DISTINCT type_code), bool_and(is_training) FROM works")).one()
    assert tuple(kinds) == (30, True)


def test_a_contractors_workbook_is_read_by_the_example_declaration(database: Engine, tmp_path: Path) -> None:
    header = [
        "№",
        "Наименование работ",
        "Участок",
        "Район",
        "Заказчик",
        "Начало",
        "Окончание",
        "Объем",
        "Ед. изм.",
        "Сумма, тыс. тенге",
        "Перекрытие",
    ]
    rows = [
        ["ТОО «Пример-Жол»: план работ на 2026 год"],
        [],
        header,
        [
            1,
            "Средний ремонт дороги",
            "ул. Абая",
            "Алмалинский",
            "Управление",
            date(2026, 6, 1),
            "30.06.26",
            "1,2",
            "км",
            "12 500,5",
            "да",
        ],
        [2, "Устройство тротуара", "ул. Сатпаева", "", "", "15/07/2026", "", "", "", "", "нет"],
        ["", "Итого", "", "", "", "", "", "1,2", "", "12 500,5"],
    ]
    report = load(database, written(tmp_path, "plan.xlsx", xlsx(rows, "План работ")), "example_contractor")
    assert (report.outcomes, report.period, report.issues) == ({"new": 2}, "2026", [])
    with database.connect() as connection:
        works = connection.execute(
            text("SELECT type_code, budget, quantity, unit, closes_road, planned_end, title_ru FROM works ORDER BY id")
        ).all()
    assert tuple(works[0]) == (
        "road_medium_repair",
        12500500,
        Decimal("1.2"),
        "км",
        True,
        date(2026, 6, 30),
        "Средний ремонт: ул. Абая",
    )
    assert (works[1].type_code, works[1].closes_road) == ("sidewalk", False)


def test_generated_works_are_read_from_coordinates_and_from_wkt(database: Engine, tmp_path: Path) -> None:
    header = ["id", "type_code", "title", "lon", "lat", "wkt", "contractor", "start", "end"]
    rows = [
        header,
        [1, "lift", "Лифт", 76.9, 43.25, "", "", "2026-05-01", "2026-06-01"],
        [2, "sewer", "Канализация", "", "", '"LINESTRING(76.9 43.25, 76.91 43.25)"', "", "2026-05-01", "2026-06-01"],
        [3, "sewer", "Канализация", 71.4, 51.1, "", "", "2026-05-01", "2026-06-01"],
        [4, "sewer", "Канализация", 76.9, "", "", "", "2026-05-01", "2026-06-01"],
    ]
    report = load(database, written(tmp_path, "plan.csv", csv_text(rows)), "generated")
    assert report.outcomes == {"new": 2, "rejected": 2}
    assert sorted(report.reasons) == ["outside_city", "unreadable_geometry"]
    with database.connect() as connection:
        kinds = connection.execute(text("SELECT ST_GeometryType(geom), match_type FROM works ORDER BY id")).all()
    assert [tuple(kind) for kind in kinds] == [("ST_Point", "given"), ("ST_LineString", "given")]
