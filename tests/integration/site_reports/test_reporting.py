"""Reports from the site: what they do to the work, what is marked, what is refused, and that each is taken once."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.grid import Grid
from tests.integration.accounts.conftest import Enter
from tests.integration.site_reports.conftest import ROAD
from tests.integration.site_reports.sending import at, events_of, marks, place, send, state_of
from tests.integration.works.people import add_work
from tests.pictures import draw, photo

PICTURE = photo(place(2, 1), "2026:06:10 11:50:00")


def picture(number: int, x: float | None = 2, taken: str = "2026:06:10 11:50:00") -> bytes:
    """A photo unlike the others, `x` steps east along the street."""
    image = draw(300, 200)
    image.putpixel((0, 0), (number, number, number))
    return photo(None if x is None else place(x, 1), taken, image=image, kind="PNG")


def test_a_start_with_a_photo_starts_the_work(city: Session, enter: Enter, road: int) -> None:
    answer = send(enter("contractor"), road, "start", PICTURE, at="2026-06-10T11:52:00+05:00", accuracy_m=12)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert (told["kind"], told["on_day"], told["own"]["state_after"]) == ("start", "2026-06-10", "in_progress")
    assert told["own"]["distance_m"] == pytest.approx(0, abs=0.2)
    assert marks(answer) == []
    assert len(told["photos"]) == 1
    assert (state_of(city, road), events_of(city, road)) == ("in_progress", [("started", "2026-06-10")])


def test_a_finish_and_progress_follow_and_all_is_told(city: Session, enter: Enter, road: int) -> None:
    contractor = enter("contractor")
    for number, (kind, more) in enumerate(
        [("start", {}), ("progress", {"percent": 40}), ("progress", {"progress_percent": 80}), ("finish", {})]
    ):
        assert send(contractor, road, kind, picture(number), note=f"note {number}", **more).status_code == 201
    assert state_of(city, road) == "finished"
    listed = contractor.get(f"/api/works/{road}/reports").json()
    assert [one["kind"] for one in listed["reports"]] == ["finish", "progress", "progress", "start"]
    assert listed["progress_percent"] == 80
    assert [one["own"]["note"] for one in listed["reports"]] == ["note 3", "note 2", "note 1", "note 0"]
    logged = city.scalars(text("SELECT details->>'kind' FROM audit_log WHERE action = 'work.reported' ORDER BY id"))
    assert list(logged) == ["start", "progress", "progress", "finish"]


def test_a_planned_work_with_days_starts_by_one_report(city: Session, enter: Enter, road: int) -> None:
    work = add_work(city, state="planned", contractor_id=7, district_id=4)
    assert send(enter("contractor"), work, "start", PICTURE).status_code == 201
    assert [kind for kind, _ in events_of(city, work)] == ["scheduled", "started"]


@pytest.mark.parametrize(
    ("state", "kind", "more", "code"),
    [
        ("planned", "start", {"planned_start": None, "planned_end": None}, "no-days"),
        ("draft", "start", {}, "draft"),
        ("scheduled", "finish", {}, "not-started"),
        ("scheduled", "progress", {}, "not-started"),
        ("paused", "finish", {}, "paused"),
        ("cancelled", "start", {}, "cancelled"),
    ],
)
def test_what_the_life_of_a_work_does_not_allow_is_answered_with_its_reason(
    city: Session, enter: Enter, road: int, state: str, kind: str, more: dict[str, Any], code: str
) -> None:
    work = add_work(city, state=state, contractor_id=7, district_id=4, **more)
    answer = send(enter("contractor"), work, kind, PICTURE, percent=10)
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert len(answer.json()["said"]) > 15
    assert answer.json()["said"] != answer.json()["detail"], "the person's language"
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 0
    assert events_of(city, work) == []


@pytest.mark.parametrize(
    ("kind", "state", "mark"),
    [("start", "in_progress", "already-started"), ("start", "finished", "already-finished"),
     ("finish", "accepted", "already-finished"), ("progress", "finished", "already-finished")],
)  # fmt: skip
def test_what_somebody_else_reported_before_is_kept_as_a_note(
    city: Session, enter: Enter, road: int, kind: str, state: str, mark: str
) -> None:
    work = add_work(city, state=state, contractor_id=7, district_id=4)
    answer = send(enter("contractor"), work, kind, PICTURE, percent=30)
    assert answer.status_code == 201
    assert (answer.json()["kind"], answer.json()["own"]["sent_as"]) == ("note", kind)
    assert mark in marks(answer)
    assert (state_of(city, work), events_of(city, work)) == (state, [])


def test_a_day_before_what_was_reported_already_is_refused_with_its_reason(
    city: Session, enter: Enter, road: int
) -> None:
    contractor = enter("contractor")
    assert send(contractor, road, "start", PICTURE, on_day="2026-06-09").status_code == 201
    answer = send(contractor, road, "finish", PICTURE, on_day="2026-06-08")
    assert (answer.status_code, answer.json()["code"]) == (400, "before-last-report")
    assert state_of(city, road) == "in_progress"


@pytest.mark.parametrize(
    ("kind", "photos", "fields", "expected"),
    [
        ("start", [picture(1)], {}, []),
        ("start", [], {}, ["no-photo"]),
        ("progress", [], {"percent": 5}, []),
        ("note", [], {"note": "so", "lon": None, "lat": None}, []),
        ("start", [picture(1, None)], {}, ["photo-no-place"]),
        ("start", [picture(1, None)], {"lon": None, "lat": None}, ["no-place"]),
        ("start", [picture(1)], {"lon": None, "lat": None}, []),
        ("start", [picture(1), picture(2, 30)], {}, ["photo-far"]),
        ("start", [picture(1)], at(5.4, 1), []),
        ("start", [picture(1)], at(5.6, 1), ["far"]),
        ("start", [picture(1)], {**at(9.4, 1), "accuracy_m": 400}, []),
        ("start", [picture(1)], {**at(9.6, 1), "accuracy_m": 400}, ["far"]),
        ("start", [picture(1)], {**at(90, 1), "accuracy_m": 1000}, ["far"]),
        ("start", [picture(1)], {**at(90, 1), "accuracy_m": 1001}, ["coarse-place"]),
        ("start", [picture(1)], {"lon": -70.0, "lat": -33.0}, ["far"]),
        ("start", [picture(1)], {"at": "2026-06-12T12:00:00+05:00"}, ["clock-ahead", "photo-other-day"]),
        ("start", [picture(1)], {"on_day": "2026-06-11"}, ["day-ahead"]),
        ("start", [picture(1)], {"on_day": "2026-06-01"}, ["long-ago"]),
        ("start", [picture(1, taken="2026:06:01 10:00:00")], {}, ["photo-other-day"]),
        ("start", [picture(1), picture(1)], {}, []),
        ("start", [picture(1)], {"at": "2026-06-10T11:50:00"}, []),
    ],
    ids=[
        "at the work, with a photo of the day", "without a photo", "progress needs none", "a note from the office",
        "a photo without a place", "nothing knows the place", "the photo knows the place", "a photo elsewhere",
        "140 m from the street", "160 m from the street", "540 m by a phone that is 400 m off",
        "560 m by a phone that is 400 m off", "a phone that is a kilometre off", "a phone that knows the quarter only",
        "another continent", "a clock two days fast", "a day that has not come", "nine days ago", "an old photo",
        "the same photo twice", "a time without an offset is the city's",
    ],
)  # fmt: skip
def test_what_looks_odd_is_taken_and_marked(
    enter: Enter, road: int, city: Session, kind: str, photos: list[bytes], fields: dict[str, Any], expected: list[str]
) -> None:
    state = "in_progress" if kind == "progress" else "scheduled"
    work = add_work(city, ROAD, state=state, contractor_id=7, district_id=4)
    answer = send(enter("contractor"), work, kind, *photos, **fields)
    assert answer.status_code == 201, answer.text
    assert marks(answer) == expected


@pytest.mark.parametrize(
    ("match_type", "confidence", "far_from_m"),
    [
        ("rooftop", 0.9, 100),
        ("street", 0.9, 150),
        ("interpolated", 0.9, 200),
        ("landmark", 0.9, 300),
        ("street", 0.4, 500),
    ],
)
def test_how_near_is_near_follows_from_how_the_works_place_is_known(
    city: Session, enter: Enter, road: int, match_type: str, confidence: float, far_from_m: int
) -> None:
    contractor = enter("contractor")
    for step_m, expected in ((far_from_m - 5, []), (far_from_m + 5, ["far"])):
        work = add_work(city, Grid().point(1, 1), state="scheduled", contractor_id=7, district_id=4,
                        match_type=match_type, confidence=confidence)  # fmt: skip
        assert marks(send(contractor, work, "note", note="here", **at(1 + step_m / 100, 1))) == expected


def test_a_work_without_a_place_is_far_from_nothing(city: Session, enter: Enter, road: int) -> None:
    work = add_work(city, state="scheduled", contractor_id=7, district_id=4)
    answer = send(enter("contractor"), work, "start", PICTURE)
    assert (marks(answer), answer.json()["own"]["distance_m"]) == ([], None)


def test_a_photo_shown_before_is_marked_whoever_sends_it(city: Session, enter: Enter, road: int) -> None:
    assert send(enter("contractor"), road, "start", PICTURE).status_code == 201
    assert "photo-again" in marks(send(enter("contractor"), road, "progress", PICTURE, percent=10))


def test_progress_that_goes_back_is_marked(enter: Enter, road: int) -> None:
    contractor = enter("contractor")
    send(contractor, road, "start", PICTURE)
    assert marks(send(contractor, road, "progress", percent=50)) == []
    assert marks(send(contractor, road, "progress", percent=30)) == ["progress-back"]


def test_a_report_sent_twice_is_one_report_with_one_answer(city: Session, enter: Enter, road: int) -> None:
    contractor, key = enter("contractor"), uuid4()
    first = send(contractor, road, "start", PICTURE, client_key=key)
    send(contractor, road, "progress", percent=20)
    again = send(contractor, road, "start", PICTURE, client_key=key)
    assert (first.status_code, first.body) == (again.status_code, again.body)
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 2
    assert events_of(city, road) == [("started", "2026-06-10")]


def test_a_key_of_another_report_is_refused(city: Session, enter: Enter, road: int) -> None:
    contractor, key = enter("contractor"), uuid4()
    other = add_work(city, state="scheduled", contractor_id=7, district_id=4)
    assert send(contractor, road, "start", PICTURE, client_key=key).status_code == 201
    answer = send(contractor, other, "start", PICTURE, client_key=key)
    assert (answer.status_code, answer.json()["code"]) == (409, "key-used")
    colleague = send(enter("contractor"), road, "start", PICTURE, client_key=key)
    assert (colleague.status_code, colleague.json()["code"]) == (409, "key-used")


@pytest.mark.parametrize(
    ("kind", "photos", "fields", "said"),
    [
        ("progress", [], {}, "процентов"),
        ("note", [], {}, "Напишите"),
        ("note", [picture(number) for number in range(6)], {}, "не больше 5"),
        ("start", [b"a text"], {}, "не фотография"),
        ("start", [PICTURE, b"\xff\xd8\xff broken"], {}, "Снимок 2"),
    ],
    ids=["progress without per cent", "a note that says nothing", "six photos", "a text", "the second is broken"],
)
def test_what_says_nothing_or_is_no_photo_is_refused_in_words(
    city: Session, enter: Enter, road: int, kind: str, photos: list[bytes], fields: dict[str, Any], said: str
) -> None:
    answer = send(enter("contractor"), road, kind, *photos, **fields)
    assert answer.status_code == 400
    assert said in answer.json()["said"]
    assert city.scalar(text("SELECT count(*) FROM site_reports")) == 0


@pytest.mark.parametrize(
    "fields",
    [{"client_key": "1"}, {"client_key": None}, {"kind": "end"}, {"lon": 200}, {"lat": None}, {"lat": "nan"},
     {"accuracy_m": -1}, {"percent": 101}, {"percent": -1}, {"at": "yesterday"}, {"at": "9999-12-31T23:59:59"},
     {"on_day": "2026-02-30"}, {"note": "x" * 2001}],
    ids=str,
)  # fmt: skip
def test_a_field_that_cannot_be_is_refused(enter: Enter, road: int, fields: dict[str, Any]) -> None:
    assert send(enter("contractor"), road, "start", **fields).status_code == 400


def test_reports_and_their_photos_are_only_added_to(city: Session, enter: Enter, road: int) -> None:
    send(enter("contractor"), road, "start", PICTURE)
    for statement in (
        "UPDATE site_reports SET note = 'x'",
        "DELETE FROM site_reports",
        "DELETE FROM site_report_photos",
        "UPDATE photos SET jpeg = ''",
    ):
        with pytest.raises(DBAPIError, match="append-only"), city.begin_nested():
            city.execute(text(statement))
