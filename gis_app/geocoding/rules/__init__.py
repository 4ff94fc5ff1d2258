"""Readable data of the geocoder: letters, kind words, abbreviations, phrase rules, reasons. No code but the reader."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_CODE_VERSION = "3"  # raised when the code reads the rules in another way


@cache
def load_rule(name: str) -> Any:
    """The contents of ``rules/<name>.yaml``, read once; the caller must not change them.

    Every value is a string: the English words `on` and `no` are words here, not truth values.
    """
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes strings, lists and mappings only


def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.yaml")):
        digest.update(path.read_bytes())
    return f"{_CODE_VERSION}.{digest.hexdigest()[:8]}"


# What every answer carries: the number of the code and a digest of the rule files.
RULES_VERSION = _version()
