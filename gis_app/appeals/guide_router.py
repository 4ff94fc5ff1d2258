"""The guide over HTTP: what an operator reads during a call."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from gis_app.appeals.guide import Found, guide_of, term_of
from gis_app.appeals.situations.register import current_situations
from gis_app.dependencies import LanguageDep, SessionDep, TodayDep
from gis_app.organisations.tasks import read_tasks

router = APIRouter(prefix="/api", tags=["appeals"])
Place = Literal["carriageway", "sidewalk", "yard", "house", "park", "river", "other"]


class GuideTerm(BaseModel):
    """How long by law an answer takes."""

    amount: int
    unit: str
    legal_basis: str


class GuideItem(BaseModel):
    """A life situation. `decides` is a task, or `guarantor` or `owners`; `decides_title` is empty for these two."""

    code: str
    title: str
    topics: list[str]
    group: str
    places: list[str]
    is_urgent: bool
    decides: str
    decides_title: str
    ask: str
    advice: str
    monitoring: str
    term: GuideTerm | None
    url: str


class GuideList(BaseModel):
    """What was found, the likeliest first; `total` counts what the limit cut off, too."""

    total: int
    items: list[GuideItem]


@router.get("/guide")
def guide(
    session: SessionDep,
    lang: LanguageDep,
    today: TodayDep,
    q: Annotated[str, Query(max_length=200, description="Words in Kazakh, Russian or English, in any form.")] = "",
    topic: Annotated[str, Query(max_length=60, description="Code of a topic.")] = "",
    group: Annotated[str, Query(max_length=60, description="Code of a group of topics.")] = "",
    place: Annotated[Place | Literal[""], Query(description="Where it lies.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 12,
) -> GuideList:
    """Life situations: what to ask, what to do, who decides, how long it takes."""
    found = guide_of(current_situations(session, today)).find(q, topic=topic, group=group, place=place)

    def item(one: Found) -> GuideItem:
        rule, term = one.situation, term_of(one.situation, today)
        return GuideItem(
            code=rule.code,
            title=rule.title.in_language(lang),
            topics=sorted(rule.topics),
            group=one.group,
            places=list(one.places),
            is_urgent=one.is_urgent,
            decides=rule.task or rule.who or "",
            decides_title=read_tasks()[rule.task][lang] if rule.task else "",
            ask=rule.ask.in_language(lang),
            advice=rule.advice.in_language(lang),
            monitoring=rule.monitoring.in_language(lang),
            term=None
            if term is None
            else GuideTerm(amount=term.amount, unit=term.unit, legal_basis=term.legal_basis.in_language(lang)),
            url=f"/guide/{rule.code}?lang={lang}",
        )

    return GuideList(total=len(found), items=[item(one) for one in found[:limit]])
