"""An application that nobody uses any more is forgotten with all that it holds: tiles and figures."""

import gc
from weakref import ref

from gis_app.main import build_api
from gis_app.settings import Settings


def test_an_application_is_forgotten() -> None:
    api = build_api(Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    tiles, figures = ref(api.state.tile_memory), ref(api.state.figures)
    del api
    gc.collect()
    assert (tiles(), figures()) == (None, None)
