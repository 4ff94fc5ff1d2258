"""Finding organisations by the name a plan writes."""

import re
from collections.abc import Collection
from typing import Literal

from sqlalchemy import select
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
    key = name_key(name)
    # Asked before anything is written: a loading must not lock the bodies that every other loading names too.
    known = session.execute(
        select(Organisation.id, getattr(Organisation, flag)).where(
            Organisation.name_key == key, Organisation.is_training == is_training
        )
    ).first()
    if known is not None and known[1]:
        return int(known[0])
    statement = insert(Organisation).values(
        {"name": " ".join(name.split()), "name_key": key, "is_training": is_training, flag: True}
    )
    made: int = session.execute(
        statement.on_conflict_do_update(index_elements=["name_key", "is_training"], set_={flag: True}).returning(
            Organisation.id
        )
    ).scalar_one()
    return made


def known_organisations(session: Session, names: Collection[str], *, is_training: bool = False) -> dict[str, int]:
    """The ids of those organisations that are known, by the name as written; nothing is made."""
    keys = {name: name_key(name) for name in names}
    statement = select(Organisation.name_key, Organisation.id).where(
        Organisation.name_key.in_(set(keys.values())), Organisation.is_training == is_training
    )
    ids: dict[str, int] = dict(session.execute(statement).all()) if keys else {}
    return {name: ids[key] for name, key in keys.items() if key in ids}


def names_of(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    """The names of organisations by their ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return dict(session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))).all())
