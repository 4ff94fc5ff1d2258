"""From the form to the letters: confirmed by its owner, told once, at the chosen hours, stopped by one click."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from gis_app import dependencies
from gis_app.db.session import session_scope
from gis_app.delivery.models import OutboxMessage
from gis_app.main import build_api
from gis_app.subscriptions.following import Wish, follow, forget_unconfirmed, stop_address
from gis_app.subscriptions.letters import digest_moments
from gis_app.subscriptions.models import Following, PlaceNews
from gis_app.subscriptions.telling import tell_noted, tell_of_days
from gis_app.subscriptions.watched import Watched
from tests.asgi_client import AsgiClient
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, TODAY, Followers, add_outage, grid
from tests.integration.works.people import add_work
from tests.people import BrowserOf

HERE = grid.point(0, 0)
PLACE = f"{HERE.x:.5f},{HERE.y:.5f}"
AHEAD = {"planned_start": "2026-06-20", "planned_end": "2026-07-30"}


def _path(link: str) -> str:
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc) == ("https", "map.example.kz")
    return parts.path


def _follow(house: House, **given: Any) -> str:
    """Follow from the form to the button of the letter; the path of the follower's page."""
    fields = {"place": PLACE, "address": "aigul@example.kz", "rhythm": "at_once", "outages": "1", "radius": "300"}
    fields |= given
    page = f"/follow?place={PLACE}&lang=ru"
    answer = house.browser.post("/follow?lang=ru", fields, page=page)
    assert (answer.status_code, fields["address"] in answer.text) == (200, True)
    assert house.send() == 1
    path = _path(house.box.link())
    assert 'value="confirm"' in house.browser.get(f"{path}?lang=ru").text
    confirmed = house.browser.post(f"{path}?lang=ru", {"action": "confirm"}, page=f"{path}?lang=ru")
    assert confirmed.status_code == 303
    return path


def _work(house: House, **given: Any) -> int:
    with session_scope(house.engine) as session:
        return add_work(session, HERE, **(AHEAD | given))


def _move(house: House, work: int, end: str) -> None:
    with session_scope(house.engine) as session:
        session.execute(
            text("UPDATE works SET planned_end = :end, version = version + 1 WHERE id = :work"),
            {"end": end, "work": work},
        )


