"""Forgetting who wrote: some time after an appeal ended, everything that names a person is emptied. The appeal stays.

Name, telephone, addresses and links of the applicant, the addresses of followers, the place as it was written (a flat
tells a household; the point stays), photos, letters that wait or were sent, and all words that somebody wrote freely:
the appeal's own, notes, questions, replies, reasons, drafts and answers (decision 26). What remains tells what about,
where, when, by whom it was worked on, how it ended, and the works that explain it. The key of the page stays: it opens
an appeal that nobody can be told by any more.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.contact_words import MARK
from gis_app.appeals.facts import RULE, Event, append_events
from gis_app.audit.record import record

AT_ONCE = 2000
# One that was joined to another ends with that one: its people get the letters of it until then. One that was opened
# again by its link after that has new words, which are forgotten in their turn.
_ENDED = text("""
SELECT a.id FROM appeals AS a
  LEFT JOIN appeals AS h ON h.id = a.parent_id AND a.status = 'duplicate'
  JOIN applicants AS p ON p.appeal_id = a.id
 WHERE (p.anonymised_at IS NULL OR a.closed_at > p.anonymised_at) AND a.closed_at < :before
   AND (h.id IS NULL OR h.closed_at < :before)
 ORDER BY a.id LIMIT :n FOR UPDATE OF p SKIP LOCKED
""")
_FORGET = (
    text(
        "UPDATE applicants SET name = NULL, phone = NULL, email = NULL, address = NULL, social_link = NULL, "
        "social_handle = NULL, token = NULL, anonymised_at = :at WHERE appeal_id = ANY(:ids)"
    ),
    text(
        "UPDATE appeal_followers SET email = NULL, token = NULL, anonymised_at = :at "
        "WHERE appeal_id = ANY(:ids) AND anonymised_at IS NULL"
    ),
    text("UPDATE appeals SET place_text = NULL, place_reason = NULL, text = :mark WHERE id = ANY(:ids)"),
    # Facts are only added to; a trigger lets these words go, and nothing else, once the applicant was forgotten.
    text("UPDATE appeal_events SET note = :mark WHERE appeal_id = ANY(:ids) AND note IS NOT NULL"),
    text("UPDATE appeal_answers SET text = :mark WHERE appeal_id = ANY(:ids)"),
    text("UPDATE appeal_deadlines SET reason = :mark WHERE appeal_id = ANY(:ids) AND reason IS NOT NULL"),
    # A photo may show who took it, or where they live. The same picture may have come with an appeal that is kept.
    text(
        "WITH gone AS (DELETE FROM appeal_photos WHERE appeal_id = ANY(:ids) RETURNING photo_id) "
        "DELETE FROM photos WHERE id IN (SELECT photo_id FROM gone) AND id NOT IN ("
        "SELECT photo_id FROM appeal_photos "
        "WHERE photo_id IN (SELECT photo_id FROM gone) AND NOT appeal_id = ANY(:ids))"
    ),
    # The keys of letters (letters.py) begin with the appeal's id. One that is just being sent is taken the next time.
    text(
        "UPDATE outbox SET recipient = '', text = '', html = NULL, "
        "state = CASE state WHEN 'sent' THEN 'sent' ELSE 'unwanted' END "
        "WHERE key ~ '^appeal-[0-9]+-' AND state <> 'sending' AND split_part(key, '-', 2)::bigint = ANY(:ids)"
    ),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many appeals' people were forgotten."""

    appeals: int


def forget_applicants(session: Session, *, before: datetime, at: datetime, at_once: int = AT_ONCE) -> Forgotten | None:
    """Forget the people of some appeals that ended before an instant; None when there are no more. The caller commits.

    Each appeal gets an event, the audit log one entry with the number.
    """
    ids = list(session.scalars(_ENDED, {"before": before, "n": at_once}))
    if not ids:
        return None
    for statement in _FORGET:
        session.execute(statement, {"ids": ids, "at": at, "mark": MARK})
    session.expire_all()
    append_events(session, [Event(one, "anonymised", RULE, at) for one in ids])
    details = {"appeals": len(ids), "ended_before": before.isoformat()}
    record(
        session, "appeal.anonymised", actor="command line", actor_id=None, subject="appeal", subject_id=None,
        details=details,
    )  # fmt: skip
    return Forgotten(len(ids))
