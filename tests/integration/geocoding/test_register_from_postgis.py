"""The register read from PostGIS, and the file command on it."""

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from etl.geocode import geocode_file
from gis_app.errors import BadFileError
from gis_app.geocoding.holder import load_geocoder
from gis_app.geocoding.load import load_register, register_version
from gis_app.settings import Settings
from tests.integration.geocoding.register_rows import add_small_city


def test_the_register_in_memory_holds_what_the_database_holds(session: Session, settings: Settings) -> None:
    ids = add_small_city(session)
    register = load_register(session, settings.metric_srid)
    assert register.version == register_version(session) > 0
    assert {target.kind for target in register.targets} == {"street", "microdistrict", "district"}
    assert register.by_key[("street", ids["abay"])] is not None
    assert len(register.houses) == 1


def test_an_empty_register_answers_none(session: Session, settings: Settings) -> None:
    answer = load_geocoder(session, settings).geocode("проспект Абая, 10")
    assert answer.match_type == "none"


def test_a_phrase_is_located_on_the_register_of_the_database(session: Session, settings: Settings) -> None:
    ids = add_small_city(session)
    answer = load_geocoder(session, settings).geocode("Абай даңғылы – Толе би көшесінің қиылысы", "Алмалинский")
    assert answer.match_type == "intersection"
    assert set(answer.targets) == {("street", ids["abay"]), ("street", ids["tole_bi"])}


def test_the_command_writes_one_object_per_row_in_the_order_of_the_file(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    add_small_city(session)
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text(
        "id,text,district\n1,Абая – Толе би,Алмалинский\n2,согласно приложению,\n3,,\n", encoding="utf-8-sig"
    )
    summary = geocode_file(source, out, session, settings)
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert [line["match_type"] for line in lines] == ["intersection", "none", "none"]
    assert lines[0]["geometry"]["type"] == "Point"
    assert (summary.texts, summary.located) == (3, 1)


@pytest.mark.parametrize("content", [b"id,address\n1,x\n", b"\xff\xfe\x00\x01", b""])
def test_a_file_that_is_not_a_list_of_texts_changes_nothing(
    content: bytes, session: Session, settings: Settings, tmp_path: Path
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_bytes(content)
    with pytest.raises(BadFileError):
        geocode_file(source, out, session, settings)
    assert not out.exists()
