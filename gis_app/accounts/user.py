"""A user as the rules see one: who it is and what it may."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force: of one organisation, of one district, or of the whole city."""

    role: str
    organisation_id: int | None = None
    district_id: int | None = None


@dataclass(frozen=True, slots=True)
class CurrentUser:
    """The person who asks. Rules take it as an argument; what it may is decided by its grants alone."""

    id: int
    name: str
    email: str
    language: str
    grants: frozenset[Grant]
    session_id: int | None = None
    is_demo: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """The roles that the user has anywhere."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations that the user acts for, in whatever role."""
        return frozenset(grant.organisation_id for grant in self.grants if grant.organisation_id is not None)

    @property
    def district_ids(self) -> frozenset[int]:
        """The districts that the user plans."""
        return frozenset(grant.district_id for grant in self.grants if grant.district_id is not None)

    def has(self, role: str, *, organisation_id: int | None = None, district_id: int | None = None) -> bool:
        """Whether the user has `role`; where an organisation or a district is named, for that one."""
        return any(
            grant.role == role
            and (organisation_id is None or grant.organisation_id == organisation_id)
            and (district_id is None or grant.district_id == district_id)
            for grant in self.grants
        )
