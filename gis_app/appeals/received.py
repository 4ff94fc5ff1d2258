"""An appeal as a form, an operator or a file gives it, before anything is found out about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from gis_app.appeals.past import Past
from gis_app.dependencies import Language

Channel = Literal["web", "phone", "front_office", "letter", "social", "mobile", "import", "open311"]
Kind = Literal["complaint", "request", "proposal", "enquiry", "thanks"]

CHANNELS: Final[tuple[Channel, ...]] = (
    "web", "phone", "front_office", "letter", "social", "mobile", "import", "open311",
)  # fmt: skip
KINDS: Final[tuple[Kind, ...]] = ("complaint", "request", "proposal", "enquiry", "thanks")
MOST_TEXT: Final = 5000
MOST_PHOTOS: Final = 5


@dataclass(frozen=True, slots=True)
class Contact:
    """Who wrote, as far as told: all of it personal data, kept apart from the appeal."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    social_link: str | None = None
    social_handle: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """`point` is longitude and latitude in degrees (EPSG:4326); with none the place is looked for in `place_text`.

    `topic` is one that a person chose; with none it is suggested from the text. `client_key` is made by the form: the
    same key is the same appeal, however often it is sent. `token`, of our own form alone, becomes the appeal's, so that
    the form sent again leads to the same page. `external_no` is its number in the system `source`, `past` what became
    of it there.
    """

    channel: Channel
    kind: Kind
    language: Language
    text: str
    received_at: datetime
    topic: str | None = None
    point: tuple[float, float] | None = None
    place_text: str | None = None
    contact: Contact = Contact()
    client_key: UUID | None = None
    token: str | None = None
    photo_ids: tuple[int, ...] = ()
    source: str | None = None
    external_no: str | None = None
    past: Past | None = None
    is_training: bool = False
