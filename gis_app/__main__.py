"""Entry point of ``python -m gis_app``."""

import sys

from gis_app.cli import main

# Server processes import this module again.
if __name__ == "__main__":
    sys.exit(main())
