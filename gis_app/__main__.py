"""Entry point of ``python -m gis_app``."""

import sys

from gis_app.cli import main

sys.exit(main())
