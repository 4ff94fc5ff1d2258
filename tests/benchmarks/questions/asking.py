"""Asking the questions, each with its own works laid about it, and judging the answers.

Right: the place that was meant, and the answer that what lies there gives. Refused: the person is asked which place is
meant, or told that nobody knows it, although it is known. Wrong is everything else: another place, or another answer.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.answers.answer import answer_of
from gis_app.answers.places import find_by_words
from gis_app.answers.schemas import AnswerOut
from gis_app.dependencies import Language
from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.holder import load_geocoder
from tests.benchmarks.questions.laying import lay
from tests.benchmarks.questions.question import Question
from tests.benchmarks.questions.registers import opened_register

TODAY = date(2026, 6, 10)
# So far from the true point an answer is still about it: a house by its point, a corner, a part of a street.
NEAR_M = {"address": 80.0, "yard": 80.0, "corner": 80.0, "street": 120.0, "area": 150.0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its verdict (right, refused, wrong) and what was answered."""

    question: Question
    verdict: str
    said: str


def ask_all(questions: Sequence[Question]) -> Iterator[Judged]:
    """Ask the questions of one register; nothing of what is laid stays."""
    with opened_register(questions[0].register) as (engine, settings):
        with Session(engine) as session:
            geocoder = load_geocoder(session, settings)
        for one in questions:
            with Session(engine) as session:
                yield _ask(session, geocoder, one, settings.metric_srid)
                session.rollback()


def _ask(session: Session, geocoder: Geocoder, question: Question, srid: int) -> Judged:
    lang: Language = "kk" if question.language == "kk-Latn" else question.language  # type: ignore[assignment]
    found = find_by_words(session, geocoder, question.words, lang)
    if found.place is not None and question.laid != "nothing":
        lay(session, question, TODAY, srid)
    answer = answer_of(session, found, lang, TODAY)
    return Judged(question, judge(session, question, answer, srid), _said(answer))


def judge(session: Session, question: Question, answer: AnswerOut, srid: int) -> str:
    """right, refused or wrong."""
    if question.expected == "unknown":
        return "wrong" if answer.place is not None else "right"
    if question.expected == "which":
        return "right" if answer.choices else "wrong"
    if answer.place is None:
        return "refused"
    if _distance_m(session, question, answer, srid) > NEAR_M[question.kind]:
        return "wrong"
    if answer.is_yes != (question.expected == "yes"):
        return "wrong"
    if question.group == "outage":
        return "right" if answer.outages else "wrong"
    at = {one.group for one in answer.works if one.group != "near" and one.when in ("now", "planned")}
    wanted = {"here", "street"} if question.kind == "corner" else {question.group}
    return "right" if not question.group or at & wanted else "wrong"


def _distance_m(session: Session, question: Question, answer: AnswerOut, srid: int) -> float:
    if answer.place is None:
        return math.inf
    asked = {"lon": float(question.lon), "lat": float(question.lat), "srid": srid}
    shape = {"shape": str(answer.place.geometry).replace("'", '"').replace("(", "[").replace(")", "]")}
    found = session.scalar(
        text(
            "SELECT ST_Distance(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(:shape), 4326), :srid), "
            "ST_Transform(ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), :srid))"
        ),
        asked | shape,
    )
    return float(found)


def _said(answer: AnswerOut) -> str:
    if answer.place is None:
        return f"which of {len(answer.choices)}" if answer.choices else "unknown"
    return f"{answer.place.label}: {' '.join(answer.sentences)}"
