"""Letters to followers: the one that asks whether the address is theirs, and the news, written when they leave.

News that wait are put into letters by one statement: one letter a follower, at once, or after the hour of the day or
of Monday. What lies a few days ahead waits for the next morning at most, a shut-off not even for that, once a day; both
take along what waited before them. After which news and until which one a letter tells stands fast from then on.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.delivery.letter import Item, Letter
from gis_app.delivery.letters import NotBefore, writes_letter
from gis_app.delivery.models import OutboxMessage
from gis_app.delivery.outbox import SECRET_MARK, SEND_QUEUE, SEND_TASK, enqueue_mail
from gis_app.delivery.secrets import makes_token
from gis_app.dependencies import Language
from gis_app.jobs.queue import defer
from gis_app.messages.choices import DEFAULT_HOUR
from gis_app.messages.quiet import at_hour, digest_hour, quiet_until
from gis_app.settings import Settings
from gis_app.subscriptions.models import Following, NewsKind, PlaceNews
from gis_app.subscriptions.telling import ONE_AT_A_TIME
from gis_app.subscriptions.wording import Worded, worded
from gis_app.texts.fluent import get_texts
from gis_app.texts.formats import number

NEWS_LETTER: Final = "following.news"
MOST_LINES: Final = 20
# A district's week may have more; a letter that says "and 980 more" is right enough.
MOST_READ: Final = 1000
# No news has this id: of a letter that tells nothing.
NONE: Final = "0"
# Told of tomorrow: on Monday it may be over.
PRESSING: Final[tuple[NewsKind, ...]] = ("soon", "outage", "outage_moved", "outage_off")
# May begin today: told between two mornings too, so often that a follower of a district has one letter more a day.
HURRIED: Final[tuple[NewsKind, ...]] = ("outage", "outage_moved", "outage_off")

# Which news concern a follower: those of the place, of the wanted kinds, since the address was confirmed. Invented
# works are news to those who follow invented ones, and to nobody else. (The key of place_notes, then of place_news.)
_CONCERNED: Final = """
  FROM followings AS f
  JOIN place_notes AS m ON m.place_id = f.place_id
  JOIN place_news AS n ON n.id = m.news_id AND n.is_training = f.is_training AND n.created_at >= f.confirmed_at
   AND CASE WHEN n.outage_id IS NULL THEN f.types = '{}' OR n.values ->> 'type' = ANY(f.types) ELSE f.outages END
"""
_OF_FOLLOWER = text("SELECT n.id" + _CONCERNED + "WHERE f.id = :id ORDER BY n.id DESC LIMIT :most")
_OF_LETTER = text(
    "SELECT n.id" + _CONCERNED + "WHERE f.id = :id AND n.id > :after AND n.id <= :until ORDER BY n.id LIMIT :most"
)
# A letter's key has the follower, and after which news and until which one it tells: it is made once, and says the same
# at every attempt. `told_until` goes on in the same statement.
_GATHER = text(f"""
WITH due AS MATERIALIZED (
    SELECT f.id, f.told_until AS after_id, max(n.id) AS until_id, bool_or(is_of_rhythm) AS is_of_rhythm
{_CONCERNED}
 CROSS JOIN LATERAL (
       SELECT f.rhythm = 'at_once'
              OR n.created_at < CASE WHEN f.rhythm = 'daily' OR n.kind = ANY(:pressing) THEN CAST(:day AS timestamptz)
                                     ELSE CAST(:week AS timestamptz) END AS is_of_rhythm) AS hour
     WHERE m.news_id > f.told_until
       AND (is_of_rhythm
            OR n.kind = ANY(:hurried) AND (f.hurried_at IS NULL OR f.hurried_at < CAST(:day AS timestamptz)))
     GROUP BY f.id),
made AS (
    INSERT INTO outbox (key, channel, recipient, language, subject, text, letter, reader_id)
    SELECT 'following-' || f.id || '-' || due.after_id || '-' || due.until_id, f.channel, f.address, f.language, '', '',
           :letter, f.id
      FROM due JOIN followings AS f ON f.id = due.id
     ORDER BY f.id
    ON CONFLICT (key) DO NOTHING)
UPDATE followings AS f
   SET told_until = due.until_id, hurried_at = CASE WHEN due.is_of_rhythm THEN f.hurried_at ELSE :now END
  FROM due WHERE f.id = due.id
