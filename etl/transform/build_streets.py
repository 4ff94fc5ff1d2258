"""One street of the register from the pieces found to be one: names, kind, class, geometry."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, MultiLineString

from etl.transform.merge_streets import group_pieces
from etl.transform.road_pieces import RANK, PieceName, RoadPiece
from etl.transform.street_ends import to_metric
from etl.transform.street_labels import read_label

# A name written with its kind word («улица Абая») is the better label where both are in use.
KIND_WORD_BONUS = 1.5


@dataclass(frozen=True)
class StreetRow:
    """A street as it goes into the register. `pieces` are indices into the pieces of the file.

    `length_m` is the length of all its pieces: both carriageways of an avenue count. `keys` are the name keys to
    find it again by, old names left out; `scope` is what the source wrote in brackets («Акбулак»).
    """

    pieces: tuple[int, ...]
    names: tuple[PieceName, ...]
    kind: str
    fclass: str
    geom: MultiLineString
    length_m: float
    keys: frozenset[str]
    scope: str | None


def has_key(piece: RoadPiece) -> bool:
    """Whether a piece has a name that says more than its kind."""
    return any(name.kind != "old" and read_label(name.text).key for name in piece.names)


def build_streets(
    pieces: Sequence[RoadPiece], metric_srid: int, same_by_record: Collection[frozenset[str]] = frozenset()
) -> list[StreetRow]:
    """All streets that the pieces make; pieces without a telling name belong to none."""
    named = [index for index, piece in enumerate(pieces) if has_key(piece)]
    if not named:
        return []
    lengths = shapely.length(to_metric([pieces[index].geom for index in named], metric_srid))
    groups = group_pieces([pieces[index] for index in named], metric_srid, same_by_record)
    return [_street([named[i] for i in group], pieces, [float(lengths[i]) for i in group]) for group in groups]


def _street(members: Sequence[int], pieces: Sequence[RoadPiece], lengths: Sequence[float]) -> StreetRow:
    own = [pieces[index] for index in members]
    labels = [read_label(name.text) for piece in own for name in piece.names if name.kind != "old"]
    scopes = Counter(label.scope for label in labels if label.scope)
    lines = [piece.geom for piece in own]
    return StreetRow(
        pieces=tuple(members),
        names=_names(own, lengths),
        kind=_kind(own, lengths),
        fclass=min((piece.fclass for piece in own), key=lambda fclass: RANK[fclass]),
        geom=_merged(lines),
        length_m=round(sum(lengths), 2),
        keys=frozenset(label.key for label in labels if label.key),
        scope=scopes.most_common(1)[0][0] if scopes else None,
    )


def _merged(lines: Sequence[LineString]) -> MultiLineString:
    merged = shapely.line_merge(MultiLineString(lines))
    return MultiLineString([part for part in shapely.get_parts(merged) if isinstance(part, LineString)])


def _kind(pieces: Sequence[RoadPiece], lengths: Sequence[float]) -> str:
    weight: Counter[str] = Counter()
    for piece, length in zip(pieces, lengths, strict=True):
        for name in piece.names:
            label = read_label(name.text)
            if name.kind != "old" and label.kind != "other":
                weight[label.kind] += length  # type: ignore[assignment]
    return max(sorted(weight), key=lambda kind: weight[kind]) if weight else "other"


def _names(pieces: Sequence[RoadPiece], lengths: Sequence[float]) -> tuple[PieceName, ...]:
    """One official name per language (that of the greatest length), the other spellings as variants, old names."""
    weight: dict[tuple[str, str, str], float] = defaultdict(float)
    spelled: dict[tuple[str, str, str], str] = {}
    for piece, length in zip(pieces, lengths, strict=True):
        for name in piece.names:
            label = read_label(name.text)
            bonus = KIND_WORD_BONUS if label.kind != "other" else 1.0
            written = [(label.bare, name.kind)]
            if label.scope:
                written.append((name.text, "variant" if name.kind == "official" else name.kind))
            for text, kind in written:
                place = (name.language, kind, text.casefold())
                weight[place] += length * bonus
                spelled.setdefault(place, text)
    best: dict[str, tuple[str, str, str]] = {}
    for place in sorted(weight, key=lambda place: (-weight[place], place)):
        if place[1] == "official":
            best.setdefault(place[0], place)
    chosen: dict[tuple[str, str], PieceName] = {}
    for place in sorted(weight, key=lambda place: (place not in best.values(), -weight[place], place)):
        language, kind, folded = place
        if kind == "official" and best[language] != place:
            kind = "variant"
        chosen.setdefault((folded, "old" if kind == "old" else ""), PieceName(spelled[place], language, kind))
    return tuple(chosen.values())
