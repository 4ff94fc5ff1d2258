"""The map's filters of one press as links, for who has no script: a period, and what residents ask about.

The browser has the same rules in `web/src/presets.ts` and `web/src/concerns.ts`.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args
from urllib.parse import urlencode

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts
from gis_app.works.concerns import read_concerns

Preset = Literal["any", "now", "month", "year", "done"]
PRESETS: Final[tuple[Preset, ...]] = get_args(Preset)
# What a press on a period, or on a concern, leaves as it was.
_OF_PERIOD: Final = ("from", "to", "status", "at", "step")
_OF_KIND: Final = ("type", "group")
_KEPT: Final = ("lang", "q", "place", "type", "group", "status", "from", "to", "contractor", "district")


@dataclass(frozen=True, slots=True)
class Press:
    """A link that stands for a button: its words, its sign, and whether it is what is shown now."""

    title: str
    query: str
    is_on: bool
    icon: str = ""


def preset_filter(preset: Preset, today: date) -> dict[str, str]:
    """The parameters of a period around `today`; "done" is a status, whenever it was."""
    if preset == "now":
        first, last = today, today
    elif preset == "month":
        first, last = today.replace(day=1), today.replace(day=monthrange(today.year, today.month)[1])
    elif preset == "year":
        first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    else:
        return {"status": "finished"} if preset == "done" else {}
    return {"from": first.isoformat(), "to": last.isoformat()}


def presets_of_link(query: Mapping[str, str], lang: Language, today: date) -> list[Press]:
    """The periods, each with the rest of the link as it is."""
    asked = {name: query[name] for name in ("from", "to", "status") if query.get(name)}
    return [
        Press(
            get_texts().get(lang, f"preset-{preset}"),
            _query(query, lang, _OF_PERIOD, preset_filter(preset, today)),
            asked == preset_filter(preset, today),
        )
        for preset in PRESETS
    ]


def concerns_of_link(query: Mapping[str, str], lang: Language) -> list[Press]:
    """What residents ask about, each with the rest of the link as it is; the one that is on leads back to all."""
    asked = set(query.get("type", "").split(",")) if not query.get("group") else set()
    found = []
    for one in read_concerns():
        is_on = asked == set(one.types)
        kinds = {} if is_on else {"type": ",".join(one.types)}
        found.append(Press(one.title.in_language(lang), _query(query, lang, _OF_KIND, kinds), is_on, one.icon))
    return found


def _query(query: Mapping[str, str], lang: Language, without: tuple[str, ...], more: Mapping[str, str]) -> str:
    kept = {name: query[name] for name in _KEPT if query.get(name) and name not in without}
    return urlencode({**kept, "lang": lang, **more}, safe=",:")
