"""Plans go into a real database: outcomes, superseding, dry runs, refusals."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.load.plan import load_plan
from etl.report import PlanReport
from etl.source import Source, parse_source
from gis_app.db.session import session_scope
from gis_app.errors import BadFileError, UnknownSourceError, UsageError
from gis_app.organisations.queries import find_or_create
from gis_app.settings import Settings
from gis_app.works.card import read_card
from gis_app.works.types import load_work_types
from tests.unit.etl.plan_files import csv_text, ods, written, xls, xlsx

TODAY = date(2026, 6, 10)
HEADER = [
    "№",
    "Вид работ",
    "Место",
    "Район",
    "Заказчик",
    "Подрядчик",
    "Начало",
    "Конец",
    "Начато",
    "Закончено",
    "Объём",
    "Сумма",
]
SEWER = [
    1,
    "Реконструкция канализации",
    "ул. Абая",
    "",
    "Алматы Су",
    "ТОО «Труба»",
    "01.05.2026",
    "31.07.2026",
    "",
    "",
    "1,5 км",
    2500000,
]
LIFT = [
    2,
    "Замена лифтов",
    "ул. Сатпаева, 5",
    "",
    "",
    "ТОО «Лифт»",
    "01.06.2026",
    "30.06.2026",
    "02.06.2026",
    "",
    "2 шт",
    "",
]
OUTAGE = [3, "Отключение холодной воды", "ул. Абая", "", "", "", "", "", "", "", "", ""]
BAD = [4, "прочее", "", "", "", "", "01.06.2026", "скоро", "", "", "", ""]
COUNTED = ("works", "work_plans", "plan_rows", "plan_row_issues", "schedule_versions", "work_events", "organisations")


class Places:
    """A geocoder that puts every text at one point, except those that begin with «неведом»."""

    def __init__(self, point: Point | None = None) -> None:
        self.point = point or Point(76.93, 43.24)

    def geocode(self, text: str, district: str | None = None) -> Any:
        known = not text.startswith("неведом")
        facts = {
            "match_type": "street" if known else "none",
            "confidence": 0.8 if known else 0.0,
            "ambiguous": False,
            "label": text,
            "geom": self.point if known else None,
            "steps": (),
            "parts": (),
            "targets": (),
            "reason": lambda self, language="ru": f"name unknown ({language})",
        }
        return type("Answer", (), facts)()


def contractor(**changes: Any) -> Source:
    document: dict[str, Any] = {
        "id": "contractor",
        "title": "A contractor",
        "header": {"find": ["Вид работ", "Место"]},
        "columns": {
            "key": "№",
            "type": "Вид работ",
            "location": "Место",
            "district": "Район",
            "customer": "Заказчик",
            "contractor": "Подрядчик",
            "planned_start": "Начало",
            "planned_end": "Конец",
            "actual_start": "Начато",
            "actual_end": "Закончено",
            "quantity": "Объём",
            "budget": "Сумма",
        },
        "constants": {"language": "ru"},
        "titles": {"row": "{type}: {location}"},
        "key": ["key"],
        "dates": {"formats": ["%d.%m.%Y"]},
        "period": {"constant": "2026"},
    }
    return parse_source({**document, **changes})


@pytest.fixture
def database(committed_database: tuple[Settings, Engine]) -> Engine:
    """A database of the test's own, with the work types."""
    _, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
    return engine


def load(engine: Engine, path: Path, source: Source | None = None, **options: Any) -> PlanReport:
    options = {"today": TODAY, "geocoder": Places(), **options}
    return load_plan(engine, path, "contractor", source=source or contractor(), settings=Settings(), **options)


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in COUNTED}


def ask(engine: Engine, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement), values)]


def plan(folder: Path, *rows: list[Any], name: str = "plan.csv") -> Path:
    return written(folder, name, csv_text([["План работ"], HEADER, *rows], ";"))


