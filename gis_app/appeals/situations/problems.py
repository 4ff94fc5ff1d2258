"""Which rules do not do their work: appeals that stayed with the reception, by rule and topic; rules none can reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.guide import places_of
from gis_app.appeals.situations.register import current_rows, current_situations
from gis_app.appeals.situations.rules import problem_of, read_entry

# The last event about the situation tells; an owners' matter is no fault of a rule.
_STAYED = text("""
SELECT e.details ->> 'problem' AS problem, e.details ->> 'situation' AS situation, a.topic_code, count(*) AS appeals
  FROM appeal_events AS e JOIN appeals AS a ON a.id = e.appeal_id
 WHERE e.kind = 'situation' AND e.details ->> 'problem' <> 'owners'
   AND a.body_id IS NULL AND a.is_training = :is_training AND a.received_at >= CAST(:since AS date)
   AND NOT EXISTS (SELECT FROM appeal_events AS later
                    WHERE later.kind = 'situation' AND later.appeal_id = e.appeal_id AND later.id > e.id)
 GROUP BY 1, 2, 3 ORDER BY appeals DESC, a.topic_code
""")


@dataclass(frozen=True, slots=True)
class Stayed:
    """Appeals that nobody could be named for. `situation` is None where no rule fitted."""

    problem: str
    situation: str | None
    topic: str
    appeals: int


@dataclass(frozen=True, slots=True)
class BadRule:
    """A rule that cannot hold: `unknown` names what the program does not know, `hidden` is never reached."""

    code: str
    problem: str
    detail: str


def appeals_that_stayed(session: Session, since: date, *, is_training: bool) -> Sequence[Stayed]:
    """Counts of appeals received since a day that stayed with the reception, by reason, rule and topic."""
    rows = session.execute(_STAYED, {"since": since, "is_training": is_training})
    return [Stayed(row.problem, row.situation, row.topic_code, row.appeals) for row in rows]


def bad_rules(session: Session, day: date) -> Sequence[BadRule]:
    """The rules of the table that fail or match nothing on a day, by name."""
    rules = [read_entry(row.rule) for row in current_rows(session)]
    failing = [BadRule(one.code, "unknown", problem) for one in rules if (problem := problem_of(one)) is not None]
    book = current_situations(session, day)
    return [*failing, *(BadRule(one.code, "hidden", "") for one in book if not places_of(book, one))]
