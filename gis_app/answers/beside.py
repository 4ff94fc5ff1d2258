"""What the answer says beside its works: shut-offs over the place, and surfaces under warranty or protection."""

from collections.abc import Sequence

from gis_app.answers.schemas import SurfaceOut
from gis_app.dependencies import Language
from gis_app.outages.schemas import OutageLine
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day


def outage_sentences(outages: Sequence[OutageLine], lang: Language, *, is_first: bool = False) -> list[str]:
    """One sentence for each kind and its days; several notices of the same days are told once.

    `is_first`: they are the answer itself, so the first of them says yes.
    """
    told = list(dict.fromkeys((one.kind_title, one.first_day, one.last_day) for one in outages))
    texts = get_texts()
    said = []
    for number, (kind, first_day, last_day) in enumerate(told):
        first = "-first" if is_first and number == 0 else ""
        if first_day is None and last_day is None:
            said.append(texts.get(lang, f"answer-outage-undated{first}", kind=kind))
        else:
            days = day_span(first_day, last_day, lang)
            said.append(texts.get(lang, f"answer-outage{first}", kind=kind, days=days))
    return said


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
