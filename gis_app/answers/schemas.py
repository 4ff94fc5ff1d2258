"""The answer for a place as JSON. Coordinates are degrees, longitude first; days are days of the city, inclusive."""

from datetime import date
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from gis_app.answers.grouping import Group, When
from gis_app.answers.places import PlaceKind
from gis_app.answers.responsible import Matter
from gis_app.outages.schemas import OutageLine
from gis_app.works.schemas import Named, Point, WorkLine


class PlaceOut(BaseModel):
    """The place that was understood."""

    id: str = Field(description='Leads to the same answer: kind and permanent id, or "lon,lat"; else empty.')
    kind: PlaceKind
    label: str
    point: Point
    geometry: dict[str, Any] = Field(description="GeoJSON geometry.")


class ChoiceOut(BaseModel):
    """One of several places that the words may mean."""

    id: str
    label: str
    point: Point


class MissingOut(BaseModel):
    """What nobody knows of the words that were asked; the choices are what is known instead."""

    kind: Literal["house", "name"] = Field(
        description="house: no such number on the street, which is the choice; name: the choices are names alike"
    )
    number: str = ""
    street: str = ""


class MovedNear(BaseModel):
    """How often the promised days of a work were moved, and what the public was promised first."""

    times: int
    first_start: date | None
    first_end: date | None


class WorkNear(BaseModel):
    """A work, how it concerns the place, and how far it is."""

    group: Group = Field(description="here, yard (that of the house), street (150 m to each side), near (300 m)")
    when: When
    distance_m: float
    last_day: date | None = Field(description="Reported end, else the planned one.")
    moved: MovedNear | None = Field(None, description="Null where the promised days were never moved.")
    work: WorkLine


class SurfaceOut(BaseModel):
    """A surface at the place that is not to be dug up, or that somebody answers for."""

    work_id: int
    kind: str = Field(description="protection or warranty")
    until: date
    guarantor: str | None


class ReliabilityOut(BaseModel):
    """How often the days of the works that a contractor finished last were moved after they were promised."""

    contractor: str
    works: int
    moved: int | None = Field(description="Null for fewer than five works: they say nothing.")


class ResponsibleOut(BaseModel):
    """Who answers for a matter at the place; its life situation is told by /guide/{situation}."""

    matter: Matter
    situation: str
    task: str | None = Field(description="What the bodies are for, in words.")
    is_owners: bool = Field(description="The owners of the homes answer, no public body.")
    bodies: list[Named] = Field(description="Empty where the city has not said who.")


class AnswerOut(BaseModel):
    """Either a place with its answer (and others of its name), or choices, or neither: then nobody knows the place."""

    place: PlaceOut | None
    choices: list[ChoiceOut]
    missing: MissingOut | None = Field(None, description="Why there are choices only, when something is not known.")
    is_yes: bool = Field(description="Something goes on or is planned at the place itself.")
    sentences: list[str] = Field(description="The answer in plain words, the most important first.")
    works: list[WorkNear]
    outages: list[OutageLine]
    surfaces: list[SurfaceOut]
    open_appeals: int | None = Field(description="Open appeals within 300 m; null for one to four.")
    reliability: ReliabilityOut | None
    responsible: list[ResponsibleOut] = Field(description="Who answers for what at the place.")
    left_out: int = Field(0, description="In a demo: works here that were invented for training and are not told of.")

    @classmethod
    def nothing(cls, choices: list[ChoiceOut], missing: MissingOut | None) -> Self:
        """No place yet: the person chooses, or nobody knows it."""
        return cls(
            place=None, choices=choices, missing=missing, is_yes=False, sentences=[], works=[], outages=[], surfaces=[],
            open_appeals=None, reliability=None, responsible=[],
        )  # fmt: skip
