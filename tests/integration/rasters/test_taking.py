"""From a received file to a prepared one, by the worker's own functions on a real database."""

import io
import os
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from gis_app import child
from gis_app.accounts.user import CurrentUser
from gis_app.db.session import session_scope
from gis_app.errors import BadRasterError, ForbiddenError, TooManyRequestsError
from gis_app.jobs.queue import app
from gis_app.rasters import taking
from gis_app.rasters.files import prepared_path, rasters_folder, received_path
from gis_app.rasters.models import Raster
from gis_app.rasters.receiving import MOST_WAITING, Description, delete, receive
from gis_app.rasters.taking import sweep_files, take_raster
from gis_app.settings import Settings
from tests.geotiffs import square, write
from tests.people import add_user, current


@pytest.fixture
def own(committed_database: tuple[Settings, Engine], tmp_path: Path) -> tuple[Settings, Engine]:
    """A database and a folder of this test's own."""
    settings, engine = committed_database
    return settings.model_copy(update={"files": tmp_path / "files"}), engine


def send(own: tuple[Settings, Engine], content: bytes) -> tuple[int, str, CurrentUser]:
    """Receive a file of a new administrator; the raster's id and key."""
    settings, engine = own
    with session_scope(engine) as session:
        by = current(session, add_user(session, "administrator"))
        raster = receive(session, settings, by, Description("Съёмка"), "photo.tif", io.BytesIO(content))
        return raster.id, raster.key, by


def test_a_good_raster_becomes_ready_and_only_its_prepared_file_stays(
    own: tuple[Settings, Engine], tmp_path: Path
) -> None:
    settings, engine = own
    raster_id, key, _ = send(own, write(tmp_path / "a.tif", square()).read_bytes())
    assert received_path(settings, key).is_file()
    assert take_raster(engine, settings, raster_id) == "ready"
    with Session(engine) as session:
        raster = session.get_one(Raster, raster_id)
        assert (raster.state, raster.maxzoom, raster.facts["crs"]) == ("ready", 17, "EPSG:32643")
        assert raster.bounds == pytest.approx((76.9, 43.2464, 76.905, 43.25), abs=3e-4)
    assert prepared_path(settings, key).is_file()
    assert not received_path(settings, key).exists()
    assert take_raster(engine, settings, raster_id) == "left", "a job that is run twice changes nothing"


@pytest.mark.parametrize(("content", "code"), [(b"\x89PNG\r\n\x1a\n" * 9, "not-tiff"), (b"II*\x00" * 9, "damaged")])
def test_a_bad_raster_is_refused_with_its_reason(own: tuple[Settings, Engine], content: bytes, code: str) -> None:
    settings, engine = own
    raster_id, _, _ = send(own, content)
    assert take_raster(engine, settings, raster_id) == "refused"
    with Session(engine) as session:
        assert session.get_one(Raster, raster_id).reason == {"code": code, "values": {}}
    assert [path for path in rasters_folder(settings).rglob("*") if path.is_file()] == []


def test_a_reader_that_dies_refuses_the_raster_and_nothing_else(
    own: tuple[Settings, Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, engine = own
    raster_id, _, _ = send(own, write(tmp_path / "a.tif", square()).read_bytes())
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    assert take_raster(engine, settings, raster_id) == "refused"
    with Session(engine) as session:
        assert session.get_one(Raster, raster_id).reason == {"code": "broke", "values": {}}


def test_a_raster_deleted_while_it_is_prepared_leaves_no_file(
    own: tuple[Settings, Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, engine = own
    raster_id, _, by = send(own, write(tmp_path / "a.tif", square()).read_bytes())
    really = taking._prepare

    def meanwhile(given: Settings, key: str) -> dict[str, object]:
        with session_scope(engine) as session:
            delete(session, by, session.get_one(Raster, raster_id))
        return really(given, key)

    monkeypatch.setattr(taking, "_prepare", meanwhile)
    assert take_raster(engine, settings, raster_id) == "left"
    assert [path for path in rasters_folder(settings).rglob("*") if path.is_file()] == []


def test_a_file_over_the_limit_is_not_kept(session: Session, city: Settings) -> None:
    by = current(session, add_user(session, "administrator"))
    small = city.model_copy(update={"raster_max_mb": 1})
    with pytest.raises(BadRasterError) as refused:
        receive(session, small, by, Description("x"), "x.tif", io.BytesIO(bytes(1_000_001)))
    assert (refused.value.code, refused.value.values) == ("too-many-bytes", {"most": "1"})
    assert [path for path in rasters_folder(city).rglob("*") if path.is_file()] == []
    assert session.scalars(select(Raster)).all() == []


def test_a_person_does_not_fill_the_queue(session: Session, city: Settings) -> None:
    by = current(session, add_user(session, "administrator"))
    for _ in range(MOST_WAITING):
        receive(session, city, by, Description("x"), "x.tif", io.BytesIO(b"x"))
    with pytest.raises(TooManyRequestsError):
        receive(session, city, by, Description("x"), "x.tif", io.BytesIO(b"x"))


def test_a_stranger_deletes_nothing(session: Session, city: Settings) -> None:
    by = current(session, add_user(session, "administrator"))
    raster = receive(session, city, by, Description("x"), "x.tif", io.BytesIO(b"x"))
    with pytest.raises(ForbiddenError):
        delete(session, current(session, add_user(session, "inspector")), raster)


def test_old_files_that_no_row_names_are_swept(own: tuple[Settings, Engine]) -> None:
    settings, engine = own
    _, key, _ = send(own, b"x")
    old = rasters_folder(settings) / f"{'0' * 32}.tif"
    fresh = rasters_folder(settings) / "received" / f"{'1' * 32}.part"
    for path in (old, fresh):
        path.write_bytes(b"x")
    for path in (old, received_path(settings, key)):
        os.utime(path, (1, 1))
    assert sweep_files(engine, settings) == 1
    assert not old.exists()
    assert fresh.exists()
    assert received_path(settings, key).exists()


def test_the_worker_has_the_tasks_that_are_queued_by_name() -> None:
    from etl.work import LANES, register_tasks
    from gis_app.rasters.receiving import PREPARE_TASK, QUEUE, REMOVE_TASK

    register_tasks()
    assert {PREPARE_TASK, REMOVE_TASK} <= set(app.tasks)
    assert (QUEUE,) in [tuple(lane) for lane in LANES]
