"""The entry scripts of pages that need more than words."""

from typing import Final

from gis_app.pages.assets import Entry, get_assets

PLAN_PAGE: Final = "src/plan-page.ts"
REVIEW_PAGE: Final = "src/review-page.ts"


def entry_of(source: str) -> Entry:
    """The script and styles of a page."""
    return get_assets().entry(source)