def test_from_the_form_to_the_news_and_to_the_end_by_one_click(house: House) -> None:
    path = _follow(house)
    asked = house.box.received[-1]
    assert "Подтвердите" in asked["Subject"] and asked["To"] == "aigul@example.kz"
    work = _work(house)
    assert (house.tell(), house.send()) == (1, 1)
    mail = house.box.received[-1]
    assert mail["Subject"].startswith("Новая работа в плане")
    assert "Срок: 20 июня – 30 июля 2026 г." in house.box.words() and "г.." not in house.box.words()
    assert f"https://map.example.kz/works/{work}?lang=ru" in house.box.words()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (house.tell(), house.send()) == (0, 0)  # once
    stop = _path(str(mail["List-Unsubscribe"]).strip("<>"))
    assert stop == f"{path}/stop"
    # Mail filters follow links: a look ends nothing. A mail program posts without cookies or token.
    assert house.browser.get(stop).status_code == 200 and house.count("followings") == 1
    stranger = AsgiClient(house.browser.app)
    for _ in range(2):
        assert stranger.request("POST", stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert house.count("followings") == 0
    _move(house, work, "2026-08-15")
    assert house.tell() == 0
    assert house.browser.get(path).status_code == 404


def test_the_letter_that_asks_to_confirm_says_that_the_data_are_for_training(house: House) -> None:
    with session_scope(house.engine) as session:
        Followers(session, house.settings).add("real", HERE, confirmed=False)
        Followers(session, house.settings).add("demo", HERE, confirmed=False, is_training=True)
    assert house.send() == 2
    words = {str(mail["To"]): mail.get_body(("plain",)).get_content() for mail in house.box.received}
    assert {to: "Учебные данные" in said for to, said in words.items()} == {
        "real@example.kz": False, "demo@example.kz": True,
    }  # fmt: skip


def test_a_letter_tells_the_place_once(house: House) -> None:
    _follow(house)
    _work(house, title_ru="Средний ремонт по улице Шолохова от Серкебаева", location_raw="по улице Шолохова")
    house.tell()
    house.send()
    words = house.box.words()
    assert "Новая работа в плане: Средний ремонт по улице Шолохова от Серкебаева" in words
    assert words.count("улице Шолохова") == 1


@pytest.mark.parametrize(("lang", "asks"), [("ru", "Проверьте почту"), ("kk", "Поштаңызды тексеріңіз")])
def test_without_a_mail_server_nobody_is_sent_to_the_mailbox(house: House, lang: str, asks: str) -> None:
    app = build_api(house.settings.model_copy(update={"smtp_url": None}))
    app.dependency_overrides[dependencies.now] = lambda: NOON
    fields = {"place": PLACE, "address": "aigul@example.kz", "rhythm": "daily", "radius": "300"}
    for browser, is_asked in ((house.browser, True), (BrowserOf(app), False)):
        said = browser.post(f"/follow?lang={lang}", fields, page=f"/follow?place={PLACE}&lang={lang}").text
        assert (asks in said, "aigul@example.kz" in said) == (is_asked, True)
    app.state.engine.dispose()


def test_moved_days_are_told_with_the_former_ones(house: House) -> None:
    _follow(house)
    work = _work(house)
    assert (house.tell(), house.send()) == (1, 1)
    _move(house, work, "2026-08-15")
    assert (house.tell(), house.send()) == (1, 1)
    assert "Было: 20 июня – 30 июля 2026 г. Стало: 20 июня – 15 августа 2026 г." in house.box.words()


def test_a_change_that_comes_between_is_told_once_and_by_the_next_news(house: House) -> None:
    work = _work(house)
    house.tell()
    _move(house, work, "2026-08-15")
    with session_scope(house.engine) as session:
        connection, moved = session.connection(), []

        def meanwhile(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if "works_to_tell" in statement and not moved:  # after the statement that takes what was noted
                moved.append(work)
                _move(house, work, "2026-09-01")

        event.listen(connection, "after_cursor_execute", meanwhile)
        tell_noted(session, today=TODAY, now=NOON)
    assert moved
    house.tell()
    with session_scope(house.engine) as session:
        told = session.scalars(select(PlaceNews).where(PlaceNews.kind == "moved").order_by(PlaceNews.id))
        days = [(one.values["was_last"], one.values["last"]) for one in told]
    assert days == [("2026-07-30", "2026-08-15"), ("2026-08-15", "2026-09-01")]


def test_nothing_is_told_before_the_owner_of_the_address_has_confirmed(house: House) -> None:
    house.browser.post("/follow", {"place": PLACE, "address": "aigul@example.kz"}, page=f"/follow?place={PLACE}")
    _work(house)
    assert house.tell() == 0
    assert house.send() == 1  # the question alone


def test_who_types_the_address_of_a_follower_changes_nothing_and_learns_nothing(house: House) -> None:
    path = _follow(house)
    again = {"place": PLACE, "address": "AIGUL@example.kz", "rhythm": "weekly", "radius": "300"}
    for _ in range(2):
        answer = house.browser.post("/follow?lang=ru", again, page=f"/follow?place={PLACE}&lang=ru")
        assert "Проверьте почту" in answer.text
    assert house.send() == 1
    assert house.box.received[-1]["Subject"].startswith("Вы уже следите") and path in house.box.words()
    with session_scope(house.engine) as session:
        assert session.query(Following).one().rhythm == "at_once"


def test_an_address_is_asked_to_confirm_five_times_a_day_at_most(house: House) -> None:
    for number in range(7):
        place = f"{HERE.x + number / 1000:.5f},{HERE.y:.5f}"
        answer = house.browser.post(
            "/follow", {"place": place, "address": "aigul@example.kz"}, page=f"/follow?place={PLACE}"
        )
        assert answer.status_code == (200 if number < 5 else 429)
    assert house.send() == 5


@pytest.mark.parametrize(
    ("spellings", "asked"),
    [
        ([f"victim+{number}@example.kz" for number in range(7)], 5),
        (["v.ictim@gmail.com", "vi.ctim@gmail.com", "vic.tim@googlemail.com", "victim+a@gmail.com"] * 2, 5),
        ([f"neighbour-{number}@example.kz" for number in range(7)], 7),
        ([f"vic.tim{number}@example.kz" for number in range(7)], 7),
        (["+7@example.kz", "+8@example.kz", "+9@example.kz", "+1@example.kz", "+2@example.kz", "+3@example.kz"], 6),
    ],
)
def test_all_spellings_of_a_mailbox_are_counted_as_one(house: House, spellings: list[str], asked: int) -> None:
    statuses = []
    for number, address in enumerate(spellings):
        place = f"{HERE.x + number / 1000:.5f},{HERE.y:.5f}"
        answer = house.browser.post(
            "/follow", {"place": place, "address": address}, page=f"/follow?place={PLACE}"
        )  # fmt: skip
        statuses.append(answer.status_code)
    assert statuses == [200] * asked + [429] * (len(spellings) - asked)
    assert house.send() == asked
    # Each goes to the address as it was typed: it may be somebody's after all.
    assert [mail["To"] for mail in house.box.received] == spellings[:asked]


def test_letters_that_ask_again_are_counted_as_the_first_ones(house: House) -> None:
    def type_address(number: int) -> int:
        fields = {"place": f"{HERE.x + number / 1000:.5f},{HERE.y:.5f}", "address": "aigul@example.kz"}
        return house.browser.post("/follow", fields, page=f"/follow?place={PLACE}").status_code

    assert [type_address(number) for number in range(5)] == [200] * 5
    with house.engine.begin() as connection:  # that was the other day
        connection.execute(text("UPDATE outbox SET key = 'former-' || key, created_at = '2026-06-01'"))
        connection.execute(text("UPDATE followings SET created_at = '2026-06-01'"))
    assert [type_address(number) for number in range(7)] == [200] * 5 + [429] * 2
    assert house.count("outbox") == 10


def test_who_confirms_may_follow_more_places_the_same_day(house: House) -> None:
    for number in range(7):
        _follow(house, place=f"{HERE.x + number / 1000:.5f},{HERE.y:.5f}")
    assert house.count("followings") == 7


def test_letters_to_an_address_are_counted_one_request_at_a_time(house: House) -> None:
    def follow_at(session: Session, number: int, address: str) -> None:
        watched = Watched("point", grid.point(number, 0), 300, None)
        follow(
            session, house.settings, watched, Wish(), label="Абая, 10", channel="mail", address=address, language="ru",
            is_training=False, now=NOON,
        )  # fmt: skip

    with Session(house.engine) as first, Session(house.engine) as second:
        follow_at(first, 0, "aigul@example.kz")
        second.execute(text("SET LOCAL lock_timeout = '300ms'"))
        with pytest.raises(OperationalError, match="pg_advisory_xact_lock"):
            follow_at(second, 1, "Aigul@example.kz")


def test_the_wishes_are_changed_on_the_page_of_the_letter(house: House) -> None:
    path = _follow(house)
    wishes = {"rhythm": "daily", "types": ["yard", "park"], "radius": "1000", "language": "kk"}
    assert house.browser.post(path, wishes, page=f"{path}?lang=ru").status_code == 303
    with session_scope(house.engine) as session:
        made = session.query(Following).one()
        assert (made.rhythm, made.types, made.outages, made.language) == ("daily", ["park", "yard"], False, "kk")
    page = house.browser.get(f"{path}?lang=en").text
    assert 'value="1000" checked' in page and 'value="daily" checked' in page
    assert house.browser.post(path, {"rhythm": "hourly"}, page=f"{path}?lang=ru").status_code == 400


@pytest.mark.parametrize(
    ("before", "after", "told", "untold"),
    [
        (["yard"], [], "двор", "дорога"),  # what was not wanted is not told afterwards
        ([], ["park"], "дорога", None),  # what was wanted and waited is not lost
    ],
)
@pytest.mark.parametrize("is_made", [False, True])
def test_changed_wishes_tell_nothing_old_and_lose_nothing(
    house: House, before: list[str], after: list[str], told: str, untold: str | None, *, is_made: bool
) -> None:
    path = _follow(house, rhythm="daily", types=before)
    _work(house, type_code="yard", location_raw="двор")
    _work(house, location_raw="дорога")
    morning = NOON + timedelta(days=1)
    assert house.tell(morning if is_made else NOON) == 0
    if is_made:
        morning += timedelta(days=1)
        assert house.tell(morning) == 1  # it waits in the outbox
    wishes = {"rhythm": "daily", "types": after, "outages": "1", "radius": "300"}
    assert house.browser.post(path, wishes, page=f"{path}?lang=ru").status_code == 303
    assert (house.tell(morning), house.send(morning)) == (0, 1)
    assert told in house.box.words() and (untold is None or untold not in house.box.words())
    assert (house.tell(morning + timedelta(days=1)), house.count("outbox")) == (0, 2)


def test_another_distance_tells_nothing_old(house: House) -> None:
    """Somebody else's news of the wider place are there already."""
    path = _follow(house)
    with session_scope(house.engine) as session:
        wide = Followers(session, house.settings)
        wide.add("wide", HERE, 300, rhythm="at_once")
        session.execute(text("DELETE FROM outbox WHERE recipient LIKE 'wide%'"))
        place = session.execute(text("SELECT place_id FROM followings ORDER BY id DESC LIMIT 1")).scalar_one()
        session.execute(text("UPDATE followed_places SET key = :key, radius_m = 1000 WHERE id = :id"),
                        {"key": f"{PLACE}|1000", "id": place})  # fmt: skip
    with session_scope(house.engine) as session:
        add_work(session, grid.point(6, 0), **AHEAD)  # news of the wider place alone
    assert (house.tell(), house.send()) == (1, 1)
    wishes = {"rhythm": "at_once", "outages": "1", "radius": "1000"}
    assert house.browser.post(path, wishes, page=f"{path}?lang=ru").status_code == 303
    with session_scope(house.engine) as session:
        assert session.execute(text("SELECT count(DISTINCT place_id) FROM followings")).scalar_one() == 1
    assert (house.tell(), house.send()) == (0, 0)


def test_daily_news_are_one_letter_in_the_morning(house: House) -> None:
    _follow(house, rhythm="daily")
    _work(house)
    _work(house, type_code="yard")
    assert house.tell() == 0
    morning = datetime(2026, 6, 9, 3, 0, tzinfo=UTC)  # eight o'clock in the city
    assert house.tell(morning - timedelta(minutes=1)) == 0
    assert (house.tell(morning), house.tell(morning)) == (1, 0)
    assert house.send(morning) == 1
    assert house.box.received[-1]["Subject"].endswith("2 новости")
    assert house.count("outbox") == 2


def _days(house: House, today: date) -> None:
    with session_scope(house.engine) as session:
        tell_of_days(session, today=today, now=NOON)


def test_a_letter_that_was_held_up_tells_of_no_shut_off_that_is_over(house: House) -> None:
    _follow(house)
    with session_scope(house.engine) as session:
        add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-10")
        add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-12")
    _days(house, TODAY)
    assert house.tell() == 1
    assert house.send(NOON.replace(day=11)) == 1
    assert "9–12 июня" in house.box.words() and "9–10 июня" not in house.box.words()


def test_a_letter_all_of_which_is_over_does_not_leave(house: House) -> None:
    _follow(house)
    with session_scope(house.engine) as session:
        add_outage(session, grid.box(-1, -1, 1, 1), "2026-06-09", "2026-06-09")
    _work(house, planned_start="2026-06-09")
    with house.engine.begin() as connection:
        connection.execute(text("DELETE FROM works_to_tell"))
    _days(house, TODAY)
    assert house.tell() == 1
    assert house.send(NOON.replace(day=10)) == 0


def test_at_night_nothing_leaves_and_in_the_morning_all_of_it_as_one(house: House) -> None:
    _follow(house)
    _work(house)
    night = datetime(2026, 6, 8, 17, 0, tzinfo=UTC)  # ten o'clock in the evening in the city
    assert house.tell(night) == 0
    _work(house, type_code="yard")
    assert (house.tell(night), house.tell(night + timedelta(hours=10))) == (0, 1)


def test_a_letter_that_waits_for_its_server_says_the_same_later(house: House) -> None:
    _follow(house)
    work = _work(house)
    house.box.answers = ["450 later"]
    assert (house.tell(), house.send()) == (1, 0)
    _move(house, work, "2026-08-15")
    assert house.tell() == 1  # another letter
    with house.engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET next_try_at = now() - interval '1 year' WHERE state = 'waiting'"))
    assert house.send() == 2
    subjects = [str(mail["Subject"]).split(":")[0] for mail in house.box.received[-2:]]
    assert sorted(subjects) == ["Новая работа в плане", "Перенесён срок"]


def test_who_stops_before_the_letter_leaves_gets_none(house: House) -> None:
    path = _follow(house)
    _work(house)
    assert house.tell() == 1
    house.browser.post(f"{path}/stop", page=f"{path}?lang=ru")
    assert house.send() == 0
    with session_scope(house.engine) as session:
        assert session.query(OutboxMessage).filter_by(letter="following.news").one().state == "unwanted"


def _traces(house: House) -> str:
    """All that the outbox and the followings keep of people and places."""
    with house.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT recipient, subject, outbox.text, html FROM outbox UNION ALL "
                "SELECT address, address_key, label, NULL FROM followings"
            )
        )
        return str(rows.all())


