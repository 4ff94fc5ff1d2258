"""The calendar and the feed of a place, read by independent parsers."""

from datetime import date
from typing import Any

import feedparser
import icalendar
import pytest
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.subscriptions import concerned
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import Followers, add_notice, add_outage, grid
from tests.integration.subscriptions.test_letters import AHEAD, HERE, PLACE
from tests.integration.works.people import add_work


def _events(house: House, path: str = f"/feeds/place/{PLACE}.ics?lang=ru") -> dict[str, Any]:
    answer = house.browser.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(answer.body)
    assert not calendar.errors
    return {str(one["uid"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}


def test_a_calendar_has_whole_days_and_moves_with_the_work(house: House) -> None:
    with session_scope(house.engine) as session:
        work = add_work(session, grid.point(2, 0), type_code="yard", **AHEAD)
        add_work(session, grid.point(4, 0), **AHEAD)
        add_work(session, HERE, state="draft", **AHEAD)
    (event,) = _events(house).values()
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 6, 20), date(2026, 7, 31))
    assert (str(event["status"]), event["url"]) == ("CONFIRMED", f"http://127.0.0.1/works/{work}?lang=ru")
    with session_scope(house.engine) as session:
        session.execute(
            text("UPDATE works SET planned_end = '2026-08-15', version = version + 1 WHERE id = :id"), {"id": work}
        )
    (moved,) = _events(house).values()
    assert (moved.decoded("dtend"), moved["uid"]) == (date(2026, 8, 16), event["uid"])
    assert int(moved["sequence"]) > int(event["sequence"])
    with session_scope(house.engine) as session:
        session.execute(
            text("UPDATE works SET state = 'cancelled', version = version + 1 WHERE id = :id"), {"id": work}
        )
    (cancelled,) = _events(house).values()
    assert (str(cancelled["status"]), str(cancelled["summary"]).startswith("Отменено: ")) == ("CANCELLED", True)
    assert len(_events(house, f"/feeds/place/{PLACE}.ics?lang=kk&radius=500")) == 2


def test_a_full_calendar_has_what_is_ahead_and_then_the_nearest_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerned, "MOST", 3)
    days = {
        "long over": ("2026-03-20", "2026-04-01"), "just over": ("2026-05-01", "2026-06-07"),
        "running": ("2026-03-15", "2026-06-08"), "soon": ("2026-06-10", "2026-06-30"),
        "later": ("2026-09-01", "2026-09-30"),
    }  # fmt: skip
    with session_scope(house.engine) as session:
        works = {
            add_work(session, HERE, type_code="yard", planned_start=first, planned_end=last): name
            for name, (first, last) in days.items()
        }
        shut_offs = {
            add_outage(session, grid.box(-1, -1, 1, 1), first, last): name for name, (first, last) in days.items()
        }
    found = [name.partition("-") for name in _events(house)]
    assert [works[int(number)] for kind, _, number in found if kind == "work"] == ["running", "soon", "later"]
    assert [shut_offs[int(number)] for kind, _, number in found if kind == "outage"] == ["running", "soon", "later"]
    monkeypatch.setattr(concerned, "MOST", 4)
    kept = {works[int(name.partition("-")[2])] for name in _events(house) if name.startswith("work")}
    assert kept == {"just over", "running", "soon", "later"}


def test_a_work_whose_days_were_taken_back_is_called_off_on_its_former_days(house: House) -> None:
    with session_scope(house.engine) as session:
        work = add_work(session, HERE, type_code="yard", **AHEAD)
        never = add_work(session, HERE, planned_start=None, planned_end=None)
        versions = [(1, "2026-06-10", "2026-07-10"), (2, "2026-06-20", "2026-07-30"), (3, None, None)]
        for version, first, last in versions:
            session.execute(
                text(
                    "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
                    "VALUES (:work, :version, :first, :last, 'r', 'a')"
                ),
                {"work": work, "version": version, "first": first, "last": last},
            )
    (event,) = _events(house).values()
    assert (str(event["status"]), str(event["summary"]).startswith("Срок снят: ")) == ("CANCELLED", True)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 6, 20), date(2026, 7, 31))
    assert f"work-{never}" not in _events(house)