@pytest.mark.parametrize(("name", "build"), [("plan.xlsx", xlsx), ("plan.xls", xls), ("plan.ods", ods)])
def test_a_workbook_of_any_format_gives_the_same_works(
    database: Engine, tmp_path: Path, name: str, build: Callable[..., bytes]
) -> None:
    path = written(tmp_path, name, build([["План работ"], HEADER, SEWER, LIFT, OUTAGE, BAD]))
    report = load(database, path, report_path=tmp_path / "out.csv")
    assert report.outcomes == {"new": 2, "outage": 1, "rejected": 1}
    works = ask(
        database,
        "SELECT type_code, title_ru, planned_start, planned_end, actual_start, state, quantity, unit, budget, "
        "ST_AsText(geom), ST_SRID(geom_m), match_type FROM works ORDER BY id",
    )
    may, july = date(2026, 5, 1), date(2026, 7, 31)
    june, june_30, june_2 = date(2026, 6, 1), date(2026, 6, 30), date(2026, 6, 2)
    place = ("POINT(76.93 43.24)", 32643, "street")
    assert works == [
        ("sewer", "Канализация: ул. Абая", may, july, None, "planned", 1.5, "км", 2500000, *place),
        ("lift", "Лифт: ул. Сатпаева, 5", june, june_30, june_2, "in_progress", 2, "шт", None, *place),
    ]
    assert counts(database) == {
        "works": 2,
        "work_plans": 1,
        "plan_rows": 4,
        "plan_row_issues": 3,
        "schedule_versions": 2,
        "work_events": 1,
        "organisations": 3,
    }


def test_a_bad_row_is_listed_with_sheet_row_column_and_reason_while_good_rows_load(
    database: Engine, tmp_path: Path
) -> None:
    load(database, written(tmp_path, "plan.xlsx", xlsx([["План работ"], HEADER, SEWER, BAD])))
    issues = ask(
        database,
        "SELECT r.sheet, r.row_number, i.column_name, i.code, i.message_ru, i.message_en, r.data ->> 'Конец' "
        "FROM plan_row_issues i JOIN plan_rows r ON r.id = i.plan_row_id ORDER BY i.id",
    )
    assert issues == [
        (
            "План",
            4,
            "Конец",
            "unreadable_date",
            "дата не читается: «скоро»",
            "the date cannot be read: “скоро”",
            "скоро",
        ),
        (
            "План",
            4,
            "Вид работ",
            "unknown_type",
            "вид работ не распознан: «прочее»; укажите один из 30 видов",
            "the kind of work is not known: “прочее”; name one of the 30 kinds",
            "скоро",
        ),
        ("План", 4, "Место", "no_location", "не указано местоположение", "no location is given", "скоро"),
    ]
    source_row = "SELECT p.file_name, r.sheet, r.row_number FROM works w JOIN plan_rows r ON r.id = w.plan_row_id "
    assert ask(database, source_row + "JOIN work_plans p ON p.id = r.plan_id") == [("plan.xlsx", "План", 3)]


@pytest.mark.parametrize(
    ("name", "build", "sheet"),
    [("plan.csv", lambda rows: csv_text(rows, ";"), None), ("plan.xlsx", xlsx, "План")],
)
def test_the_card_of_a_work_names_the_sheet_of_a_workbook_and_none_of_a_text_table(
    database: Engine, tmp_path: Path, name: str, build: Callable[..., bytes], sheet: str | None
) -> None:
    load(database, written(tmp_path, name, build([["План работ"], HEADER, SEWER])))
    [(work_id,)] = ask(database, "SELECT id FROM works")
    with Session(database) as session:
        told = read_card(session, work_id, "kk", TODAY, Settings()).source
    assert (told.file, told.sheet, told.row) == (name, sheet, 3)


