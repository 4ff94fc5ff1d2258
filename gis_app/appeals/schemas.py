"""The answers about appeals. Coordinates are degrees, longitude first; days are days of the city.

Nothing of the applicant is in any of them: not even the applicant's own page repeats name, phone or address.
"""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from gis_app.appeals.links import LinkState
from gis_app.appeals.received import MOST_TEXT, Kind
from gis_app.appeals.transitions import Status
from gis_app.dependencies import Language
from gis_app.works.schemas import Named, WorkLine

LONGEST_PLACE = 500


class AppealIn(BaseModel):
    """What an applicant sends: where (a point, or a place in words), what about, and how to reach them, if at all."""

    model_config = ConfigDict(extra="forbid")

    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)
    place: str | None = Field(None, max_length=LONGEST_PLACE, description="An address, a crossing, a place in words.")
    topic: str | None = Field(None, max_length=60, description="A code of /api/appeal-topics; suggested when missing.")
    text: str = Field(min_length=1, max_length=MOST_TEXT)
    lang: Language = "kk"
    kind: Kind = "complaint"
    name: str | None = Field(None, max_length=200)
    phone: str | None = Field(None, max_length=40)
    email: str | None = Field(None, max_length=254, pattern=r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$")
    client_key: UUID | None = Field(None, description="Made by the sender: the same key is the same appeal.")

    @field_validator("place", "text", "name", "phone", "email")
    @classmethod
    def _has_no_nul(cls, said: str | None) -> str | None:
        # PostgreSQL keeps none.
        return None if said is None else said.replace("\0", "")

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if (self.lon is None) != (self.lat is None):
            raise ValueError("give both lon and lat, or none")
        if self.lon is None and not (self.place or "").strip():
            raise ValueError("say where: lon and lat, or place")
        return self


class PartsOut(BaseModel):
    """Why a link stands. The parts are 0 to 1; `relation` and `timing` are codes with their words."""

    place: float
    topic: float
    time: float
    distance_m: float
    relation: str
    relation_title: str
    timing: str
    timing_title: str


class OutageOfLink(BaseModel):
    """A shut-off that explains an appeal."""

    id: int
    kind: str
    first_day: date | None
    last_day: date | None


class LinkOut(BaseModel):
    """A work or a shut-off that explains an appeal, with the score and its parts."""

    state: LinkState
    score: float
    parts: PartsOut
    work: WorkLine | None
    contractor: Named | None
    customer: Named | None
    warranty_to: date | None
    outage: OutageOfLink | None


class AppealMade(BaseModel):
    """A registered appeal. `token` is the key of the applicant's page and is told once; keep it."""

    number: str
    token: str | None
    deadline: date | None = Field(description="The last day of the term of law; none for thanks.")
    topic: str
    status: Status
    body: Named | None = Field(description="Who is to answer; none while the reception looks who that is.")
    situation: str | None
    advice: str | None = Field(description="First advice, in the language of the appeal.")
    links: list[LinkOut]
    answer: str | None = Field(None, description="Given at once inside a published shut-off that explains it.")


class EventOut(BaseModel):
    """Something that happened, as the applicant may know it: no person's name."""

    at: datetime
    kind: str
    status: Status | None
    title: str
    note: str | None


class AppealShown(BaseModel):
    """What the applicant may see of an appeal."""

    number: str
    status: Status
    status_title: str
    received_at: datetime
    deadline: date | None
    topic: str
    topic_title: str
    text: str
    place: str | None
    point: tuple[float, float] | None
    body: Named | None
    at_reception: bool = Field(description="The reception has it; `body` is who it will most likely be sent to.")
    answer: str | None
    events: list[EventOut]
    links: list[LinkOut]
    is_training: bool


class TopicOut(BaseModel):
    """A topic that a new appeal may have."""

    code: str
    group: str
    group_title: str
    title: str
    urgent: bool
