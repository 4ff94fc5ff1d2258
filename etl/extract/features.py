"""What every reader of geographic files gives: features with a row number, properties and a geometry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class RowProblem:
    """Why one row of a file was not taken, or only in part.

    `row` counts from 1 as a person would count the rows or features of that file; `column` is empty when
    the whole row is meant.
    """

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"{place}: {self.reason}"


@dataclass(frozen=True)
class Feature:
    """One feature: geometry in EPSG:4326, longitude first; properties as the file has them."""

    row: int
    properties: Mapping[str, Any]
    geometry: BaseGeometry


@dataclass
class FeatureFile:
    """All good features of a file and the reasons of the bad ones."""

    features: list[Feature] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def text_of(properties: Mapping[str, Any], *names: str) -> str | None:
    """The first non-empty property of `names` as trimmed text with single spaces; None when there is none."""
    for name in names:
        value = properties.get(name)
        if value is None or isinstance(value, dict | list):
            continue
        if isinstance(value, float):
            if value != value:  # NaN is how GeoPackage readers say "empty"
                continue
            if value.is_integer():
                value = int(value)
        cleaned = " ".join(str(value).split())
        if cleaned:
            return cleaned
    return None
