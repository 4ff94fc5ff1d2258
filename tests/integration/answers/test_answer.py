"""The answer of a drawn place: its yard, its stretch of the street, what is nearby, shut-offs, surfaces, appeals."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from gis_app.answers import reliability as reliability_module
from gis_app.answers.answer import answer_of
from gis_app.answers.places import AskedPlace, Found, find_by_id, find_by_words
from gis_app.answers.schemas import AnswerOut
from gis_app.appeals.facts import RULE
from gis_app.appeals.intake import register
from gis_app.appeals.linking import find_yards_of_works
from gis_app.dependencies import Language
from gis_app.errors import NotFoundError
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.load import load_register
from gis_app.settings import Settings
from gis_app.works.queries import read_lines
from tests.integration.appeals.ground import TODAY, Ground, grid, written
from tests.integration.works.people import add_work

DAYS = {"planned_start": "2026-06-12", "planned_end": "2026-07-30"}


@pytest.fixture
def city(session: Session) -> Ground:
    """The drawn ground with its street as a street of the register, and a house on its northern side."""
    ground = Ground(session).lay()
    ground.ids["street"] = ground.run(
        "INSERT INTO streets (kind, fclass, length_m, source, geom) VALUES "
        "('street', 'residential', 400, 'test', ST_Multi(ST_GeomFromText(:shape, 4326))) RETURNING id",
        shape=grid.line((-20, 0), (20, 0)).wkt,
    )
    ground.run(
        "INSERT INTO street_names (street_id, language, kind, name, source) "
        "VALUES (:street, 'ru', 'official', 'улица Абая', 'test')",
        street=ground.ids["street"],
    )
    ground.ids["house"] = ground.run(
        "INSERT INTO houses (street_id, number, number_base, address, quality, source, geom) VALUES "
        "(:street, '5', 5, 'Абая 5', 'surveyed', 'test', ST_GeomFromText(:shape, 4326)) RETURNING id",
        street=ground.ids["street"],
        shape=grid.point(0, 3).wkt,
    )
    return ground


def _work(city: Ground, shape: object, *, on_street: bool = False, **given: object) -> int:
    work = add_work(city.session, shape, **{"contractor_id": city.ids["ours"], **DAYS, **given})  # type: ignore[arg-type]
    if on_street:
        city.run("INSERT INTO work_streets VALUES (:work, :street)", work=work, street=city.ids["street"])
    find_yards_of_works(city.session, [work])
    return work


def _ask(city: Ground, lang: str = "en", today: date = TODAY) -> AnswerOut:
    pin = grid.point(0, 3)
    place = AskedPlace(f"house:{city.ids['house']}", "house", "улица Абая, 5", pin, (city.ids["street"],))
    return answer_of(city.session, Found(place), lang, today)  # type: ignore[arg-type]


def test_nothing_planned(city: Ground) -> None:
    answer = _ask(city)
    assert (answer.is_yes, answer.sentences) == (False, ["No: nothing is planned here now."])


def test_the_yard_the_stretch_and_what_is_nearby_are_told_apart(city: Ground) -> None:
    groups = {
        _work(city, grid.box(3, 8, 9, 15), type_code="yard"): "yard",
        _work(city, grid.line((-10, 0), (10, 0)), on_street=True): "street",
        _work(city, grid.line((18, 0), (40, 0)), on_street=True): "near",  # the same street, beyond 150 m
        _work(city, grid.line((-20, -8), (20, -8))): "near",
        _work(city, grid.box(-20, 0.6, 20, 20), match_type="contour"): "area",
        _work(city, grid.point(0, 3), type_code="house_overhaul"): "here",
    }
    answer = _ask(city)
    assert {one.work.id: one.group for one in answer.works} == groups
    assert [one.group for one in answer.works] == sorted(
        (one.group for one in answer.works), key=["here", "yard", "street", "area", "near"].index
    )
    assert answer.is_yes
    assert answer.sentences[0].startswith("Yes: work is planned here (12 June – 30 July 2026)")


@pytest.mark.parametrize(
    ("today", "when", "is_yes"),
    [
        (date(2026, 6, 11), "planned", True),
        (date(2026, 6, 12), "now", True),
        (date(2026, 7, 30), "now", True),
        (date(2026, 7, 31), "unreported", True),
    ],
)
def test_days_at_the_edges_of_now(city: Ground, today: date, when: str, is_yes: bool) -> None:
    _work(city, grid.box(3, 8, 9, 15), type_code="yard")
    answer = _ask(city, today=today)
    assert ([one.when for one in answer.works], answer.is_yes) == ([when], is_yes)


def test_drafts_and_works_called_off_are_told_to_nobody(city: Ground) -> None:
    _work(city, grid.box(3, 8, 9, 15), state="draft")
    _work(city, grid.box(3, 8, 9, 15), state="cancelled")
    assert _ask(city).works == []


def test_a_warranty_is_told_with_its_last_day_and_who_answers(city: Ground) -> None:
    city.under_warranty(date(2027, 5, 1))
    place = AskedPlace("", "point", "", grid.point(0, 0.3))
    answer = answer_of(city.session, Found(place), "en", TODAY)
    assert "The surface is under warranty until 1 May 2027; ours answers for it." in answer.sentences


def test_fewer_than_five_open_appeals_are_no_number(city: Ground) -> None:
    def write(many: int) -> None:
        for _ in range(many):
            register(city.session, written(at=(2, 3)), settings=Settings(), author=RULE)

    assert _ask(city).open_appeals == 0
    write(4)
    assert _ask(city).open_appeals is None
    write(1)
    assert _ask(city).open_appeals == 5


def test_the_number_of_appeals_does_not_tell_where_one_of_them_is(city: Ground) -> None:
    """One that lies elsewhere in the same square is counted from the same places."""

    def seen() -> list[int | None]:
        pins = [AskedPlace("", "point", "", grid.point(x, 1.5)) for x in range(25, 40)]
        return [answer_of(city.session, Found(pin), "en", TODAY).open_appeals for pin in pins]

    register(city.session, written(at=(2, 3)), settings=Settings(), author=RULE)
    before = seen()
    assert {0, None} == set(before)
    move = "UPDATE appeals SET geom = ST_Transform(ST_Translate(ST_SnapToGrid(geom_m, 100), :by, :by), 4326)"
    for by in (-49, 0, 49):
        city.run(move, by=by)
        assert seen() == before


def test_a_link_leads_to_the_same_place_again(city: Ground) -> None:
    geocoder = Geocoder(load_register(city.session, 32643))
    house = find_by_id(city.session, geocoder, f"house:{city.ids['house']}", "ru")
    assert (house.kind, house.label, house.streets) == ("house", "улица Абая, 5", (city.ids["street"],))
    street = find_by_id(city.session, geocoder, f"street:{city.ids['street']}", "ru")
    assert (street.kind, street.streets) == ("street", (city.ids["street"],))
    pin = grid.point(0, 3)
    at_house = find_by_id(city.session, geocoder, f"{pin.x},{pin.y}", "ru")
    assert (at_house.kind, at_house.label) == ("house", "улица Абая, 5")
    for unknown in ("house:999999", "moon:1", "street:x", "1,2,3", "abc", "200,10", "house:" + "9" * 30):
        with pytest.raises(NotFoundError):
            find_by_id(city.session, geocoder, unknown, "ru")


def test_a_shut_off_over_the_house_is_told_until_it_is_over(city: Ground) -> None:
    shape = "ST_Multi(ST_GeomFromText(:shape, 4326))"
    outage = city.run(
        "INSERT INTO outages (kind, publisher, source, identity_key, version, first_day, last_day, geom) "
        f"VALUES ('hot_water', 'p', 'test', 'k', 1, '2026-06-10', '2026-06-24', {shape}) RETURNING id",
        shape=grid.box(-5, 1, 5, 8).wkt,
    )
    city.run(
        "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, content_key, "
        "file_name, sheet, row_number, area_from, confidence, is_partial, geom) "
        "VALUES (:id, 1, 'published', 't', 'p', '2026-06-10', '2026-06-24', 'c', 'f', 's', 1, 'given', 1, false, "
        f"{shape})",
        id=outage,
        shape=grid.box(-5, 1, 5, 8).wkt,
    )
    answer = _ask(city)
    assert answer.is_yes
    assert answer.sentences == ["Yes: shut off here (10–24 June 2026): Hot water.", "No works are planned here now."]
    assert _ask(city, today=date(2026, 6, 24)).outages
    assert not _ask(city, today=date(2026, 6, 25)).outages


def _worlds(city: Ground) -> list[bool]:
    return [one.work.is_training for one in _ask(city).works]


def test_a_real_city_tells_of_no_invented_work_and_a_sketch_of_one_world(city: Ground) -> None:
    yard = grid.box(3, 8, 9, 15)
    _work(city, yard, is_training=True)
    assert _worlds(city) == []
    city.run("UPDATE districts SET is_sketch = true")
    assert _worlds(city) == [True]
    _work(city, yard)
    assert _worlds(city) == [False]


def test_who_answers_is_the_body_of_the_place(city: Ground) -> None:
    here = city.responsible("district", "akimat here", district_id=1)
    city.responsible("district", "akimat there", district_id=2)
    city.responsible("water", "water")
    answering = {one.matter: one for one in _ask(city).responsible}
    assert [body.id for body in answering["yard"].bodies] == [here]
    assert [body.name for body in answering["water"].bodies] == ["water"]
    assert (answering["yard-trees"].is_owners, answering["yard-trees"].bodies) == (True, [])
    assert answering["gas"].bodies == []


def _finish(city: Ground, days: list[tuple[str, str]]) -> None:
    """A finished work of ours with its promised days, far from the house."""
    work = _work(city, grid.point(40, 40), state="finished", planned_start=None, planned_end=None)
    for version, (first, last) in enumerate(days, start=1):
        city.run(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, :version, :first, :last, 'plan', 'test')",
            work=work, version=version, first=first, last=last,
        )  # fmt: skip


def test_reliability_is_told_from_five_finished_works_on(city: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reliability_module, "COUNT_EVERY_S", 0.0)
    _work(city, grid.box(3, 8, 9, 15))
    kept, moved = [("2026-01-01", "2026-02-01")], [("2026-01-01", "2026-02-01"), ("2026-01-01", "2026-03-01")]
    for number in range(4):
        _finish(city, moved if number % 2 else kept)
    reliability = _ask(city).reliability
    assert reliability is not None
    assert (reliability.works, reliability.moved) == (4, None)
    _finish(city, moved)
    reliability = _ask(city).reliability
    assert reliability is not None
    assert (reliability.contractor, reliability.works, reliability.moved) == ("ours", 5, 3)


def test_what_was_counted_of_a_contractor_holds_for_a_while(city: Ground) -> None:
    now = 100.0

    def counted() -> int:
        ours = city.ids["ours"]
        return reliability_module.reliability_of(city.session, ours, is_training=False, clock=lambda: now).works

    _finish(city, [("2026-01-01", "2026-02-01")])
    assert counted() == 1
    _finish(city, [("2026-01-01", "2026-02-01")])
    assert counted() == 1
    now += reliability_module.COUNT_EVERY_S
    assert counted() == 2


def test_a_whole_district_is_asked_by_what_touches_it(city: Ground) -> None:
    inside, crossing = _work(city, grid.point(0, 3)), _work(city, grid.line((40, 0), (70, 0)))
    _work(city, grid.point(80, 0))
    shape = grid.box(-500, -500, 50, 500)
    answer = answer_of(city.session, Found(AskedPlace("district:1", "area", "here", shape)), "en", TODAY)
    assert {one.work.id: one.group for one in answer.works} == {inside: "here", crossing: "here"}


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_work_is_told_as_in_every_other_list(city: Ground, lang: Language) -> None:
    named = {"title_ru": "Двор", "title_kk": "Аула"}
    works = [
        _work(city, grid.box(3, 8, 9, 15), type_code="yard", **named),
        _work(city, grid.line((-10, 0), (10, 0)), contractor_id=None, state="in_progress", planned_start=None),
    ]
    told = {one.work.id: one.work for one in _ask(city, lang).works}
    assert told == read_lines(city.session, works, lang, TODAY)


def _promise(city: Ground, work: int, days: list[tuple[str | None, str | None]]) -> None:
    for version, (first, last) in enumerate(days, start=1):
        city.run(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author, created_at) "
            "VALUES (:work, :version, :first, :last, 'plan', 'test', CAST('2026-01-01' AS timestamptz) + "
            ":version * interval '1.25 days')",
            work=work, version=version, first=first, last=last,
        )  # fmt: skip


MAY, JUNE, JULY = ("2026-05-01", "2026-05-30"), ("2026-06-12", "2026-06-30"), ("2026-06-12", "2026-07-30")


@pytest.mark.parametrize(
    ("promises", "public_after", "told"),
    [
        ([], None, None),
        ([JULY], None, None),
        ([JULY, JULY], None, None),
        ([JUNE, JULY], None, (1, date(2026, 6, 12), date(2026, 6, 30))),
        ([MAY, JUNE, JULY], None, (2, date(2026, 5, 1), date(2026, 5, 30))),
        ([(None, None), JULY], None, None),  # days that were not known before
        ([MAY, JUNE, JULY], 2, (1, date(2026, 6, 12), date(2026, 6, 30))),  # of a draft the last counts
        ([MAY, JULY], 2, None),
    ],
)
def test_a_work_tells_how_often_its_days_were_moved_and_what_was_promised_first(
    city: Ground,
    promises: list[tuple[str | None, str | None]],
    public_after: int | None,
    told: tuple[int, date, date] | None,
) -> None:
    work = _work(city, grid.box(3, 8, 9, 15), type_code="yard")
    _promise(city, work, promises)
    if public_after is not None:
        city.run(
            "INSERT INTO work_events (work_id, kind, on_day, author, created_at) VALUES (:work, 'planned', "
            "'2026-01-02', 'test', CAST('2026-01-01' AS timestamptz) + :after * interval '1.25 days')",
            work=work, after=public_after,
        )  # fmt: skip
    (one,) = _ask(city).works
    moved = None if one.moved is None else (one.moved.times, one.moved.first_start, one.moved.first_end)
    assert moved == told


def _words(city: Ground, words: str) -> AnswerOut:
    geocoder = Geocoder(load_register(city.session, 32643))
    return answer_of(city.session, find_by_words(city.session, geocoder, words, "en"), "en", TODAY)


def test_a_house_that_its_street_does_not_have_is_said_to_be_unknown_and_its_street_offered(city: Ground) -> None:
    answer = _words(city, "Абая 9999")
    assert answer.place is None
    assert answer.missing is not None
    assert (answer.missing.kind, answer.missing.number) == ("house", "9999")
    assert [one.id for one in answer.choices] == [f"street:{city.ids['street']}"]


def test_one_letter_wrong_is_offered_the_name_and_never_answered(city: Ground) -> None:
    answer = _words(city, "Абоя 5")
    assert answer.place is None
    assert answer.missing is not None
    assert answer.missing.kind == "name"
    assert [one.id for one in answer.choices] == [f"house:{city.ids['house']}"]
    assert (_words(city, "Кхзвщ 7").choices, _words(city, "Кхзвщ 7").missing) == ([], None)


def test_of_a_street_in_two_districts_both_bodies_answer(city: Ground) -> None:
    here, there = (city.responsible("district", f"akimat {number}", district_id=number) for number in (1, 2))
    parts = ((1, (76.9, 43.2)), (2, (76.95, 43.2)))
    line = grid.line((-20, 0), (20, 0))
    place = AskedPlace("street:1", "street", "улица Абая", line, (city.ids["street"],), parts)
    answering = {one.matter: one for one in answer_of(city.session, Found(place), "en", TODAY).responsible}
    assert [body.id for body in answering["yard"].bodies] == [here, there]
