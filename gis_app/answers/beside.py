"""What the answer says beside its works: shut-offs over the place, and surfaces under warranty or protection."""

from collections.abc import Sequence

from gis_app.answers.schemas import SurfaceOut
from gis_app.dependencies import Language
from gis_app.outages.schemas import OutageLine
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day


def outage_sentences(outages: Sequence[OutageLine], lang: Language) -> list[str]:
    """One sentence for each kind and its days; several notices of the same days are told once."""
    texts = get_texts()
    said = []
    for one in outages:
        if one.first_day is None and one.last_day is None:
            said.append(texts.get(lang, "answer-outage-undated", kind=one.kind_title))
        else:
            days = day_span(one.first_day, one.last_day, lang)
            said.append(texts.get(lang, "answer-outage", kind=one.kind_title, days=days))
    return list(dict.fromkeys(said))


def surface_sentences(surfaces: Sequence[SurfaceOut], lang: Language) -> list[str]:
    """The warranty and the protection that end last."""
    texts = get_texts()
    said = []
    for kind in ("warranty", "protection"):
        last = max((one for one in surfaces if one.kind == kind), key=lambda one: one.until, default=None)
        if last is None:
            continue
        day = long_day(last.until, lang)
        if kind == "warranty" and last.guarantor:
            said.append(texts.get(lang, "answer-warranty-by", day=day, name=last.guarantor))
        else:
            said.append(texts.get(lang, f"answer-{kind}", day=day))
    return said
