"""The news of a place as an Atom feed (RFC 4287)."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator
from sqlalchemy.orm import Session

from gis_app.settings import Settings
from gis_app.subscriptions.calendar import Asked
from gis_app.subscriptions.concerned import news_at
from gis_app.subscriptions.letters import path_of
from gis_app.subscriptions.wording import worded
from gis_app.texts.fluent import get_texts


def write_feed(session: Session, settings: Settings, asked: Asked, own_path: str) -> bytes:
    """The feed; `own_path` is where it stands. An entry's id follows from the news, whatever the address."""
    say = get_texts().get
    news = news_at(session, asked.watched, asked.wish, is_training=asked.is_training)
    name = f"urn:gis-app:{settings.schema_name}:{settings.city_id}"
    feed = FeedGenerator()
    feed.id(f"{name}:place:{asked.watched.key}:{asked.lang}")
    feed.title(say(asked.lang, "follow-feed-title", place=asked.label))
    feed.author({"name": f"{say(asked.lang, 'service-name')}, {settings.city_name(asked.lang)}"})
    feed.language(asked.lang)
    feed.link(href=f"{asked.base}{own_path}", rel="self", type="application/atom+xml")
    page = f"/place/{asked.watched.place_id}" if asked.watched.place_id else "/"
    feed.link(href=f"{asked.base}{page}?lang={asked.lang}", rel="alternate", type="text/html")
    midnight = datetime.combine(asked.today, time(), ZoneInfo(settings.time_zone))
    feed.updated(news[0].created_at if news else midnight)
    feed.generator("gis_app")
    for one in news:
        said = worded(one.kind, one.values, asked.lang)
        entry = feed.add_entry(order="append")
        entry.id(f"{name}:news:{one.id}")
        entry.title(said.title)
        invented = f"\n{say(asked.lang, 'follow-mail-training')}" if one.is_training else ""
        entry.summary((said.body + invented).strip() or said.title)
        entry.link(href=f"{asked.base}{path_of(one, asked.lang)}", rel="alternate", type="text/html")
        entry.published(one.created_at)
        entry.updated(one.created_at)
    return bytes(feed.atom_str(pretty=True))
