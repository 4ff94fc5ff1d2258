"""What the drawing map of a page starts from, as JSON that may stand inside a script element."""

from collections.abc import Sequence
from typing import Any

import orjson
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from gis_app.dependencies import Language
from gis_app.pages.map_page import json_in_page
from gis_app.settings import Settings

# Six decimals of a degree are a tenth of a metre.
_GRID_DEG = 1e-6


def geojson(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    """A geometry as GeoJSON, rounded to what a map can show."""
    if geometry is None:
        return None
    shape: dict[str, Any] = orjson.loads(shapely.to_geojson(shapely.set_precision(geometry, _GRID_DEG)))
    return shape


def drawing_data(
    settings: Settings,
    lang: Language,
    geometry: BaseGeometry | None,
    candidates: Sequence[dict[str, Any] | None] = (),
) -> Markup:
    """The city's bounds, the place as it is, and places to choose from."""
    data = {"lang": lang, "bounds": settings.bounds, "place": geojson(geometry), "candidates": candidates}
    return json_in_page(data)
