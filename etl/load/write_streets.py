"""Rows of streets, their names and their pieces: inserting, updating, retiring."""

from collections.abc import Sequence

import shapely
from sqlalchemy import text

from etl.load.context import LoadContext
from etl.load.copy import GEOMETRY, copy_binary, ewkb, new_ids
from etl.load.match_streets import RENAMES_SOURCE, KnownStreet
from etl.transform.build_streets import StreetRow
from etl.transform.road_pieces import PieceName, RoadPiece
from etl.transform.street_labels import name_key, read_label


def known_name_pairs(context: LoadContext) -> set[frozenset[str]]:
    """Pairs of name keys that renamings made names of one street.

    Spellings that street files themselves brought together are left out: a file must give the same streets whether
    or not it was loaded before.
    """
    pairs: set[frozenset[str]] = set()
    for one, other in context.session.execute(
        text(
            "SELECT DISTINCT r.name, o.name FROM street_names r JOIN street_names o USING (street_id)"
            " WHERE starts_with(r.source, :renames) AND o.name <> r.name AND r.scope_district_id IS NULL"
        ),
        {"renames": RENAMES_SOURCE},
    ):
        pair = frozenset((read_label(one).key, read_label(other).key)) - {""}
        if len(pair) == 2:
            pairs.add(pair)
    return pairs


def microdistrict_of_scope(context: LoadContext, rows: Sequence[StreetRow]) -> list[int | None]:
    """The microdistrict that a street's name gives in brackets, where the register knows one of that name alone."""
    found: dict[str, set[int]] = {}
    for place_id, name in context.session.execute(
        text(
            "SELECT p.id, n.name FROM places p CROSS JOIN LATERAL"
            " (SELECT unnest(ARRAY[p.name_ru, p.name_kk, p.name_en])"
            " UNION SELECT name FROM place_names WHERE place_id = p.id) n(name)"
            " WHERE p.kind = 'microdistrict' AND p.valid_to IS NULL AND n.name IS NOT NULL"
        )
    ):
        found.setdefault(name_key(name), set()).add(place_id)
    only = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1 and key}
    return [only.get(name_key(row.scope)) if row.scope else None for row in rows]


def insert_streets(
    context: LoadContext, rows: Sequence[StreetRow], microdistricts: Sequence[int | None], source: str
) -> list[int]:
    """Write new streets with their names; returns their ids in order."""
    if not rows:
        return []
    ids = new_ids(context.connection, "streets", len(rows))
    copy_binary(
        context.connection,
        "streets",
        ["id", "kind", "fclass", "length_m", "microdistrict_id", "source", "is_sketch", "geom"],
        ["int8", "text", "text", "float8", "int8", "text", "bool", GEOMETRY],
        (
            (number, row.kind, row.fclass, row.length_m, microdistrict, source, context.is_sketch, geom)
            for number, row, microdistrict, geom in zip(
                ids, rows, microdistricts, ewkb([row.geom for row in rows]), strict=True
            )
        ),
    )
    _insert_names(context, [(n, name) for n, row in zip(ids, rows, strict=True) for name in row.names], source)
    return ids


def _insert_names(context: LoadContext, names: Sequence[tuple[int, PieceName]], source: str) -> None:
    copy_binary(
        context.connection,
        "street_names",
        ["street_id", "name", "language", "kind", "source"],
        ["int8", "text", "text", "text", "text"],
        ((number, name.text, name.language, name.kind, source) for number, name in names),
    )


def update_street(
    context: LoadContext, row: StreetRow, known: KnownStreet, microdistrict: int | None, source: str
) -> bool:
    """Bring a known street to what the file says; False when it already is so.

    A name that the file no longer gives becomes an old name: people go on using it.
    """
    gone = [
        name for name in known.names
        if name.kind == "official" and read_label(name.text).key not in row.keys
    ]  # fmt: skip
    target = {
        (name.text, name.language, "old" if read_label(name.text).key in known.renamed else name.kind)
        for name in row.names
    }
    target |= {(name.text, name.language, "old") for name in known.names if name.kind == "old"}
    target |= {(name.text, name.language, "old") for name in gone}
    # A file that leaves a language out does not take it away.
    spoken = {name.language for name in row.names if name.kind == "official"}
    target |= {
        (name.text, name.language, "official")
        for name in known.names
        if name.kind == "official" and name not in gone and name.language not in spoken
    }
    written = {(name.text, name.language, name.kind) for name in known.names}
    same_shape = shapely.to_wkb(row.geom) == known.wkb
    scope_known = microdistrict is None or microdistrict == known.microdistrict_id
    same_facts = (known.kind, known.fclass, known.is_sketch) == (row.kind, row.fclass, context.is_sketch)
    if same_shape and same_facts and scope_known and target == written:
        return False
    context.session.execute(
        text(
            "UPDATE streets SET kind = :kind, fclass = :fclass, length_m = :length_m, source = :source,"
            " is_sketch = :sketch, microdistrict_id = coalesce(:microdistrict, microdistrict_id),"
            " geom = coalesce(ST_GeomFromEWKB(:geom), geom) WHERE id = :id"
        ),
        {
            "kind": row.kind, "fclass": row.fclass, "length_m": row.length_m, "source": source,
            "sketch": context.is_sketch, "microdistrict": microdistrict, "id": known.id,
            "geom": None if same_shape else ewkb([row.geom])[0],
        },
    )  # fmt: skip
    for name, language, kind in sorted(written - target):
        context.session.execute(
            text(
                "DELETE FROM street_names WHERE street_id = :id AND name = :name AND language = :language"
                " AND kind = :kind AND NOT starts_with(source, :renames)"
            ),
            {"id": known.id, "name": name, "language": language, "kind": kind, "renames": RENAMES_SOURCE},
        )
    _insert_names(context, [(known.id, PieceName(*name)) for name in sorted(target - written)], source)
    return True


