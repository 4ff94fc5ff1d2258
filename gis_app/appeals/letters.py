"""Mails about an appeal: to who wrote it, to its followers, and to those whose appeals were joined to it.

The key of each person's page is put into the link at the moment of sending: no usable token lies in the outbox. Of
invented appeals nothing leaves, their addresses do not exist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gis_app.appeals.models import Appeal, AppealFollower, Applicant
from gis_app.delivery.letter import Letter
from gis_app.delivery.outbox import SECRET_MARK, enqueue_mail
from gis_app.delivery.secrets import makes_token
from gis_app.dependencies import Language
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

APPLICANT_LINK: Final = "appeal_applicant"
FOLLOWER_LINK: Final = "appeal_follower"
Audience = Literal["applicant", "everyone"]


_REACHED = text("""
WITH told AS (
    SELECT id, id AS holder FROM appeals WHERE id = ANY(:ids)
    UNION SELECT parent_id, id FROM appeals WHERE parent_id = ANY(:ids) AND status = 'duplicate')
SELECT DISTINCT t.id FROM told AS t
 WHERE EXISTS (SELECT 1 FROM applicants AS p WHERE p.appeal_id = t.holder AND p.email IS NOT NULL)
    OR EXISTS (SELECT 1 FROM appeal_followers AS f WHERE f.appeal_id = t.holder AND f.email IS NOT NULL)
""")


# Of one address the first stays: who wrote before who follows, the appeal's own people before those of joined ones.
_PEOPLE = text("""
WITH told AS (
    SELECT id, language, number, 0 AS joined FROM appeals WHERE id = :id
    UNION ALL SELECT id, language, number, id FROM appeals
     WHERE parent_id = :id AND status = 'duplicate' AND :everyone)
SELECT t.joined, 'appeal_applicant' AS link, t.id AS holder, p.email, t.language, t.number,
       CASE WHEN t.joined = 0 THEN '' ELSE '-joined-' || t.id END AS sign
  FROM told AS t JOIN applicants AS p ON p.appeal_id = t.id
 WHERE p.email IS NOT NULL AND p.token IS NOT NULL
UNION ALL
SELECT t.joined, 'appeal_follower', f.id, f.email, f.language, t.number, '-follower-' || f.id
  FROM told AS t JOIN appeal_followers AS f ON f.appeal_id = t.id
 WHERE f.email IS NOT NULL AND f.token IS NOT NULL AND :everyone
 ORDER BY joined, link, holder
""")


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says, in one language."""

    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    # Whose page the link opens, by kind and id; `sign` tells one letter of an occasion from another.
    email: str
    language: Language
    secret: str
    sign: str
    number: str


def mail_people(
    session: Session,
    settings: Settings,
    appeal: Appeal,
    *,
    key: str,
    write: Callable[[Language], Words],
    to: Audience = "applicant",
) -> int:
    """Put a letter for each person into the outbox, in that person's language; how many were put there now.

    `key` names the occasion: each person has one letter of it, however often this is called. One address has one
    letter. The caller commits.
    """
    if appeal.is_training:
        return 0
    reached: set[str] = set()
    put = 0
    for person in _people(session, appeal, to):
        if (address := person.email.casefold()) in reached:
            continue
        reached.add(address)
        put += _put(session, settings, appeal, person, key, write(person.language))
    return put


def mail_follower(session: Session, settings: Settings, appeal: Appeal, email: str, *, key: str, words: Words) -> bool:
    """Put a letter for one follower, by the address, into the outbox; False when there is none or it was put before."""
    if appeal.is_training:
        return False
    followers = (one for one in _people(session, appeal, "everyone") if one.secret.startswith(FOLLOWER_LINK))
    found = [one for one in followers if one.email.casefold() == email.casefold()]
    return bool(found) and _put(session, settings, appeal, found[-1], key, words)


def _put(session: Session, settings: Settings, appeal: Appeal, person: _Person, key: str, words: Words) -> bool:
    letter = _letter(settings, person, words)
    return enqueue_mail(
        session,
        key=f"appeal-{appeal.id}-{key}{person.sign}",
        to=person.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        language=person.language,
        secret=person.secret,
    )


def can_be_mailed(session: Session, appeal: Appeal) -> bool:
    """Whether who wrote the appeal gets letters; who does not is told on the page, by phone or by post."""
    return not appeal.is_training and bool(_people(session, appeal, "applicant"))


def having_people(session: Session, appeal_ids: Sequence[int]) -> frozenset[int]:
    """The appeals of which anybody can be told by letter: who wrote, who follows, whose appeal was joined."""
    reached = {"ids": list(appeal_ids)}
    return frozenset(session.scalars(_REACHED, reached)) if appeal_ids else frozenset()


def _letter(settings: Settings, person: _Person, words: Words) -> Letter:
    texts, lang = get_texts(), person.language
    link = settings.link(f"/appeals/{SECRET_MARK}?lang={lang}")
    paragraphs = (*words.paragraphs, texts.get(lang, "letter-why", number=person.number))
    return Letter(lang, words.subject, paragraphs, link, texts.get(lang, "letter-open"))


def _people(session: Session, appeal: Appeal, to: Audience) -> list[_Person]:
    rows = session.execute(_PEOPLE, {"id": appeal.id, "everyone": to == "everyone"})
    return [
        _Person(row.email, cast(Language, row.language), f"{row.link}:{row.holder}", row.sign, row.number)
        for row in rows
    ]


@makes_token(APPLICANT_LINK)
def applicants_token(session: Session, appeal_id: int) -> str | None:
    """The key of the applicant's page; None when the applicant was forgotten meanwhile, and the letter with it."""
    return session.scalar(select(Applicant.token).where(Applicant.appeal_id == appeal_id))


@makes_token(FOLLOWER_LINK)
def followers_token(session: Session, follower_id: int) -> str | None:
    """The key of a follower's page; None when the follower was forgotten meanwhile."""
    return session.scalar(select(AppealFollower.token).where(AppealFollower.id == follower_id))
