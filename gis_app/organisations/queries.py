"""Finding organisations by the name a plan writes."""

import re
from typing import Literal

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gis_app.organisations.models import Organisation

Role = Literal["contractor", "customer", "public_body"]

_LEGAL_FORM = re.compile(
    r"\b(тоо|ао|ип|гкп|кгп|кгу|гу|мкк|рмк|жшс|ақ|шжқ|на пхв|пхв|llp|jsc|товарищество с ограниченной ответственностью)\b"
)
_PUNCTUATION = re.compile(r"[«»\"'“”„()\[\].,;]+")


def name_key(name: str) -> str:
    """The name without legal form, quotes and case: «ТОО "Алматы Су"» and «Алматы су» give one key."""
    folded = _PUNCTUATION.sub(" ", name.casefold())
    bare = re.sub(r"\s+", " ", _LEGAL_FORM.sub(" ", folded)).strip()
    return bare or re.sub(r"\s+", " ", folded).strip()


def find_or_create(session: Session, name: str, role: Role, *, is_training: bool = False) -> int:
    """The id of the organisation called `name`, made if unknown; it takes on `role` besides those it has."""
    flag = f"is_{role}"
    values = {
        "name": " ".join(name.split()),
        "name_key": name_key(name),
        "is_training": is_training,
        flag: True,
    }
    statement = (
        insert(Organisation)
        .values(values)
        .on_conflict_do_nothing(index_elements=["name_key", "is_training"])
        .returning(Organisation.id)
    )
    made = session.execute(statement).scalar()
    if made is not None:
        return made
    found = session.execute(
        update(Organisation)
        .where(Organisation.name_key == values["name_key"], Organisation.is_training == is_training)
        .values({flag: True})
        .returning(Organisation.id)
    )
    return found.scalar_one()
