"""The names in a node of the tree."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from gis_app.geocoding.tree import Corner, HouseEnd, Name, Node


def names_of(node: Any) -> Iterator[Name]:
    """All names in a node of the tree, in the order in which they were written."""
    if isinstance(node, Name):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from names_of(part)
    elif isinstance(node, Node | Corner | HouseEnd):
        for field in fields(node):
            yield from names_of(getattr(node, field.name))