""")  # noqa: S608 (fixed words)


def make_letters(session: Session, settings: Settings, now: datetime) -> int:
    """Put the news that are due at the instant `now` into letters; how many letters. At night none is made: what waits
    goes into the morning's.
    """
    if quiet_until(settings, now) is not None:
        return 0
    session.execute(ONE_AT_A_TIME)
    day, week = digest_moments(settings, now)
    given = {"day": day, "week": week, "now": now, "letter": NEWS_LETTER, "pressing": list(PRESSING)}
    done = session.execute(_GATHER, given | {"hurried": list(HURRIED)})
    made = int(done.rowcount)  # type: ignore[attr-defined]
    if made:
        defer(session, SEND_TASK, queue=SEND_QUEUE, once=SEND_TASK)
    return made


def settle_news(session: Session, following: Following, *, place: str = "") -> None:
    """Before a follower's wishes or place change: what waits by the former ones is put into a letter now, the news of
    every letter that waits are written down with it, and nothing older is told by the new ones. `place` is what the
    letters call the place they are about, where another is going to be followed.
    """
    if following.confirmed_at is None:
        return
    session.execute(ONE_AT_A_TIME)
    session.refresh(following)
    newest = session.scalar(select(func.max(PlaceNews.id))) or 0
    after = following.told_until
    if newest > after and _ids_between(session, following.id, after, newest):
        row = insert(OutboxMessage).values(
            key=f"following-{following.id}-{after}-{newest}", channel=following.channel, recipient=following.address,
            language=following.language, subject="", text="", letter=NEWS_LETTER, reader_id=following.id,
        )  # fmt: skip
        session.execute(row.on_conflict_do_nothing(index_elements=["key"]))
        defer(session, SEND_TASK, queue=SEND_QUEUE, once=SEND_TASK)
    waiting = select(OutboxMessage).where(
        OutboxMessage.reader_id == following.id, OutboxMessage.letter == NEWS_LETTER, OutboxMessage.text == "",
        OutboxMessage.state.in_(("waiting", "sending")),
    )  # fmt: skip
    for letter in session.scalars(waiting.with_for_update()):
        letter.text = f"{' '.join(map(str, _ids_of(session, letter))) or NONE}\n{place}"
    following.told_until = max(newest, after)
    session.flush()


def digest_moments(settings: Settings, now: datetime) -> tuple[datetime, datetime]:
    """The latest hour of the daily news that has begun, and the latest of a Monday."""
    hour = digest_hour(settings, DEFAULT_HOUR)
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    day = today if at_hour(settings, today, hour) <= now else today - timedelta(days=1)
    monday = day - timedelta(days=day.weekday())
    return at_hour(settings, day, hour), at_hour(settings, monday, hour)


def mail_confirmation(session: Session, settings: Settings, following: Following, *, day: str) -> None:
    """Ask the owner of an address whether it is meant; once a day however often it is typed."""
    _mail(session, settings, following, "confirm", day)


def mail_again(session: Session, settings: Settings, following: Following, *, day: str) -> None:
    """Send the link again to who follows already: whoever typed the address learns nothing of it."""
    _mail(session, settings, following, "again", day)


def _mail(session: Session, settings: Settings, following: Following, kind: str, day: str) -> None:
    lang, say = cast(Language, following.language), get_texts().get
    subject = say(lang, f"follow-mail-{kind}-subject", place=following.label)
    invented = (say(lang, "follow-mail-training"),) if following.is_training else ()
    said = (say(lang, f"follow-mail-{kind}", place=following.label), say(lang, f"follow-mail-{kind}-or-not"), *invented)
    link = settings.link(f"/follow/{SECRET_MARK}?lang={lang}")
    letter = Letter(lang, subject, said, link, say(lang, f"follow-mail-{kind}-link"))
    enqueue_mail(
        session, key=f"following-{following.id}-{kind}-{day}", to=following.address, subject=subject,
        text=letter.text, html=letter.html, language=lang, secret=f"following:{following.id}",
    )  # fmt: skip


@makes_token("following")
def followers_token(session: Session, following_id: int) -> str | None:
    """The key of a follower's page; None when the follower has stopped meanwhile, and the letter with it."""
    return session.scalar(select(Following.token).where(Following.id == following_id))


