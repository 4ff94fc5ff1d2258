"""Where the pixels of rasters lie: a folder that all servers and workers of the city share.

``<folder>/<schema>/rasters/<key>.tif`` is a prepared raster, ``received/<key>.tif`` below it one that waits for the
worker. A name is made of a key of ours alone: what a person calls a file never becomes a path.
"""

import hashlib
import os
import re
import time
from collections.abc import Collection
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from gis_app.settings import Settings

_KEY = re.compile(r"[0-9a-f]{32}")
_CHUNK_BYTES = 1 << 20
# What no row names is taken away only when it is older than any request or job.
ORPHANED_AFTER_S = 24 * 3600.0


class Readable(Protocol):
    """An opened file."""

    def read(self, size: int = -1, /) -> bytes: ...


def new_key() -> str:
    """A key that nobody can guess."""
    return uuid4().hex


def rasters_folder(settings: Settings) -> Path:
    """The folder of the city's rasters; made when it is not there."""
    folder = files_folder(settings) / settings.schema_name / "rasters"
    (folder / "received").mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def files_folder(settings: Settings) -> Path:
    """The folder of large files: that of the settings, else one beside the private cluster of this checkout, named by
    the same rule (gis_app/db/embedded.py)."""
    if settings.files is not None:
        return settings.files
    name = hashlib.sha256(str(Path(__file__).resolve().parents[2]).encode()).hexdigest()[:12]
    if settings.cluster != "main":
        name = f"{name}-{settings.cluster}"
    if os.geteuid() == 0:
        return Path("/var/lib/gis_app") / f"{name}-files"
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "gis_app" / f"{name}-files"


def prepared_path(settings: Settings, key: str) -> Path:
    """The file of a prepared raster."""
    return rasters_folder(settings) / f"{_checked(key)}.tif"


def received_path(settings: Settings, key: str) -> Path:
    """The file as it was received, until it is prepared or refused."""
    return rasters_folder(settings) / "received" / f"{_checked(key)}.tif"


def store_received(settings: Settings, key: str, content: Readable, most_bytes: int) -> int | None:
    """Write what is received, piece by piece; its bytes. None, and nothing written, when it is more than allowed."""
    path = received_path(settings, key)
    part = path.with_suffix(".part")
    written = 0
    with part.open("wb") as file:
        while chunk := content.read(_CHUNK_BYTES):
            written += len(chunk)
            if written > most_bytes:
                break
            file.write(chunk)
    if written > most_bytes:
        part.unlink()
        return None
    part.rename(path)
    return written


def remove(settings: Settings, key: str) -> None:
    """Remove all files of a raster; those that are not there are no error."""
    for path in (prepared_path(settings, key), received_path(settings, key)):
        for one in (path, path.with_suffix(".part"), path.with_suffix(".work.tif")):
            one.unlink(missing_ok=True)


def sweep(settings: Settings, kept: Collection[str], older_than_s: float = ORPHANED_AFTER_S) -> int:
    """Remove files whose key is not in `kept`: left by a transaction that failed or a worker that died."""
    folder, before, found = rasters_folder(settings), time.time() - older_than_s, 0
    for path in [*folder.glob("*.*"), *(folder / "received").glob("*.*")]:
        if path.is_file() and path.name.split(".")[0] not in kept and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            found += 1
    return found


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("no key of a raster")
    return key
