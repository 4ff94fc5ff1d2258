"""The form of an appeal without scripts: two steps, nothing typed is lost, sent once, photos without their metadata."""

import re
from io import BytesIO
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.appeals.intake import register
from gis_app.appeals.limits import count
from gis_app.appeals.models import Appeal, AppealFollower, AppealPhoto
from gis_app.appeals.received import Contact
from gis_app.delivery.models import OutboxMessage
from gis_app.photos.models import Photo
from gis_app.settings import Settings
from gis_app.works.models import Work
from tests.integration.appeals.form import Form, app, pin
from tests.integration.appeals.ground import Ground, grid, written
from tests.integration.works.people import add_work
from tests.people import BrowserOf, add_user, browser_of
from tests.pictures import bomb

__all__ = ["app"]
WORDS = "Глубокая яма на дороге"


@pytest.fixture
def form(app: FastAPI) -> Form:
    return Form(BrowserOf(app)).open()


def jpeg(color: str = "red") -> bytes:
    written_to = BytesIO()
    exif = Image.Exif()
    exif[0x9286] = "secret place"
    Image.new("RGB", (64, 48), color).save(written_to, "JPEG", exif=exif)
    return written_to.getvalue()


def sent_photos(*files: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("photo", (f"{at}.jpg", one, "image/jpeg")) for at, one in enumerate(files)]


def test_two_steps_register_an_appeal_and_lead_to_its_page(form: Form, session: Session) -> None:
    looked = form.send(text=WORDS, **pin(0, 0))
    assert looked.status_code == 200
    # What is known there stands before sending: the work, its contractor, the topic to be confirmed.
    for told in ("Яма на дороге", "ours", "на этом месте", 'value="pothole" checked'):
        assert told in form.page
    done = form.send("send", topic="pothole", email="a@example.kz")
    assert done.status_code == 303
    assert done.headers["referrer-policy"] == "same-origin"
    appeal = session.scalars(select(Appeal)).one()
    assert (appeal.text, appeal.topic_code, appeal.topic_by, appeal.match_type) == (
        WORDS,
        "pothole",
        "applicant",
        "pin",
    )
    page = form.browser.get(done.headers["location"])
    assert page.status_code == 200
    assert appeal.number in page.text
    assert "Сохраните эту ссылку" in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "a@example.kz" not in page.text
    # The key of the page stands in its own forms and link, and in no link to another page.
    assert "next=/appeals" not in page.text


def test_the_same_form_sent_again_is_one_appeal_and_other_words_are_another(form: Form, session: Session) -> None:
    form.send(text=WORDS, **pin(0, 0))
    first, again = form.send("send", topic="pothole"), form.send("send", topic="pothole")
    assert first.headers["location"] == again.headers["location"]
    other = form.send("send", topic="pothole", text="Другая яма")
    assert other.headers["location"] != first.headers["location"]
    assert len(session.scalars(select(Appeal)).all()) == 2


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"text": "", **pin(0, 0)}, "text", "Напишите, что случилось"),
        ({"text": "я" * 5001, **pin(0, 0)}, "text", "слишком длинный"),
        ({"text": WORDS, "place": ""}, "place", "Напишите, где это"),
        ({"text": WORDS, "place": "Лунная 5"}, "place", "Такого места мы не нашли"),
        ({"text": WORDS, **pin(0, 0), "lon": "37.6", "lat": "55.7"}, "place", "не в городе"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    form: Form, given: dict[str, str], field: str, words: str
) -> None:
    answer = form.send(kind="request", **given)
    assert answer.status_code == 400
    problem = form.page[form.page.index(f'id="problem-{field}"') :]
    assert words in problem[:900]
    assert f'aria-describedby="problem-{field}"' in form.page
    assert 'value="request" checked' in form.page
    assert given["text"][:5000] in form.page


def test_an_address_is_found_and_a_place_that_nobody_finds_is_sent_when_pressed_again(
    form: Form, session: Session
) -> None:
    assert form.send(text=WORDS, place="угол Абая и Толе би").status_code == 200
    assert "Поняли так: " in form.page
    assert form.send("change", text=WORDS).status_code == 200
    assert form.send(text=WORDS, place="Лунная 5").status_code == 400
    assert form.send(text=WORDS, place="Лунная 5").status_code == 200
    assert "место уточнит сотрудник" in form.page
    assert form.send("send", topic="pothole").status_code == 303
    appeal = session.scalars(select(Appeal)).one()
    assert (appeal.place_text, appeal.geom) == ("Лунная 5", None)


def test_a_wrong_contact_is_told_and_the_rest_stays(form: Form) -> None:
    form.send(text=WORDS, **pin(0, 0))
    answer = form.send("send", topic="pothole", email="nobody", phone="звоните")
    assert answer.status_code == 400
    assert "problem-email" in form.page
    assert "problem-phone" in form.page
    assert 'value="nobody"' in form.page
    assert form.send("send", topic="pothole", email="", phone="+7 701 000 00 00").status_code == 303


