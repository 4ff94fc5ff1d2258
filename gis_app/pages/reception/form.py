"""The operator's form of a new appeal as it was sent: read leniently, so that nothing typed is lost."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from gis_app.appeals.received import KINDS, MOST_TEXT, Channel, Contact, Kind, Received
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import Language
from gis_app.settings import Settings

# By which an operator gets appeals; what comes by itself (web, import) is not written down by hand.
CHANNELS: Final[tuple[Channel, ...]] = ("phone", "front_office", "letter", "social")
LONGEST: Final[Mapping[str, int]] = {
    "place": 500, "name": 200, "phone": 40, "email": 254, "address": 300, "social_link": 500, "social_handle": 100,
    "external_no": 60, "said": 5000, "text": MOST_TEXT,
}  # fmt: skip


@dataclass(slots=True)
class OperatorForm:
    """What an operator has typed so far. `key` makes the form one appeal, however often it is sent.

    `point` is longitude and latitude where one of several places was chosen; `placed` the words that it stands for.
    `said` is what was answered during the contact.
    """

    key: str
    channel: Channel = "phone"
    kind: Kind = "complaint"
    language: Language = "ru"
    text: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    placed: str = ""
    topic: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    social_link: str = ""
    social_handle: str = ""
    external_no: str = ""
    said: str = ""
    problems: dict[str, str] = field(default_factory=dict)

    def received(self, now: datetime, *, is_training: bool) -> Received:
        """The appeal as the register takes it."""
        return Received(
            channel=self.channel,
            kind=self.kind,
            language=self.language,
            text=self.text,
            received_at=now,
            topic=self.topic or None,
            point=self.point,
            place_text=self.place or None,
            contact=Contact(
                self.name or None, self.phone or None, self.email or None, self.address or None,
                self.social_link or None, self.social_handle or None,
            ),
            client_key=UUID(self.key),
            external_no=self.external_no or None,
            is_training=is_training,
        )  # fmt: skip


def empty_form(query: Mapping[str, str], lang: Language) -> OperatorForm:
    """A new form; a link to it may name the channel and a place."""
    form = OperatorForm(str(uuid4()), language=lang, place=query.get("place", "")[: LONGEST["place"]])
    form.channel = _known(query.get("channel", ""), CHANNELS, "phone")
    return form


def read_form(fields: Mapping[str, Any], settings: Settings) -> OperatorForm:
    """The form as sent. What cannot be read takes the form's first choice; too long words are a problem."""
    typed = {name: str(fields.get(name, "")).replace("\0", "").strip() for name in LONGEST}
    topic = str(fields.get("pick") or fields.get("topic") or "")
    form = OperatorForm(
        key=_key(str(fields.get("key", ""))),
        channel=_known(str(fields.get("channel")), CHANNELS, "phone"),
        kind=_known(str(fields.get("kind")), KINDS, "complaint"),
        language=_known(str(fields.get("language")), settings.languages, settings.languages[0]),
        topic=topic if topic in read_topics().by_code() else "",
        placed=str(fields.get("placed", "")),
    )
    for name, words in typed.items():
        setattr(form, name, words)
    if form.place and form.placed == form.place:
        form.point = _point(fields, settings)
    for name, most in LONGEST.items():
        if len(typed[name]) > most:
            form.problems[name] = "reception-too-long"
    return form


def judge(form: OperatorForm) -> None:
    """What a form needs before it is registered."""
    if not form.text:
        form.problems["text"] = "appeal-error-no-text"
    if form.email and ("@" not in form.email.strip("@") or " " in form.email):
        form.problems["email"] = "reception-bad-email"
    if form.social_link and not form.social_link.startswith(("https://", "http://")):
        form.problems["social_link"] = "reception-bad-link"


def _known(said: str, values: tuple[Any, ...], otherwise: Any) -> Any:
    return said if said in values else otherwise


def _key(said: str) -> str:
    try:
        return str(UUID(said))
    except ValueError:
        return str(uuid4())


def _point(fields: Mapping[str, Any], settings: Settings) -> tuple[float, float] | None:
    """A place that was chosen; one outside the city is none."""
    try:
        lon, lat = (float(part) for part in str(fields.get("point", "")).split(","))
    except ValueError:
        return None
    west, south, east, north = settings.bounds
    inside = math.isfinite(lon) and math.isfinite(lat) and west <= lon <= east and south <= lat <= north
    return (lon, lat) if inside else None
