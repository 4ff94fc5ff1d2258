"""Pages for who cannot name the place: a map to press, coordinates to type, the districts as a list. No script."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from gis_app.answers.places import id_of_point
from gis_app.dependencies import Language, LanguageDep, SessionDep, SettingsDep
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.router import GeocoderDep
from gis_app.pages.place.pin_map import SIDE_PX, PinView, Point, draw_pin_map, read_coordinates
from gis_app.pages.rendering import environment, render_text_page
from gis_app.pages.shared_caches import kept_by_all
from gis_app.planning.alphabet import alphabetic
from gis_app.settings import Settings

router = APIRouter(prefix="/place", tags=["pages"], include_in_schema=False)
Step = Annotated[int, Query(ge=0, le=9)]
# What does not fit is no place of any city.
Longitude = Annotated[float | None, Query(ge=-180, le=180)]
Latitude = Annotated[float | None, Query(ge=-90, le=90)]
LONGEST = 100


@router.get("/pin", response_class=HTMLResponse)
def pin_page(
    request: Request,
    settings: SettingsDep,
    geocoder: GeocoderDep,
    lang: LanguageDep,
    step: Step = 0,
    lon: Longitude = None,
    lat: Latitude = None,
    x: Annotated[float | None, Query(alias="map.x")] = None,
    y: Annotated[float | None, Query(alias="map.y")] = None,
    at: str = "",
) -> Response:
    """The map of a step; where it was pressed leads to the next one, and after the last one to the answer."""
    view = PinView.of(settings, step, _middle(lon, lat))
    typed = " ".join(at.split())[:LONGEST]
    point = read_coordinates(typed, settings.bounds) if typed else None
    if point is not None:
        return _to_answer(point, lang)
    if x is not None and y is not None and abs(x) < 1e6 and abs(y) < 1e6:
        pressed = view.pressed(x, y)
        if not isinstance(pressed, PinView):
            return _to_answer(pressed, lang)
        return RedirectResponse(address_of(pressed, lang), 303)
    return render_text_page(
        request, settings, lang, "place/pin.html",
        view=view, side=SIDE_PX, typed=typed, is_typed_wrong=bool(typed),
        wider=None if view.wider is None else address_of(view.wider, lang),
        picture=_query(view, lang),
        districts=_districts(geocoder, settings, lang) if view.step == 0 else [],
    )  # fmt: skip


@router.get("/pin.svg")
def pin_picture(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    step: Step = 0,
    lon: Longitude = None,
    lat: Latitude = None,
) -> Response:
    """The picture of a step."""
    picture = draw_pin_map(session, PinView.of(settings, step, _middle(lon, lat)), lang)
    drawn = environment().get_template("place/pin.svg").render(picture=picture, side=SIDE_PX)
    headers = {"cache-control": kept_by_all(request, lang, "public, max-age=86400")}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _middle(lon: float | None, lat: float | None) -> Point | None:
    return None if lon is None or lat is None else (lon, lat)


def _districts(geocoder: Geocoder, settings: Settings, lang: Language) -> list[tuple[str, str]]:
    """Name of each district and the page on which its middle is near: the way of those who do not see the map."""
    register = geocoder.register
    found = []
    for number in register.district_targets.values():
        inside = register.targets[number].geom.representative_point()
        view = PinView.of(settings, 1, register.frame.point_to_degrees(inside.x, inside.y))
        found.append((register.targets[number].label(lang), address_of(view, lang)))
    return sorted(found, key=lambda one: alphabetic(one[0]))


def _to_answer(point: Point, lang: Language) -> RedirectResponse:
    return RedirectResponse(f"/place/{id_of_point(*point)}?lang={lang}", 303)


def _query(view: PinView, lang: Language) -> str:
    asked: dict[str, str] = {"lang": lang}
    if view.step:
        asked |= {"step": str(view.step), "lon": f"{view.middle[0]:.5f}", "lat": f"{view.middle[1]:.5f}"}
    return urlencode(asked)


def address_of(view: PinView, lang: Language) -> str:
    """The page of a view."""
    return f"/place/pin?{_query(view, lang)}"
