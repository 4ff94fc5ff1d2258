"""What the map page shows before any script runs: catalogue, examples, the first works under the filter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from markupsafe import Markup
from sqlalchemy.orm import Session

from gis_app.dependencies import Language
from gis_app.geocoding.holder import GeocoderHolder
from gis_app.outages.queries import upcoming
from gis_app.pages.assets import get_assets
from gis_app.pages.examples import read_examples
from gis_app.pages.formats import lone_month_names, month_names
from gis_app.pages.outage_kinds import kinds_of_page
from gis_app.pages.places import FoundPlace, find_place, near, place_of_link
from gis_app.pages.presets import concerns_of_link, presets_of_link
from gis_app.settings import Settings
from gis_app.works.catalog import read_catalog
from gis_app.works.filters import WorkFilter
from gis_app.works.queries import find_works
from gis_app.works.schemas import Catalog

FIRST_WORKS = 20
FIRST_OUTAGES = 3
LONGEST_ID = 60


def json_in_page(data: Any) -> Markup:
    """JSON that can stand in a script element: no character of it can end the element."""
    text = orjson.dumps(data).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def page_data(catalog: Catalog, place: FoundPlace | None, lang: Language, *, planning: bool = False) -> Markup:
    """What the islands of the page start from."""
    return json_in_page(
        {
            "lang": lang,
            "catalog": catalog.model_dump(mode="json"),
            "months": {"wide": month_names(lang), "alone": lone_month_names(lang)},
            "sprite": get_assets().url("icons.svg"),
            "outages": kinds_of_page(lang),
            "place": None if place is None else place.as_json(),
            "planning": planning,
        }
    )


def map_page_context(
    session: Session,
    settings: Settings,
    holder: GeocoderHolder,
    lang: Language,
    today: date,
    asked: WorkFilter,
    words: str,
    query: Mapping[str, str],
    *,
    place_id: str = "",
    planning: bool = False,
) -> dict[str, Any]:
    """Everything the template of the map page names. `words` is the address searched for, or empty; `place_id` names
    a place without a search, and wins.

    `planning` tells whether the person may lay overlays under the works.
    """
    catalog = read_catalog(session, lang, today, settings)
    place = place_of_link(session, holder, place_id[:LONGEST_ID], lang) if place_id else None
    if place is not None:
        words = place.label
    elif words:
        place = find_place(holder, session, words, lang)
    here = near(asked, place) if place else asked
    found = find_works(session, here, lang, today, limit=FIRST_WORKS)
    return {
        "catalog": catalog,
        "data": page_data(catalog, place, lang, planning=planning),
        "examples": read_examples(session, lang, today),
        "found": found,
        "outages": upcoming(session, lang, today, limit=FIRST_OUTAGES),
        "outage_kinds": {kind["code"]: kind for kind in kinds_of_page(lang)},
        "asked": asked,
        "presets": presets_of_link(query, lang, today),
        "concerns": concerns_of_link(query, lang),
        "words": words,
        "place": place,
        "kept": {
            name: query[name] for name in ("work", "outage", "outages", "overlays", "z", "lat", "lon") if name in query
        },
        "is_list": query.get("view") == "list",
    }
