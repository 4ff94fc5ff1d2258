"""The form of an appeal as it was sent: read leniently, so that nothing typed is lost, and judged field by field."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, cast
from uuid import UUID

from gis_app.accounts.tokens import new_token
from gis_app.appeals.received import KINDS, MOST_TEXT, Contact, Kind
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.reverse import reverse
from gis_app.geocoding.review import is_accepted
from gis_app.settings import Settings

Point = tuple[float, float]
LONGEST_PLACE: Final = 500
LONGEST_CONTACT: Final = 254
# Six decimals of a degree are a tenth of a metre.
_DECIMALS = 6
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_PHONE = re.compile(r"[+\d(][\d\s()\-]{4,}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that a text may mean."""

    label: str
    point: Point

    @property
    def value(self) -> str:
        """The place as a button of the form sends it."""
        return f"{self.point[0]!r},{self.point[1]!r}"


@dataclass(slots=True)
class AppealForm:
    """What a person has written so far. `key` is the token that the appeal will have; it makes the form one appeal.

    `point` is longitude and latitude; `placed` is the text of the place that it stands for, `pinned` whether a person
    put or chose it; `found` is what its words were understood as, and may be a whole street. `unknown_place` tells that
    the person sends a place which nobody found. `problems` are messages by the name of their field.
    """

    key: str
    text: str = ""
    kind: Kind = "complaint"
    place: str = ""
    point: Point | None = None
    placed: str = ""
    pinned: bool = False
    found: str = ""
    unknown_place: str = ""
    topic: str | None = None
    phone: str = ""
    email: str = ""
    photo_keys: tuple[str, ...] = ()
    work: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)

    @property
    def client_key(self) -> UUID:
        """What the register knows the form by; the token cannot be told from it."""
        return UUID(bytes=sha256(b"appeal:" + self.key.encode()).digest()[:16])

    @property
    def contact(self) -> Contact:
        """How the person can be reached, as far as told."""
        return Contact(phone=self.phone or None, email=self.email or None)


def empty_form(query: Mapping[str, str]) -> AppealForm:
    """A new form, with what the link to it names: a place, a topic, a work."""
    form = AppealForm(new_token())
    form.point = _point(query.get("lon", ""), query.get("lat", ""))
    form.pinned = form.point is not None
    form.place = query.get("place", "").strip()[:LONGEST_PLACE]
    form.topic = _topic(query.get("topic", ""))
    form.work = query.get("work", "") if query.get("work", "").isdecimal() else ""
    return form


def read_form(fields: Mapping[str, Any]) -> AppealForm:
    """The form as sent. What cannot be read is as if it had not been sent."""

    def given(name: str, most: int) -> str:
        return str(fields.get(name, "")).replace("\0", "").strip()[:most]

    form = AppealForm(given("key", 43) if _TOKEN.fullmatch(given("key", 44)) else new_token())
    # One letter more than allowed, so that too long a text is told and not cut.
    form.text = given("text", MOST_TEXT + 1).replace("\r\n", "\n")
    form.kind = cast(Kind, given("kind", 20)) if given("kind", 20) in KINDS else "complaint"
    form.place, form.placed = given("place", LONGEST_PLACE), given("placed", LONGEST_PLACE)
    form.unknown_place = given("unknown_place", LONGEST_PLACE)
    form.point = _point(given("lon", 30), given("lat", 30))
    form.pinned = form.point is not None and bool(given("pinned", 1))
    form.found = "" if form.pinned else given("found", LONGEST_PLACE)
    chosen = given("choice", 80).split(",")
    if len(chosen) == 2 and (point := _point(*chosen)) is not None:
        form.point, form.placed, form.pinned, form.found = point, form.place, True, ""
    elif form.placed != form.place:
        # The words were changed after the pin was put: the words count.
        form.point, form.pinned, form.found = None, False, ""
    form.topic = _topic(given("topic", 60) or given("topic_other", 60))
    form.phone, form.email = given("phone", 40), given("email", LONGEST_CONTACT)
    form.photo_keys = tuple(key for key in given("photo_keys", 400).split(",") if key)
    form.work = given("work", 18) if given("work", 18).isdecimal() else ""
    return form


def _point(lon: str, lat: str) -> Point | None:
    try:
        point = round(float(lon), _DECIMALS), round(float(lat), _DECIMALS)
    except ValueError:
        return None
    return point if all(math.isfinite(one) for one in point) else None


def _topic(code: str) -> str | None:
    known = read_topics().by_code().get(code)
    return code if known is not None and known.retired_on is None else None


def judge_words(form: AppealForm) -> None:
    """Note what is wrong with the text."""
    if not form.text:
        form.problems["text"] = "appeal-error-no-text"
    elif len(form.text) > MOST_TEXT:
        form.problems["text"] = "appeal-error-long-text"


def judge_contact(form: AppealForm) -> None:
    """Note what is wrong with telephone and e-mail; both may be empty."""
    if form.email and not _EMAIL.fullmatch(form.email):
        form.problems["email"] = "appeal-error-email"
    if form.phone and not _PHONE.fullmatch(form.phone):
        form.problems["phone"] = "appeal-error-phone"


def settle_place(form: AppealForm, geocoder: Geocoder, settings: Settings, lang: Language) -> None:
    """Find the place, once: a pin gets its words, words get their pin.

    Several places that fit are put into `choices`. A place that nobody finds is a problem until the person says that it
    is to be sent as it is.
    """
    if form.point is not None:
        west, south, east, north = settings.bounds
        if not (west <= form.point[0] <= east and south <= form.point[1] <= north):
            form.point, form.pinned = None, False
            form.problems["place"] = "appeal-error-outside"
        elif not form.place:
            form.place = form.placed = words_at(geocoder, form.point, lang)
        return
    if not form.place:
        form.problems["place"] = "appeal-error-no-place"
        return
    answer = geocoder.geocode(form.place, None, lang)
    if answer.geom is None or not is_accepted(answer.confidence):
        if form.unknown_place != form.place:
            form.problems["place"] = "appeal-error-place-unknown"
            form.unknown_place = form.place
        return
    inside = answer.geom.representative_point()
    found = Choice(answer.label, (round(inside.x, _DECIMALS), round(inside.y, _DECIMALS)))
    if answer.ambiguous and answer.alternatives:
        form.choices = [found, *(Choice(other.label, other.point) for other in answer.alternatives)]
        form.problems["place"] = "appeal-error-which-place"
        return
    form.point, form.placed, form.found = found.point, form.place, answer.label


def words_at(geocoder: Geocoder, point: Point, lang: Language) -> str:
    """What stands at a point, in words: the house, else the street, else the microdistrict; else the coordinates."""
    around = reverse(geocoder.register, *point, lang)
    for near in (around.address, around.street, around.microdistrict, around.district):
        if near is not None:
            return near.label
    return f"{point[1]:.5f}, {point[0]:.5f}"