def test_the_same_file_twice_changes_nothing(database: Engine, tmp_path: Path) -> None:
    path = plan(tmp_path, SEWER, LIFT)
    first = load(database, path)
    before = counts(database)
    again = load(database, path.rename(tmp_path / "renamed.csv"))
    assert again.already_loaded == first.plan_id
    assert counts(database) == before
    assert "nothing changed" in str(again)


def test_a_newer_plan_supersedes_and_work_ids_stay(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER, LIFT))
    before = dict(ask(database, "SELECT identity_key, id FROM works"))
    later = [*SEWER[:7], "31.08.2026", "10.05.2026", *SEWER[9:]]
    fresh = [5, "Тротуары", "ул. Гоголя", "", "", "", "", "", "", "", "", ""]
    report = load(database, plan(tmp_path, later, fresh, name="plan-2.csv"))
    assert report.works == {"changed": 1, "new": 1}
    assert [(one.work_id, one.identity_key) for one in report.missing] == [(before["key:2"], "key:2")]
    works = dict(ask(database, "SELECT identity_key, id FROM works"))
    assert {key: works[key] for key in before} == before
    versions = ask(
        database,
        "SELECT s.version, s.planned_end, s.reason, p.file_name FROM schedule_versions s "
        "JOIN work_plans p ON p.id = s.plan_id WHERE work_id = :id ORDER BY version",
        id=before["key:1"],
    )
    assert versions == [
        (1, date(2026, 7, 31), "first_plan", "plan.csv"),
        (2, date(2026, 8, 31), "newer_plan", "plan-2.csv"),
    ]
    cached = "SELECT planned_end, actual_start, state, version FROM works WHERE id = :id"
    assert ask(database, cached, id=before["key:1"]) == [(date(2026, 8, 31), date(2026, 5, 10), "in_progress", 3)]
    assert ask(database, cached, id=before["key:2"])[0][0] == date(2026, 6, 30)


def test_an_unchanged_row_of_a_newer_plan_only_points_to_its_newer_row(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER))
    before = ask(database, "SELECT id, version, updated_at, geom FROM works")
    report = load(database, plan(tmp_path, SEWER, LIFT, name="plan-2.csv"))
    assert report.works == {"unchanged": 1, "new": 1}
    assert ask(database, "SELECT id, version, updated_at, geom FROM works WHERE identity_key = 'key:1'") == before
    pointed = ask(database, "SELECT r.plan_id FROM works w JOIN plan_rows r ON r.id = w.plan_row_id ORDER BY w.id")
    assert pointed == [(report.plan_id,), (report.plan_id,)]


def test_another_contractor_or_place_rewrites_the_work(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER, LIFT))
    other = [*SEWER[:5], "ТОО «Другая»", *SEWER[6:]]
    moved = [*LIFT[:2], "ул. Гоголя, 7", *LIFT[3:]]
    report = load(database, plan(tmp_path, other, moved, name="2.csv"), geocoder=Places(Point(76.95, 43.26)))
    assert report.works == {"changed": 2}
    works = ask(
        database,
        "SELECT o.name, location_raw, ST_X(geom), version, (SELECT count(*) FROM schedule_versions s "
        "WHERE s.work_id = w.id) FROM works w JOIN organisations o ON o.id = w.contractor_id ORDER BY w.id",
    )
    assert works == [("ТОО «Другая»", "ул. Абая", 76.93, 2, 1), ("ТОО «Лифт»", "ул. Гоголя, 7", 76.95, 2, 1)]


def test_another_period_is_another_series(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER))
    report = load(database, plan(tmp_path, SEWER, LIFT, name="2.csv"), contractor(period={"constant": "2027"}))
    assert report.works == {"new": 2}
    assert ask(database, "SELECT period, count(*) FROM works GROUP BY 1 ORDER BY 1") == [("2026", 1), ("2027", 2)]


