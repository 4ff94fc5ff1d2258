"""Following by push: the browser itself is the address, and it has agreed. Nobody types or confirms anything."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

import orjson
from sqlalchemy import Engine

from gis_app.db.session import session_scope
from gis_app.delivery.letter import Letter
from gis_app.delivery.push_keys import push_keys
from gis_app.delivery.silence import beginning_with
from gis_app.delivery.smtp import NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.delivery.web_push import read_browser, send_push
from gis_app.errors import InvalidParameterError
from gis_app.settings import Settings, get_settings
from gis_app.subscriptions.channels import Address, Note, Way, add_way
from gis_app.subscriptions.following import stop_address

NAME: Final = "push"
# A phone shows some hundred letters; the page behind the tap has the rest.
LONGEST_TITLE: Final = 120
LONGEST_BODY: Final = 400
MOST_ITEMS: Final = 5
# A push service ends a subscription before the browser, offline at that time, can say that it has another one.
GONE_AFTER: Final = timedelta(days=1)


def read_address(words: str) -> Address:
    """A browser's subscription as its script sent it."""
    browser = read_browser(words, get_settings())
    return Address(browser.text, browser.key)


def payload_of(letter: Letter, tag: str) -> bytes:
    """A letter as a phone shows it; its service worker reads it (web/src/offline/told.ts)."""
    body = "\n".join(one.words for one in letter.items[:MOST_ITEMS]) or letter.paragraphs[0].partition("\n")[2]
    # The page is found by its path alone: whatever address the service had when the letter was written.
    parts = urlsplit(letter.link or "/")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    told = {
        "title": letter.subject[:LONGEST_TITLE],
        "body": (body or letter.subject)[:LONGEST_BODY],
        "lang": letter.lang,
        "path": path or "/",
        "tag": tag,
    }
    return orjson.dumps(told)


class PushChannel:
    """Letters leave as Web Push. The key of this installation is made with the first of them."""

    name = NAME

    def is_open(self, settings: Settings) -> bool:
        """Wherever some push service is known."""
        return bool(settings.push_hosts)

    def served_alike(self, address: str) -> str:
        """All browsers of the same push service: addresses begin with it (`FollowingBrowser.text`)."""
        try:
            service = "/".join(orjson.loads(address)["endpoint"].split("/")[:3])
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return beginning_with(address)
        return beginning_with(f'{{"endpoint":"{service}/')

    def send(self, engine: Engine, settings: Settings, note: Note) -> None:
        """See `Channel.send`. A browser that follows no more is forgotten, unless it says within a day where it is now
        (gis_app/subscriptions/push_moves.py).
        """
        try:
            browser = read_browser(note.address, settings)
        except InvalidParameterError:
            raise RefusedForGoodError("the recipient's push service is not known any more") from None
        with session_scope(engine) as session:
            keys = push_keys(session)
        # One letter is one notification, however often it comes.
        tag = urlsafe_b64encode(sha256(note.key.encode()).digest()[:18]).decode()
        try:
            send_push(keys.private_pem, settings, browser, payload_of(note.letter, tag), topic=tag)
        except RecipientGoneError as gone:
            if note.waited < GONE_AFTER:
                raise NotNowError(f"{gone}, perhaps for another subscription") from None
            with session_scope(engine) as session:
                is_known = stop_address(session, NAME, browser.key) > 0
            if not is_known:  # it has moved meanwhile: the letter leaves again for where it is now
                raise NotNowError(f"{gone}, and follows elsewhere") from None
            raise


add_way(Way(NAME, needs_confirming=False, read=read_address), PushChannel())
