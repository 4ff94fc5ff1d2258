"""A draft of a work as JSON, its geometry beside it: kept so between the check of an upload and its acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from shapely.geometry.base import BaseGeometry

from gis_app.works.classify import Classification
from gis_app.works.draft import DraftWork, RowIssue

DAY_FIELDS = ("planned_start", "planned_end", "actual_start", "actual_end")
AMOUNT_FIELDS = ("quantity", "budget")
_APART = frozenset({"geometry", "classification", "issues", *DAY_FIELDS, *AMOUNT_FIELDS})
_PLAIN = tuple(name for name in DraftWork.__slots__ if name not in _APART)
_TUPLES = ("type_texts", "keys")


def draft_to_json(draft: DraftWork) -> dict[str, Any]:
    """All of a draft but its geometry, in JSON values."""
    kept: dict[str, Any] = {name: getattr(draft, name) for name in _PLAIN}
    for name in _TUPLES:
        kept[name] = list(kept[name])
    kept["locate_reasons"] = dict(draft.locate_reasons)
    for name in DAY_FIELDS:
        day = getattr(draft, name)
        kept[name] = None if day is None else day.isoformat()
    for name in AMOUNT_FIELDS:
        amount = getattr(draft, name)
        kept[name] = None if amount is None else str(amount)
    kept["classification"] = asdict(draft.classification)
    kept["issues"] = [
        {"code": issue.code, "field_name": issue.field_name, "values": dict(issue.values)} for issue in draft.issues
    ]
    return kept


def draft_from_json(kept: Mapping[str, Any], geometry: BaseGeometry | None) -> DraftWork:
    """The draft that was kept, with the geometry (EPSG:4326) that was kept beside it."""
    draft = DraftWork(geometry=geometry)
    for name in _PLAIN:
        setattr(draft, name, kept[name])
    for name in _TUPLES:
        setattr(draft, name, tuple(kept[name]))
    for name in DAY_FIELDS:
        setattr(draft, name, None if kept[name] is None else date.fromisoformat(kept[name]))
    for name in AMOUNT_FIELDS:
        setattr(draft, name, None if kept[name] is None else Decimal(kept[name]))
    draft.classification = Classification(**kept["classification"])
    draft.issues = [RowIssue(**issue) for issue in kept["issues"]]
    return draft
