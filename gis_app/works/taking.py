"""Taking a work to change it: locked, and refused when somebody else has changed it since the person looked."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gis_app.accounts.user import CurrentUser
from gis_app.dependencies import Language
from gis_app.errors import ConflictError, ForbiddenError, NotFoundError, UsageError
from gis_app.texts.fluent import get_texts
from gis_app.works.filters import is_hidden
from gis_app.works.life_models import WorkChange
from gis_app.works.models import Work
from gis_app.works.standing import roles_at
from gis_app.works.transitions import Role

_LONGEST_VALUE = 60


class ImpossibleChangeError(UsageError):
    """A change that the life of a work does not know, or that lacks something. `code` is a message `life-error-…`."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"life-error-{self.code}", **self.values)


class StaleWorkError(ConflictError):
    """The work has a newer version. `changes` are what was changed since, oldest first."""

    def __init__(self, version: int, changes: tuple[WorkChange, ...]) -> None:
        self.version = version
        self.changes = changes
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """Who changed what meanwhile, as sentences; values are those stored."""
        texts = get_texts()
        told = [texts.get(lang, "life-conflict")]
        for change in self.changes:
            who = change.actor or texts.get(lang, "life-conflict-plan")
            parts = [_told(lang, name, value) for name, value in sorted(change.changed.items())]
            told.append(texts.get(lang, "life-conflict-change", who=who, what="; ".join(parts)))
        return " ".join(told)


def _told(lang: Language, name: str, value: Mapping[str, Any]) -> str:
    texts = get_texts()
    field = texts.get(lang, f"field-{name.replace('_', '-')}") if name in TOLD_FIELDS else name
    if name == "geom":
        return field
    return f"{field}: {_shown(lang, name, value['from'])} → {_shown(lang, name, value['to'])}"


def _shown(lang: Language, name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if name == "state":
        return get_texts().get(lang, f"state-{str(value).replace('_', '-')}")
    shown = str(value)
    return shown if len(shown) <= _LONGEST_VALUE else f"{shown[: _LONGEST_VALUE - 1]}…"


# Fields that have words of their own; any other is told by its name in the open data.
TOLD_FIELDS = frozenset(
    {
        "state", "planned_start", "planned_end", "actual_start", "actual_end", "title_ru", "title_kk", "title_en",
        "type_code", "program", "contractor_id", "customer_id", "location_raw", "district_id", "quantity", "unit",
        "budget", "excavates", "closes_road", "is_emergency", "geom",
    }
)  # fmt: skip


def take(session: Session, work_id: int, by: CurrentUser) -> tuple[Work, frozenset[Role]]:
    """The work, locked until the transaction ends, as the database has it now, and the person's roles towards it.

    An unknown id raises NotFoundError, and so does a draft to a stranger; any other work to a stranger ForbiddenError.
    """
    statement = select(Work).where(Work.id == work_id).with_for_update().execution_options(populate_existing=True)
    work = session.scalars(statement).one_or_none()
    having = frozenset[Role]() if work is None else roles_at(by, work)
    if work is None or (not having and is_hidden(session, work)):
        raise NotFoundError(f"no work has the id {work_id}")
    if not having:
        raise ForbiddenError("this work is not yours to change")
    return work, having


def must_be_current(session: Session, work: Work, version: int) -> None:
    """Raise StaleWorkError when the work has another version than the one that the person looked at."""
    if work.version != version:
        raise StaleWorkError(work.version, changes_since(session, work.id, version))


def changes_since(session: Session, work_id: int, version: int) -> tuple[WorkChange, ...]:
    """What was changed after `version`, oldest first."""
    statement = select(WorkChange).where(WorkChange.work_id == work_id, WorkChange.version > version)
    return tuple(session.scalars(statement.order_by(WorkChange.id)))
