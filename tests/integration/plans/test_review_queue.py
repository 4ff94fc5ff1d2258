"""From a plan to the queue, from a decision to the map: with the real geocoder and the command line."""

import csv
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from etl.load.plan import load_plan
from etl.source import Source, parse_source
from gis_app.db.session import session_scope
from gis_app.settings import Settings
from gis_app.works.types import load_work_types
from tests.integration.geocoding.register_rows import add_small_city, add_street, grid
from tests.unit.etl.plan_files import csv_text, written

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 6, 10)
HEADER = ["№", "Вид работ", "Место", "Район", "Начало", "Конец"]
DAYS = ["01.05.2026", "31.07.2026"]


def source() -> Source:
    return parse_source(
        {
            "id": "contractor",
            "title": "A contractor",
            "header": {"find": ["Вид работ", "Место"]},
            "columns": {
                "key": "№",
                "type": "Вид работ",
                "location": "Место",
                "district": "Район",
                "planned_start": "Начало",
                "planned_end": "Конец",
            },
            "constants": {"language": "ru"},
            "titles": {"row": "{type}: {location}"},
            "key": ["key"],
            "dates": {"formats": ["%d.%m.%Y"]},
            "period": {"constant": "2026"},
        }
    )


@pytest.fixture
def database(committed_database: tuple[Settings, Engine]) -> tuple[Settings, Engine]:
    settings, engine = committed_database
    with session_scope(engine) as session:
        load_work_types(session)
        add_small_city(session)
        for west in (0, 60):
            line = grid.line((west, 30), (west + 4, 30))
            add_street(session, line, "street", ("улица Ленина", "ru", "official"))
    return settings, engine


def load(database: tuple[Settings, Engine], folder: Path, *places: str, name: str = "plan.csv", **options: Any) -> Any:
    settings, engine = database
    rows = [[number, "Реконструкция канализации", place, "", *DAYS] for number, place in enumerate(places, 1)]
    path = written(folder, name, csv_text([HEADER, *rows], ";"))
    return load_plan(engine, path, "contractor", today=TODAY, settings=settings, source=source(), **options)


