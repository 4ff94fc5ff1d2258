"""A push arrives encrypted for one browser alone, signed by this installation; another library reads it back."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import http_ece
import pytest
from py_vapid import Vapid02
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from gis_app.db.session import session_scope
from gis_app.delivery.push_keys import push_keys
from gis_app.delivery.smtp import NotNowError, RecipientGoneError, RefusedForGoodError
from gis_app.delivery.web_push import LONGEST_PAYLOAD, is_push_service, read_browser, send_push
from gis_app.errors import InvalidParameterError
from gis_app.settings import Settings
from tests.http_stand_in import StandIn, stand_in
from tests.push_phone import Phone

WORDS = "Двор на Абая, 10: ертең басталады".encode()
HOSTS = Settings.model_fields["push_hosts"].default


@pytest.fixture
def service() -> Iterator[StandIn]:
    with stand_in() as opened:
        yield opened


@pytest.fixture
def here(settings: Settings) -> Settings:
    return settings.model_copy(update={"push_hosts": ("127.0.0.1",), "mail_from": "Карта <map@example.kz>"})


def _send(session: Session, settings: Settings, phone: Phone, payload: bytes = WORDS) -> None:
    pem = push_keys(session).private_pem
    send_push(pem, settings, phone.browser, payload, topic="work-7", urgency="high")


def test_only_the_browser_that_follows_can_read_it(session: Session, here: Settings, service: StandIn) -> None:
    phone, other = Phone(f"{service.url}/push/secret"), Phone(f"{service.url}/push/secret")
    _send(session, here, phone)
    (asked,) = service.asked
    assert phone.read(asked.body) == WORDS
    with pytest.raises(http_ece.ECEException):
        other.read(asked.body)
    assert asked.path == "/push/secret"
    said = {name: asked.headers[name] for name in ("content-encoding", "ttl", "topic", "urgency")}
    assert said == {"content-encoding": "aes128gcm", "ttl": "172800", "topic": "work-7", "urgency": "high"}


def test_the_service_knows_who_pushes_by_the_key_that_browsers_were_given(
    session: Session, here: Settings, service: StandIn
) -> None:
    _send(session, here, Phone(f"{service.url}/push/secret"))
    header = service.asked[0].headers["authorization"]
    assert Vapid02.verify(header)
    assert header.endswith(f"k={push_keys(session).public}")


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, RecipientGoneError), (410, RecipientGoneError), (403, RefusedForGoodError), (413, RefusedForGoodError),
     (429, NotNowError), (500, NotNowError), (503, NotNowError)],
)  # fmt: skip
def test_a_browser_that_is_gone_is_told_from_a_service_that_is_busy(
    session: Session, here: Settings, service: StandIn, status: int, error: type[Exception]
) -> None:
    service.answer = lambda _path, _body: (status, b"secret words")
    with pytest.raises(error) as refused:
        _send(session, here, Phone(f"{service.url}/push/secret"))
    assert "secret" not in str(refused.value)


def test_a_redirect_is_not_followed(session: Session, here: Settings, service: StandIn) -> None:
    service.location = f"{service.url}/elsewhere"
    service.answer = lambda _path, _body: (307, b"")
    with pytest.raises(RefusedForGoodError):
        _send(session, here, Phone(f"{service.url}/push/secret"))
    assert [asked.path for asked in service.asked] == ["/push/secret"]


def test_a_service_that_is_away_is_asked_later_and_not_named(session: Session, here: Settings) -> None:
    with pytest.raises(NotNowError) as error:
        _send(session, here, Phone("http://127.0.0.1:9/secret"))
    assert "secret" not in str(error.value)


def test_what_is_too_long_for_a_push_is_not_sent(session: Session, here: Settings, service: StandIn) -> None:
    with pytest.raises(RefusedForGoodError):
        _send(session, here, Phone(f"{service.url}/push/secret"), b"x" * (LONGEST_PAYLOAD + 1))
    assert service.asked == []


def test_the_keys_are_made_once_even_by_many_at_a_time(committed_database: tuple[Settings, Engine]) -> None:
    _settings, engine = committed_database

    def public(_: int) -> str:
        with session_scope(engine) as session:
            return push_keys(session).public

    with ThreadPoolExecutor(4) as workers:
        found = set(workers.map(public, range(8)))
    assert len(found) == 1
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM push_keys")) == 1


@pytest.mark.parametrize(
    ("endpoint", "is_known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://user@fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com.example.kz/abc", False),
        ("https://examplepush.apple.com.evil.kz/", False),
        ("https://127.0.0.1/admin", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_this_server_writes_to_known_push_services_alone(endpoint: str, is_known: bool) -> None:
    assert is_push_service(endpoint, HOSTS) is is_known


def test_a_subscription_is_read_as_the_browser_wrote_it(settings: Settings) -> None:
    browser = Phone("https://fcm.googleapis.com/fcm/send/abc").browser
    assert read_browser(browser.text, settings) == browser


@pytest.mark.parametrize("given", ["", "null", "[]", "{}", "7", '{"endpoint": "https://fcm.googleapis.com/x"}'])
def test_what_is_no_subscription_is_refused(settings: Settings, given: str) -> None:
    with pytest.raises(InvalidParameterError):
        read_browser(given, settings)


@pytest.mark.parametrize(
    "change",
    [
        {"p256dh": "AAAA"}, {"p256dh": "A" * 87}, {"p256dh": "B" + "A" * 86}, {"auth": "!"},
        {"endpoint": "https://example.kz/"}, {"endpoint": "https://fcm.googleapis.com/é"},
        {"endpoint": "https://fcm.googleapis.com/a b"}, {"endpoint": "https://fcm.googleapis.com/\n"},
    ],
)  # fmt: skip
def test_a_subscription_that_cannot_be_written_to_is_refused(settings: Settings, change: dict[str, str]) -> None:
    browser = replace(Phone("https://fcm.googleapis.com/fcm/send/abc").browser, **change)
    with pytest.raises(InvalidParameterError):
        read_browser(browser.text, settings)
