"""Mail over SMTP, by the standard library. Errors are told apart: what may pass, and what never will."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from gis_app.errors import UsageError

TIMEOUT_S = 30


class RefusedForGoodError(Exception):
    """The server will never take this message (no such recipient, content refused). Its text names no address."""


class RecipientGoneError(RefusedForGoodError):
    """The recipient wants nothing any more, or is no more: a browser that follows nothing, a chat that blocked us."""


class NotNowError(Exception):
    """The server does not answer, or asks to try later. Its text names no address."""


class NoAnswerError(NotNowError):
    """Nothing can be handed over to this service now, whoever the recipient is."""


def send_mail(url: str, message: EmailMessage) -> None:
    """Send one message by the server at `url` (see GIS_APP_SMTP_URL).

    Raises RefusedForGoodError, NotNowError or NoAnswerError; UsageError for a URL that is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("GIS_APP_SMTP_URL: not a URL like smtp://user:password@host:port")
    server = _connect(parts.scheme, parts.hostname, parts.port)
    try:
        _greet(server, parts)
        with server:
            _send(server, message)
    finally:
        server.close()


def _greet(server: smtplib.SMTP, parts: SplitResult) -> None:
    """All that comes before the first word about the letter: what fails here would fail for every other letter too."""
    try:
        server.ehlo_or_helo_if_needed()
        if parse_qs(parts.query).get("starttls") == ["1"]:
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except smtplib.SMTPAuthenticationError:
        raise NoAnswerError("the mail server refused our name and password") from None
    except smtplib.SMTPResponseException as error:
        raise NoAnswerError(f"the mail server takes no mail now: {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NoAnswerError(f"the mail server did not answer: {type(error).__name__}") from None


def _send(server: smtplib.SMTP, message: EmailMessage) -> None:
    """A server that falls silent over one letter may well take the next: it is not NoAnswerError."""
    try:
        server.send_message(message)
    except smtplib.SMTPNotSupportedError:
        # RFC 6531: letters beyond ASCII in an address. The server will know as little about them tomorrow.
        raise RefusedForGoodError("the mail server cannot write to this recipient: letters beyond ASCII") from None
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise _by_code(code, "the recipient was refused") from None
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, "the message was refused") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotNowError(f"the mail server broke off within the letter: {type(error).__name__}") from None


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    try:
        if scheme == "smtps":
            return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_S, context=ssl.create_default_context())
        return smtplib.SMTP(host, port or 25, timeout=TIMEOUT_S)
    except smtplib.SMTPConnectError as error:
        raise NoAnswerError(f"the mail server takes no mail now: {error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NoAnswerError(f"the mail server did not answer: {type(error).__name__}") from None


def _by_code(code: int, words: str) -> Exception:
    return RefusedForGoodError(f"{words}: {code}") if code >= 500 else NotNowError(f"{words}: {code}")