def test_who_stops_is_forgotten_with_the_letters_that_were_sent_and_that_wait(house: House) -> None:
    path = _follow(house)
    other = _follow(house, address="marat@example.kz")
    work = _work(house)
    assert (house.tell(), house.send()) == (2, 2)
    _move(house, work, "2026-08-15")
    assert house.tell() == 2
    assert _traces(house).count("aigul@example.kz") == 5
    house.browser.post(f"{path}/stop", page=f"{path}?lang=ru")
    assert "aigul" not in _traces(house)
    assert _traces(house).count("marat@example.kz") == 5
    assert house.send() == 1
    assert house.box.received[-1]["To"] == "marat@example.kz"
    assert house.browser.get(other).status_code == 200


def test_who_never_confirms_is_forgotten_with_the_question(house: House) -> None:
    house.browser.post("/follow", {"place": PLACE, "address": "aigul@example.kz"}, page=f"/follow?place={PLACE}")
    assert "aigul" in _traces(house)
    with session_scope(house.engine) as session:
        session.execute(text("UPDATE followings SET created_at = :day"), {"day": NOON - timedelta(days=4)})
        assert forget_unconfirmed(session, NOON) == 1
    assert "aigul" not in _traces(house)
    assert house.send() == 0


def test_an_address_that_is_gone_is_forgotten_with_all_its_letters(house: House) -> None:
    _follow(house)
    _work(house)
    assert (house.tell(), house.send()) == (1, 1)
    with session_scope(house.engine) as session:
        assert stop_address(session, "mail", "aigul@example.kz") == 1
    assert "aigul" not in _traces(house)


@pytest.mark.parametrize(
    ("now", "day", "week"),
    [
        ("2026-06-08T02:59", "2026-06-07T03:00", "2026-06-01T03:00"),
        ("2026-06-08T03:00", "2026-06-08T03:00", "2026-06-08T03:00"),
        ("2026-06-14T12:00", "2026-06-14T03:00", "2026-06-08T03:00"),
    ],
)
def test_the_hours_of_daily_and_weekly_news(house: House, now: str, day: str, week: str) -> None:
    moments = digest_moments(house.settings, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert [f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}" for moment in moments] == [day, week]
    assert NOON.tzinfo is UTC
