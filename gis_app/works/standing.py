"""Who a person is towards a work: its contractor, a planner or inspector of its district, an administrator."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.works.models import Work
from gis_app.works.transitions import Role


def roles_towards(by: CurrentUser, contractor_id: int | None, district_id: int | None) -> frozenset[Role]:
    """The roles a person has towards a work of this contractor and district; empty for a stranger.

    A work without a contractor has nobody as its contractor; one without a district only planners of the whole city.
    """
    found: set[Role] = set()
    for grant in by.grants:
        if grant.role == "administrator":
            found.add("administrator")
        elif grant.role == "contractor" and contractor_id is not None and grant.organisation_id == contractor_id:
            found.add("contractor")
        elif grant.role in ("planner", "inspector") and grant.district_id in (None, district_id):
            found.add("planner" if grant.role == "planner" else "inspector")
    return frozenset(found)


def roles_at(by: CurrentUser, work: Work) -> frozenset[Role]:
    """The roles a person has towards a work."""
    return roles_towards(by, work.contractor_id, work.district_id)


# By what right something is said to be done, when a person has several.
_FIRST: tuple[Role, ...] = ("contractor", "planner", "inspector", "administrator")


def acting_as(having: frozenset[Role], wanted: frozenset[Role]) -> Role | None:
    """The role by which a person does what `wanted` may do; None when the person may not."""
    return next((role for role in _FIRST if role in having and role in wanted), None)


def organisation_of(by: CurrentUser, role: Role | None, work: Work) -> int | None:
    """The organisation for which a person acts: the contractor's own; the others act for the city."""
    return work.contractor_id if role == "contractor" else None


def name_actor(session: Session, name: str, person_id: int | None) -> None:
    """Tell the database who changes works until the transaction ends: `work_changes` keeps it."""
    session.execute(
        text("SELECT set_config('gis_app.actor', :name, true), set_config('gis_app.actor_id', :id, true)"),
        {"name": name, "id": "" if person_id is None else str(person_id)},
    )
