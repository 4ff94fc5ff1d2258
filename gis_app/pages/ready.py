"""What a server process reads before it answers, so that the first visitors do not wait for it one by one."""

import gc

from gis_app.pages.assets import get_assets
from gis_app.pages.rendering import environment
from gis_app.texts.fluent import get_texts
from layers.work_types import read_vocabulary


def prepare() -> None:
    """Read messages, templates and vocabularies; a second call costs little.

    Called before the server processes are forked, so that they share what was read. None of it is ever thrown away:
    the garbage collector is told to leave it alone, else each of its full passes visits all of it.
    """
    get_texts()
    get_assets()
    read_vocabulary()
    templates = environment()
    for name in templates.list_templates():
        templates.get_template(name)
    gc.collect()
    gc.freeze()
