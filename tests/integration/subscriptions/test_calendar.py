"""The calendar of a place as programs read it: by a parser that did not write it, and byte by byte (RFC 5545)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from sqlalchemy import text

from gis_app.db.session import session_scope
from gis_app.texts.fluent import get_texts
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import Followers, add_outage, grid
from tests.integration.subscriptions.test_letters import AHEAD, HERE, PLACE
from tests.integration.works.people import add_work

# What has a meaning of its own in a calendar: commas, semicolons, backslashes, ends of lines. Long enough to be folded.
PLACES = {
    "kk": "Абай даңғылы, 10; екінші кіреберіс, «Қарлығаш» балабақшасының алдындағы аула \\ оң жақ",
    "ru": "проспект Абая, 10; второй подъезд, двор перед детским садом «Ласточка» \\ правая сторона",
    "en": "Abay avenue, 10; second entrance, the yard in front of the kindergarten “Swallow” \\ right side",
}


def _body(house: House, lang: str) -> bytes:
    return house.browser.get(f"/feeds/place/{PLACE}.ics?lang={lang}").body


def _read(body: bytes) -> Any:
    (calendar,) = vobject.readComponents(body.decode(), validate=True)
    return calendar


@pytest.fixture
def two(house: House) -> House:
    """A work at a place that is hard to write, and a shut-off."""
    with session_scope(house.engine) as session:
        add_work(session, HERE, type_code="yard", location_raw=PLACES["ru"], **AHEAD)
        told = {"place": PLACES["kk"], "hours": ("09:00", "18:00")}
        add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-20", **told)
    return house


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_words_come_out_as_they_went_in(two: House, lang: str) -> None:
    calendar = _read(_body(two, lang))
    shut_off, work = sorted(calendar.vevent_list, key=lambda event: event.uid.value)
    assert (work.location.value, shut_off.location.value) == (PLACES["ru"], PLACES["kk"])
    say = get_texts().get
    hours = say(lang, "outage-hours", first="09:00", last="18:00")
    assert shut_off.description.value.split("\n") == ["p", hours]
    (category,) = work.categories.value
    assert (category, work.status.value, work.transp.value) == (work.summary.value, "CONFIRMED", "TRANSPARENT")
    assert say(lang, "status-planned") in work.description.value
    assert work.url.value == f"http://127.0.0.1/works/{work.uid.value.partition('@')[0][5:]}?lang={lang}"
    assert (work.dtstart.value, work.dtend.value) == (date(2026, 6, 20), date(2026, 7, 31))
    lat, lon = (float(part) for part in work.geo.value.split(";"))
    assert (round(lon, 4), round(lat, 4)) == (round(HERE.x, 4), round(HERE.y, 4))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_lines_are_folded_where_no_letter_is_cut(two: House, lang: str) -> None:
    body = _body(two, lang)
    assert body.endswith(b"END:VCALENDAR\r\n") and body.count(b"\n") == body.count(b"\r\n") == body.count(b"\r")
    lines = body.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # each by itself: programs unfold after and before they decode


def test_what_programs_need_is_there(two: House) -> None:
    body = _body(two, "kk")
    calendar = _read(body)
    assert (calendar.version.value, calendar.method.value) == ("2.0", "PUBLISH")
    assert calendar.contents["x-wr-calname"][0].value == calendar.contents["name"][0].value
    assert calendar.contents["x-wr-calname"][0].value.endswith(": жұмыстар мен ажыратулар")
    # How often a program asks again: by the standard (RFC 7986), and for those that are older.
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n" in body
    for event in calendar.vevent_list:
        for name in ("uid", "dtstamp", "sequence", "last-modified", "summary", "url", "status"):
            assert len(event.contents[name]) == 1, name
        assert event.dtstamp.value.tzinfo is not None and event.dtstamp.value <= datetime.now(UTC)
        assert event.contents["last-modified"][0].value == event.dtstamp.value
        assert event.dtstart.params == {"VALUE": ["DATE"]} == event.dtend.params
    uids = {event.uid.value for event in calendar.vevent_list}
    assert len(uids) == 2 and all("@" in uid for uid in uids)
    for line in body.split(b"\r\n"):
        if line.startswith((b"DTSTAMP", b"LAST-MODIFIED")):
            assert line.endswith(b"Z")  # UTC, as both must be


def test_the_same_facts_are_the_same_bytes_and_a_change_raises_the_sequence(two: House) -> None:
    before = _body(two, "ru")
    assert _body(two, "ru") == before
    with session_scope(two.engine) as session:
        session.execute(text("UPDATE works SET planned_end = '2026-08-15', version = version + 1"))
    after = _body(two, "ru")
    numbers = [
        {event.uid.value: int(event.sequence.value) for event in _read(body).vevent_list} for body in (before, after)
    ]
    assert numbers[0].keys() == numbers[1].keys()
    raised = {uid.partition("-")[0]: numbers[1][uid] - numbers[0][uid] for uid in numbers[0]}
    assert raised == {"work": 1, "outage": 0}


def test_programs_are_led_to_subscribe_and_not_to_read_once(two: House) -> None:
    page = two.browser.get(f"/follow?place={PLACE}&lang=kk").text
    assert f'href="webcal://127.0.0.1/feeds/place/{PLACE}.ics?lang=kk"' in page
    with session_scope(two.engine) as session:
        token = Followers(session, two.settings).add("aigul", HERE, 300).token
    page = two.browser.get(f"/follow/{token}?lang=kk").text
    assert f'href="webcal://127.0.0.1/follow/{token}/calendar.ics"' in page
