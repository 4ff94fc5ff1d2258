"""Streets as renamings see them, and writing the names that renamings bring."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.match_streets import RENAMES_SOURCE
from etl.transform.renames import Rename, district_key, is_draft
from etl.transform.street_labels import StreetLabel, name_key, read_label


@dataclass
class NamedStreet:
    """A street with the names it carries now, its old names, and where it lies."""

    id: int
    length_m: float
    current: list[StreetLabel] = field(default_factory=list)
    written: set[tuple[str, str]] = field(default_factory=set)
    districts: set[int] = field(default_factory=set)
    microdistrict_keys: set[str] = field(default_factory=set)

    def carries(self, name: str, *, old: bool) -> bool:
        """Whether the street has that very name, as an old one or as one in use."""
        return any(written == name.casefold() and (kind == "old") == old for written, kind in self.written)


def read_streets(context: LoadContext) -> list[NamedStreet]:
    """All streets valid now."""
    session = context.session
    streets = {
        row[0]: NamedStreet(row[0], row[1])
        for row in session.execute(text("SELECT id, length_m FROM streets WHERE valid_to IS NULL ORDER BY id"))
    }
    for street_id, name, kind, source in session.execute(
        text("SELECT street_id, name, kind, source FROM street_names ORDER BY id")
    ):
        street = streets.get(street_id)
        if street is None:
            continue
        street.written.add((name.casefold(), kind))
        label = read_label(name)
        # A name that an unverified draft gave does not make the street a carrier of that name.
        if kind != "old" and not (source.startswith(RENAMES_SOURCE) and is_draft(source)):
            street.current.append(label)
        if label.scope_key:
            street.microdistrict_keys.add(label.scope_key)
    for street_id, district_id in session.execute(
        text(
            "SELECT DISTINCT p.street_id, d.id FROM street_pieces p JOIN districts d ON d.valid_to IS NULL"
            " AND ST_Intersects(d.geom, ST_LineInterpolatePoint(p.geom, 0.5)) WHERE p.street_id IS NOT NULL"
        )
    ):
        if street_id in streets:
            streets[street_id].districts.add(district_id)
    names: dict[int, set[str]] = defaultdict(set)
    for street_id, name in session.execute(
        text(
            "SELECT s.id, n.name FROM streets s JOIN places p ON p.id = s.microdistrict_id CROSS JOIN LATERAL"
            " (SELECT unnest(ARRAY[p.name_ru, p.name_kk]) UNION SELECT name FROM place_names WHERE place_id = p.id)"
            " n(name) WHERE n.name IS NOT NULL"
        )
    ):
        names[street_id].add(name_key(name))
    for street_id, keys in names.items():
        if street_id in streets:
            streets[street_id].microdistrict_keys |= keys
    return list(streets.values())


def read_districts(context: LoadContext) -> dict[str, int]:
    """Keys of the districts' names, kind word left out, with their ids."""
    return {
        district_key(name): number
        for number, name in context.session.execute(
            text("SELECT id, unnest(ARRAY[name_ru, name_kk]) FROM districts WHERE valid_to IS NULL")
        )
    }


def add_names(
    context: LoadContext, street: NamedStreet, rename: Rename, scope_district: int | None, *, renamed_now: bool
) -> int:
    """Write what a renaming tells of a street; returns the number of names written.

    `renamed_now`: the map still has the old name. The new one becomes official then, unless it is a draft.
    """
    written = 0
    new_kind = "official" if renamed_now and not rename.is_draft else "variant"
    if not (renamed_now and rename.is_draft):
        for name in rename.old:
            written += _add(context, street, name, "ru", "old", rename, scope_district)
    written += _add(context, street, rename.new_ru, "ru", new_kind, rename, None)
    if rename.new_kk:
        has_kazakh = any(label.language == "kk" for label in street.current)
        kind = "variant" if rename.is_draft or (has_kazakh and not renamed_now) else "official"
        written += _add(context, street, rename.new_kk, "kk", kind, rename, None)
    if written and new_kind == "official":
        keys = {read_label(name).key for name in rename.old}
        _demote(context, street, keys, rename.day)
    return written


def _demote(context: LoadContext, street: NamedStreet, keys: set[str], until: date | None) -> None:
    """Mark the names in use that have become old, since when if that is known."""
    for label in street.current:
        if label.key in keys:
            for name in (label.text, label.bare):
                context.session.execute(
                    text(
                        "UPDATE street_names SET kind = 'old', valid_to = coalesce(valid_to, :until)"
                        " WHERE street_id = :id AND name = :name"
                    ),
                    {"id": street.id, "name": name, "until": until},
                )
    street.current = [label for label in street.current if label.key not in keys]


def _add(
    context: LoadContext,
    street: NamedStreet,
    name: str,
    language: str,
    kind: str,
    rename: Rename,
    scope_district: int | None,
) -> int:
    if street.carries(name, old=kind == "old"):
        return 0
    key = read_label(name).key
    if kind == "variant" and any(label.key == key and label.language == language for label in street.current):
        return 0
    context.session.execute(
        text(
            "INSERT INTO street_names"
            " (street_id, name, language, kind, source, scope_district_id, valid_from, valid_to)"
            " VALUES (:id, :name, :language, :kind, :source, :district, :since, :until)"
        ),
        {
            "id": street.id, "name": name, "language": language, "kind": kind,
            "source": f"{RENAMES_SOURCE} {rename.source}".strip(), "district": scope_district,
            "since": None if kind == "old" else rename.day, "until": rename.day if kind == "old" else None,
        },
    )  # fmt: skip
    street.written.add((name.casefold(), kind))
    if kind != "old" and not rename.is_draft:
        street.current.append(read_label(name))
    return 1
