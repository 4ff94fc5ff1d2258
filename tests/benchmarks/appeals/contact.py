"""What is answered at first contact: `python -m tests.benchmarks first_contact` measures it on 200 judged appeals.

`contact.csv` holds short appeals as residents write them, about the works and shut-offs of `contact_causes.csv` or
about nothing that is planned, with what a good operator would say: the cause that explains it, `advice` where the life
situation settles it, or `send` where only the body can answer; who is responsible; which term runs.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import shapely
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.drafting import draft_answer
from gis_app.appeals.intake import register_all
from gis_app.appeals.linking import find_yards_of_works
from gis_app.appeals.models import Appeal, AppealDeadline
from gis_app.appeals.received import Received
from gis_app.appeals.situations.rules import read_situations
from gis_app.organisations.tasks import read_tasks
from gis_app.settings import Settings
from tests.benchmarks.appeals.link_ground import TODAY, Cause, add_cause, lay, lay_block, on_ground
from tests.benchmarks.appeals.page import put
from tests.benchmarks.stage import fresh_stage

LIST = Path(__file__).with_name("contact.csv")
CAUSES = Path(__file__).with_name("contact_causes.csv")
HEAD = "## Answered at first contact"
_NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC)
# The first measurement: half → answered, of them right, responsible right, term right; of 100 each.
BEFORE: dict[str, tuple[int, int, int, int]] = {"dev": (74, 97, 86, 98), "held": (68, 99, 83, 98)}


@dataclass(frozen=True, slots=True)
class Contact:
    """An appeal with the operator's judgement; `at` in metres of the drawn ground."""

    number: int
    half: str
    language: str
    kind: str
    at: tuple[float, float]
    text: str
    answer: str
    who: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the program says of it: whether the draft answers, with which causes (the first one first), and the rest."""

    contact: Contact
    topic: str
    answers: bool
    named: tuple[str, ...]
    who: str
    deadline: str

    @property
    def is_right(self) -> bool:
        """Whether the answer's first reason is the operator's; an answer where there is none to give is wrong."""
        if not self.answers:
            return False
        return (self.named[0] if self.named else "advice") == self.contact.answer


def read_contacts() -> list[Contact]:
    """All appeals in their order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            Contact(
                int(row["number"]), row["half"], row["language"], row["kind"], _point(row["at"]), row["text"],
                row["answer"], row["who"], row["deadline"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def read_causes() -> dict[str, Cause]:
    """The works and shut-offs of the ground by name."""
    with CAUSES.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Cause(
                row["kind"], row["shape"], row["state"], int(row["first"]), int(row["last"]),
                int(row["warranty"]) if row["warranty"] else None,
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


def _point(cell: str) -> tuple[float, float]:
    x, y = cell.split()
    return float(x), float(y)


def ask(session: Session, settings: Settings, contacts: Sequence[Contact]) -> list[Said]:
    """Register the appeals on the drawn ground as residents send them, and read what the program makes of each."""
    lay(session)
    for west, south in ((-893, 7), (-893, 207), (-593, 207), (607, 7), (607, 207), (-893, -593), (607, -593)):
        lay_block(session, shapely.box(west, south, west + 286, south + 186))
    bodies = _add_bodies(session)
    names = _add_causes(session)
    received = [_received(one) for one in contacts]
    made = register_all(session, received, settings=settings, situations=read_situations())
    return [_said(session, one, appeal.id, names, bodies) for one, appeal in zip(contacts, made, strict=True)]


def _received(one: Contact) -> Received:
    at = on_ground(shapely.Point(one.at))
    return Received(
        channel="web",
        kind=one.kind,  # type: ignore[arg-type]
        language=one.language,  # type: ignore[arg-type]
        text=one.text,
        received_at=_NOON,
        point=(float(at.x), float(at.y)),
    )


def _add_bodies(session: Session) -> dict[int, str]:
    made = {}
    for task in read_tasks():
        statement = text(
            "INSERT INTO organisations (name, name_key, is_public_body) VALUES (:n, :n, true) RETURNING id"
        )
        body = int(session.execute(statement, {"n": f"body of {task}"}).scalar_one())
        session.execute(
            text("INSERT INTO service_areas (organisation_id, task_code, source) VALUES (:body, :task, 'test')"),
            {"body": body, "task": task},
        )
        made[body] = task
    return made


def _add_causes(session: Session) -> dict[tuple[str, int], str]:
    added = {add_cause(session, cause): name for name, cause in read_causes().items()}
    find_yards_of_works(session, [id_ for column, id_ in added if column == "work_id"])
    return added


def _said(
    session: Session, one: Contact, appeal_id: int, names: Mapping[tuple[str, int], str], bodies: Mapping[int, str]
) -> Said:
    draft = draft_answer(session, appeal_id, today=TODAY)
    basis = draft.basis
    found = [names["outage_id", id_] for id_ in basis["outages"]]
    if basis["warranty"] is not None:
        found.append(names["work_id", basis["warranty"]["work"]])
    found += [name for id_ in basis["works"] if (name := names["work_id", id_]) not in found]
    appeal = session.get_one(Appeal, appeal_id)
    rule = session.scalars(
        select(AppealDeadline.rule).where(AppealDeadline.appeal_id == appeal_id, AppealDeadline.purpose == "answer")
    ).first()
    return Said(
        one, appeal.topic_code, draft.answers, tuple(found), _who(appeal, bodies),
        (rule or "none").partition("_")[0],
    )  # fmt: skip


def _who(appeal: Appeal, bodies: Mapping[int, str]) -> str:
    if appeal.body_id is not None:
        return bodies.get(appeal.body_id, "guarantor")
    owners = {one.code for one in read_situations() if one.who == "owners"}
    return "owners" if appeal.situation in owners else "reception"


def section(said: Sequence[Said]) -> str:
    """The section of the page."""
    lines = [
        HEAD,
        "",
        "`python -m tests.benchmarks first_contact` measures this anew. The 200 texts of",
        "`tests/benchmarks/appeals/contact.csv` were written for it, half in Kazakh, half in Russian: with slips",
        "of the pen, Kazakh without its letters or in Latin ones, two matters in one, and nothing to go by. They",
        "lie among 41 works and shut-offs of a drawn ground (`contact_causes.csv`) and come as a resident sends",
        "them: words and a pin; the topic is the program's own guess. *Answered*: the draft names a work, a",
        "shut-off or a warranty, or the matter is the owners' own. *Right*: the first thing it names is what a",
        "good operator would name.",
        "",
        "The city's reception closed 69–73 % on the spot. The share here follows from the set: its writer put",
        "something near four texts of five, and a resident's own text may lie where nothing is planned. What the",
        "set does tell is how many of the answerable ones are found, and how few of the answers are wrong. One",
        "person wrote texts and judgements and then mended words and rules by `dev` alone, knowing both halves:",
        "`held` is no blind test.",
        "",
        "| half | language | texts | operator would answer | answered | of them right | rightly answered or sent "
        "| responsible right | term right | before: answered, right, responsible, term |",
        "|--|--|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for half in ("dev", "held"):
        for language in ("kk", "ru", "all"):
            own = [one for one in said if one.contact.half == half and language in (one.contact.language, "all")]
            lines.append(_line(half, language, own))
    lines += ["", "*Before*: with the links mended already, the words not yet."]
    lines += ["", "What the draft says otherwise than the operator would:", ""]
    for one in said:
        if not _is_as_judged(one):
            told = ", ".join(one.named) or ("advice" if one.answers else "nothing")
            lines.append(f"- {one.contact.half} {one.contact.number} ({one.topic}): {told}, not {one.contact.answer}")
    return "\n".join(lines) + "\n"


def _is_as_judged(one: Said) -> bool:
    return one.is_right if one.answers else one.contact.answer == "send"


def shares(said: Sequence[Said]) -> tuple[float, float, float, float]:
    """Answered of all; right of those answered; responsible right of all; term right of all."""
    answered = [one for one in said if one.answers]
    return (
        len(answered) / len(said),
        sum(one.is_right for one in answered) / max(1, len(answered)),
        sum(one.who == one.contact.who for one in said) / len(said),
        sum(one.deadline == one.contact.deadline for one in said) / len(said),
    )


def _line(half: str, language: str, said: Sequence[Said]) -> str:
    answered, right, who, term = shares(said)
    wanted = sum(one.contact.answer != "send" for one in said) / len(said)
    judged = sum(_is_as_judged(one) for one in said) / len(said)
    before = BEFORE.get(half) if language == "all" else None
    then = "–" if before is None else ", ".join(f"{one}%" for one in before)
    return (
        f"| {half} | {language} | {len(said)} | {wanted:.0%} | {answered:.0%} | {right:.0%} | {judged:.0%} | {who:.0%} "
        f"| {term:.0%} | {then} |"
    )


def main() -> None:
    """Measure, print, and put the section into the page."""
    with fresh_stage() as stage, Session(stage.engine) as session:
        written = section(ask(session, stage.settings, read_contacts()))
        session.rollback()
    print(written)
    put(HEAD, written)


if __name__ == "__main__":
    main()
