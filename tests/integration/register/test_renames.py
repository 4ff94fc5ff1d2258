"""`load-renames`: aliases on the right street, scopes, homonyms refused, drafts kept apart."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.load.areas import load_areas
from etl.load.districts import load_districts
from etl.load.outcome import LoadOutcome
from etl.load.renames import load_renames
from etl.load.streets import load_streets
from tests.integration.register.files import (
    context,
    features,
    grid,
    names_of_streets,
    roads,
    snapshot,
    street_named,
    table,
    version,
)

HEADER = "old_ru,new_ru,new_kk,source"


@pytest.fixture
def network(session: Session, tmp_path: Path) -> Path:
    """Two districts; streets of which some carry new names, some old ones, and homonyms."""
    load_districts(
        context(session),
        features(
            tmp_path / "d.geojson",
            (grid.box(-1, -1, 20, 100), {"id": 6, "name_ru": "Медеуский район", "name_kk": "Медеу ауданы"}),
            (grid.box(20, -1, 60, 100), {"id": 1, "name_ru": "Алатауский район", "name_kk": "Алатау ауданы"}),
        ),
    )
    path = roads(
        tmp_path / "roads.geojson",
        ("проспект Назарбаева", [(0, 0), (9, 0)]),
        ("улица Калинина", [(0, 10), (9, 10)]),
        ("улица Ленина", [(0, 20), (9, 20)]),
        ("улица Ленина", [(30, 20), (36, 20)]),
        ("улица Молдагалиева", [(0, 30), (9, 30)]),
        ("улица Достык", [(0, 40), (9, 40)]),
        ("улица Достык", [(30, 40), (38, 40)]),
        ("улица Абая", [(0, 50), (9, 50)]),
        ("улица Абая", [(30, 50), (31, 50)]),
    )
    load_streets(context(session), path)
    return path


def load(session: Session, tmp_path: Path, *rows: str) -> LoadOutcome:
    """Load a list of renamings."""
    return load_renames(context(session), table(tmp_path / "renames.csv", HEADER, *rows))


def test_an_old_name_becomes_an_alias_of_the_street_with_the_new_name(
    session: Session, tmp_path: Path, network: Path
) -> None:
    load(session, tmp_path, "Фурманова,проспект Назарбаева,Назарбаев даңғылы,a decree")
    assert names_of_streets(session)[street_named(session, "проспект Назарбаева")] == {
        ("проспект Назарбаева", "ru", "official"), ("Назарбаев даңғылы", "kk", "official"), ("Фурманова", "ru", "old"),
    }  # fmt: skip
    sources = session.execute(text("SELECT DISTINCT source FROM street_names WHERE kind = 'old'")).scalars().all()
    assert sources == ["renames: a decree"]


def test_a_map_with_the_old_name_gets_the_new_one_as_official(session: Session, tmp_path: Path, network: Path) -> None:
    load(session, tmp_path, "Калинина,улица Кабанбай батыра,Қабанбай батыр көшесі,a decree")
    street = street_named(session, "улица Кабанбай батыра")
    assert names_of_streets(session)[street] == {
        ("улица Калинина", "ru", "old"), ("Калинина", "ru", "old"),
        ("улица Кабанбай батыра", "ru", "official"), ("Қабанбай батыр көшесі", "kk", "official"),
    }  # fmt: skip
    assert not load_streets(context(session), network).changed  # the map's old name does not come back


def test_a_draft_changes_no_official_name(session: Session, tmp_path: Path, network: Path) -> None:
    load(session, tmp_path, "Калинина,Тауке хана,,zakon.kz (draft)")
    assert names_of_streets(session)[street_named(session, "улица Калинина")] == {
        ("улица Калинина", "ru", "official"), ("Тауке хана", "ru", "variant"),
    }  # fmt: skip


def test_a_full_name_finds_the_street_of_the_family_name(session: Session, tmp_path: Path, network: Path) -> None:
    load(session, tmp_path, "10 лет комсомола,Молдагалиева Жубана,,x")
    assert ("10 лет комсомола", "ru", "old") in names_of_streets(session)[street_named(session, "улица Молдагалиева")]


def test_a_scope_tells_homonyms_apart_and_stays_with_the_alias(session: Session, tmp_path: Path, network: Path) -> None:
    load(session, tmp_path, "Ленина (Алатауский р-н),Биянху,,x")
    street = street_named(session, "Биянху")
    row = session.execute(
        text("SELECT scope_district_id FROM street_names WHERE street_id = :id AND name = 'Ленина'"), {"id": street}
    ).scalar()
    assert row == 1
    assert session.execute(text("SELECT district_id FROM streets WHERE id = :id"), {"id": street}).scalar() == 1
    assert sum(any(name[0] == "улица Ленина" for name in own) for own in names_of_streets(session).values()) == 2


def test_homonyms_without_a_scope_are_refused_unless_one_is_the_citys_main_street(
    session: Session, tmp_path: Path, network: Path
) -> None:
    outcome = load(session, tmp_path, "Мира,Достык,,x", "Арычная,Абая,,x")
    assert [(problem.row, "2 streets" in problem.reason) for problem in outcome.problems] == [(2, True)]
    longest = session.execute(text("SELECT street_id FROM street_names WHERE name = 'Арычная'")).scalar()
    assert session.execute(text("SELECT round(length_m) FROM streets WHERE id = :id"), {"id": longest}).scalar() == 900


def test_names_that_no_street_carries_and_empty_rows_are_told(session: Session, tmp_path: Path, network: Path) -> None:
    outcome = load(session, tmp_path, "Емелева,Абдуллиных,,x", ",Абая,,x", "Фурманова,проспект Назарбаева,,x")
    assert [(problem.row, problem.column) for problem in outcome.problems] == [(3, "old_ru"), (2, "new_ru")]
    assert outcome.changed


def test_microdistricts_are_renamed_both_ways(session: Session, tmp_path: Path, network: Path) -> None:
    load_areas(
        context(session),
        features(
            tmp_path / "a.geojson",
            (grid.box(0, 60, 3, 63), {"kind": "microdistrict", "name_ru": "Шапагат"}),
            (grid.box(9, 60, 12, 63), {"kind": "microdistrict", "name_ru": "Дубок-2"}),
        ),
    )
    outcome = load(
        session,
        tmp_path,
        "мкр Заря Востока,мкр Шапагат,Шапағат ықшам ауданы,x",
        "мкр Дубок-2,мкр Атамекен,Атамекен ықшам ауданы,x",
        "мкр Трудовик,мкр Томирис,,x",
    )
    places = session.execute(text("SELECT name_ru, name_kk FROM places ORDER BY id")).all()
    assert [tuple(place) for place in places] == [("Шапагат", None), ("Атамекен", "Атамекен")]
    names = session.execute(text("SELECT name, language, kind FROM place_names ORDER BY name")).all()
    assert [tuple(name) for name in names] == [
        ("Дубок-2", "ru", "old"), ("Заря Востока", "ru", "old"), ("Шапағат", "kk", "variant"),
    ]  # fmt: skip
    assert [problem.row for problem in outcome.problems] == [4]


def test_the_same_list_twice_changes_nothing(session: Session, tmp_path: Path, network: Path) -> None:
    rows = (
        "Фурманова,проспект Назарбаева,Назарбаев даңғылы,x",
        "Калинина,улица Кабанбай батыра,Қабанбай батыр көшесі,x",
        "10 лет комсомола,Молдагалиева Жубана,,x",
        "Ленина (Медеуский),Тауке хана,,x (draft)",
        "Арычная,Абая,Абай даңғылы,x",
    )
    load(session, tmp_path, *rows)
    before, known = snapshot(session), version(session)
    assert not load(session, tmp_path, *rows).changed
    assert not load_streets(context(session), network).changed
    assert (snapshot(session), version(session)) == (before, known)


def test_after_a_renaming_the_street_file_joins_pieces_of_both_names(
    session: Session, tmp_path: Path, network: Path
) -> None:
    load(session, tmp_path, "Фурманова,проспект Назарбаева,,x")
    path = roads(
        tmp_path / "more.geojson", ("проспект Назарбаева", [(0, 0), (9, 0)]), ("улица Фурманова", [(9, 0), (14, 0)])
    )
    load_streets(context(session), path)
    street = street_named(session, "проспект Назарбаева")
    assert session.execute(text("SELECT round(length_m) FROM streets WHERE id = :id"), {"id": street}).scalar() == 1400


def test_the_day_of_a_renaming_ends_the_old_name(session: Session, network: Path, tmp_path: Path) -> None:
    path = table(
        tmp_path / "dated.csv",
        f"{HEADER},renamed_on",
        "Фурманова,Назарбаева,,list,2017-11-30",
        "Калинина,Кабанбай батыра,,news.example/2019/01/09,",
        "Октябрьская,Абылай хана,,list,soon",
    )
    outcome = load_renames(context(session), path)
    until = dict(
        session.execute(text("SELECT name, valid_to::text FROM street_names WHERE kind = 'old' ORDER BY name")).all()
    )
    assert until == {"Фурманова": "2017-11-30", "улица Калинина": "2019-01-09", "Калинина": "2019-01-09"}
    assert "renamed_on is 'soon'" in str(outcome.problems[0])
