"""What the pages of the review queue show: a text, its candidates with their shapes, its works, its neighbours."""

from typing import Any

import orjson
from geoalchemy2.shape import to_shape
from markupsafe import Markup
from shapely.geometry import mapping
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.load_decisions import load_decisions
from gis_app.geocoding.review import candidates_of, decisions_of
from gis_app.geocoding.review_models import ReviewCandidate, ReviewDecision, ReviewItem
from gis_app.settings import Settings
from gis_app.works.waiting import find_waiting, works_of_item

MOST_WORKS = 12
MOST_DECISIONS = 10


def item_context(
    session: Session,
    settings: Settings,
    geocoder: Geocoder,
    lang: Language,
    item: ReviewItem,
    districts: frozenset[int] | None = None,
) -> dict[str, Any]:
    """All that the page of one text needs. `data` is JSON for the map: candidates, bounds, language."""
    # A reading that finds no place here (another city's) is nothing to choose: it has a choice of its own.
    candidates = [one for one in candidates_of(session, item, geocoder) if one.match_type != "none"]
    works = works_of_item(session, item)
    before, after, left = neighbours(session, item.id, districts)
    in_force = load_decisions(session).exact(item.text, item.district)
    return {
        "item": item,
        "why": item.reasons.get(lang) or item.reasons.get("ru", ""),
        "candidates": [(one, one.reasons.get(lang, "")) for one in candidates],
        "works": works[:MOST_WORKS],
        "works_total": len(works),
        "before": before,
        "after": after,
        "left": left,
        "decided": in_force,
        "history": decisions_of(session, item.id),
        "data": _for_map(candidates, settings, lang),
    }


def neighbours(
    session: Session, item_id: int, districts: frozenset[int] | None = None
) -> tuple[int | None, int | None, int]:
    """The texts before and after one in the queue, and how many wait in all. A decided one is followed by the first."""
    ids = [one.item_id for one in find_waiting(session, districts=districts)]
    if item_id not in ids:
        return None, ids[0] if ids else None, len(ids)
    at = ids.index(item_id)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None, len(ids)


def next_of(session: Session, item_id: int, districts: frozenset[int] | None = None) -> int | None:
    """The text to go on with after this one is decided; None when it was the last."""
    before, after, _ = neighbours(session, item_id, districts)
    return after if after is not None else before


def decided_item(session: Session, item_id: int | None) -> ReviewItem | None:
    """The text that was decided just now, to be undone; None when there is none, or it is undone already."""
    item = None if item_id is None else session.get(ReviewItem, item_id)
    return item if item is not None and load_decisions(session).exact(item.text, item.district) else None


def recent_decisions(session: Session) -> list[ReviewDecision]:
    """The last decisions, newest first: what can be undone."""
    return list(session.scalars(select(ReviewDecision).order_by(ReviewDecision.id.desc()).limit(MOST_DECISIONS)))


def _for_map(candidates: list[ReviewCandidate], settings: Settings, lang: Language) -> Markup:
    features = [
        {
            "type": "Feature",
            "id": one.number,
            "properties": {"number": one.number, "label": one.label},
            "geometry": mapping(to_shape(one.geom)),
        }
        for one in candidates
    ]
    body = orjson.dumps({"lang": lang, "bounds": settings.bounds, "candidates": features}).decode()
    return Markup(body.replace("<", "\\u003c"))  # noqa: S704 - JSON without any angle bracket
