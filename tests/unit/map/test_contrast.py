"""WCAG 2.2 on the map: signs stand out 3 : 1 (1.4.11) and labels 4.5 : 1 (1.4.3), from the style itself.

There is one theme. The base map is calm on purpose: it explains nothing that is not told by its labels too. A sign lies
on any colour of it, so its own colour is opaque, and it has a white edge of its own or stands out from each ground.
"""

import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from gis_app.map.tile_memory import TileMemory
from gis_app.map.tilejson import tile_source
from layers.style import LAND, build_style
from tests.contrast import contrast

STYLE = build_style(
    "ru", "Алматы", (76.95, 43.25), 11.5, lambda layer: tile_source(layer, TileMemory(), "", "ru"), date(2026, 6, 10)
)
LAYERS: dict[str, dict[str, Any]] = {layer["id"]: layer for layer in STYLE["layers"]}
ORDER = list(LAYERS)
SIGNS = [id_ for id_ in ORDER if not id_.startswith("base-")]
LABELS = [id_ for id_, layer in LAYERS.items() if layer["type"] == "symbol"]
# Lines in many colours lie on a white casing; discs have a white stroke.
CASINGS = {"works-area-outline": "works-area-casing", "works-line": "works-line-casing",
           "outages-area-outline": "outages-area-casing"}  # fmt: skip
# What fills an area tells where it is by the line around it.
EDGES = {"works-area": "works-area-outline", "outages-area": "outages-area-outline",
         "works-protected-surface": "works-protected-surface-edge",
         "works-guaranteed-surface-area": "works-guaranteed-surface",
         "appeals-cells": "appeals-cell-edges"}  # fmt: skip
WHITE = "#ffffff"


def colors_of(value: Any) -> set[str]:
    """Every colour that a paint value can give."""
    return set(re.findall(r"#[0-9a-f]{6}", repr(value)))


def numbers_by_zoom(value: Any) -> Iterator[tuple[float, float]]:
    """Zoom and the greatest number there, of a number or of an interpolation by zoom."""
    if isinstance(value, int | float):
        yield 0, value
        return
    assert value[0] == "interpolate", value
    for zoom, given in zip(value[3::2], value[4::2], strict=True):
        yield zoom, given if isinstance(given, int | float) else max(given[3::2] + given[-1:])


GROUNDS = sorted(
    {LAND, WHITE}
    | {color for id_, layer in LAYERS.items() if id_.startswith("base-") and layer["type"] in ("fill", "line")
       for name in ("fill-color", "line-color") for color in colors_of(layer["paint"].get(name))
       if not id_.endswith(("-casing", "-border"))}
)  # fmt: skip


def test_the_grounds_are_the_colours_of_land_water_parks_and_roads() -> None:
    assert {LAND, "#bcd9ea", "#b3d3e7", "#dcebd2", "#efede7", "#fff6e2", WHITE} <= set(GROUNDS)


@pytest.mark.parametrize("id_", [id_ for id_ in SIGNS if LAYERS[id_]["type"] in ("line", "circle")])
def test_a_sign_stands_out_from_whatever_it_lies_on(id_: str) -> None:
    layer = LAYERS[id_]
    paint, kind = layer["paint"], layer["type"]
    if id_ in CASINGS.values():
        assert paint["line-color"] == WHITE
        assert "line-opacity" not in paint
        return
    if kind == "circle":
        assert (paint["circle-stroke-color"], paint["circle-stroke-width"] >= 1) == (WHITE, True)
    # A sign that is partly transparent takes the colour of its ground.
    assert paint.get(f"{kind}-opacity", 1) >= 0.9
    grounds = [WHITE] if kind == "circle" or id_ in CASINGS else GROUNDS
    colors = colors_of(paint[f"{kind}-color"])
    assert colors
    for color, ground in itertools.product(colors, grounds):
        assert contrast(color, ground) >= 3.0, f"{color} on {ground}"


@pytest.mark.parametrize(("sign", "casing"), CASINGS.items())
def test_a_casing_lies_under_its_line_and_is_seen_on_both_sides(sign: str, casing: str) -> None:
    above, below = LAYERS[sign], LAYERS[casing]
    assert ORDER.index(casing) == ORDER.index(sign) - 1
    same = ("source", "source-layer", "filter", "minzoom")
    assert [above.get(name) for name in same] == [below.get(name) for name in same]
    assert "line-dasharray" not in below["paint"]
    lines, edges = (dict(numbers_by_zoom(one["paint"]["line-width"])) for one in (above, below))
    assert lines.keys() == edges.keys()
    assert all(edges[zoom] - lines[zoom] >= 1 for zoom in lines)


def test_every_filled_area_has_a_line_around_it() -> None:
    assert set(EDGES) == {id_ for id_ in SIGNS if LAYERS[id_]["type"] == "fill"}
    for area, edge in EDGES.items():
        for name in ("source", "source-layer"):
            assert LAYERS[area][name] == LAYERS[edge][name]


@pytest.mark.parametrize("id_", LABELS)
def test_a_label_can_be_read(id_: str) -> None:
    paint = LAYERS[id_]["paint"]
    color = paint["text-color"]
    if id_ == "works-overview-count":
        assert contrast(color, "#284bbd") >= 4.5 * 1.1  # the disc under it is a little transparent
        return
    # The halo lies between the letters and whatever else there is.
    assert paint["text-halo-width"] >= 1.2
    assert contrast(color, paint["text-halo-color"]) >= 4.5
    for ground in (LAND, "#efede7", WHITE):
        assert contrast(color, ground) >= 4.5, ground