@writes_letter(NEWS_LETTER)
def write_news(session: Session, settings: Settings, row: OutboxMessage, now: datetime) -> Letter | NotBefore | None:
    """The news of a follower, in the morning when it is night; None for who has stopped, or when all of it is over."""
    following = session.get(Following, row.reader_id, populate_existing=True)
    if following is None or following.confirmed_at is None:
        return None
    morning = quiet_until(settings, now)
    if morning is not None:
        return NotBefore(morning)
    today = now.astimezone(ZoneInfo(settings.time_zone)).date()
    told = [one for one in _read(session, _ids_of(session, row)) if not is_over(one, today)]
    return _letter(settings, following, told, place=_place_of(row) or following.label) if told else None


def _ids_of(session: Session, row: OutboxMessage) -> Sequence[int]:
    """The news that a letter tells: those written down, or what concerns its reader between the two of its key."""
    if row.text:
        return [int(word) for word in row.text.split("\n")[0].split()]
    after, until = (int(part) for part in row.key.split("-")[-2:])
    return _ids_between(session, row.reader_id or 0, after, until)


def _place_of(row: OutboxMessage) -> str:
    """What the place of a letter was called, when another is followed by now."""
    return row.text.partition("\n")[2]


def _ids_between(session: Session, following_id: int, after: int, until: int) -> Sequence[int]:
    asked = {"id": following_id, "after": after, "until": until, "most": MOST_READ}
    return session.scalars(_OF_LETTER, asked).all()


def is_over(news: PlaceNews, today: date) -> bool:
    """Whether the day that a piece of news announces has passed: a letter that was held up leaves it out."""
    if news.kind not in PRESSING:
        return False
    first, last = news.values.get("first"), news.values.get("last")
    ahead = first if news.kind == "soon" else last or first
    return ahead is not None and date.fromisoformat(ahead) < today


def news_of_following(session: Session, following_id: int, most: int = 10) -> Sequence[PlaceNews]:
    """What a follower was told, or will be next, the newest first."""
    ids = session.scalars(_OF_FOLLOWER, {"id": following_id, "most": most}).all()
    return list(reversed(_read(session, ids)))


def _read(session: Session, ids: Sequence[int]) -> list[PlaceNews]:
    return list(session.scalars(select(PlaceNews).where(PlaceNews.id.in_(ids)).order_by(PlaceNews.id)))


def _letter(settings: Settings, following: Following, told: Sequence[PlaceNews], *, place: str) -> Letter:
    lang, say = cast(Language, following.language), get_texts().get
    manage = f"/follow/{following.token}"
    foot = (say(lang, "follow-mail-why", place=place), say(lang, "follow-mail-manage"),
            settings.link(f"{manage}?lang={lang}"))  # fmt: skip
    stop_link = settings.link(f"{manage}/stop")
    words = [(one, worded(one.kind, one.values, lang)) for one in told]
    invented = (say(lang, "follow-mail-training"),) if following.is_training else ()
    if len(words) == 1:
        (one, said) = words[0]
        first = (f"{said.title}\n{said.body}".strip(), *invented)
        link = settings.link(path_of(one, lang))
        return Letter(lang, f"{said.title} — {place}", first, link, say(lang, "follow-mail-more"), (), foot, stop_link)
    subject = say(lang, "follow-mail-many", place=place, count=len(told), shown=number(len(told), lang))
    items = tuple(_item(settings, one, said, lang) for one, said in words[:MOST_LINES])
    left = len(words) - len(items)
    rest = (say(lang, "follow-mail-left", count=left, shown=number(left, lang)),) if left else ()
    link = settings.link(f"{manage}?lang={lang}")
    return Letter(
        lang, subject, (subject, *rest, *invented), link, say(lang, "follow-mail-all"), items, foot, stop_link
    )  # fmt: skip


def _item(settings: Settings, one: PlaceNews, said: Worded, lang: Language) -> Item:
    return Item(said.title, settings.link(path_of(one, lang)), said.body)


def path_of(news: PlaceNews, lang: Language) -> str:
    """The page that says more about a piece of news."""
    page = f"/works/{news.work_id}" if news.work_id is not None else f"/outages/{news.outage_id}"
    return f"{page}?lang={lang}"
