"""The letters about accounts, in the reader's language. The words are in web/locales/*/mail.ftl."""

from sqlalchemy.orm import Session

from gis_app.accounts.models import Invitation, PasswordReset, User
from gis_app.delivery.letter import Letter
from gis_app.delivery.outbox import SECRET_MARK, enqueue_mail
from gis_app.settings import Settings
from gis_app.texts.fluent import get_texts

INVITATION = "invitation"
PASSWORD_RESET = "password_reset"  # noqa: S105 (a kind of row)


def _send(session: Session, key: str, to: str, letter: Letter, secret: str | None = None) -> None:
    enqueue_mail(
        session, key=key, to=to, subject=letter.subject, text=letter.text, html=letter.html, language=letter.lang,
        secret=secret,
    )  # fmt: skip


def mail_invitation(session: Session, settings: Settings, invitation: Invitation, inviter: str, days: int) -> None:
    """Invite by mail; the link's token is made when the mail leaves."""
    lang, say = invitation.language, get_texts().get
    city = settings.city_name(lang)
    letter = Letter(
        lang,
        say(lang, "mail-invitation-subject", city=city),
        (
            say(lang, "mail-invitation", inviter=inviter, role=say(lang, f"role-{invitation.role}"), city=city),
            say(lang, "mail-invitation-term", count=days, days=str(days)),
        ),
        settings.link(f"/invitations/{SECRET_MARK}?lang={lang}"),
        say(lang, "mail-invitation-link"),
    )
    _send(session, f"invitation-{invitation.id}", invitation.email, letter, f"{INVITATION}:{invitation.id}")


def mail_reset(session: Session, settings: Settings, reset: PasswordReset, user: User, minutes: int) -> None:
    """Send the link to a new password; its token is made when the mail leaves."""
    lang, say = user.language, get_texts().get
    letter = Letter(
        lang,
        say(lang, "mail-reset-subject"),
        (
            say(lang, "mail-reset", name=user.name),
            say(lang, "mail-reset-term", count=minutes, minutes=str(minutes)),
            say(lang, "mail-reset-not-you"),
        ),
        settings.link(f"/account/reset/{SECRET_MARK}?lang={lang}"),
        say(lang, "mail-reset-link"),
    )
    _send(session, f"password-reset-{reset.id}", user.email, letter, f"{PASSWORD_RESET}:{reset.id}")


def mail_password_changed(session: Session, settings: Settings, user: User) -> None:
    """Tell a user that the password was changed: who did not do it learns of it."""
    lang, say = user.language, get_texts().get
    letter = Letter(
        lang,
        say(lang, "mail-changed-subject"),
        (say(lang, "mail-changed", name=user.name), say(lang, "mail-changed-not-you")),
        settings.link(f"/account/reset?lang={lang}"),
        say(lang, "mail-changed-link"),
    )
    moment = user.password_changed_at
    _send(session, f"password-changed-{user.id}-{moment.timestamp() if moment else 0:.6f}", user.email, letter)
