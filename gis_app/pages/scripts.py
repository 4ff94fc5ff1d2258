"""The entry scripts of pages that need more than words."""

from typing import Final

from gis_app.pages.assets import Entry, get_assets

PLAN_PAGE: Final = "src/plan-page.ts"
EXTENSION_PAGE: Final = "src/extension-page.ts"
REVIEW_PAGE: Final = "src/review-page.ts"
TIMELINE_PAGE: Final = "src/timeline-page.ts"
HISTORY_PAGE: Final = "src/history-page.ts"
CONTRACTOR_PAGE: Final = "src/contractor-page.ts"
CITY_PAGE: Final = "src/city-page.ts"
APPEAL_PAGE: Final = "src/appeal-page.ts"
OFFLINE_WORKER: Final = "offline-worker.js"
SITE_WORKER: Final = "site-worker.js"
PLANNER_PAGE: Final = "src/planner-page.ts"
FOLLOW_PAGE: Final = "src/follow-page.ts"
RECEPTION_PAGE: Final = "src/reception-page.ts"


def entry_of(source: str) -> Entry:
    """The script and styles of a page."""
    return get_assets().entry(source)


def script_text(source: str) -> bytes:
    """A script that is served under a path of its own."""
    return get_assets().read(source)
