"""The life of an appeal as one table: which status follows which, and who may bring it about.

`overdue`, `due today`, `due in three days` are no statuses: they follow from the deadline and the day (deadlines.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Status = Literal[
    "consulted",
    "registered",
    "in_check",
    "sent",
    "in_work",
    "answered",
    "confirmed",
    "reopened",
    "redirected",
    "refused",
    "duplicate",
    "withdrawn",
]
# `operator` is the reception, `executor` the body or contractor that the appeal was sent to, `rule` the program itself.
Actor = Literal["applicant", "operator", "executor", "inspector", "administrator", "rule"]

STATUSES: Final[tuple[Status, ...]] = (
    "consulted", "registered", "in_check", "sent", "in_work", "answered", "confirmed", "reopened", "redirected",
    "refused", "duplicate", "withdrawn",
)  # fmt: skip
# The clock runs in these; in all others nobody owes an answer.
OPEN: Final[frozenset[Status]] = frozenset({"registered", "in_check", "sent", "in_work", "reopened", "redirected"})
# Nobody but the reception has seen it: its body is a proposal of a rule.
NOT_SENT: Final[frozenset[Status]] = frozenset({"registered", "in_check", "consulted"})
# An appeal begins its life in one of these.
FIRST: Final[frozenset[Status]] = frozenset({"consulted", "registered"})


@dataclass(frozen=True, slots=True)
class Change:
    """An allowed step. `needs` names what must be given with it: `note` a reason in words, `body` who takes over,
    `answer` a text for the applicant, `parent` the appeal that this one repeats."""

    before: Status
    after: Status
    who: frozenset[Actor]
    why: str
    needs: frozenset[str]


def _change(before: Status, after: Status, who: str, why: str, needs: str = "") -> Change:
    return Change(before, after, frozenset(who.split()), why, frozenset(needs.split()))  # type: ignore[arg-type]


# fmt: off
CHANGES: tuple[Change, ...] = (
    _change("registered", "in_check", "operator administrator",
            "An operator has taken it and looks what it is about."),
    _change("registered", "sent", "operator administrator rule",
            "A rule or an operator knows at once who is competent.", "body"),
    _change("registered", "answered", "operator administrator rule",
            "Planned works, a shut-off or a warranty answer it at first contact.", "answer"),
    _change("registered", "redirected", "operator administrator",
            "It belongs to a body outside the register; the applicant is told which.", "note body"),
    _change("registered", "refused", "operator administrator",
            "It cannot be dealt with; the reason is told.", "note"),
    _change("registered", "duplicate", "operator administrator",
            "The same was told before; both go on as one.", "parent"),
    _change("registered", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("in_check", "sent", "operator administrator",
            "The competent body gets it with its deadline.", "body"),
    _change("in_check", "answered", "operator administrator",
            "The operator answers.", "answer"),
    _change("in_check", "redirected", "operator administrator",
            "As for a registered one.", "note body"),
    _change("in_check", "refused", "operator administrator",
            "As for a registered one.", "note"),
    _change("in_check", "duplicate", "operator administrator",
            "As for a registered one.", "parent"),
    _change("in_check", "registered", "operator administrator",
            "The operator lays it back for another."),
    _change("in_check", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("sent", "in_work", "executor operator administrator",
            "The executor has taken it on."),
    _change("sent", "answered", "executor operator administrator",
            "The executor answers.", "answer"),
    _change("sent", "redirected", "executor operator administrator",
            "The body is not competent and names who is, within its own term.", "note body"),
    _change("sent", "in_check", "executor operator administrator",
            "It comes back to the reception, with the reason.", "note"),
    _change("sent", "duplicate", "operator administrator",
            "As for a registered one.", "parent"),
    _change("sent", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("in_work", "answered", "executor operator administrator",
            "The executor answers what was done or when it will be.", "answer"),
    _change("in_work", "in_check", "executor operator administrator",
            "It comes back to the reception, with the reason.", "note"),
    _change("in_work", "duplicate", "operator administrator",
            "As for a registered one.", "parent"),
    _change("in_work", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("answered", "confirmed", "applicant operator",
            "The applicant says that it is solved; by phone the operator writes it down."),
    _change("answered", "reopened", "applicant operator inspector administrator",
            "It is not solved, or the answer is an empty form; the reason is told.", "note"),
    _change("confirmed", "reopened", "applicant operator administrator",
            "What was solved came back.", "note"),
    _change("reopened", "in_check", "operator administrator",
            "An operator has taken it again."),
    _change("reopened", "sent", "operator administrator",
            "It goes to the competent body again.", "body"),
    _change("reopened", "answered", "operator administrator",
            "The operator answers.", "answer"),
    _change("reopened", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("redirected", "in_check", "executor operator administrator",
            "The other body sent it back.", "note"),
    _change("redirected", "in_work", "executor operator administrator",
            "The other body has taken it on."),
    _change("redirected", "answered", "executor operator administrator",
            "The other body's answer has come.", "answer"),
    _change("redirected", "withdrawn", "applicant operator",
            "Who wrote it takes it back."),
    _change("registered", "confirmed", "applicant operator",
            "It was solved before anybody answered: the applicant says so."),
    _change("in_check", "confirmed", "applicant operator",
            "As for a registered one."),
    _change("sent", "confirmed", "applicant operator",
            "As for a registered one."),
    _change("in_work", "confirmed", "applicant operator",
            "As for a registered one."),
    _change("reopened", "confirmed", "applicant operator",
            "As for a registered one."),
    _change("redirected", "confirmed", "applicant operator",
            "As for a registered one."),
    _change("duplicate", "registered", "operator administrator rule",
            "It was no repetition after all (split), or what it repeats was ended by its writer without an answer.",
            "note"),
    _change("refused", "reopened", "operator inspector administrator",
            "The refusal was wrong.", "note"),
)
# fmt: on

_BY_STATUSES: Mapping[tuple[str, str], Change] = {(one.before, one.after): one for one in CHANGES}


def find_change(before: str, after: str) -> Change | None:
    """The step from one status to another; None when there is no such step."""
    return _BY_STATUSES.get((before, after))


def changes_from(before: str) -> tuple[Change, ...]:
    """Every step that an appeal of this status can take, in the order of the table."""
    return tuple(one for one in CHANGES if one.before == before)