def test_shut_offs_stand_in_the_calendar_too(house: House) -> None:
    with session_scope(house.engine) as session:
        outage = add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20")
    (event,) = _events(house).values()
    assert (str(event["summary"]), event.decoded("dtend")) == ("Отключение: горячая вода", date(2026, 6, 21))
    with session_scope(house.engine) as session:
        add_notice(session, outage, 2, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20", "retracted")
    assert str(_events(house)[f"outage-{outage}"]["status"]) == "CANCELLED"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_feed_tells_the_news_of_the_place(house: House, lang: str) -> None:
    with session_scope(house.engine) as session:
        work = add_work(session, HERE, type_code="yard", location_raw="Абая <5> & 7", **AHEAD)
        add_work(session, grid.point(4, 0), **AHEAD)
    house.tell()
    with session_scope(house.engine) as session:
        session.execute(
            text("UPDATE works SET planned_end = '2026-08-15', version = version + 1 WHERE id = :id"), {"id": work}
        )
    house.tell()
    answer = house.browser.get(f"/feeds/place/{PLACE}.atom?lang={lang}")
    feed = feedparser.parse(answer.body)
    assert not feed.bozo and feed.version == "atom10" and feed.feed.language == lang
    moved, new = feed.entries
    assert moved.link == f"http://127.0.0.1/works/{work}?lang={lang}" and moved.id != new.id
    assert "Абая <5> & 7" in feedparser.parse(answer.body, sanitize_html=False).entries[1].summary
    again = house.browser.get(f"/feeds/place/{PLACE}.atom?lang={lang}", {"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.body) == (304, b"")


def test_a_street_s_calendar_and_feed_have_what_lies_on_it(house: House) -> None:
    with session_scope(house.engine) as session:
        people = Followers(session, house.settings)
        street = people.add_street("Tole Bi", (-5, 0), (5, 0))
        people.add_street("Sain", (0, -5), (0, 5))
        along = add_work(session, grid.line((-4, 0), (-1, 0)), match_type="segment", **AHEAD)
        add_work(session, grid.line((0, 0), (0, 4)), match_type="segment", **AHEAD)
        token = people.by_name["Tole Bi"].token
    house.tell()
    for path in (f"/feeds/place/street:{street}.ics", f"/follow/{token}/calendar.ics"):
        assert list(_events(house, path)) == [f"work-{along}"]
    for path in (f"/feeds/place/street:{street}.atom", f"/follow/{token}/news.atom"):
        links = [entry.link.partition("?")[0] for entry in feedparser.parse(house.browser.get(path).body).entries]
        assert links == [f"http://127.0.0.1/works/{along}"]


def test_the_feed_of_a_place_without_news_is_a_feed(house: House) -> None:
    feed = feedparser.parse(house.browser.get(f"/feeds/place/{PLACE}.atom").body)
    assert not feed.bozo and feed.entries == []


@pytest.mark.parametrize("path", ["house:1.ics", "moon:1.atom", "x.ics", f"{PLACE}.ics?radius=7"])
def test_what_is_no_place_has_no_calendar(house: House, path: str) -> None:
    assert house.browser.get(f"/feeds/place/{path}").status_code in (400, 404)


def test_a_follower_has_a_calendar_and_a_feed_of_what_was_chosen(house: House) -> None:
    with session_scope(house.engine) as session:
        chosen = {"kind": "drawn", "types": ("yard",), "outages": False, "language": "kk"}
        token = Followers(session, house.settings).add("aigul", grid.box(-1, -1, 1, 1), 0, **chosen).token
        work = add_work(session, HERE, type_code="yard", **AHEAD)
        add_work(session, HERE, **AHEAD)
        add_work(session, grid.point(2, 0), type_code="yard", **AHEAD)
        add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20")
    house.tell()
    assert list(_events(house, f"/follow/{token}/calendar.ics")) == [f"work-{work}"]
    answer = house.browser.get(f"/follow/{token}/news.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.body)
    assert not feed.bozo and feed.feed.language == "kk"
    assert [entry.link for entry in feed.entries] == [f"http://127.0.0.1/works/{work}?lang=kk"]
    for name in ("calendar.ics", "news.atom"):
        first = house.browser.get(f"/follow/{token}/{name}")
        again = house.browser.get(f"/follow/{token}/{name}", {"if-none-match": first.headers["etag"]})
        assert (first.status_code, again.status_code) == (200, 304)
        for one in (first, again):
            assert "private" in one.headers["cache-control"] and one.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("name", ["calendar.ics", "news.atom"])
def test_a_follower_s_calendar_ends_with_the_following(house: House, name: str) -> None:
    assert house.browser.get(f"/follow/{'x' * 43}/{name}").status_code == 404