def retire_absorbed(context: LoadContext, absorbed: dict[int, int], known: dict[int, KnownStreet]) -> None:
    """Streets found to be part of another: they point to it, their houses go over, other names of theirs become old."""
    for street_id, successor in sorted(absorbed.items()):
        parameters = {"id": street_id, "successor": successor}
        for statement in (
            "UPDATE streets SET successor_id = :successor, valid_to = current_date WHERE id = :id",
            "UPDATE streets SET successor_id = :successor WHERE successor_id = :id",
            "UPDATE houses SET street_id = :successor WHERE street_id = :id",
        ):
            context.session.execute(text(statement), parameters)
        keys = {
            read_label(name).key
            for name in context.session.execute(
                text("SELECT name FROM street_names WHERE street_id = :successor"), parameters
            ).scalars()
        }
        names = [name for name in known[street_id].names if read_label(name.text).key not in keys]
        source = known[street_id].source
        _insert_names(context, [(successor, PieceName(name.text, name.language, "old")) for name in names], source)


def drop_absent_sketch(context: LoadContext, absent: Sequence[KnownStreet]) -> int:
    """Remove streets of the sketch that the real network did not confirm, and the sketch's invented houses."""
    ids = [street.id for street in absent if street.is_sketch]
    context.session.execute(text("DELETE FROM houses WHERE is_sketch"))
    if not ids:
        return 0
    for statement in (
        "UPDATE houses SET street_id = NULL WHERE street_id = ANY(:ids)",
        "DELETE FROM street_pieces WHERE street_id = ANY(:ids)",
        "DELETE FROM streets WHERE id = ANY(:ids)",
    ):
        context.session.execute(text(statement), {"ids": ids})
    return len(ids)


def write_pieces(
    context: LoadContext, pieces: Sequence[RoadPiece], street_of: dict[int, int], source: str
) -> tuple[int, int]:
    """Make the pieces of the file's streets, and of its outside ids, exactly the file's; returns (written, removed)."""
    facts = [
        (street_of.get(index), piece.osm_id, piece.fclass, piece.oneway, piece.bridge, piece.tunnel, geom)
        for index, (piece, geom) in enumerate(zip(pieces, ewkb([piece.geom for piece in pieces]), strict=True))
    ]
    streets = sorted(set(street_of.values()))
    outside_ids = sorted({piece.osm_id for piece in pieces if piece.osm_id})
    stored: dict[tuple[object, ...], list[int]] = {}
    for number, *stored_fact, geom in context.session.execute(
        text(
            "SELECT id, street_id, osm_id, fclass, oneway, bridge, tunnel, ST_AsEWKB(geom) FROM street_pieces"
            " WHERE street_id = ANY(:streets) OR osm_id = ANY(:outside) OR (source = :source AND street_id IS NULL)"
        ),
        {"streets": streets, "outside": outside_ids, "source": source},
    ):
        stored.setdefault((*stored_fact, bytes(geom)), []).append(number)
    missing = []
    for fact in facts:
        same = stored.get(fact)
        if same:
            same.pop()
        else:
            missing.append(fact)
    surplus = [number for numbers in stored.values() for number in numbers]
    if surplus:
        context.session.execute(text("DELETE FROM street_pieces WHERE id = ANY(:ids)"), {"ids": surplus})
    copy_binary(
        context.connection,
        "street_pieces",
        ["street_id", "osm_id", "fclass", "oneway", "bridge", "tunnel", "geom", "source"],
        ["int8", "text", "text", "text", "bool", "bool", GEOMETRY, "text"],
        ((*fact, source) for fact in missing),
    )
    return len(missing), len(surplus)
