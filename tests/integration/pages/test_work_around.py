"""The page of a work: every date ever promised, its shut-offs, appeals in numbers, the works beside it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.load_topics import load_topics
from gis_app.city.neighbours import find_neighbours
from tests.asgi_client import AsgiClient
from tests.grid import Grid

TODAY = date(2026, 6, 10)
GOING = ("2026-06-01", "2026-06-30")
AddWork = Callable[..., int]
grid = Grid()


def test_every_date_ever_promised_is_drawn_and_said(
    add_work: AddWork, register: Session, report: Callable[[int, str, str], None], client: AsgiClient
) -> None:
    work = add_work(days=("2026-05-01", "2026-05-31"))
    register.execute(
        text(
            "INSERT INTO schedule_versions (work_id, version, planned_start, planned_end, reason, author) "
            "VALUES (:work, 2, '2026-05-01', '2026-06-30', 'newer_plan', 'test')"
        ),
        {"work": work},
    )
    report(work, "started", "2026-05-05")
    page = client.get(f"/works/{work}?lang=en").text
    assert "1–31 May 2026" in page and "1 May – 30 June 2026" in page
    assert (page.count("promise-old"), page.count("promise-last"), page.count("promise-real")) == (1, 1, 1)
    assert "The red line is today" in page


def test_a_work_without_days_promises_nothing(add_work: AddWork, client: AsgiClient) -> None:
    assert "promise-bar" not in client.get(f"/works/{add_work()}?lang=ru").text


@pytest.mark.parametrize(
    ("lang", "status", "days"),
    [
        ("kk", "Жоспарда жұмыстың басталу күні көрсетілмеген.", "Аяқталуы: 2026 ж. 30 маусым"),
        ("ru", "План не называет дату начала работы.", "Окончание: 30 июня 2026 г."),
        ("en", "The plan does not say when the work starts.", "End: 30 June 2026"),
    ],
)
def test_a_work_with_a_last_day_alone_says_so(
    add_work: AddWork, register: Session, client: AsgiClient, lang: str, status: str, days: str
) -> None:
    work = add_work(days=GOING)
    register.execute(text("UPDATE works SET planned_start = NULL WHERE id = :id"), {"id": work})
    page = " ".join(client.get(f"/works/{work}?lang={lang}").text.split())
    assert status in page and days in page


@pytest.mark.parametrize(
    ("given", "is_near"),
    [
        ({"shape": grid.point(3.99, 1)}, True),  # 299 m
        ({"shape": grid.point(4.01, 1)}, False),
        ({"is_training": True}, False),
        ({"state": "draft"}, False),
        ({"state": "finished"}, False),
        ({"state": "cancelled"}, False),
        ({"match_type": "microdistrict", "shape": grid.box(0, 0, 5, 5)}, False),
        ({"days": ("2026-08-01", "2026-08-30")}, True),
        ({"days": ("2026-01-01", "2026-01-30")}, False),  # nobody knows whether it was ever done
    ],
)
def test_who_is_a_neighbour(add_work: AddWork, register: Session, given: dict[str, Any], is_near: bool) -> None:
    own = add_work(grid.point(1, 1), GOING)
    shape, days = given.pop("shape", grid.point(1, 2)), given.pop("days", GOING)
    other = add_work(shape, days, **given)
    near = find_neighbours(register, own, "en", TODAY)
    assert [one.line.id for one in near] == ([other] if is_near else [])


def test_the_nearest_neighbours_come_first_and_are_shown(
    add_work: AddWork, register: Session, client: AsgiClient
) -> None:
    own = add_work(grid.point(0, 0), GOING)
    others = [add_work(grid.point(0.3 * step, 0), GOING) for step in (6, 1, 4, 2, 5, 3)]
    near = find_neighbours(register, own, "en", TODAY)
    assert [round(one.distance_m) for one in near] == [30, 60, 90, 120, 150]
    page = client.get(f"/works/{own}?lang=en").text
    listed = re.findall(r'class="work-row-title"[^>]*href="/works/(\d+)', page)
    assert listed == [str(one.line.id) for one in near] and others[0] not in {one.line.id for one in near}
    district = add_work(grid.box(-1, -1, 1, 1), GOING, match_type="district")
    assert find_neighbours(register, district, "en", TODAY) == []


def _appeal(session: Session, work: int, number: int, topic: str = "pothole") -> None:
    appeal = session.scalar(
        text(
            "INSERT INTO appeals (number, token_sha256, channel, kind, language, topic_code, topic_by, text, "
            "match_type, confidence, received_at) VALUES (:number, sha256(:key), 'web', 'complaint', "
            "'ru', :topic, 'applicant', 'secret words', 'none', 0, now()) RETURNING id"
        ),
        {"number": f"A-{number}", "key": bytes([number]), "topic": topic},
    )
    session.execute(
        text(
            "INSERT INTO appeal_links (appeal_id, work_id, distance_m, relation, timing, place_part, topic_part, "
            "time_part, score, rule_version) VALUES (:appeal, :work, 1, 'at', 'now', 1, 1, 1, 1, 1)"
        ),
        {"appeal": appeal, "work": work},
    )


def test_topics_of_appeals_are_told_from_five_on_and_never_their_words(
    add_work: AddWork, register: Session, client: AsgiClient
) -> None:
    load_topics(register)
    work = add_work(days=GOING)
    for number in range(4):
        _appeal(register, work, number)
    assert "What appeals are about" not in client.get(f"/works/{work}?lang=en").text
    assert "A few appeals, fewer than five" in client.get(f"/works/{work}?lang=en").text
    _appeal(register, work, 4, "manhole")  # five appeals, but no five about one thing
    page = client.get(f"/works/{work}?lang=en").text
    assert "What appeals are about" not in page and "5 appeals" in page
    _appeal(register, work, 5)  # of five of six the sixth could be told apart
    assert "What appeals are about" not in client.get(f"/works/{work}?lang=en").text
    for number in range(6, 10):
        _appeal(register, work, number, "manhole")
    page = client.get(f"/works/{work}?lang=en").text
    assert "What appeals are about" in page and len(re.findall(r'<td class="is-number">5</td>', page)) == 2
    assert "Open or broken manhole" in page
    assert "secret words" not in page


def test_the_shut_offs_of_a_work_stand_on_its_page(add_work: AddWork, register: Session, client: AsgiClient) -> None:
    work = add_work(days=GOING)
    outage = register.scalar(
        text(
            "INSERT INTO outages (kind, publisher, source, identity_key, work_id, version, first_day, last_day) "
            "VALUES ('gas', 'p', 'test', 'k', :work, 1, '2026-06-10', '2026-06-11') RETURNING id"
        ),
        {"work": work},
    )
    register.execute(
        text(
            "INSERT INTO outage_versions (outage_id, version, state, text, place_text, first_day, last_day, "
            "content_key, file_name, sheet, row_number, area_from, confidence, is_partial) "
            "VALUES (:id, 1, 'published', 't', 'the place', '2026-06-10', '2026-06-11', 'c', 'f', 's', 1, 'none', 0, "
            "false)"
        ),
        {"id": outage},
    )
    page = client.get(f"/works/{work}?lang=en").text
    assert "Outages because of this work" in page and f"/outages/{outage}?lang=en" in page
