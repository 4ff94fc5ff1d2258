"""The geocoders that answer side by side."""

import os
import re
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from shapely.geometry.base import BaseGeometry
from sqlalchemy import Engine as Database

from gis_app.db.session import session_scope
from gis_app.geocoding.holder import load_geocoder
from gis_app.geocoding.review import ACCEPTED_FROM
from gis_app.settings import Settings
from tests.benchmarks.geocoding.scoring import Located


@dataclass(frozen=True, slots=True)
class Plain:
    """An answer of a baseline. `geom` is EPSG:4326, longitude first."""

    match_type: str
    confidence: float
    geom: BaseGeometry | None
    label: str = ""


NOTHING = Plain("none", 0.0, None)


_SHORT = (
    (re.compile(r"\b(?:ул|көш)\b\.?\s*", re.IGNORECASE), "улица "),
    (re.compile(r"\b(?:пр-т|просп|пр)\b\.?\s*", re.IGNORECASE), "проспект "),
    (re.compile(r"\b(?:мкр|мкрн|м-он)\b\.?\s*", re.IGNORECASE), "микрорайон "),
    (re.compile(r"\b(?:бульв|б-р)\b\.?\s*", re.IGNORECASE), "бульвар "),
)


def spelled_out(text: str) -> str:
    """The abbreviations of kinds written out: a kindness to the peers, which know none of them."""
    for short, long in _SHORT:
        text = short.sub(long, text)
    return text


class Engine(Protocol):
    """A geocoder under test. `accepts_from` is the confidence from which its answer counts as accepted."""

    name: str
    accepts_from: float

    def geocode(self, text: str, district: str | None = None) -> Located: ...


class Ours:
    """The geocoder of this project."""

    name = "gis_app"
    accepts_from = ACCEPTED_FROM

    def __init__(self, database: Database, settings: Settings) -> None:
        before = resident_mb()
        began = time.perf_counter()
        with session_scope(database) as session:
            self.geocoder = load_geocoder(session, settings)
        self.build_s = time.perf_counter() - began
        self.memory_mb = resident_mb() - before

    def geocode(self, text: str, district: str | None = None) -> Located:
        return self.geocoder.geocode(text, district)


def resident_mb() -> float:
    """Memory of this process that is in RAM now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


@contextmanager
def one_core() -> Iterator[None]:
    """Keep the process on one core for the length of the block."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def strings_per_second(
    ask: Callable[[str], object], texts: list[str], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Texts answered per second on one core, one pass; by the wall's clock, or by the processor's (`process_time`)."""
    with one_core():
        began = clock()
        for text in texts:
            ask(text)
        return len(texts) / (clock() - began)
