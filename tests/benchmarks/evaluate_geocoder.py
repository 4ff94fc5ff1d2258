"""The old name of ``python -m tests.benchmarks.geocoding --quick``, with the same options."""

import sys

from tests.benchmarks.geocoding.__main__ import main

if __name__ == "__main__":
    sys.exit(main(["--quick", *sys.argv[1:]]))
