"""The worker takes a raster: checked, warped and written anew in a process of its own, then ready or refused."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Engine, select

from gis_app.child import ChildEndedError, ChildLimits, run_in_child
from gis_app.db.session import session_scope
from gis_app.rasters.files import prepared_path, received_path, remove, sweep
from gis_app.rasters.models import PREPARING, READY, RECEIVED, REFUSED, Raster
from gis_app.settings import Settings

LIMITS: Final = ChildLimits(memory_bytes=6_000_000_000, processor_s=1800, wall_s=3600)

_log = logging.getLogger(__name__)


def take_raster(engine: Engine, settings: Settings, raster_id: int) -> str:
    """Prepare a raster just received; its state afterwards. Safe to repeat: one that is ready or refused is left."""
    with session_scope(engine) as session:
        raster = session.get(Raster, raster_id, with_for_update=True)
        if raster is None or raster.state not in (RECEIVED, PREPARING):
            return "left"
        raster.state, key = PREPARING, raster.key
    answer = _prepare(settings, key)
    with session_scope(engine) as session:
        raster = session.get(Raster, raster_id, with_for_update=True)
        if raster is None or raster.state != PREPARING:
            # Deleted meanwhile.
            remove(settings, key)
            return "left"
        _note(raster, answer)
        state = raster.state
    received_path(settings, key).unlink(missing_ok=True)
    return state


def _prepare(settings: Settings, key: str) -> dict[str, Any]:
    limits = json.dumps({"bounds": settings.bounds, "megapixels": settings.raster_max_megapixels})
    received, prepared = received_path(settings, key), prepared_path(settings, key)
    if not received.is_file():
        return {"refused": "lost", "values": {}}
    try:
        said = run_in_child("gis_app.rasters.child", [str(received), str(prepared), limits], b"", LIMITS)
    except ChildEndedError as ended:
        _log.error("preparing the raster %s: %s", key, ended)
        for path in (prepared.with_suffix(".part"), prepared.with_suffix(".work.tif")):
            path.unlink(missing_ok=True)
        return {"refused": ended.why, "values": {}}
    answer: dict[str, Any] = json.loads(said)
    return answer


def _note(raster: Raster, answer: dict[str, Any]) -> None:
    if "facts" not in answer:
        raster.state = REFUSED
        raster.reason = {"code": answer["refused"], "values": answer["values"]}
        return
    facts = dict(answer["facts"])
    raster.west, raster.south, raster.east, raster.north = facts.pop("bounds")
    raster.maxzoom, raster.facts = facts.pop("maxzoom"), facts
    raster.state, raster.ready_at = READY, datetime.now(UTC)


def sweep_files(engine: Engine, settings: Settings) -> int:
    """Remove old files that no row names; answers how many."""
    with session_scope(engine) as session:
        kept = frozenset(session.scalars(select(Raster.key)))
    return sweep(settings, kept)