def test_a_place_that_is_not_found_is_a_work_without_geometry(database: Engine, tmp_path: Path) -> None:
    lost = [*SEWER[:2], "неведомая улица", *SEWER[3:]]
    report = load(database, plan(tmp_path, lost))
    assert (report.works, report.match_types) == ({"new": 1}, {"not located": 1})
    assert ask(database, "SELECT geom, geom_web, match_type, locate_reason FROM works") == [
        (None, None, "none", "name unknown (ru)")
    ]
    found = [*lost[:6], "02.05.2026", *lost[7:]]
    again = load(database, plan(tmp_path, [*found[:2], "ул. Абая", *found[3:]], name="2.csv"))
    assert again.match_types == {"street": 1}
    assert ask(database, "SELECT ST_X(geom), match_type FROM works") == [(76.93, "street")]


def test_a_dry_run_writes_nothing_and_prints_the_same_report(database: Engine, tmp_path: Path) -> None:
    before = counts(database)
    path = plan(tmp_path, SEWER, LIFT, OUTAGE, BAD)
    dry = load(database, path, dry_run=True, report_path=tmp_path / "dry.csv")
    assert counts(database) == before
    real = load(database, path)
    assert (dry.outcomes, dry.works, dry.match_types, dry.issues) == (
        real.outcomes,
        real.works,
        real.match_types,
        real.issues,
    )
    assert "dry run, nothing was written" in str(dry)
    later = plan(tmp_path, [*SEWER[:7], "01.09.2026", *SEWER[8:]], name="2.csv")
    before = counts(database)
    assert load(database, later, dry_run=True).works == {"changed": 1}
    assert counts(database) == before


def test_training_data_never_shares_a_contractor_with_real_works(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER))
    load(database, plan(tmp_path, SEWER, LIFT, name="t.csv"), contractor(id="school", training=True))
    shared = (
        "SELECT w.is_training, o.is_training, count(*) FROM works w JOIN organisations o ON o.id = w.contractor_id "
    )
    assert ask(database, shared + "GROUP BY 1, 2 ORDER BY 1") == [(False, False, 1), (True, True, 2)]
    assert ask(database, "SELECT source, is_training FROM work_plans ORDER BY id") == [
        ("contractor", False),
        ("school", True),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "0 bytes"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "a PNG picture"),
        (xlsx([HEADER, SEWER])[:3000], "damaged or ends too early"),
        (xlsx([["a", "b"], [1, 2]]), "wrong header"),
        (xlsx([["План"], HEADER]), "no rows below the header"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_why(
    database: Engine, tmp_path: Path, content: bytes, reason: str
) -> None:
    before = counts(database)
    with pytest.raises(BadFileError, match=reason):
        load(database, written(tmp_path, "plan.xlsx", content))
    assert counts(database) == before


def test_a_wrong_format_a_mixed_period_and_an_unknown_source_are_refused(database: Engine, tmp_path: Path) -> None:
    path = plan(tmp_path, SEWER, LIFT)
    with pytest.raises(BadFileError, match="sends a workbook"):
        load(database, path, contractor(format="workbook"))
    columns = {"type": "Вид работ", "location": "Место", "period": "№"}
    mixed = contractor(columns=columns, key=["type"], period={"column": "period"})
    with pytest.raises(BadFileError, match="must say one period for the whole file, it says 1, 2"):
        load(database, path, mixed)
    with pytest.raises(UnknownSourceError):
        load_plan(database, path, "nobody", settings=Settings())
    assert counts(database)["work_plans"] == 0


def test_two_loads_of_one_file_at_the_same_time_give_one_plan(database: Engine, tmp_path: Path) -> None:
    path = plan(tmp_path, SEWER, LIFT)
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: load(database, path), range(2)))
    assert sorted(report.already_loaded is not None for report in reports) == [False, True]
    assert counts(database)["works"] == 2