def test_photos_are_kept_through_the_steps_without_their_metadata(form: Form, session: Session) -> None:
    form.send(text="", files=sent_photos(jpeg(), jpeg("blue")), **pin(0, 0))
    assert len(form.fields["photo_keys"].split(",")) == 2
    form.send(text=WORDS, drop=form.fields["photo_keys"].split(",")[1], **pin(0, 0))
    form.send(text=WORDS, **pin(0, 0))
    done = form.send("send", topic="pothole")
    photo = session.scalars(select(Photo).join(AppealPhoto, AppealPhoto.photo_id == Photo.id)).one()
    assert b"secret place" not in photo.jpeg + photo.thumb
    page = done.headers["location"].split("?")[0]
    assert form.browser.get(f"{page}/photos/{photo.key}.jpg").body == photo.jpeg
    assert form.browser.get(f"{page}x/photos/{photo.key}.jpg").status_code == 404
    assert form.browser.get(f"/photos/{photo.key}.jpg").status_code == 404


def test_only_the_reception_and_the_body_that_answers_see_the_photos(
    form: Form, session: Session, settings: Settings, ground: Ground
) -> None:
    form.send(text=WORDS, files=sent_photos(jpeg()), **pin(0, 0))
    form.send("send", topic="pothole")
    photo = session.scalars(select(Photo)).one()
    appeal = session.scalars(select(Appeal)).one()
    appeal.body_id = ground.ids["ours"]
    session.flush()

    def sees(role: str, **scope: Any) -> bool:
        user = add_user(session, role, **scope)
        return browser_of(form.browser.app, session, settings, user).get(f"/photos/{photo.key}.jpg").status_code == 200

    assert not sees("executor", organisation_id=ground.ids["ours"]), "the body is but a proposal until it was sent"
    appeal.status = "sent"
    session.flush()
    seen = {
        "operator": sees("operator"),
        "executor": sees("executor", organisation_id=ground.ids["ours"]),
        "another executor": sees("executor", organisation_id=ground.ids["theirs"]),
        "planner": sees("planner", district_id=1),
        "demo operator": sees("operator", is_demo=True),
    }
    assert seen == {
        "operator": True, "executor": True, "another executor": False, "planner": False, "demo operator": False,
    }  # fmt: skip


BAD_PHOTOS = [(b"%PDF-1.7", "PDF"), (b"<script>", "не фотография"), (jpeg()[:300], "повреждён"), (bomb(), "пиксел")]


@pytest.mark.parametrize(("data", "words"), BAD_PHOTOS)
def test_what_is_no_photo_is_refused_beside_its_field(form: Form, session: Session, data: bytes, words: str) -> None:
    answer = form.send(text=WORDS, files=sent_photos(data), **pin(0, 0))
    assert answer.status_code == 400
    assert words.casefold() in form.page[form.page.index('id="problem-photo"') :].casefold()[:900]
    assert session.scalars(select(Photo)).all() == []
    assert WORDS in form.page


def test_more_than_five_photos_are_told(form: Form) -> None:
    colors = ("red", "green", "blue", "white", "black", "yellow")
    form.send(text=WORDS, files=sent_photos(*(jpeg(color) for color in colors)), **pin(0, 0))
    assert "Не больше пяти" in form.page or "пят" in form.page[form.page.index('id="problem-photo"') :][:600]
    assert len(form.fields["photo_keys"].split(",")) == 5


def test_who_sends_too_much_is_told_to_wait_and_loses_nothing(form: Form, session: Session) -> None:
    form.send(text=WORDS, **pin(0, 0))
    for _ in range(30):
        count(session, "appeal", "127.0.0.1")
    answer = form.send("send", topic="pothole")
    assert answer.status_code == 400
    assert "Подождите немного" in form.page
    assert form.fields["text"] == WORDS
    assert session.scalars(select(Appeal)).all() == []


def test_a_page_without_its_token_tells_nothing(form: Form, session: Session) -> None:
    form.send(text=WORDS, **pin(0, 0))
    page = form.send("send", topic="pothole").headers["location"].split("?")[0]
    number = session.scalars(select(Appeal.number)).one()
    for guess in (number, "wrong", "x" * 43, page.rsplit("/", 1)[1][:-1] + "-"):
        answer = form.browser.get(f"/appeals/{guess}?lang=ru")
        assert answer.status_code == 404
        assert "скопирована ли ссылка целиком" in answer.text
        assert "Яма на дороге" not in answer.text


def test_scripts_are_shown_as_words(form: Form) -> None:
    evil = "<script>alert(1)</script>яма"
    form.send(text=evil, **pin(0, 0), email='"><script>x</script>')
    assert "<script>alert" not in form.page
    done = form.send("send", topic="pothole", email="")
    page = form.browser.get(done.headers["location"]).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;яма" in page


