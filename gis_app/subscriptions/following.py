"""Following a place, confirming it, changing what is told, and stopping. The token in a letter's link is the proof."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.accounts.tokens import new_token
from gis_app.dependencies import Language
from gis_app.errors import InvalidParameterError, NotFoundError, TooManyRequestsError
from gis_app.settings import Settings
from gis_app.subscriptions.channels import way_of
from gis_app.subscriptions.letters import NEWS_LETTER, mail_again, mail_confirmation, settle_news
from gis_app.subscriptions.models import RHYTHMS, Following, Rhythm
from gis_app.subscriptions.watched import Watched, keep_place
from layers.work_types import read_vocabulary

# Nobody's mailbox is filled by others: so many letters to it that its owner did not ask for, a day.
MOST_ASKED_A_DAY: Final = 5
UNCONFIRMED_KEPT: Final = timedelta(days=3)
LONGEST_LABEL: Final = 200
# One that is just being sent keeps its state: whoever sends it writes down how it went. (ix_outbox_reader_id,
# ix_outbox_secret)
_FORGET_LETTERS = text("""
UPDATE outbox SET recipient = '', subject = '', text = '', html = NULL,
       state = CASE WHEN state IN ('waiting', 'failed') THEN 'unwanted' ELSE state END
 WHERE (reader_id = ANY(:ids) AND letter = :news) OR secret = ANY(:secrets)
""")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' follows ' || :mailbox, 0))")
# Letters of followings that the owner has not confirmed, and links sent again. Who confirms may follow a further place.
# By ix_followings_mailbox and ix_outbox_secret.
_ASKED = text("""
SELECT count(*) FROM followings AS f
  JOIN outbox AS o ON o.secret = 'following:' || f.id
 WHERE f.mailbox = :mailbox AND f.mailbox <> '' AND o.created_at > :since
   AND (f.confirmed_at IS NULL OR o.key LIKE '%-again-%')
""")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is told, and how often. `types` are codes of kinds of work; none of them is all."""

    rhythm: Rhythm = "daily"
    types: tuple[str, ...] = ()
    outages: bool = True


def read_wish(rhythm: str, types: Collection[str], outages: bool) -> Wish:
    """A wish as it was sent. Raises InvalidParameterError for an unknown rhythm or kind of work, or for nothing."""
    if rhythm not in RHYTHMS:
        raise InvalidParameterError("rhythm", f"one of {', '.join(RHYTHMS)}")
    known = read_vocabulary().by_code()
    if strange := set(types) - set(known):
        raise InvalidParameterError("types", f"unknown: {', '.join(sorted(strange))}")
    # All of them are no choice: a kind that is added later is told too.
    chosen = () if len(set(types)) == len(known) else tuple(sorted(set(types)))
    return Wish(rhythm, chosen, outages)


def follow(
    session: Session,
    settings: Settings,
    watched: Watched,
    wish: Wish,
    *,
    label: str,
    channel: str,
    address: str,
    language: Language,
    is_training: bool,
    now: datetime,
) -> Following:
    """Follow a place by a channel; the same address follows the same place once.

    Where the address has to be confirmed nothing is told before that, and somebody else's following is not changed by
    who types the address again: its owner gets a letter with the link. Raises InvalidParameterError,
    TooManyRequestsError.
    """
    way = way_of(channel)
    to = way.read(address)
    if way.needs_confirming:
        _must_not_be_flooded(session, to.mailbox, now)
    place = keep_place(session, watched)
    found = _find_same(session, channel, to.key, place)
    if found is None:
        row = insert(Following).values(
            place_id=place, label=label[:LONGEST_LABEL], channel=channel, address=to.kept, address_key=to.key,
            mailbox=to.mailbox, language=language, types=list(wish.types), outages=wish.outages, rhythm=wish.rhythm,
            is_training=is_training, token=new_token(), confirmed_at=None if way.needs_confirming else now,
        )  # fmt: skip
        session.execute(row.on_conflict_do_nothing())
        found = _find_same(session, channel, to.key, place)
        if found is None:
            raise NotFoundError("the following was ended meanwhile")
    elif not way.needs_confirming or found.confirmed_at is None:
        change(session, found, wish, language=language, label=label)
    if way.needs_confirming:
        day = now.date().isoformat()
        (mail_again if found.confirmed_at else mail_confirmation)(session, settings, found, day=day)
    return found


