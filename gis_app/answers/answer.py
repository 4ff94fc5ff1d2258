"""The answer for a place, put together: what lies around it, in groups, and the sentences that tell it."""

from collections.abc import Sequence
from datetime import date

from shapely.geometry import mapping
from sqlalchemy.orm import Session

from gis_app.answers.around import NearWork, look_around
from gis_app.answers.beside import outage_sentences, surface_sentences
from gis_app.answers.grouping import GROUPS, group_of, when_of
from gis_app.answers.lines import last_day_of, line_of_facts, moved_of
from gis_app.answers.places import AskedPlace, Found, id_of_point
from gis_app.answers.reliability import reliability_of
from gis_app.answers.responsible import Responsible, names_of, responsible_at, title_of_task
from gis_app.answers.schemas import (
    AnswerOut,
    ChoiceOut,
    MissingOut,
    PlaceOut,
    ReliabilityOut,
    ResponsibleOut,
    SurfaceOut,
    WorkNear,
)
from gis_app.answers.sentence import Concern, sentences, told_first
from gis_app.answers.worlds import one_world
from gis_app.appeals.few import told_number
from gis_app.dependencies import Language
from gis_app.outages.queries import read_lines as read_outages
from gis_app.outages.schemas import OutageLine

_TIMES = ("now", "planned", "undated", "unreported", "finished")


def answer_of(session: Session, found: Found, lang: Language, today: date) -> AnswerOut:
    """What is said of a place that was found, or the choices, or that nobody knows it."""
    choices = [
        ChoiceOut(id=one.id or id_of_point(*one.point), label=one.label, point=one.point) for one in found.choices
    ]
    if found.place is None:
        missing = None if found.missing is None else MissingOut.model_validate(found.missing, from_attributes=True)
        return AnswerOut.nothing(choices, missing)
    place = found.place
    around = one_world(place.kind, look_around(session, place, today))
    works = _works(place, around.works, lang, today)
    concerns = [_concern(one) for one in works]
    lines = read_outages(session, [one.id for one in around.outages], lang, today)
    outages = [lines[one.id] for one in around.outages]
    answering = responsible_at(session, place.districts or [(around.district_id, place.point)], lang, today)
    guarantors = {one.guarantor_id for one in around.surfaces if one.guarantor_id is not None}
    names = names_of(session, guarantors, lang)
    surfaces = [
        SurfaceOut(work_id=one.work_id, kind=one.kind, until=one.until, guarantor=names.get(one.guarantor_id or 0))
        for one in around.surfaces
    ]
    first = told_first(concerns)
    return AnswerOut(
        place=PlaceOut(
            id=place.id, kind=place.kind, label=place.label, point=place.point, geometry=mapping(place.shape)
        ),
        choices=choices,
        is_yes=bool(first) or bool(outages),
        sentences=[*_first_sentences(concerns, outages, lang), *surface_sentences(surfaces, lang)],
        works=works,
        outages=outages,
        surfaces=surfaces,
        open_appeals=told_number(sum(around.open_appeals)),
        reliability=_reliability(session, works, first),
        responsible=[_responsible(one, lang) for one in answering],
        left_out=around.left_out,
    )


def _first_sentences(concerns: Sequence[Concern], outages: Sequence[OutageLine], lang: Language) -> list[str]:
    """Works, then shut-offs; where no work concerns the place a shut-off over it is the answer."""
    if outages and not told_first(concerns):
        return [*outage_sentences(outages, lang, is_first=True), *sentences(concerns, lang, is_shut_off=True)]
    return [*sentences(concerns, lang), *outage_sentences(outages, lang)]


def _works(place: AskedPlace, near: Sequence[NearWork], lang: Language, today: date) -> list[WorkNear]:
    found: list[WorkNear] = []
    for one in near:
        if one.facts is None:
            continue
        line, last_day = line_of_facts(one.facts, lang, today), last_day_of(one.facts)
        when = when_of(line.status, last_day, today)
        if when is not None:
            group = group_of(place.kind, one)
            found.append(
                WorkNear(
                    group=group,
                    when=when,
                    distance_m=round(one.distance_m, 1),
                    last_day=last_day,
                    moved=moved_of(one.facts),
                    work=line,
                )
            )
    return sorted(found, key=lambda one: (GROUPS.index(one.group), _TIMES.index(one.when), one.distance_m, one.work.id))


def _concern(one: WorkNear) -> Concern:
    line = one.work
    last = one.last_day if one.when == "finished" else line.planned_end
    contractor = line.contractor.name if line.contractor else None
    return Concern(one.group, one.when, line.title, line.planned_start, last, contractor, line.status == "overdue")


def _responsible(one: Responsible, lang: Language) -> ResponsibleOut:
    return ResponsibleOut(
        matter=one.matter,
        situation=one.situation,
        task=title_of_task(one.task, lang),
        is_owners=one.is_owners,
        bodies=list(one.bodies),
    )


def _reliability(session: Session, works: Sequence[WorkNear], told: Sequence[Concern]) -> ReliabilityOut | None:
    """Of the contractor that the answer names first; None when it names nobody."""
    named = next((one.contractor for one in told if one.contractor), None)
    for one in works:
        contractor = one.work.contractor
        if contractor is not None and contractor.name == named:
            found = reliability_of(session, contractor.id, is_training=one.work.is_training)
            return ReliabilityOut(contractor=contractor.name, works=found.works, moved=found.told_moved)
    return None
