"""Renamed microdistricts: the old name stays as an alias of the place."""

from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.match_streets import RENAMES_SOURCE
from etl.load.outcome import LoadOutcome
from etl.transform.house_addresses import bare_microdistrict
from etl.transform.renames import Rename
from etl.transform.street_labels import name_key


def rename_microdistrict(context: LoadContext, rename: Rename, outcome: LoadOutcome) -> None:
    """Give the microdistrict of the new name its old names, or that of the old name its new ones."""
    kazakh = bare_microdistrict(rename.new_kk) if rename.new_kk else None
    known = _by_key(context)
    carriers = known.get(name_key(rename.new_ru), [])
    holders = [place for place in known.get(name_key(rename.old[0]), []) if place not in carriers]
    if not carriers and not holders:
        outcome.refuse(rename.row, "new_ru", f"no microdistrict «{rename.new_ru}» or «{rename.old[0]}» in the register")
        return
    if len(carriers or holders) > 1:
        outcome.refuse(rename.row, "new_ru", f"{len(carriers or holders)} microdistricts of that name")
        return
    place = (carriers or holders)[0]
    written = 0
    if not carriers and not rename.is_draft:
        context.session.execute(
            text("UPDATE places SET name_ru = :ru, name_kk = coalesce(:kk, name_kk) WHERE id = :id"),
            {"ru": rename.new_ru, "kk": kazakh, "id": place},
        )
        written += 1
    names = [(name, "ru", "old") for name in rename.old]
    if rename.is_draft and not carriers:
        names = [(rename.new_ru, "ru", "variant")]
    if kazakh and (carriers or rename.is_draft):
        names.append((kazakh, "kk", "variant"))
    written += sum(_add(context, place, *name, rename) for name in names)
    outcome.count("names added" if written else "renamings known already", written or 1, change=bool(written))


def _by_key(context: LoadContext) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place_id, name in context.session.execute(
        text(
            "SELECT DISTINCT id, unnest(ARRAY[name_ru, name_kk]) FROM places"
            " WHERE kind = 'microdistrict' AND valid_to IS NULL ORDER BY id"
        )
    ):
        if name and place_id not in found.setdefault(name_key(name), []):
            found[name_key(name)].append(place_id)
    return found


def _add(context: LoadContext, place_id: int, name: str, language: str, kind: str, rename: Rename) -> int:
    inserted = context.session.execute(
        text(
            "INSERT INTO place_names (place_id, name, language, kind, source, valid_to)"
            " SELECT :id, :name, :language, :kind, :source, :until WHERE NOT EXISTS (SELECT FROM place_names"
            " WHERE place_id = :id AND lower(name) = lower(:name)) AND NOT EXISTS (SELECT FROM places WHERE id = :id"
            " AND lower(:name) IN (lower(name_ru), lower(name_kk))) RETURNING id"
        ),
        {"id": place_id, "name": name, "language": language, "kind": kind,
         "source": f"{RENAMES_SOURCE} {rename.source}".strip(), "until": rename.day if kind == "old" else None},
    ).fetchall()  # fmt: skip
    return len(inserted)
