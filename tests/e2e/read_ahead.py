"""Everything that the city's programs read when they start; whoever imports this has read it for those it forks."""

import uvicorn  # noqa: F401

import etl.commands  # noqa: F401
import gis_app.main  # noqa: F401
from gis_app.pages.ready import prepare

prepare()
