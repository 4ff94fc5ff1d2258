"""The program that prepares one raster, in a process of its own: `gis_app/rasters/taking.py` starts it.

Arguments: the received file, the prepared file, the limits as JSON. Standard output: one line of JSON, ``{"facts": …}``
or ``{"refused": code, "values": …}``.
"""

import json
from pathlib import Path
from typing import Any

from gis_app.errors import BadRasterError
from gis_app.rasters.checking import Limits
from gis_app.rasters.preparing import prepare


def main(received: str, prepared: str, limits: str) -> None:
    """Prepare and tell what came of it."""
    print(json.dumps(_prepare(received, prepared, limits)))  # noqa: T201 - this is its answer


def _prepare(received: str, prepared: str, limits: str) -> dict[str, Any]:
    given = json.loads(limits)
    try:
        facts = prepare(Path(received), Path(prepared), Limits(tuple(given["bounds"]), given["megapixels"]))
    except BadRasterError as error:
        return {"refused": error.code, "values": error.values}
    return {"facts": facts}
