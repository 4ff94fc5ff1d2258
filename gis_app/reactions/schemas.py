"""Reactions over HTTP. Numbers are told from five reactions on; fewer could tell of a neighbour."""

from typing import Annotated

from pydantic import BaseModel, Field


class GivenReaction(BaseModel):
    """What a person says of a finished work."""

    satisfied: bool
    aspects: Annotated[list[Annotated[str, Field(max_length=31)]], Field(max_length=12)] = []
    device: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{32}$",
            repr=False,
            description="128 random bits that a browser keeps for itself; without them the network address counts.",
        ),
    ] = None


class AspectCount(BaseModel):
    """How many were satisfied with something, and how many were not."""

    code: str
    title: str
    satisfied: int
    dissatisfied: int


class ReactionCounts(BaseModel):
    """The reactions of a work in numbers."""

    total: int
    satisfied: int
    dissatisfied: int
    by_aspect: list[AspectCount] = Field(description="What was named at least once, most often first.")


class AspectEntry(BaseModel):
    """Something that a reaction may name."""

    code: str
    title: str


class ReactionsOut(BaseModel):
    """What is told of the reactions to a work."""

    work_id: int
    is_open: bool = Field(description="The work is finished, so that reactions are taken.")
    least: int = Field(description="Numbers are told from so many reactions on.")
    counts: ReactionCounts | None
    aspects: list[AspectEntry] = Field(description="What a reaction may name.")
