"""The answer for a place, put together: what lies around it, in groups, and the sentences that tell it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from shapely.geometry import mapping
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.answers.around import Around, NearWork, look_around
from gis_app.answers.beside import outage_sentences, surface_sentences
from gis_app.answers.grouping import GROUPS, group_of, when_of
from gis_app.answers.places import AskedPlace, Found, id_of_point
from gis_app.answers.reliability import reliability_of
from gis_app.answers.responsible import Responsible, responsible_at, title_of_task
from gis_app.answers.schemas import (
    AnswerOut,
    ChoiceOut,
    PlaceOut,
    ReliabilityOut,
    ResponsibleOut,
    SurfaceOut,
    WorkNear,
)
from gis_app.answers.sentence import Concern, sentences, told_first
from gis_app.answers.worlds import one_world
from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.outages.queries import read_lines as read_outages
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement
from gis_app.works.schemas import Named

# A count below this could tell of one neighbour.
LEAST_APPEALS = 5
_TIMES = ("now", "planned", "undated", "unreported", "finished")


def answer_of(session: Session, found: Found, lang: Language, today: date) -> AnswerOut:
    """What is said of a place that was found, or the choices, or that nobody knows it."""
    choices = [ChoiceOut(id=id_of_point(*one.point), label=one.label, point=one.point) for one in found.choices]
    if found.place is None:
        return AnswerOut.nothing(choices)
    place = found.place
    around = one_world(place.kind, look_around(session, place, today))
    works = _works(session, place, around.works, lang, today)
    concerns = [_concern(one) for one in works]
    lines = read_outages(session, [one.id for one in around.outages], lang, today)
    outages = [lines[one.id] for one in around.outages]
    answering = responsible_at(session, place.point, around.district_id, today)
    names = _names(session, _bodies_of(around, answering), lang)
    surfaces = [
        SurfaceOut(work_id=one.work_id, kind=one.kind, until=one.until, guarantor=names.get(one.guarantor_id or 0))
        for one in around.surfaces
    ]
    told = told_first(concerns)
    appeals = sum(around.open_appeals)
    return AnswerOut(
        place=PlaceOut(
            id=place.id, kind=place.kind, label=place.label, point=place.point, geometry=mapping(place.shape)
        ),
        choices=choices,
        is_yes=bool(told) or bool(outages),
        sentences=[*sentences(concerns, lang), *outage_sentences(outages, lang), *surface_sentences(surfaces, lang)],
        works=works,
        outages=outages,
        surfaces=surfaces,
        open_appeals=appeals if appeals not in range(1, LEAST_APPEALS) else None,
        reliability=_reliability(session, works, told),
        responsible=[_responsible(one, names, lang) for one in answering],
    )


def _works(
    session: Session, place: AskedPlace, near: Sequence[NearWork], lang: Language, today: date
) -> list[WorkNear]:
    rows = session.execute(lines_statement(today).where(Work.id.in_([one.id for one in near]))) if near else ()
    known = {row[0].id: (row[0], line_of(row, lang)) for row in rows}
    found: list[WorkNear] = []
    for one in near:
        work, line = known[one.id]
        last_day = work.actual_end or work.planned_end or work.planned_start
        when = when_of(line.status, last_day, today)
        if when is not None:
            group = group_of(place.kind, one)
            found.append(
                WorkNear(group=group, when=when, distance_m=round(one.distance_m, 1), last_day=last_day, work=line)
            )
    return sorted(found, key=lambda one: (GROUPS.index(one.group), _TIMES.index(one.when), one.distance_m, one.work.id))


def _concern(one: WorkNear) -> Concern:
    line = one.work
    last = one.last_day if one.when == "finished" else line.planned_end
    contractor = line.contractor.name if line.contractor else None
    return Concern(one.group, one.when, line.title, line.planned_start, last, contractor, line.status == "overdue")


def _bodies_of(around: Around, answering: Sequence[Responsible]) -> set[int]:
    guarantors = {one.guarantor_id for one in around.surfaces if one.guarantor_id is not None}
    return guarantors | {body for one in answering for body in one.bodies}


def _names(session: Session, ids: Iterable[int], lang: Language) -> Mapping[int, str]:
    """Organisations by their names in `lang`, else as written."""
    in_language = getattr(Organisation, f"name_{lang}")
    rows = session.execute(select(Organisation.id, in_language, Organisation.name).where(Organisation.id.in_(ids)))
    return {id: translated or name for id, translated, name in rows}


def _responsible(one: Responsible, names: Mapping[int, str], lang: Language) -> ResponsibleOut:
    return ResponsibleOut(
        matter=one.matter,
        situation=one.situation,
        task=title_of_task(one.task, lang),
        is_owners=one.is_owners,
        bodies=[Named(id=body, name=names[body]) for body in one.bodies if body in names],
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
