"""The answer for a place, put together: what lies around it, in groups, and the sentences that tell it."""

from collections.abc import Sequence
from datetime import date

from shapely.geometry import mapping
from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.answers.around import Around, NearWork, look_around
from gis_app.answers.grouping import GROUPS, group_of, when_of
from gis_app.answers.places import AskedPlace, Found, id_of_point
from gis_app.answers.reliability import reliability_of
from gis_app.answers.schemas import AnswerOut, ChoiceOut, PlaceOut, ReliabilityOut, SurfaceOut, WorkNear
from gis_app.answers.sentence import Concern, sentences, told_first
from gis_app.dependencies import Language
from gis_app.organisations.models import Organisation
from gis_app.outages.queries import read_lines as read_outages
from gis_app.outages.schemas import OutageLine
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import day_span, long_day
from gis_app.works.models import Work
from gis_app.works.queries import line_of, lines_statement

# A count below this could tell of one neighbour.
LEAST_APPEALS = 5
_TIMES = ("now", "planned", "undated", "unreported", "finished")


def answer_of(session: Session, found: Found, lang: Language, today: date) -> AnswerOut:
    """What is said of a place that was found, or the choices, or that nobody knows it."""
    if found.place is None:
        choices = [ChoiceOut(id=id_of_point(*one.point), label=one.label, point=one.point) for one in found.choices]
        return AnswerOut(
            place=None, choices=choices, is_yes=False, sentences=[], works=[], outages=[], surfaces=[],
            open_appeals=None, reliability=None,
        )  # fmt: skip
    place = found.place
    around = look_around(session, place, today)
    works = _works(session, place, around.works, lang, today)
    concerns = [_concern(one) for one in works]
    lines = read_outages(session, around.outages, lang, today)
    outages = [lines[one] for one in around.outages]
    surfaces = _surfaces(session, around, lang)
    said = [*sentences(concerns, lang), *_of_outages(outages, lang), *_of_surfaces(surfaces, lang)]
    told = told_first(concerns)
    return AnswerOut(
        place=PlaceOut(
            id=place.id, kind=place.kind, label=place.label, point=place.point, geometry=mapping(place.shape)
        ),
        choices=[],
        is_yes=bool(told) or bool(outages),
        sentences=said,
        works=works,
        outages=outages,
        surfaces=surfaces,
        open_appeals=around.open_appeals if around.open_appeals not in range(1, LEAST_APPEALS) else None,
        reliability=_reliability(session, works, told),
    )


def _works(
    session: Session, place: AskedPlace, near: Sequence[NearWork], lang: Language, today: date
) -> list[WorkNear]:
    rows = session.execute(lines_statement(today).where(Work.id.in_([one.id for one in near])))
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


def _surfaces(session: Session, around: Around, lang: Language) -> list[SurfaceOut]:
    ids = {one.guarantor_id for one in around.surfaces if one.guarantor_id is not None}
    names = {
        one.id: getattr(one, f"name_{lang}") or one.name
        for one in session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    }
    return [
        SurfaceOut(work_id=one.work_id, kind=one.kind, until=one.until, guarantor=names.get(one.guarantor_id or 0))
        for one in around.surfaces
    ]


def _of_outages(outages: Sequence[OutageLine], lang: Language) -> list[str]:
    texts = get_texts()
    said = []
    for one in outages:
        if one.first_day is None and one.last_day is None:
            said.append(texts.get(lang, "answer-outage-undated", kind=one.kind_title))
        else:
            days = day_span(one.first_day, one.last_day, lang)
            said.append(texts.get(lang, "answer-outage", kind=one.kind_title, days=days))
    return list(dict.fromkeys(said))


def _of_surfaces(surfaces: Sequence[SurfaceOut], lang: Language) -> list[str]:
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


def _reliability(session: Session, works: Sequence[WorkNear], told: Sequence[Concern]) -> ReliabilityOut | None:
    named = next((one.contractor for one in told if one.contractor), None)
    for one in works:
        contractor = one.work.contractor
        if contractor is not None and contractor.name == named:
            found = reliability_of(session, contractor.id, is_training=one.work.is_training)
            if found is None:
                return None
            return ReliabilityOut(contractor=contractor.name, works=found.works, moved=found.moved)
    return None
