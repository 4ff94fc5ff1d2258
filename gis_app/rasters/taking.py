"""The worker takes a raster: checked, warped and written anew in a process of its own, then ready or refused."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Engine, select

from gis_app.db.session import session_scope
from gis_app.rasters.files import prepared_path, received_path, remove, sweep
from gis_app.rasters.models import PREPARING, READY, RECEIVED, REFUSED, Raster
from gis_app.settings import Settings

LONGEST_S: Final = 3600

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
    command = [sys.executable, "-m", "gis_app.rasters.child", str(received), str(prepared), limits]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        return {"refused": "too-long", "values": {}}
    if done.returncode != 0:
        _log.error("preparing the raster %s ended with %d: %s", key, done.returncode, done.stderr[-2000:])
        for path in (prepared.with_suffix(".part"), prepared.with_suffix(".work.tif")):
            path.unlink(missing_ok=True)
        return {"refused": "broke", "values": {}}
    answer: dict[str, Any] = json.loads(done.stdout)
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
