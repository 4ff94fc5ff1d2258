"""The six roles and what each is tied to."""

from typing import Final

ADMINISTRATOR: Final = "administrator"
OPERATOR: Final = "operator"
INSPECTOR: Final = "inspector"
PLANNER: Final = "planner"
CONTRACTOR: Final = "contractor"
EXECUTOR: Final = "executor"

ROLES: Final = (ADMINISTRATOR, OPERATOR, INSPECTOR, PLANNER, CONTRACTOR, EXECUTOR)
# A planner plans one district a grant; contractors and executors act for one organisation a grant.
OF_A_DISTRICT: Final = frozenset({PLANNER})
OF_AN_ORGANISATION: Final = frozenset({CONTRACTOR, EXECUTOR})


def is_complete(role: str, organisation_id: int | None, district_id: int | None) -> bool:
    """Whether a grant of `role` names what its role is tied to, and nothing else."""
    return (
        role in ROLES
        and (organisation_id is not None) == (role in OF_AN_ORGANISATION)
        and (district_id is not None) == (role in OF_A_DISTRICT)
    )
