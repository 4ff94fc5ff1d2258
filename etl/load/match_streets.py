"""Finding the streets of a file again in the register, so that their ids stay."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text

from etl.load.context import LoadContext
from etl.transform.build_streets import StreetRow
from etl.transform.road_pieces import PieceName, RoadPiece
from etl.transform.street_ends import to_metric
from etl.transform.street_evidence import names_agree
from etl.transform.street_labels import read_label

# The same street drawn by another hand lies within this of its other drawing (the sketch aims at 100 m).
SAME_AXIS_M = 60.0
SAME_AXIS_SKETCH_M = 200.0
# A known street that lies on another's axis by this share, under an agreeing name, has become part of it.
ABSORBED_SHARE = 0.8
# A street whose very lines carry another name now, by this share of them, has been renamed.
RENAMED_SHARE = 0.8
# Names written by `load-renames` are facts of another source: a street file never takes them away.
RENAMES_SOURCE = "renames:"

# (number of the row, id of the known street) → how much they have in common.
Scores = dict[tuple[int, int], float]


@dataclass
class KnownStreet:
    """A street of the register as it stands. `names` are those that street files wrote.

    `renamed` holds the keys of names that a renaming made old: a file that still has one does not bring it back.
    """

    id: int
    kind: str
    fclass: str
    source: str
    is_sketch: bool
    microdistrict_id: int | None
    wkb: bytes
    shape_m: BaseGeometry
    names: list[PieceName] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    renamed: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Matching:
    """`ids[i]` is the known street of row i, or None; `absorbed` maps a known street to the one it is part of now."""

    ids: list[int | None]
    absorbed: dict[int, int]


def read_known(context: LoadContext) -> dict[int, KnownStreet]:
    """All streets of the register that are valid now."""
    known: dict[int, KnownStreet] = {}
    for row in context.session.execute(
        text(
            "SELECT id, kind, fclass, source, is_sketch, microdistrict_id, ST_AsBinary(geom), ST_AsBinary(geom_m)"
            " FROM streets WHERE valid_to IS NULL ORDER BY id"
        )
    ):
        number, kind, fclass, source, is_sketch, microdistrict_id, wkb, wkb_m = row
        known[number] = KnownStreet(
            number, kind, fclass, source, is_sketch, microdistrict_id, bytes(wkb), shapely.from_wkb(bytes(wkb_m))
        )
    for street_id, name, language, kind, source in context.session.execute(
        text("SELECT street_id, name, language, kind, source FROM street_names ORDER BY id")
    ):
        street = known.get(street_id)
        if street is None:
            continue
        if kind != "old":
            street.keys.add(read_label(name).key)
        if not source.startswith(RENAMES_SOURCE):
            street.names.append(PieceName(name, language, kind))
        elif kind == "old":
            street.renamed.add(read_label(name).key)
    return known


def match_streets(
    context: LoadContext, rows: Sequence[StreetRow], pieces: Sequence[RoadPiece], known: dict[int, KnownStreet]
) -> Matching:
    """One-to-one: by the outside ids of pieces, then by axis and name; what is left over was absorbed or is absent."""
    same_pieces = _pieces_in_common(context, rows, pieces, known)
    ids: list[int | None] = [None] * len(rows)
    taken: set[int] = set()
    _take_best(same_pieces, ids, taken)
    same_axis = _axis_in_common(context, rows, known)
    _take_best({pair: shares[0] for pair, shares in same_axis.items()}, ids, taken)
    swallowed = {pair: float("inf") for pair in same_pieces}
    swallowed |= {pair: shares[1] for pair, shares in same_axis.items() if shares[1] >= ABSORBED_SHARE}
    absorbed: dict[int, int] = {}
    for (number, street), _ in sorted(swallowed.items(), key=lambda item: (-item[1], item[0])):
        own = ids[number]
        if street not in taken and street not in absorbed and own is not None:
            absorbed[street] = own
    return Matching(ids, absorbed)


def _take_best(scores: Scores, ids: list[int | None], taken: set[int]) -> None:
    for (number, street), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if ids[number] is None and street not in taken:
            ids[number] = street
            taken.add(street)


def _pieces_in_common(
    context: LoadContext, rows: Sequence[StreetRow], pieces: Sequence[RoadPiece], known: dict[int, KnownStreet]
) -> Scores:
    """Length (in degrees, only to be compared) of a row's pieces that the register holds under a street's name."""
    holders: dict[str, dict[int, set[bytes]]] = {}
    for osm_id, street, wkb in context.session.execute(
        text(
            "SELECT osm_id, street_id, ST_AsBinary(geom) FROM street_pieces"
            " WHERE osm_id IS NOT NULL AND street_id IS NOT NULL"
        )
    ):
        if street in known:
            holders.setdefault(osm_id, {}).setdefault(street, set()).add(bytes(wkb))
    pieces_of: Counter[int] = Counter(
        street for drawn in holders.values() for street, lines in drawn.items() for _ in lines
    )
    scores: Scores = defaultdict(float)
    renamed: dict[tuple[int, int], int] = Counter()
    for number, row in enumerate(rows):
        for index in row.pieces if holders else ():
            piece = pieces[index]
            for street, drawn in holders.get(piece.osm_id or "", {}).items():
                same_line = shapely.to_wkb(piece.geom) in drawn
                if _names_meet(row, known[street]):
                    # One outside id may have parts in two streets: the very same line counts more.
                    scores[number, street] += piece.geom.length * (1.0 if same_line else 0.3)
                elif same_line:
                    renamed[number, street] += 1
    for (number, street), lines in renamed.items():
        if lines >= RENAMED_SHARE * pieces_of[street]:
            scores[number, street] += 1e-9 * lines
    return scores


def _axis_in_common(
    context: LoadContext, rows: Sequence[StreetRow], known: dict[int, KnownStreet]
) -> dict[tuple[int, int], tuple[float, float]]:
    """For rows and known streets of agreeing names: the shared axis as a share of the longer, and of the known one."""
    if not known or not rows:
        return {}
    streets = list(known.values())
    tree = shapely.STRtree([street.shape_m for street in streets])
    shapes = to_metric([row.geom for row in rows], context.settings.metric_srid)
    shares: dict[tuple[int, int], tuple[float, float]] = {}
    left, right = tree.query(shapes, predicate="dwithin", distance=SAME_AXIS_SKETCH_M)
    for number, at in zip(left.tolist(), right.tolist(), strict=True):
        street = streets[at]
        if not _names_meet(rows[number], street):
            continue
        reach = SAME_AXIS_SKETCH_M if street.is_sketch != context.is_sketch else SAME_AXIS_M
        shared = shapely.intersection(street.shape_m, shapely.buffer(shapes[number], reach, quad_segs=2))
        metres, own = float(shapely.length(shared)), float(street.shape_m.length)
        if metres > 0:
            shares[number, street.id] = (metres / max(own, float(shapes[number].length)), metres / own)
    return shares


def _names_meet(row: StreetRow, street: KnownStreet) -> bool:
    if not row.keys.isdisjoint(street.keys):
        return True
    if any(name.kind == "old" and read_label(name.text).key in street.keys for name in row.names):
        return True
    mine = [read_label(name.text) for name in row.names if name.kind != "old"]
    theirs = [read_label(name.text) for name in street.names if name.kind != "old"]
    return any(names_agree(a, b) for a in mine for b in theirs)
