"""The program that opens a geographic file, in a process of its own: `etl/extract/feature_sheets.py` starts it.

A damaged or malicious file can make the compiled reader abort; that ends this process and nothing else. Its argument
is the file's path; a pickled pair goes to stdout: "layers" with (name, field names, columns, WKB of each feature, CRS
as WKT or None), or "damaged" with the reader's words. It imports nothing of ours.
"""

import pickle
import resource
import sys
from typing import Any

MOST_MEMORY_BYTES = 4_000_000_000
MOST_PROCESSOR_SECONDS = 120


def read(path: str) -> tuple[str, Any]:
    """Every layer that has features; values are plain Python, days as ISO text."""
    import numpy as np
    import pyogrio

    layers = []
    try:
        for name, _ in pyogrio.list_layers(path):
            meta, _, shapes, columns = pyogrio.raw.read(path, layer=str(name))
            plain = [
                [None if value is None else str(value) for value in column]
                if np.issubdtype(column.dtype, np.datetime64)
                else column.tolist()
                for column in columns
            ]
            names = [str(field) for field in meta["fields"]]
            layers.append((str(name), names, plain, [] if shapes is None else list(shapes), meta["crs"]))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, RuntimeError) as error:
        return "damaged", str(error)[:200]
    return "layers", layers


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(pickle.dumps(read(sys.argv[1])))