def test_a_report_without_a_folder_is_refused_before_anything_is_loaded(database: Engine, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        load(database, plan(tmp_path, SEWER), report_path=tmp_path / "nowhere" / "out.csv")
    assert counts(database)["works"] == 0


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_loaded(database: Engine, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        load(database, plan(tmp_path, SEWER), report_path=tmp_path)
    assert counts(database)["works"] == 0


def test_a_dash_for_a_place_and_a_stray_control_character_do_not_stop_the_good_rows(
    database: Engine, tmp_path: Path
) -> None:
    filler = [[number, *SEWER[1:2], f"ул. Абая, {number}", *SEWER[3:]] for number in range(10, 200)]
    dash = [4, *SEWER[1:2], " — ", *SEWER[3:]]
    stray = [5, *SEWER[1:2], "ул. Жан\x00досова", *SEWER[3:]]
    report = load(database, plan(tmp_path, *filler, dash, stray))
    assert report.outcomes == {"new": 191, "rejected": 1}
    assert report.reasons == {"no_location": 1}
    assert ask(database, "SELECT 1 FROM works WHERE location_raw = 'ул. Жандосова'") == [(1,)]


def test_loadings_that_name_the_same_customer_do_not_wait_for_each_other(database: Engine, tmp_path: Path) -> None:
    load(database, plan(tmp_path, SEWER))
    with Session(database) as first, Session(database) as second:
        known = find_or_create(first, "Алматы Су", "customer")
        second.execute(text("SET LOCAL lock_timeout = '2s'"))
        assert find_or_create(second, "ГКП «Алматы Су»", "customer") == known


def test_a_newer_file_with_other_coordinates_moves_the_work(database: Engine, tmp_path: Path) -> None:
    columns = {"key": "№", "type": "Вид работ", "location": "Место", "lon": "Долгота", "lat": "Широта"}
    declared = contractor(columns=columns)

    def version(number: int, lat: str) -> PlanReport:
        text_ = csv_text(
            [["№", "Вид работ", "Место", "Долгота", "Широта"], [1, "Канализация", "Абая", "76.9", lat]], ";"
        )
        return load(database, written(tmp_path, f"{number}.csv", text_), declared)

    assert version(1, "43.25").works == {"new": 1}
    assert version(2, "43.250").works == {"unchanged": 1}
    assert version(3, "43.26").works == {"changed": 1}
    assert ask(database, "SELECT ST_Y(geom), match_type FROM works") == [(43.26, "given")]


def test_an_older_file_sent_again_is_told_that_a_newer_one_is_valid(database: Engine, tmp_path: Path) -> None:
    older, newer = plan(tmp_path, SEWER, name="1.csv"), plan(tmp_path, SEWER, LIFT, name="2.csv")
    load(database, older)
    assert "newer file" not in str(load(database, older))
    load(database, newer)
    assert "A newer file of the series has been loaded since" in str(load(database, older))


def test_the_period_may_come_from_a_column_or_from_the_days(database: Engine, tmp_path: Path) -> None:
    columns = {"type": "Вид работ", "location": "Место", "period": "Район", "planned_start": "Начало"}
    row = [*SEWER[:3], "2026-Q2", *SEWER[4:]]
    by_column = load(
        database, plan(tmp_path, row), contractor(columns=columns, key=["type"], period={"column": "period"})
    )
    assert by_column.period == "2026-Q2"
    by_days = load(database, plan(tmp_path, SEWER, name="2.csv"), contractor(id="other", period={"from_dates": "year"}))
    assert by_days.period == "2026"


def test_the_row_as_received_is_kept_with_every_cell(database: Engine, tmp_path: Path) -> None:
    load(database, written(tmp_path, "plan.xlsx", xlsx([[*HEADER, "Примечание"], [*SEWER, "согласовано"]])))
    ((data, content),) = ask(
        database, "SELECT r.data, length(p.content) FROM plan_rows r JOIN work_plans p ON p.id = r.plan_id"
    )
    assert data["Примечание"] == "согласовано"
    assert data["Сумма"] == "2500000"
    assert content == (tmp_path / "plan.xlsx").stat().st_size
