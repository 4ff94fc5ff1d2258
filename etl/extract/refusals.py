"""The sentences that refuse a whole file, in three languages, from `refusals.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gis_app.errors import BadFileError

TEXTS_PATH = Path(__file__).with_name("refusals.yaml")
LANGUAGES = ("en", "ru", "kk")


@cache
def refusal_texts() -> Mapping[str, Mapping[str, str]]:
    """All refusals by their code, each with its sentence by language."""
    texts: dict[str, dict[str, str]] = yaml.safe_load(TEXTS_PATH.read_text(encoding="utf-8"))
    return texts


def refused(path: Path, code: str, **values: Any) -> BadFileError:
    """The error of a file that cannot be taken. A value `name_ru` is what `{name}` means in Russian."""
    said = {}
    for language in LANGUAGES:
        own = {name[:-3]: value for name, value in values.items() if name.endswith(f"_{language}")}
        said[language] = refusal_texts()[code][language].format_map({**values, **own})
    return BadFileError(path, said["en"], code=code, said=said)
