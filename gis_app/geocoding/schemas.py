"""What the geocoder's HTTP interface answers."""

from typing import Any, Literal

from pydantic import BaseModel, Field

MatchType = Literal[
    "rooftop", "corner", "rooftop_base", "interpolated", "multi", "segment", "contour", "intersection",
    "street", "microdistrict", "landmark", "district", "none",
]  # fmt: skip


class PartOut(BaseModel):
    """A named part of the phrase and the place it was matched with."""

    role: str
    text: str
    matched: str | None


class OtherOut(BaseModel):
    """Another place that fits the text; `point` is longitude, latitude."""

    label: str
    point: tuple[float, float]


class GeocodeOut(BaseModel):
    """A located text; `geometry` is GeoJSON in WGS 84, longitude first, or null."""

    id: str
    match_type: MatchType
    confidence: float = Field(ge=0, le=1)
    ambiguous: bool
    label: str
    geometry: dict[str, Any] | None
    parts: list[PartOut]
    reason: str
    alternatives: list[OtherOut]
    unused: list[str]
    register_version: int
    rules_version: str


class SuggestionOut(BaseModel):
    """A line of the suggestions; `point` is longitude, latitude."""

    id: str
    kind: str
    label: str
    detail: str
    point: tuple[float, float]
    bbox: tuple[float, float, float, float]


class SuggestionsOut(BaseModel):
    """What may be meant by the text typed so far, best first."""

    items: list[SuggestionOut]


class NearPlaceOut(BaseModel):
    """A place and how far it is, metres."""

    id: str
    label: str
    distance_m: float


class ReverseOut(BaseModel):
    """What is at a point; each may be missing."""

    address: NearPlaceOut | None
    street: NearPlaceOut | None
    microdistrict: NearPlaceOut | None
    district: NearPlaceOut | None
