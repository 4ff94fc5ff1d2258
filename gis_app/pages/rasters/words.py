"""What the pages of rasters say in words: why one was refused, what was received, how it was made."""

import math
from collections.abc import Mapping
from datetime import date

from gis_app.dependencies import Language
from gis_app.pages import formats
from gis_app.rasters.answers import layer_of
from gis_app.rasters.models import READY, Raster
from gis_app.texts.fluent import get_texts

# Months before and after this one that are offered for the density.
_MONTHS_BEFORE, _MONTHS_AFTER = 18, 18
# About the pixels of the map beside the panel.
_MAP_PX = 800
OPACITY_PERCENT = 80


def refusal(code: str, values: Mapping[str, str], lang: Language) -> str:
    """Why a raster was refused and how to mend it."""
    shown = {name: formats.number(int(value), lang) if value.isdecimal() else value for name, value in values.items()}
    return get_texts().get(lang, f"raster-refused-{code}", **shown)


def months_around(today: date, lang: Language) -> list[tuple[str, str]]:
    """Months that the density is offered for: (2026-06, name with year)."""
    names = formats.lone_month_names(lang)
    now = today.year * 12 + today.month - 1
    numbers = range(now - _MONTHS_BEFORE, now + _MONTHS_AFTER + 1)
    return [(f"{one // 12}-{one % 12 + 1:02}", f"{names[one % 12]} {one // 12}") for one in numbers]


def on_map(raster: Raster, lang: Language) -> str:
    """The address of the map with the raster on it."""
    west, south, east, north = raster.bounds
    zoom = min(17.0, math.log2(360 * _MAP_PX / 512 / max(east - west, north - south)))
    at = f"z={zoom:.2f}&lat={(south + north) / 2:.5f}&lon={(west + east) / 2:.5f}"
    return f"/?lang={lang}&overlays={layer_of(raster)}:{OPACITY_PERCENT}&{at}"


def facts_in_words(raster: Raster, lang: Language) -> list[tuple[str, str]]:
    """Lines of (what, value) about a raster that is ready; none before."""
    if raster.state != READY:
        return []

    def say(key: str, **args: object) -> str:
        return get_texts().get(lang, key, **args)

    def number(value: float) -> str:
        return formats.number(value, lang)

    facts, (west, south, east, north) = raster.facts, raster.bounds
    size = say("raster-pixels", width=number(facts["width"]), height=number(facts["height"]))
    lines = [
        (say("raster-crs"), str(facts["crs"])),
        (say("raster-bounds"), f"{west:.5f}, {south:.5f}, {east:.5f}, {north:.5f}"),
        (say("raster-size"), size),
        (say("raster-bands"), f"{facts['bands']} × {facts['dtype']}"),
        (say("raster-file"), f"{raster.file_name} · {_megabytes(raster.file_bytes, lang)}"),
    ]
    shown = ", ".join(str(band) for band in facts["shown_bands"])
    made = [say(f"raster-made-{facts['colours']}", bands=shown)]
    if facts["stretch"] is not None:
        low, high = facts["stretch"]
        made.append(say("raster-made-stretch", low=number(low), high=number(high)))
    made.append(say(f"raster-made-{facts['compression']}"))
    metres = 2 * math.pi * 6378137 / (256 << (raster.maxzoom or 0)) * math.cos(math.radians((south + north) / 2))
    made.append(say("raster-made-grid", zoom=str(raster.maxzoom), metres=number(round(metres, 2))))
    lines.append((say("raster-made"), " ".join(made)))
    lines.append((say("raster-prepared"), _megabytes(facts["bytes"], lang)))
    return lines


def _megabytes(size: int, lang: Language) -> str:
    words: str = get_texts().get(lang, "raster-megabytes", size=formats.number(round(size / 1e6, 1), lang))
    return words
