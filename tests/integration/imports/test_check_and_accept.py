"""An uploaded plan is checked before anything is public, and accepted as `load-plan` would load it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.imports.accept import accept_upload
from etl.load.plan import load_plan
from gis_app.db.session import session_scope
from gis_app.errors import UsageError
from gis_app.settings import Settings
from gis_app.works.imports.models import Upload
from gis_app.works.imports.near import find_near
from gis_app.works.imports.uploads import Sender, StaleUploadError, accept, find_upload, receive, submit, withdraw
from tests.integration.imports.plans import BAD, HEADER, LIFT, PARK, SEWER, TODAY, Stage, xlsx
from tests.people import add_user

WORKS = (
    "SELECT type_code, title_ru, location_raw, match_type, planned_start, planned_end, state, quantity, unit, budget,"
    " period, ST_AsText(geom) FROM works ORDER BY identity_key"
)


def all_of(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_a_checked_plan_says_of_each_row_what_was_understood_and_nothing_is_public(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER, LIFT, BAD]))
    upload = stage.upload(upload_id)
    assert (upload.state, upload.period, upload.rows_total) == ("checked", "2026", 3)
    sewer, lift, bad = stage.rows(upload_id)
    assert (sewer.outcome, sewer.severity, sewer.row_number) == ("new", "", 2)
    assert sewer.draft["type_code"] == "sewer"
    assert sewer.draft["planned_start"] == "2026-07-01"
    assert sewer.draft["contractor"] == "ТОО «Труба»", "whoever sends the plan does its works"
    assert lift.geom is not None
    assert bad.outcome == "rejected"
    assert {(one["column"], one["code"]) for one in bad.issues} == {
        ("Вид работ", "unknown_type"),
        ("Место", "no_location"),
        ("Начало", "unreadable_date"),
    }
    assert all(one["kk"] and one["ru"] and one["en"] for one in bad.issues)
    assert all_of(stage.engine, "SELECT 1 FROM works") == []


def test_accepting_writes_the_same_works_as_load_plan(stage: Stage, tmp_path: Path) -> None:
    content = xlsx([HEADER, SEWER, LIFT, BAD])
    assert stage.accept(stage.send(content)) == "accepted"
    accepted = all_of(stage.engine, WORKS)
    assert len(accepted) == 2
    path = tmp_path / "план.xlsx"
    path.write_bytes(content)
    with stage.engine.begin() as connection:
        connection.execute(text("TRUNCATE works, schedule_versions, work_events, plan_rows, work_plans CASCADE"))
    load_plan(stage.engine, path, "template", today=TODAY, geocoder=stage.places, settings=stage.settings)
    assert all_of(stage.engine, WORKS) == accepted


SHUT_OFF = ["Отключение горячей воды", "ул. Толе би, 7", "01.07.2026", "14.07.2026", "", "", ""]
OUTAGES = (
    "SELECT o.kind, o.source, o.publisher, o.first_day, o.last_day, o.geom IS NOT NULL, w.location_raw"
    " FROM outages o LEFT JOIN works w ON w.id = o.work_id"
)


def test_shut_offs_of_an_accepted_plan_become_outages_in_the_same_transaction(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER, SHUT_OFF]))
    assert all_of(stage.engine, OUTAGES) == [], "nothing is public before the plan is accepted"
    assert stage.accept(upload_id) == "accepted"
    source = f"template/organisation-{stage.organisation}"
    days = (date(2026, 7, 1), date(2026, 7, 14))
    assert all_of(stage.engine, OUTAGES) == [("hot_water", source, "ТОО «Труба»", *days, True, None)]
    assert all_of(stage.engine, "SELECT file_name, row_number FROM outage_versions") == [("план.xlsx", 3)]


def test_a_plan_of_shut_offs_alone_is_accepted_too(stage: Stage) -> None:
    assert stage.accept(stage.send(xlsx([HEADER, SHUT_OFF]))) == "accepted"
    assert all_of(stage.engine, "SELECT count(*) FROM outages") == [(1,)]
    assert all_of(stage.engine, "SELECT count(*) FROM works") == [(0,)]


def test_when_shut_offs_cannot_be_stored_no_work_is_written_either(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no area")

    monkeypatch.setattr("etl.imports.accept.pass_on_outages", fails)
    assert stage.accept(stage.send(xlsx([HEADER, SEWER, SHUT_OFF]))) == "submitted"
    assert all_of(stage.engine, "SELECT (SELECT count(*) FROM works), (SELECT count(*) FROM outages)") == [(0, 0)]


def test_an_accepted_plan_keeps_its_file_its_rows_and_asks_for_its_tiles(stage: Stage) -> None:
    content = xlsx([HEADER, SEWER, BAD])
    upload_id = stage.send(content)
    stage.accept(upload_id)
    upload = stage.upload(upload_id)
    assert (upload.state, upload.decided_by) == ("accepted", "Планировщик")
    kept = all_of(stage.engine, f"SELECT content, source, rows_total FROM work_plans WHERE id = {upload.plan_id}")
    assert kept == [(content, f"template/organisation-{stage.organisation}", 2)]
    assert all_of(stage.engine, "SELECT row_number, outcome FROM plan_rows ORDER BY 1") == [(2, "new"), (3, "rejected")]
    assert all_of(stage.engine, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'map.drain_tiles'") == [(1,)]


def test_accepting_again_changes_nothing(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER]))
    stage.accept(upload_id)
    before = all_of(stage.engine, "SELECT id, version FROM works")
    assert accept_upload(stage.engine, upload_id) == "left", "a job that is run again finds nothing to do"
    with pytest.raises(StaleUploadError):
        stage.accept(upload_id)
    assert all_of(stage.engine, "SELECT id, version FROM works") == before


def test_of_two_planners_who_accept_at_once_one_wins_and_the_other_is_told(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER]))
    version = stage.upload(upload_id).version

    def decide(name: str) -> str:
        try:
            with session_scope(stage.engine) as session:
                accept(session, find_upload(session, upload_id), version, name)
        except StaleUploadError as error:
            return str(error)
        return "won"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(decide, ["Асель", "Борис"]))
    assert answers[1] == "won"
    assert answers[0].startswith(f"upload {upload_id} is accepting, decided by ")
    assert accept_upload(stage.engine, upload_id) == "accepted"
    assert all_of(stage.engine, "SELECT count(*) FROM works") == [(1,)]


def test_a_newer_plan_is_told_against_the_last_one(stage: Stage) -> None:
    stage.accept(stage.send(xlsx([HEADER, SEWER, LIFT, PARK])))
    moved = [*SEWER[:3], "15.10.2026", *SEWER[4:]]
    richer = [*LIFT[:6], 900000]
    fresh = ["Ремонт тротуара", "ул. Толе би, 7", "01.08.2026", "05.08.2026", "", "", ""]
    upload_id = stage.send(xlsx([HEADER, moved, richer, fresh]))
    sewer, lift, sidewalk = stage.rows(upload_id)
    assert (sewer.outcome, sewer.changes) == ("changed", ["dates"])
    assert sewer.difference == [{"field": "planned_end", "before": "2026-08-31", "after": "2026-10-15"}]
    assert (lift.outcome, lift.changes) == ("changed", ["fields"])
    assert lift.difference == [{"field": "budget", "before": None, "after": "900000"}]
    assert (sidewalk.outcome, sidewalk.work_id) == ("new", None)
    with Session(stage.engine) as session:
        gone = session.get_one(Upload, upload_id).gone
    assert [(one["place"], one["planned_start"]) for one in gone] == [("парк Горького", "2026-09-01")]


def test_the_plan_of_another_organisation_is_another_series(stage: Stage) -> None:
    stage.accept(stage.send(xlsx([HEADER, SEWER])))
    upload_id = stage.send(xlsx([HEADER, LIFT]), sender=Sender(stage.rivals_person, "Болат", stage.rival))
    with Session(stage.engine) as session:
        assert session.get_one(Upload, upload_id).gone == []


def test_a_contractor_may_not_plan_the_works_of_another(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, [*SEWER[:4], "ТОО «Лифт»", *SEWER[5:]]]))
    (row,) = stage.rows(upload_id)
    assert [one["code"] for one in row.issues] == ["other_contractor"]
    assert row.outcome == "rejected"


def test_a_series_that_changed_since_the_check_is_compared_anew_and_nothing_is_written(stage: Stage) -> None:
    late = stage.send(xlsx([HEADER, SEWER, LIFT]))
    stage.accept(stage.send(xlsx([HEADER, SEWER])))
    works = all_of(stage.engine, "SELECT id FROM works")
    assert stage.accept(late) == "submitted", "the planner looks again"
    upload = stage.upload(late)
    assert upload.note is not None and "другой план" in upload.note["ru"]
    assert [row.outcome for row in stage.rows(late)] == ["unchanged", "new"]
    assert all_of(stage.engine, "SELECT id FROM works") == works
    assert stage.accept(late) == "accepted"


def test_the_very_same_file_twice_is_told_and_not_accepted(stage: Stage) -> None:
    content = xlsx([HEADER, SEWER])
    stage.accept(stage.send(content))
    again = stage.send(content)
    note = stage.upload(again).note
    assert note is not None and "уже принят" in note["ru"]
    assert stage.accept(again) == "submitted"


def test_works_near_a_row_in_the_same_days_are_hinted_at(stage: Stage) -> None:
    stage.accept(stage.send(xlsx([HEADER, SEWER, LIFT])))
    meeting = ["Ремонт тротуара", "ул. Абая", "20.08.2026", "20.09.2026", "", "", ""]
    later = ["Озеленение", "ул. Абая", "01.09.2026", "20.09.2026", "", "", ""]
    upload_id = stage.send(xlsx([HEADER, meeting, later]), sender=Sender(stage.rivals_person, "Болат", stage.rival))
    near, far = stage.rows(upload_id)
    assert [(one["type"], one["distance_m"]) for one in near.near] == [("sewer", 0)]
    assert far.near == [], "it begins after the sewer is done"
    with session_scope(stage.engine) as session:
        session.execute(text("UPDATE works SET is_training = true, version = version + 1"))
        find_near(session, upload_id)
    assert stage.rows(upload_id)[0].near == [], "an invented work is in no real one's way"


def test_a_file_that_is_no_table_fails_with_its_reason_in_three_languages_and_is_kept(stage: Stage) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(99)
    upload_id = stage.send(content)
    upload = stage.upload(upload_id)
    assert upload.state == "failed"
    assert upload.error is not None
    assert "картинка PNG" in upload.error["ru"] and "PNG суреті" in upload.error["kk"]
    assert all_of(stage.engine, "SELECT content FROM uploads") == [(content,)]


def test_more_rows_than_a_page_takes_are_refused(committed_database: tuple[Settings, Engine]) -> None:
    settings, engine = committed_database
    small = Stage(settings.model_copy(update={"upload_max_rows": 2}), engine)
    upload = small.upload(small.send(xlsx([HEADER, SEWER, LIFT, PARK])))
    assert upload.error is not None and "3 строк" in upload.error["ru"]


def test_an_error_of_ours_fails_the_check_and_a_second_check_mends_it(stage: Stage) -> None:
    class Broken:
        def geocode(self, text: str, district: str | None = None) -> object:
            raise RuntimeError("a mistake of ours")

    good, stage.places = stage.places, Broken()  # type: ignore[assignment]
    upload_id = stage.send(xlsx([HEADER, SEWER]))
    upload = stage.upload(upload_id)
    assert upload.state == "failed" and upload.error is not None and "на нашей стороне" in upload.error["ru"]
    stage.places = good
    with session_scope(stage.engine) as session:
        session.get_one(Upload, upload_id).state = "received"
    assert stage.check(upload_id) == "checked"


def test_a_plan_withdrawn_during_its_check_stays_withdrawn(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER]), check=False)
    with session_scope(stage.engine) as session:
        upload = find_upload(session, upload_id)
        withdraw(session, upload, upload.version, "Айгуль")
    assert stage.check(upload_id) == "left"
    assert stage.rows(upload_id) == []


def test_a_submitted_plan_can_be_accepted_and_not_submitted_twice(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, SEWER]))
    with session_scope(stage.engine) as session:
        upload = find_upload(session, upload_id)
        submit(session, upload, upload.version)
        with pytest.raises(StaleUploadError):
            submit(session, upload, upload.version)
    assert stage.accept(upload_id) == "accepted"


def test_a_plan_without_a_good_row_is_not_accepted(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, BAD]))
    assert stage.accept(upload_id) == "submitted"
    note = stage.upload(upload_id).note
    assert note is not None and "ни одной годной" in note["ru"]


def test_an_upload_and_its_job_are_one_transaction(session: Session) -> None:
    upload = receive(session, Sender(add_user(session).id, "А"), "a.csv", b"x", "template")
    job = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'imports.check'")
    assert session.execute(job).scalar_one() == {"upload_id": upload.id}
    session.rollback()
    assert session.execute(job).first() is None


def test_an_empty_file_is_refused_at_once(session: Session) -> None:
    with pytest.raises(UsageError):
        receive(session, Sender(add_user(session).id, "А"), "a.csv", b"", "template")


@pytest.mark.parametrize(
    ("given", "kept"),
    [("план.xlsx", "план.xlsx"), ("../../etc/passwd", "passwd"), ("C:\\plans\\a.xls", "a.xls"), ("\x00\n", "plan")],
)
def test_a_files_name_is_its_last_part(session: Session, given: str, kept: str) -> None:
    assert receive(session, Sender(add_user(session).id, "А"), given, b"x", "template").file_name == kept


def test_days_before_the_city_begins_are_refused_as_everywhere(stage: Stage) -> None:
    upload_id = stage.send(xlsx([HEADER, [*SEWER[:2], date(2005, 1, 1), *SEWER[3:]]]))
    assert [one["code"] for one in stage.rows(upload_id)[0].issues] == ["date_out_of_range"]
