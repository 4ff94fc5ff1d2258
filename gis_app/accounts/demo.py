"""Accounts of the demo: one of each role, entered without a password, on this machine and on demo data alone."""

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session
from starlette.requests import Request

from gis_app.accounts.grants import give
from gis_app.accounts.models import GrantRow, User
from gis_app.accounts.roles import (
    ADMINISTRATOR,
    CONTRACTOR,
    EXECUTOR,
    INSPECTOR,
    OF_A_DISTRICT,
    OF_AN_ORGANISATION,
    OPERATOR,
    PLANNER,
)
from gis_app.settings import Settings

# In the order in which the first page offers them.
PEOPLE = {
    PLANNER: "Айгүл Сәрсенова",
    CONTRACTOR: "Пётр Ким",
    OPERATOR: "Дана Омарова",
    INSPECTOR: "Ерлан Жұмабаев",
    EXECUTOR: "Ольга Ли",
    ADMINISTRATOR: "Тимур Ахметов",
}
LOOPBACK = frozenset({"127.0.0.1", "::1"})
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
# Any of them means that the request came through something in between, so that its sender may be anybody.
FORWARDING = ("forwarded", "via", "x-real-ip", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")

# Only the demo's sketch, no account that is not the demo's, and no plan but the demo's own and those of its people.
_IS_DEMO_ONLY = text(
    "SELECT EXISTS (SELECT FROM users WHERE is_demo AND is_active) "
    "AND NOT EXISTS (SELECT FROM users WHERE NOT is_demo) "
    "AND NOT EXISTS (SELECT FROM districts WHERE NOT is_sketch) "
    "AND NOT EXISTS (SELECT FROM streets WHERE NOT is_sketch) "
    "AND NOT EXISTS (SELECT FROM houses WHERE NOT is_sketch) "
    "AND NOT EXISTS (SELECT FROM places WHERE NOT is_sketch) "
    "AND NOT EXISTS (SELECT FROM work_plans WHERE NOT is_training AND source <> 'demo_announced' AND NOT EXISTS ("
    "SELECT FROM uploads JOIN users ON users.id = uploader_id WHERE plan_id = work_plans.id AND users.is_demo))"
)
# Where the invented plan has most to show.
_BUSIEST = {
    "district": text(
        "SELECT district_id FROM works WHERE is_training AND district_id IS NOT NULL "
        "GROUP BY district_id ORDER BY count(*) DESC, district_id LIMIT 1"
    ),
    CONTRACTOR: text(
        "SELECT contractor_id FROM works WHERE is_training AND contractor_id IS NOT NULL "
        "GROUP BY contractor_id ORDER BY count(*) DESC, contractor_id LIMIT 1"
    ),
    # The public body that most invented appeals went to; before there are any, the customer of most invented works.
    EXECUTOR: text(
        "SELECT body FROM (SELECT a.body_id AS body, 0 AS rank FROM appeals AS a JOIN organisations AS o "
        "ON o.id = a.body_id AND o.is_public_body WHERE a.is_training "
        "UNION ALL SELECT customer_id, 1 FROM works WHERE is_training AND customer_id IS NOT NULL) AS bodies "
        "GROUP BY rank, body ORDER BY rank, count(*) DESC, body LIMIT 1"
    ),
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person that a visitor may enter as."""

    role: str
    name: str


def demo_email(role: str) -> str:
    """The address of a demo account; nothing can be sent to it."""
    return f"{role}@demo.invalid"


def make_demo_accounts(session: Session) -> int:
    """Make the demo accounts that are missing; how many were made. None where a real account exists."""
    if session.scalar(select(func.count()).select_from(User).where(~User.is_demo)):
        return 0
    found = {name: session.execute(question).scalar_one_or_none() for name, question in _BUSIEST.items()}
    made = 0
    for role, name in PEOPLE.items():
        organisation_id = found[role] if role in OF_AN_ORGANISATION else None
        district_id = found["district"] if role in OF_A_DISTRICT else None
        is_lost = (role in OF_AN_ORGANISATION and organisation_id is None) or (
            role in OF_A_DISTRICT and district_id is None
        )
        if is_lost or session.scalar(select(User.id).where(User.email == demo_email(role))):
            continue
        user = User(email=demo_email(role), name=name, language="ru", is_demo=True)
        session.add(user)
        session.flush()
        give(session, user, role, organisation_id, district_id, actor="command line", actor_id=None)
        made += 1
    return made


def is_demo_only(session: Session) -> bool:
    """Whether the database holds the demo and nothing real."""
    return bool(session.execute(_IS_DEMO_ONLY).scalar_one())


def is_at_this_machine(request: Request, settings: Settings) -> bool:
    """Whether a person sits at the machine of the server itself. Behind a proxy, or with any header of one, nobody
    does: such headers are anybody's words. The Host must be the machine's own too, or a page elsewhere could send
    its visitors' browsers here under another name.
    """
    if settings.trusted_proxies is not None or any(name in request.headers for name in FORWARDING):
        return False
    return (
        request.client is not None
        and request.client.host in LOOPBACK
        and (request.url.hostname or "") in LOOPBACK_HOSTS
    )


def demo_people(session: Session, request: Request, settings: Settings) -> list[DemoPerson]:
    """Whom this visitor may enter as: nobody unless at this machine and on demo data alone."""
    if not is_at_this_machine(request, settings) or not is_demo_only(session):
        return []
    return [DemoPerson(role, user.name) for role in PEOPLE if (user := find_demo_user(session, role))]


def find_demo_user(session: Session, role: str) -> User | None:
    """The active demo account of a role."""
    return session.scalars(
        select(User)
        .join(GrantRow, GrantRow.user_id == User.id)
        .where(
            User.email == demo_email(role), User.is_demo, User.is_active, GrantRow.role == role,
            GrantRow.revoked_at.is_(None),
        )
    ).one_or_none()  # fmt: skip
