"""Layers of pixels over HTTP: tiles, TileJSON, and what the map offers to lay under the works."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from gis_app.accounts.current import MaybeUser
from gis_app.dependencies import SessionDep, SettingsDep, TodayDep, base_url
from gis_app.rasters.answers import (
    DENSITY,
    DENSITY_MAXZOOM,
    FoundTile,
    TileAddress,
    density_tile,
    find_overlay,
    headers,
    layer_of,
    may_see_density,
    overlay_tile,
    tilejson,
)
from gis_app.rasters.density import DensityMemory, read_month
from gis_app.rasters.grid import LOWEST_ZOOM
from gis_app.rasters.models import READY
from gis_app.rasters.reading import drawn
from gis_app.rasters.standing import rasters_of
from layers.density_ramp import read_density_classes

router = APIRouter(tags=["rasters"])
_memory = DensityMemory()
Whole = Annotated[int, Path(ge=0, lt=1 << 31)]


@router.get("/raster/{layer}/{z}/{x}/{y}.png", response_class=Response, responses={200: {"content": {"image/png": {}}}})
async def tile(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    user: MaybeUser,
    today: TodayDep,
    layer: str,
    z: Whole,
    x: Whole,
    y: Whole,
    size: Annotated[int, Query()] = 256,
    month: Annotated[str | None, Query()] = None,
    district: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """A tile as PNG, transparent where there is nothing. `month` (2026-06) and `district` are for the density."""
    at = TileAddress(z, x, y, size)

    def find() -> FoundTile:
        try:
            if layer != DENSITY:
                return overlay_tile(session, settings, user, layer, at)
            chosen = read_month(month or f"{today:%Y-%m}")
            return density_tile(session, settings, _memory, user, at, chosen, district, today)
        finally:
            # Drawing may have to wait for its turn: not with a connection of the database in hand.
            session.commit()

    found = await run_in_threadpool(find)
    given = dict(headers(found))
    if request.headers.get("if-none-match") == found.etag:
        return Response(status_code=304, headers=given)
    return Response(await drawn(found.draw), media_type="image/png", headers=given)


@router.get("/raster/{layer}.json")
def document(request: Request, session: SessionDep, user: MaybeUser, response: Response, layer: str) -> dict[str, Any]:
    """The TileJSON 3.0 of a planner's raster."""
    raster = find_overlay(session, user, layer)
    response.headers["cache-control"] = "public, max-age=300" if raster.is_public else "private, no-cache"
    return tilejson(raster, base_url(request.scope))


@router.get("/api/rasters")
def layers(session: SessionDep, user: MaybeUser, today: TodayDep, response: Response) -> dict[str, Any]:
    """What may be laid under the works: rasters that the asker may see, newest first, and the density of works."""
    response.headers["cache-control"] = "private, no-cache"
    return {
        "overlays": [
            {
                "layer": layer_of(raster),
                "title": raster.title,
                "taken_on": raster.taken_on,
                "bounds": raster.bounds,
                "minzoom": LOWEST_ZOOM,
                "maxzoom": raster.maxzoom,
                "version": raster.key[:8],
            }
            for raster in rasters_of(session, user)
            if raster.state == READY
        ],
        "density": _density(today) if may_see_density(user) else None,
    }


def _density(today: date) -> dict[str, Any]:
    return {
        "layer": DENSITY,
        "month": f"{today:%Y-%m}",
        "minzoom": LOWEST_ZOOM,
        "maxzoom": DENSITY_MAXZOOM,
        "classes": [{"from": one.first, "to": one.last, "color": one.color} for one in read_density_classes()],
    }
