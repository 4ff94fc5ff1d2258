"""The program that prepares one raster, in a process of its own: `gis_app/rasters/taking.py` starts it.

A damaged or malicious file can make the compiled reader abort or eat memory; that ends this process and nothing else.
Arguments: the received file, the prepared file, the limits as JSON. Standard output: one line of JSON, ``{"facts": …}``
or ``{"refused": code, "values": …}``.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from gis_app.errors import BadRasterError
from gis_app.rasters.checking import Limits
from gis_app.rasters.preparing import prepare

MOST_MEMORY_BYTES = 6_000_000_000
MOST_PROCESSOR_SECONDS = 1800


def main(received: str, prepared: str, limits: str) -> dict[str, Any]:
    """Prepare and tell what came of it."""
    given = json.loads(limits)
    try:
        facts = prepare(Path(received), Path(prepared), Limits(tuple(given["bounds"]), given["megapixels"]))
    except BadRasterError as error:
        return {"refused": error.code, "values": error.values}
    return {"facts": facts}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps(main(*sys.argv[1:])))  # noqa: T201 - this is its answer