def test_somebody_follows_what_was_told_before_and_reads_no_word_of_it(
    form: Form, session: Session, settings: Settings
) -> None:
    secret = "Яма у дома Иванова"
    made = register(session, written(secret, at=(1, 0), contact=Contact(email="b@example.kz")), settings=settings)
    form.send(text=WORDS, **pin(0, 0))
    assert "У меня тоже" in form.page
    assert "Иванова" not in form.page
    done = form.send("send", follow=made.number, email="c@example.kz")
    assert done.status_code == 303
    follower = session.scalars(select(AppealFollower)).one()
    assert (follower.appeal_id, follower.email, follower.language) == (made.id, "c@example.kz", "ru")
    assert len(session.scalars(select(Appeal)).all()) == 1
    [mail] = session.scalars(select(OutboxMessage).where(OutboxMessage.recipient == "c@example.kz")).all()
    assert made.number in mail.subject
    assert "Иванова" not in mail.text
    page = form.browser.get(done.headers["location"])
    assert made.number in page.text
    assert "Иванова" not in page.text
    again = form.send("send", follow=made.number, email="c@example.kz")
    assert again.headers["location"] == done.headers["location"]


def test_programs_are_told_of_similar_appeals_without_words_and_places(
    form: Form, session: Session, settings: Settings
) -> None:
    made = register(session, written("Яма у дома Иванова", at=(1, 0)), settings=settings)
    at = pin(0, 0)
    found = form.browser.get(f"/api/similar-appeals?lang=kk&topic=pothole&lon={at['lon']}&lat={at['lat']}")
    [one] = orjson.loads(found.body)
    assert (one["number"], one["topic_title"], one["distance_m"]) == (made.number, "Жолдағы шұңқыр", 100)
    assert not {"text", "lon", "lat", "point", "place"} & set(one)
    assert form.browser.get("/api/similar-appeals?topic=moon&lon=76.9&lat=43.2").status_code == 400


def test_who_follows_may_stop(form: Form, session: Session, settings: Settings) -> None:
    made = register(session, written(WORDS, at=(1, 0)), settings=settings)
    form.send(text=WORDS, **pin(0, 0))
    page = form.send("send", follow=made.number).headers["location"].split("?")[0]
    assert form.browser.post(page, {"do": "unfollow"}, page=page).status_code == 303
    assert session.scalars(select(AppealFollower)).all() == []
    assert form.browser.get(page).status_code == 404


def test_a_link_with_a_place_shows_first_what_is_known_there(form: Form, session: Session, ground: Ground) -> None:
    far = add_work(session, grid.point(90, 90), type_code="yard", state="in_progress")
    later = add_work(session, grid.point(0, 4), type_code="aryk", contractor_id=ground.ids["ours"])
    [patched] = session.scalars(select(Work.id).where(Work.type_code == "road_pothole_repair"))
    at = pin(1, 0)
    form.open(f"&lon={at['lon']}&lat={at['lat']}")
    known = form.page.split('id="appeal-known"', 1)[1].split("</section>")[0]
    offered = [int(id_) for id_ in re.findall(r'href="/appeals/new\?work=(\d+)&(?:amp;)?lang=ru"', known)]
    assert offered == [patched, later]
    assert far not in offered
    form.open(f"&work={patched}")
    about = form.page.split('id="appeal-known"', 1)[1].split("</section>")[0]
    assert f"work={patched}&" not in about
    assert f"work={later}&" in about


def test_without_a_script_what_is_known_follows_the_place_of_the_form(form: Form, session: Session) -> None:
    [patched] = session.scalars(select(Work.id).where(Work.type_code == "road_pothole_repair"))
    form.open()
    assert f"work={patched}&" in form.send("change", text=WORDS, **pin(1, 0)).text
    assert "appeal-known" not in form.send("change", text=WORDS, **pin(90, 90)).text


def test_without_a_place_nothing_is_known_yet(form: Form) -> None:
    assert "appeal-known" not in form.open().page


def test_a_link_names_the_place_the_topic_and_the_work(form: Form, session: Session) -> None:
    work = session.scalars(select(Work)).one()
    form.open(f"&work={work.id}&topic=pothole")
    assert (form.fields["topic"], form.fields["work"], form.fields["pinned"]) == ("pothole", str(work.id), "1")
    assert "Об этой работе" in form.page
    at = pin(1, 0)
    form.open(f"&lon={at['lon']}&lat={at['lat']}&work=999999&topic=moon")
    assert (form.fields["topic"], form.fields["placed"]) == ("", "улица Толе би")
    assert "Об этой работе" not in form.page
    form.open("&lon=x&lat=&work=%00&place=%3Cscript%3E")
    assert "<script>x" not in form.page