def ask(engine: Engine, statement: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def run(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", "--quiet", *arguments],
        env={**os.environ, "GIS_APP_DATABASE_URL": str(settings.database_url)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_what_was_placed_for_certain_does_not_wait(database: tuple[Settings, Engine], tmp_path: Path) -> None:
    load(database, tmp_path, "проспект Абая", "ул. Неведомая", "Неведомая улица", "улица НЕВЕДОМАЯ", "ул. Ленина")
    waiting = ask(database[1], "SELECT text, match_type, ambiguous, reasons->>'en' FROM review_items ORDER BY id")
    assert sorted(row[0] for row in waiting) == ["Неведомая улица", "ул. Ленина", "ул. Неведомая"]
    assert all(row[3] for row in waiting)
    keys = ask(database[1], "SELECT count(*), count(place_key), count(DISTINCT place_key) FROM works")
    assert keys == [(5, 5, 4)]


def test_a_dry_run_puts_nothing_in_the_queue(database: tuple[Settings, Engine], tmp_path: Path) -> None:
    load(database, tmp_path, "ул. Неведомая", dry_run=True)
    assert ask(database[1], "SELECT * FROM review_items") == []


def test_the_queue_is_worked_off_on_the_command_line(database: tuple[Settings, Engine], tmp_path: Path) -> None:
    settings, engine = database
    load(database, tmp_path, "ул. Ленина", "УЛИЦА ЛЕНИНА", "двор у дуба")
    street, yard = (row[0] for row in ask(engine, "SELECT id FROM review_items ORDER BY text DESC"))

    listed = run(settings, "review", "list")
    assert listed.returncode == 0, listed.stderr
    assert "2 works" in listed.stdout.splitlines()[0]
    assert listed.stdout.splitlines()[-1] == "2 texts wait for a decision, 3 works."

    shown = run(settings, "review", "show", str(street))
    assert shown.stdout.count("street “улица Ленина”") == 2
    place = tmp_path / "yard.geojson"
    place.write_text(json.dumps({"type": "Point", "coordinates": [76.93, 43.24]}))
    decided = run(settings, "review", "decide", str(street), "--candidate", "2", "--author", "А. Асанов")
    assert decided.returncode == 0, decided.stderr
    assert "for the whole city, by А. Асанов" in decided.stdout
    given = run(settings, "review", "decide", str(yard), "--geometry", str(place), "--author", "А. Асанов")
    assert given.returncode == 0, given.stderr

    assert run(settings, "work", "--once").returncode == 0
    works = ask(engine, "SELECT match_type, confidence, ambiguous, ST_AsText(geom) IS NOT NULL FROM works ORDER BY id")
    assert works == [("street", 1.0, False, True)] * 2 + [("landmark", 1.0, False, True)]
    assert ask(engine, "SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'") == [(0,)]
    assert run(settings, "review", "list").stdout == "0 texts wait for a decision, 0 works.\n"

    out = tmp_path / "cases.csv"
    assert run(settings, "review", "export", str(out)).returncode == 0
    cases = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(case["text"], case["match_type"]) for case in cases] == [
        ("ул. Ленина", "street"),
        ("двор у дуба", "landmark"),
    ]
    assert json.loads(cases[1]["geometry"]) == {"type": "Point", "coordinates": [76.93, 43.24]}

    # The next plan of the contractor meets the decision.
    load(database, tmp_path, "ул. Ленина", "УЛИЦА ЛЕНИНА", "двор у дуба", "Двор у дуба!", name="next.csv")
    assert ask(engine, "SELECT match_type, confidence FROM works ORDER BY id DESC LIMIT 1") == [("landmark", 1.0)]
    assert run(settings, "review", "list").stdout == "0 texts wait for a decision, 0 works.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("decide", "999", "--not-a-place", "--author", "А"), "no item 999"),
        (("decide", "999", "--author", "А"), "required"),
        (("decide", "999", "--not-a-place", "--withdraw", "--author", "А"), "not allowed"),
        (("decide", "999", "--geometry", "missing.json", "--author", "А"), "cannot be read"),
        (("show", "999"), "no item 999"),
        (("export", "nowhere/out.csv"), "no folder"),
    ],
)
def test_bad_usage_ends_with_two_and_one_clear_line(
    database: tuple[Settings, Engine], arguments: tuple[str, ...], told: str
) -> None:
    done = run(database[0], "review", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_works_are_placed_anew_when_the_register_changes(database: tuple[Settings, Engine], tmp_path: Path) -> None:
    settings, engine = database
    load(database, tmp_path, "ул. Гоголя", "ул. Гоголя", "ул. Неведомая")
    with session_scope(engine) as session:
        add_street(session, grid.line((0, 8), (9, 8)), "street", ("улица Гоголя", "ru", "official"))
    tried = run(settings, "relocate", "--dry-run")
    assert tried.returncode == 0, tried.stderr
    assert "3 works asked, 2 would change: 2 found, 0 lost, 0 moved, 0 reworded." in tried.stdout
    assert ask(engine, "SELECT count(*) FROM works WHERE geom IS NOT NULL") == [(0,)]
    done = run(settings, "relocate")
    assert "work 1: found, none → street: ул. Гоголя" in done.stdout
    assert "1 texts are not certain." in done.stdout
    assert ask(engine, "SELECT count(*) FROM works WHERE match_type = 'street'") == [(2,)]
    assert ask(engine, "SELECT count(*) FROM tiles_dirty") == [(0,)]
    assert ask(engine, "SELECT count(*), min(cause) FROM former_places") == [(2, "relocation")]
    assert "0 changed" in run(settings, "relocate").stdout
