"""The plan of a selection as one HTML file with a map that opens without a network."""

from collections.abc import Sequence
from datetime import date
from math import asinh, atan, degrees, pi, radians, sinh, tan
from typing import Any

import orjson
from markupsafe import Markup
from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.map.base_shapes import Box, base_shapes
from gis_app.map.standalone import draw_map
from gis_app.pages.assets import get_assets
from gis_app.pages.ground import Frame, name_streets
from gis_app.pages.map_page import json_in_page
from gis_app.pages.planner.asked_words import heading_of, sentences_of
from gis_app.pages.prints.plan_map import frame_of
from gis_app.pages.rendering import Words, environment
from gis_app.planning.printed import PrintedPlan, PrintedWork
from gis_app.planning.selection import Selection
from gis_app.settings import Settings
from gis_app.works.filters import PlaceOfRegister

# What state a work is in, by colour: the same words stand beside each.
COLORS = {
    "draft": "#7a5c99", "planned": "#2b6cb0", "scheduled": "#2b6cb0", "due": "#a35b00", "in-progress": "#1a7f4b",
    "paused": "#6b7280", "overdue": "#b3261e", "unreported": "#c2410c", "undated": "#5b6b7a", "finished": "#0f766e",
    "accepted": "#475569", "in-warranty": "#475569", "archived": "#64748b", "cancelled": "#8a98a5",
}  # fmt: skip
SOURCE = "src/standalone.ts"
_ORIGIN = 20037508.342789244
# The zoom at which names of streets are set out, and the names that stand already one step further away.
_LABEL_ZOOM = 15
_MOST_LABELS = 90
_FIRST_LABELS = 25
_BEYOND = 0.4
_SHAPES = text("""
SELECT w.id, ST_AsGeoJSON(ST_Transform(ST_Simplify(w.geom_web, 1, true), 4326), 6)
FROM works AS w WHERE w.id = ANY(:ids) AND w.geom IS NOT NULL
""")


def plan_as_map(
    session: Session, settings: Settings, plan: PrintedPlan, selection: Selection, lang: Language, today: date
) -> bytes:
    """The whole file. Where no work has a place, its map shows the city."""
    place = selection.works.place
    shown = None if place is None or place.kind == "district" else place
    frame = _frame(session, settings, plan, shown)
    features = _features(session, plan.works)
    base = base_shapes(session, _around(frame))
    bounds = (*_degrees(frame.west, frame.south), *_degrees(frame.east, frame.north))
    drawn = draw_map(base, features, bounds)
    t, assets = Words(lang), get_assets()
    data = {
        "map": drawn.map_name,
        "works": drawn.works_name,
        "labels": _labels(session, frame, lang),
        "found": {str(count): t("offline-found", count=count) for count in range(len(plan.works) + 1)},
    }
    made = (
        environment()
        .get_template("planner/plan_offline.html")
        .render(
            t=t,
            lang=lang,
            city=settings.city_name(lang),
            today=today,
            heading=heading_of(session, selection, lang, settings.city_name(lang)),
            asked=sentences_of(session, selection, lang, today),
            plan=plan,
            colors={f"print-state-{code}": color for code, color in COLORS.items()},
            drawn_numbers={feature["properties"]["number"] for feature in features},
            data=json_in_page(data),
            map_html=Markup(drawn.html),  # noqa: S704 (folium's own element)
            map_script=_script(drawn.script),
            leaflet_js=_script(assets.path("leaflet.js").read_text(encoding="utf-8")),
            leaflet_css=Markup(assets.path("leaflet.css").read_text(encoding="utf-8")),  # noqa: S704 (Leaflet's)
            css=Markup(assets.styles_of(SOURCE)),  # noqa: S704 (our own build)
            script=_script(assets.path(SOURCE).read_text(encoding="utf-8")),
        )
    )
    return made.encode()


def _script(source: str) -> Markup:
    """A script of a library, of our build or of folium, inside a script element: nothing in it ends the element."""
    return Markup(source.replace("</", "<\\/").replace("<!--", "<\\!--"))  # noqa: S704


def _frame(session: Session, settings: Settings, plan: PrintedPlan, place: PlaceOfRegister | None) -> Frame:
    found = frame_of(session, [work.id for work in plan.works], place)
    if found is not None:
        return found
    west, south, east, north = settings.bounds
    left, bottom = _units(west, south)
    right, top = _units(east, north)
    return Frame(left, bottom, right, top, 1.0)


def _features(session: Session, works: Sequence[PrintedWork]) -> list[dict[str, Any]]:
    """Each work with a place: its number and the colour of its state, and not a word more."""
    by_id = {work.id: work for work in works}
    return [
        {
            "type": "Feature",
            "properties": {
                "number": by_id[id].number,
                "color": COLORS[by_id[id].condition.removeprefix("print-state-")],
            },
            "geometry": orjson.loads(shape),
        }
        for id, shape in session.execute(_SHAPES, {"ids": list(by_id)})
    ]


def _labels(session: Session, frame: Frame, lang: Language) -> list[dict[str, Any]]:
    scale = 256 * 2**_LABEL_ZOOM / (2 * _ORIGIN)
    plane = Frame(frame.west, frame.south, frame.east, frame.north, scale)
    found = name_streets(session, plane, lang, _MOST_LABELS, [], letter_px=6.2, clear_px=30)
    return [
        {"name": one.name, "lon": lon, "lat": lat, "turn": one.turn,
         "zoom": _LABEL_ZOOM - 2 if rank < _FIRST_LABELS else _LABEL_ZOOM - 1}
        for rank, one in enumerate(found)
        for lon, lat in [_degrees(frame.west + one.x / scale, frame.north - one.y / scale)]
    ]  # fmt: skip


def _degrees(x: float, y: float) -> tuple[float, float]:
    return round(x / _ORIGIN * 180, 5), round(degrees(atan(sinh(y / _ORIGIN * pi))), 5)


def _units(lon: float, lat: float) -> tuple[float, float]:
    return lon / 180 * _ORIGIN, asinh(tan(radians(lat))) / pi * _ORIGIN


def _around(frame: Frame) -> Box:
    """What the ground shows: more than the works, so that somebody who looks beside them sees the city go on."""
    dx, dy = (frame.east - frame.west) * _BEYOND, (frame.north - frame.south) * _BEYOND
    return Box(frame.west - dx, frame.south - dy, frame.east + dx, frame.north + dy)
