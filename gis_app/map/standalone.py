"""A map in one file, drawn by folium: our own ground, no tiles, nothing that is fetched from elsewhere.

folium writes the map and its layers; what it would fetch (Leaflet, jQuery, Bootstrap from other hosts) is left out, and
the page that holds the map brings Leaflet along (gis_app/pages/prints/map_file.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium

_LAND: Mapping[str, dict[str, Any]] = {
    "park": {"stroke": False, "fillColor": "#dcebd2", "fillOpacity": 1},
    "river": {"color": "#b3d3e7", "weight": 1.5, "fillColor": "#bcd9ea", "fillOpacity": 1},
}
_LINES: Sequence[tuple[str, dict[str, Any]]] = (
    ("border", {"color": "#9a90ab", "weight": 1.5, "dashArray": "8 4"}),
    ("thin", {"color": "#dedad1", "weight": 1.2}),
    ("middle", {"color": "#cfcabf", "weight": 2.4}),
    ("wide", {"color": "#e6cf8f", "weight": 4.5}),
)


@dataclass(frozen=True, slots=True)
class StandaloneMap:
    """The map as folium wrote it: its element, its script, and the global names of the map and of the works' layer."""

    html: str
    script: str
    map_name: str
    works_name: str


def draw_map(
    base: Mapping[str, Sequence[Mapping[str, Any]]],
    works: Sequence[Mapping[str, Any]],
    bounds: tuple[float, float, float, float],
) -> StandaloneMap:
    """A map of `works` over `base`, both GeoJSON in EPSG:4326; `bounds` are west, south, east, north in degrees.

    A work is a feature with the properties `number` and `color`: no word of a plan comes into the script.
    """
    west, south, east, north = bounds
    drawn = folium.Map(location=[(south + north) / 2, (west + east) / 2], tiles=None, prefer_canvas=True)
    drawn.options |= {"maxZoom": 19, "minZoom": 9, "attributionControl": False, "zoomSnap": 0.5}
    styles = [*_LAND.items(), *_LINES]
    for kind, style in styles:
        shapes = base.get(kind, ())
        if shapes:
            _ground(shapes, style | {"interactive": False}).add_to(drawn)
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": list(works)},
        style_function=lambda feature: {
            "color": feature["properties"]["color"], "weight": 6, "opacity": 0.95,
            "fillColor": feature["properties"]["color"], "fillOpacity": 0.3,
        },
        marker=folium.CircleMarker(radius=8, weight=2, fill=True, fill_opacity=0.95),
        name="works",
    )  # fmt: skip
    layer.add_to(drawn)
    drawn.fit_bounds([[south, west], [north, east]])
    figure: Any = drawn.get_root()
    written: Any = drawn
    written.render()
    return StandaloneMap(figure.html.render(), figure.script.render(), drawn.get_name(), layer.get_name())


def _ground(shapes: Sequence[Mapping[str, Any]], style: dict[str, Any]) -> folium.GeoJson:
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features}, style_function=lambda _: style, interactive=False
    )
