"""Readable data of the geocoder: letters, kind words, abbreviations, phrase rules, reasons. No code but the reader."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def load_rule(name: str) -> Any:
    """The contents of ``rules/<name>.yaml``, read once; the caller must not change them.

    Every value is a string: the English words `on` and `no` are words here, not truth values.
    """
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings, lists and mappings only
