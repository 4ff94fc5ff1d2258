"""What a user may is what its grants say."""

import pytest

from gis_app.accounts.roles import ROLES, is_complete
from gis_app.accounts.user import CurrentUser, Grant

AIGUL = CurrentUser(
    1, "Айгүл", "a@example.kz", "kk",
    frozenset({Grant("planner", district_id=4), Grant("planner", district_id=5), Grant("contractor", 7)}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("role", "asked", "has"),
    [
        ("planner", {}, True),
        ("planner", {"district_id": 5}, True),
        ("planner", {"district_id": 6}, False),
        ("contractor", {"organisation_id": 7}, True),
        ("contractor", {"organisation_id": 8}, False),
        ("executor", {"organisation_id": 7}, False),
        ("administrator", {}, False),
    ],
)
def test_a_role_counts_where_it_was_given(role: str, asked: dict[str, int], has: bool) -> None:
    assert AIGUL.has(role, **asked) is has


def test_roles_districts_and_organisations_are_gathered_from_the_grants() -> None:
    assert AIGUL.roles == {"planner", "contractor"}
    assert (AIGUL.district_ids, AIGUL.organisation_ids) == ({4, 5}, {7})


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("organisation_id", "district_id"), [(None, None), (7, None), (None, 4), (7, 4)])
def test_a_grant_names_what_its_role_is_tied_to(
    role: str, organisation_id: int | None, district_id: int | None
) -> None:
    needed = {"planner": (None, 4), "contractor": (7, None), "executor": (7, None)}.get(role, (None, None))
    assert is_complete(role, organisation_id, district_id) is ((organisation_id, district_id) == needed)