def _find_same(session: Session, channel: str, key: str, place: int) -> Following | None:
    statement = select(Following).where(
        Following.channel == channel, Following.address_key == key, Following.place_id == place
    )
    return session.scalars(statement).one_or_none()


def _must_not_be_flooded(session: Session, mailbox: str, now: datetime) -> None:
    """Count the letters that a mailbox was sent without its owner's doing; one request at a time counts and adds."""
    session.execute(_ONE_AT_A_TIME, {"mailbox": mailbox})
    if session.execute(_ASKED, {"mailbox": mailbox, "since": now - timedelta(days=1)}).scalar_one() >= MOST_ASKED_A_DAY:
        raise TooManyRequestsError("this address was asked to confirm often enough today", 24 * 3600)


def find_following(session: Session, token: str) -> Following:
    """The following whose page a token opens. Raises NotFoundError."""
    found = session.scalars(select(Following).where(Following.token == token)).one_or_none()
    if found is None:
        raise NotFoundError("nobody follows by this link")
    return found


def confirm(session: Session, following: Following, now: datetime) -> bool:
    """The address is its owner's: from now on there are news. False when it was confirmed before, and while there is no
    address: a chat is confirmed by Start in it, and by nothing else.
    """
    made = session.execute(
        update(Following)
        .where(Following.id == following.id, Following.address != "", Following.confirmed_at.is_(None))
        .values(confirmed_at=now)
        .returning(Following.id)
    ).first()
    session.refresh(following)
    return made is not None


def change(session: Session, following: Following, wish: Wish, *, language: Language, label: str = "") -> None:
    """Tell other things, or at other times, or in another language, in which the place is called `label`."""
    if (sorted(following.types), following.outages) != (sorted(wish.types), wish.outages):
        settle_news(session, following)
    following.types, following.outages, following.rhythm = list(wish.types), wish.outages, wish.rhythm
    following.language, following.label = language, label[:LONGEST_LABEL] or following.label
    session.flush()


def move(session: Session, following: Following, watched: Watched, *, label: str = "") -> None:
    """Follow the place at another distance, or another place that is called `label`. InvalidParameterError when the
    same address does already."""
    place = keep_place(session, watched)
    if place == following.place_id:
        return
    if _find_same(session, following.channel, following.address_key, place) is not None:
        raise InvalidParameterError("radius", "you follow this already")
    settle_news(session, following, place=following.label)
    following.place_id = place
    following.label = label[:LONGEST_LABEL] or following.label
    session.flush()


def stop(session: Session, token: str) -> None:
    """Forget a follower with the address. A link that was used before does no harm."""
    forget(session, Following.token == token)


def stop_address(session: Session, channel: str, address_key: str) -> int:
    """Forget all that an address follows: it is gone, or its owner wants nothing any more. How many."""
    return forget(session, Following.channel == channel, Following.address_key == address_key)


def forget_unconfirmed(session: Session, now: datetime) -> int:
    """Delete what nobody confirmed in time; how many."""
    return forget(session, Following.confirmed_at.is_(None), Following.created_at < now - UNCONFIRMED_KEPT)


def forget(session: Session, *those: ColumnElement[bool]) -> int:
    """Delete followers, and their addresses and places from the letters that they were sent or still wait for."""
    ids = list(session.scalars(delete(Following).where(*those).returning(Following.id)))
    if ids:
        secrets = [f"following:{one}" for one in ids]
        session.execute(_FORGET_LETTERS, {"ids": ids, "secrets": secrets, "news": NEWS_LETTER})
    return len(ids)
