"""`load-streets`: the street network from GeoJSON, GeoPackage or OSM, merged, written so that ids stay."""

from collections.abc import Sequence
from pathlib import Path

import shapely
from sqlalchemy import text

from etl.extract.features import FeatureFile
from etl.load.assign import assign_streets
from etl.load.context import LoadContext
from etl.load.derive import derive
from etl.load.match_streets import KnownStreet, match_streets, read_known
from etl.load.outcome import LoadOutcome
from etl.load.register import bump_version, refuse_sketch_over_real
from etl.load.write_streets import (
    drop_absent_sketch,
    insert_streets,
    known_name_pairs,
    microdistrict_of_scope,
    retire_absorbed,
    update_street,
    write_pieces,
)
from etl.transform.build_streets import StreetRow, build_streets
from etl.transform.road_pieces import RoadPiece, pieces_of
from gis_app.errors import BadFileError


def load_streets(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all roads of a file in the context's transaction. The same file twice changes nothing.

    Raises BadFileError when the file cannot be read or has no road inside the city's bounds.
    """
    from etl.extract.roads import read_roads

    context.progress.stage("reading roads")
    return save_roads(context, read_roads(path, context.settings.bounds), path)


def save_roads(context: LoadContext, file: FeatureFile, path: Path) -> LoadOutcome:
    """Merge the road features of a file to streets and bring the register to them."""
    outcome = LoadOutcome(path.name).extend(file.problems)
    pieces, problems = pieces_of(file.features)
    outcome.extend(problems)
    pieces = _inside(context, pieces, outcome)
    if not pieces:
        raise BadFileError(path, "no road inside the city's bounds; " + "; ".join(map(str, outcome.problems[:3])))
    context.progress.stage("merging streets")
    rows = build_streets(pieces, context.settings.metric_srid, known_name_pairs(context))
    outcome.count("pieces of road", len(pieces))
    outcome.count("of them named", sum(len(row.pieces) for row in rows))
    outcome.count("names", len({name.text for piece in pieces for name in piece.names}))
    outcome.count("streets", len(rows))
    save_streets(context, rows, pieces, path.name, outcome)
    return outcome


def save_streets(
    context: LoadContext, rows: Sequence[StreetRow], pieces: Sequence[RoadPiece], source: str, outcome: LoadOutcome
) -> None:
    """Bring the register to the streets of a file: new ones in, changed ones updated, merged ones retired."""
    if context.is_sketch:
        refuse_sketch_over_real(context.session)
    context.progress.stage("comparing with the register")
    known = read_known(context)
    matching = match_streets(context, rows, pieces, known)
    scopes = microdistrict_of_scope(context, rows)
    context.progress.stage("writing streets")
    fresh = [number for number, street in enumerate(matching.ids) if street is None]
    inserted = insert_streets(context, [rows[i] for i in fresh], [scopes[i] for i in fresh], source)
    made = dict(zip(fresh, inserted, strict=True))
    outcome.count("streets added", len(fresh), change=True)
    for number, street_id in enumerate(matching.ids):
        if street_id is None:
            continue
        changed = update_street(context, rows[number], known[street_id], scopes[number], source)
        outcome.count("streets changed" if changed else "streets unchanged", change=changed)
    retire_absorbed(context, matching.absorbed, known)
    outcome.count("streets joined to another", len(matching.absorbed), change=True)
    if not context.is_sketch:
        outcome.count(
            "streets of the sketch removed",
            drop_absent_sketch(context, _unmatched(known, matching.ids, matching.absorbed)),
            change=True,
        )
    ids = [made[number] if street is None else street for number, street in enumerate(matching.ids)]
    street_of = {index: street for row, street in zip(rows, ids, strict=True) for index in row.pieces}
    written, removed = write_pieces(context, pieces, street_of, source)
    outcome.count("pieces written", written, change=True)
    outcome.count("pieces removed", removed, change=True)
    absent = _unmatched(known, matching.ids, matching.absorbed)
    real_absent = [street for street in absent if street.is_sketch == context.is_sketch]
    if real_absent:
        outcome.remarks.append(f"{len(real_absent):,} streets of the register are not in this file; they stay")
    if outcome.changed:
        context.session.execute(text("ANALYZE street_pieces"))
        outcome.count("streets put into a district or microdistrict", assign_streets(context.session))
        bump_version(context.session)
        derive(context, outcome)


def _unmatched(known: dict[int, KnownStreet], ids: Sequence[int | None], absorbed: dict[int, int]) -> list[KnownStreet]:
    found = {number for number in ids if number is not None} | set(absorbed)
    return [street for street in known.values() if street.id not in found]


def _inside(context: LoadContext, pieces: Sequence[RoadPiece], outcome: LoadOutcome) -> list[RoadPiece]:
    """The pieces that touch the city's bounds; how many did not is counted, not listed."""
    city = shapely.box(*context.settings.bounds)
    shapely.prepare(city)
    touching = shapely.intersects(city, [piece.geom for piece in pieces])
    outcome.count("pieces outside the city", int((~touching).sum()))
    return [piece for piece, inside in zip(pieces, touching, strict=True) if inside]
