"""What can be shut off, as pages name and draw it."""

from typing import Any

from gis_app.dependencies import Language
from gis_app.outages.queries import kind_title
from layers.outage_kinds import read_outage_kinds


def kinds_of_page(lang: Language) -> list[dict[str, Any]]:
    """What can be shut off, with title, colour and sign, in the order of the numbers in the tiles."""
    return [
        {"number": one.number, "code": one.code, "title": kind_title(one.code, lang), "color": one.color,
         "icon": one.icon}
        for one in read_outage_kinds()
    ]  # fmt: skip


def kinds_by_code(lang: Language) -> dict[str, dict[str, Any]]:
    """The kinds by their codes."""
    return {kind["code"]: kind for kind in kinds_of_page(lang)}
