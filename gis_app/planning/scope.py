"""Whose works a planner's pages show: those of the person's own districts; it never comes from a link."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, true

from gis_app.accounts.user import CurrentUser
from gis_app.errors import ForbiddenError
from gis_app.works.models import Work

# By these roles somebody opens the planner's pages; each grant adds its district, one without a district the city.
PLANNING_ROLES = frozenset({"planner", "inspector", "administrator"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The districts whose works may be seen, drafts too; None for the whole city, works without a district too."""

    districts: frozenset[int] | None

    def holds(self, district_id: int | None) -> bool:
        """Whether works of this district may be seen."""
        return self.districts is None or district_id in self.districts

    def condition(self) -> ColumnElement[bool]:
        """The same over `works`. One district is compared, not looked up in a list: indexes begin with it."""
        if self.districts is None:
            return true()
        if len(self.districts) == 1:
            return Work.district_id == next(iter(self.districts))
        return Work.district_id.in_(sorted(self.districts))


def scope_of(by: CurrentUser) -> Scope:
    """What a person may see as a planner. Somebody without any of `PLANNING_ROLES` raises ForbiddenError."""
    grants = [grant for grant in by.grants if grant.role in PLANNING_ROLES]
    if not grants:
        raise ForbiddenError("these pages are for those who plan a district, inspect or administer")
    if any(grant.role == "administrator" or grant.district_id is None for grant in grants):
        return Scope(None)
    return Scope(frozenset(grant.district_id for grant in grants if grant.district_id is not None))
