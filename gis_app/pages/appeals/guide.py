"""The guide: what to do in a life situation, who decides, how long it takes. A list to search and a page for each."""

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from gis_app.accounts.listing import districts
from gis_app.appeals.guide import PLACES, Found, Guide, guide_of, term_of
from gis_app.appeals.situations.register import current_situations
from gis_app.appeals.topics import read_topics
from gis_app.dependencies import LanguageDep, SessionDep, SettingsDep, TodayDep
from gis_app.errors import NotFoundError
from gis_app.organisations.answering import answering_for
from gis_app.organisations.tasks import read_tasks
from gis_app.pages.rendering import render_text_page

router = APIRouter(prefix="/guide", tags=["pages"], include_in_schema=False)
LONGEST_WORDS = 200


@router.get("", response_class=HTMLResponse)
def guide_page(
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    lang: LanguageDep,
    today: TodayDep,
    q: Annotated[str, Query()] = "",
    group: Annotated[str, Query()] = "",
    place: Annotated[str, Query()] = "",
) -> HTMLResponse:
    """The situations: those that fit the words first, without words by group. What is unknown narrows nothing."""
    words = q.strip()[:LONGEST_WORDS]
    groups = read_topics().groups
    group = group if group in {one.code for one in groups} else ""
    place = place if place in PLACES else ""
    found = guide_of(current_situations(session, today)).find(words, group=group, place=place)
    by_group: dict[str, list[Found]] = defaultdict(list)
    for one in sorted(found, key=lambda one: not one.is_urgent) if not words else found:
        by_group["" if words else one.group].append(one)
    return render_text_page(
        request, settings, lang, "guide/list.html",
        words=words, group=group, place=place, places=PLACES, total=len(found),
        groups=groups,
        sections=[
            (one.title.in_language(lang), by_group[one.code]) for one in groups
        ] if not words else [("", by_group[""])],
        tasks=read_tasks(),
    )  # fmt: skip


@router.get("/{code}", response_class=HTMLResponse)
def situation_page(
    request: Request, session: SessionDep, settings: SettingsDep, lang: LanguageDep, today: TodayDep, code: str
) -> HTMLResponse:
    """One situation: what to do, who decides there, until when, how it is watched, and the same matter elsewhere."""
    guide = guide_of(current_situations(session, today))
    found = guide.entries.get(code)
    if found is None:
        raise NotFoundError(f"the guide has no situation {code}")
    rule = found.situation
    topics = [topic for topic in read_topics().topics if topic.code in rule.topics]
    return render_text_page(
        request, settings, lang, "guide/situation.html",
        found=found, rule=rule, topics=topics, places=PLACES, term=term_of(rule, today), tasks=read_tasks(),
        bodies=answering_for(session, rule.task, lang, today) if rule.task else [],
        districts={one.id: one.name for one in districts(session, lang)},
        elsewhere=_elsewhere(guide, found),
    )  # fmt: skip


def _elsewhere(guide: Guide, found: Found) -> list[Found]:
    others = (one for topic in sorted(found.situation.topics) for one in guide.find(topic=topic))
    return list({one.situation.code: one for one in others if one is not found}.values())
