"""The classes of the density of works and their colours, from ``layers/density/ramp.yaml``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from layers.raster import Ramp

_PATH = Path(__file__).parent / "density" / "ramp.yaml"
# More works than a hectare ever holds: ends the last class.
_END = 60_000


@dataclass(frozen=True, slots=True)
class DensityClass:
    """`first` to `last` works per hectare; the last class is open (None)."""

    first: int
    last: int | None
    color: str


@cache
def read_density_classes() -> tuple[DensityClass, ...]:
    """The classes in rising order. Raises ValueError when they do not rise."""
    declared = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    starts = [int(one["from"]) for one in declared]
    if starts != sorted(set(starts)):
        raise ValueError("the classes of the density of works do not rise")
    ends = [start - 1 for start in starts[1:]]
    return tuple(
        DensityClass(first, last, str(one["color"]))
        for first, last, one in zip(starts, [*ends, None], declared, strict=True)
    )


@cache
def density_ramp() -> Ramp:
    """The same as the reader of tiles takes it."""
    return tuple(
        ((one.first, _END if one.last is None else one.last + 1), (*bytes.fromhex(one.color[1:]), 255))
        for one in read_density_classes()
    )
