"""A follower's own page leads to another place, or to an area drawn anew; all else stays as it was."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest

from gis_app.db.session import session_scope
from gis_app.subscriptions.following import confirm, follow, read_wish
from gis_app.subscriptions.models import Following
from gis_app.subscriptions.watched import Watched, read_drawn, watched_of
from tests.integration.planning.printing import add_street
from tests.integration.subscriptions.conftest import House
from tests.integration.subscriptions.ground import NOON, grid
from tests.integration.works.people import add_work

HERE, THERE = grid.point(0, 0), grid.point(40, 0)
PLACE, OTHER = (f"{point.x:.5f},{point.y:.5f}" for point in (HERE, THERE))
AHEAD = {"planned_start": "2026-06-20", "planned_end": "2026-07-30"}


def words_of(*corners: tuple[float, float]) -> str:
    return " ".join(f"{point.x:.5f},{point.y:.5f}" for point in (grid.point(*corner) for corner in corners))


AREA = words_of((-1, -1), (4, -1), (4, 4))
WIDER = words_of((-1, -1), (50, -1), (50, 4))


def follow_here(house: House, watched: Watched, *, confirmed: bool = True) -> str:
    """Somebody who follows at 500 metres once a day; the path of the own page."""
    with session_scope(house.engine) as session:
        made = follow(
            session, house.settings, watched, read_wish("at_once", ["yard"], outages=False), label="Старое место",
            channel="mail", address="aigul@example.kz", language="kk", is_training=False, now=NOON.replace(day=7),
        )  # fmt: skip
        if confirmed:
            confirm(session, made, NOON.replace(day=7))
        path = f"/follow/{made.token}"
    house.send()
    return path


def pin(words: str = PLACE) -> Watched:
    return Watched("point", HERE if words == PLACE else THERE, 500, words)


def followed(house: House) -> tuple[Following, Watched]:
    with session_scope(house.engine) as session:
        made = session.query(Following).order_by(Following.id).first()
        assert made is not None
        return made, watched_of(session, made.place_id)


def send_as_shown(house: House, page: str, **shown: str) -> int:
    """Press the button of the page as it stands; the status of the answer."""
    said = house.browser.get(page).text
    hidden = re.findall(r'type="hidden" name="(area|place)" value="([^"]*)"', said)
    fields = {name: unescape(value) for name, value in hidden}
    assert fields == shown
    action = re.search(r'<form class="form" method="post" action="([^"]+)"', said)
    assert action
    return house.browser.post(action[1], fields, page=page).status_code


def test_another_place_is_followed_as_the_former_one_was(house: House) -> None:
    path = follow_here(house, pin())
    assert f'href="{path}/place?lang=ru"' in house.browser.get(f"{path}?lang=ru").text
    asked = house.browser.get(f"{path}/place?lang=ru").text
    assert f'action="{path}/place"' in asked and "Старое место" in asked
    assert send_as_shown(house, f"{path}/place?lang=ru&place={OTHER}", place=OTHER) == 303
    made, watched = followed(house)
    assert (watched.place_id, watched.radius_m) == (OTHER, 500)
    assert (made.rhythm, made.types, made.outages, made.language) == ("at_once", ["yard"], False, "kk")
    assert made.label != "Старое место" and made.confirmed_at is not None
    page = house.browser.get(f"{path}?lang=ru&done=moved").text
    assert made.label in page and "Старое место" not in page and "Готово" in page


def test_another_place_is_found_by_its_words(house: House) -> None:
    path = follow_here(house, pin())
    with session_scope(house.engine) as session:
        street = add_street(session, "улица Абая", "Абай көшесі", grid.line((-5, 0), (5, 0)))
    found = house.browser.get(f"{path}/place?lang=ru&q={quote('улица Абая')}")
    assert unquote(found.headers["location"]) == f"{path}/place?place=street:{street}&lang=ru"
    assert send_as_shown(house, found.headers["location"], place=f"street:{street}") == 303
    watched = followed(house)[1]
    assert (watched.kind, watched.place_id) == ("street", f"street:{street}")


def test_a_place_is_called_as_the_language_of_the_page_and_of_the_letters_calls_it(house: House) -> None:
    with session_scope(house.engine) as session:
        street = add_street(session, "улица Абая", "Абай көшесі", grid.line((-5, 0), (5, 0)))
    path = follow_here(house, Watched("street", grid.line((-5, 0), (5, 0)), 15, f"street:{street}", (street,)))
    titles = [re.search(r"<h1[^>]*>([^<]*)", house.browser.get(f"{path}?lang={lang}").text) for lang in ("ru", "kk")]
    assert [title and title[1] for title in titles] == ["улица Абая", "Абай көшесі"]
    wishes = {"rhythm": "at_once", "outages": "1", "language": "kk"}
    assert house.browser.post(path, wishes, page=f"{path}?lang=ru").status_code == 303
    assert followed(house)[0].label == "Абай көшесі"


def test_a_place_that_the_register_has_no_more_keeps_its_name(house: House) -> None:
    path = follow_here(house, Watched("point", HERE, 300, "house:999"))
    assert "Старое место" in house.browser.get(f"{path}?lang=ru").text


def test_only_what_happens_from_now_on_is_told_of_the_other_place(house: House) -> None:
    path = follow_here(house, pin())
    with session_scope(house.engine) as session:
        add_work(session, HERE, type_code="yard", location_raw="мой двор", **AHEAD)
        add_work(session, THERE, type_code="yard", location_raw="чужой двор", **AHEAD)
    house.tell()
    house.send()
    assert "мой двор" in house.box.words()
    before = len(house.box.received)
    assert send_as_shown(house, f"{path}/place?place={OTHER}&lang=ru", place=OTHER) == 303
    assert (house.tell(), house.send()) == (0, 0)
    with session_scope(house.engine) as session:
        add_work(session, HERE, type_code="yard", location_raw="мой двор", **AHEAD)
        add_work(session, THERE, type_code="yard", location_raw="новый двор", **AHEAD)
    assert (house.tell(), house.send()) == (1, 1)
    assert len(house.box.received) == before + 1 and "новый двор" in house.box.words()
    assert "мой двор" not in house.box.words()


def test_news_that_wait_are_told_of_the_place_they_are_about(house: House) -> None:
    path = follow_here(house, pin())
    with session_scope(house.engine) as session:
        add_work(session, HERE, type_code="yard", location_raw="мой двор", **AHEAD)
    house.tell()
    assert send_as_shown(house, f"{path}/place?place={OTHER}&lang=ru", place=OTHER) == 303
    house.send()
    letter = house.box.received[-1]
    assert "Старое место" in str(letter["subject"])
    assert "мой двор" in house.box.words() and followed(house)[0].label not in house.box.words()


def test_the_other_place_is_called_as_the_letters_call_it_whatever_the_page(house: House) -> None:
    path = follow_here(house, pin())
    with session_scope(house.engine) as session:
        street = add_street(session, "улица Абая", "Абай көшесі", grid.line((-5, 0), (5, 0)))
    asked = f"{path}/place?place=street:{street}&lang=ru"
    assert send_as_shown(house, asked, place=f"street:{street}") == 303
    assert followed(house)[0].label == "Абай көшесі"


def test_a_drawn_area_is_drawn_anew_from_its_corners(house: House) -> None:
    path = follow_here(house, read_drawn(AREA, house.settings))
    found = re.search(rf'href="({path}/place\?area=[^"#]+)#draw"', house.browser.get(f"{path}?lang=en").text)
    assert found
    asked = house.browser.get(unescape(found[1])).text
    assert f">{AREA}</textarea>" in asked and f'action="{path}/place"' in asked
    assert send_as_shown(house, f"{path}/place?lang=en&area={WIDER.replace(' ', '+')}", area=WIDER) == 303
    made, watched = followed(house)
    assert watched.shape.equals(read_drawn(WIDER, house.settings).shape) and made.label == "Сызылған аумақ"


def test_from_a_place_to_a_drawing_about_it(house: House) -> None:
    path = follow_here(house, pin())
    found = re.search(rf'href="({path}/place\?draw=[^"#]+)#draw"', house.browser.get(f"{path}?lang=kk").text)
    assert found
    assert f'data-near="{PLACE}"' in house.browser.get(unescape(found[1])).text
    assert send_as_shown(house, f"{path}/place?lang=kk&area={AREA.replace(' ', '+')}", area=AREA) == 303
    assert followed(house)[1].kind == "drawn"


@pytest.mark.parametrize("given", [{}, {"area": "1,1 2,2 3,1"}, {"area": "x"}, {"place": "moon:7"}])
def test_what_is_no_place_changes_nothing(house: House, given: dict[str, str]) -> None:
    path = follow_here(house, pin())
    answer = house.browser.post(f"{path}/place?lang=ru", given, page=f"{path}?lang=ru")
    assert answer.status_code in (200, 400, 404) and followed(house)[1].place_id == PLACE


def test_what_the_address_follows_already_is_not_followed_twice(house: House) -> None:
    path = follow_here(house, pin())
    follow_here(house, pin(OTHER))
    assert send_as_shown(house, f"{path}/place?lang=ru&place={OTHER}", place=OTHER) == 400
    assert followed(house)[1].place_id == PLACE and house.count("followings") == 2


def test_who_has_not_confirmed_confirms_first(house: House) -> None:
    path = follow_here(house, pin(), confirmed=False)
    assert house.browser.get(f"{path}/place?lang=ru&place={OTHER}").headers["location"] == f"{path}?lang=ru"
    answer = house.browser.post(f"{path}/place", {"place": OTHER}, page=f"{path}?lang=ru")
    assert answer.status_code == 409 and followed(house)[1].place_id == PLACE


def test_the_pages_of_a_secret_link_are_kept_and_found_by_nobody(house: House) -> None:
    path = follow_here(house, pin())
    for query in ("", f"?place={OTHER}", f"?q={OTHER}", "?q=xyzzy", "?area=x"):
        headers = house.browser.get(f"{path}/place{query}").headers
        assert "no-store" in headers["cache-control"] and headers["x-robots-tag"] == "noindex", query
    assert house.browser.get(f"/follow/{'x' * 43}/place?lang=ru").status_code == 404
