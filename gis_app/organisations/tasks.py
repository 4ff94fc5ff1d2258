"""What a body may answer for: the codes of ``tasks.yaml`` with their titles."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

PATH = Path(__file__).with_name("tasks.yaml")
LANGUAGES = ("kk", "ru", "en")


@cache
def read_tasks() -> Mapping[str, Mapping[str, str]]:
    """Titles by language of every task by its code. A task without one of the languages raises ValueError."""
    document: dict[str, dict[str, str]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    for code, titles in document.items():
        if set(titles) != set(LANGUAGES):
            raise ValueError(f"task {code} needs titles in {', '.join(LANGUAGES)}")
    return document
