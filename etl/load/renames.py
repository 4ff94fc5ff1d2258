"""`load-renames`: old and new names of streets and microdistricts from CSV old_ru,new_ru,new_kk,source[,renamed_on].

An old name becomes an alias of the street that carries the new name. Where the map still has the old name, the new
names are added and the old one is marked old. A name is never replaced across the city: homonyms are told apart by
the scope in brackets, else the row is refused as ambiguous.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from etl.extract.tables import read_table
from etl.load.context import LoadContext
from etl.load.outcome import LoadOutcome
from etl.load.register import bump_version
from etl.load.renamed_places import rename_microdistrict
from etl.load.write_renames import NamedStreet, add_names, read_districts, read_streets
from etl.transform.renames import Rename, read_rename
from etl.transform.street_evidence import kinds_agree
from etl.transform.street_labels import StreetLabel, read_label
from gis_app.errors import BadFileError

# Among streets of one name without a scope, one that is this much longer than all others is the one meant.
DOMINANT = 2.0
# A slip of the pen (Аблай Хана, Абылай Хана) may be taken only in a long name.
LEAST_FUZZY = 7
LEAST_MISSPELT = 90.0


def load_renames(context: LoadContext, path: Path) -> LoadOutcome:
    """Load all renamings of a file in the context's transaction. The same file twice changes nothing."""
    outcome = LoadOutcome(path.name)
    renames: list[Rename] = []
    for row in read_table(path, ("old_ru", "new_ru")):
        cells = row.cells
        if row.overlong:
            outcome.refuse(row.row, "", "the row has more cells than the header: a comma inside a cell must be quoted")
            continue
        try:
            renames.append(
                read_rename(
                    row.row,
                    cells["old_ru"],
                    cells["new_ru"],
                    cells.get("new_kk") or "",
                    cells.get("source") or "",
                    cells.get("renamed_on") or "",
                )
            )
        except ValueError as error:
            outcome.refuse(row.row, "old_ru", str(error))
    if not renames:
        raise BadFileError(path, "no renaming could be read; " + "; ".join(map(str, outcome.problems[:3])))
    streets = read_streets(context)
    districts = read_districts(context)
    for rename in renames:
        if rename.is_microdistrict:
            rename_microdistrict(context, rename, outcome)
        else:
            _rename_street(context, rename, streets, districts, outcome)
    if outcome.changed:
        bump_version(context.session)
    return outcome


def _rename_street(
    context: LoadContext,
    rename: Rename,
    streets: Sequence[NamedStreet],
    districts: dict[str, int],
    outcome: LoadOutcome,
) -> None:
    scope_district = next((districts[key] for key in sorted(rename.scope.districts) if key in districts), None)
    inside = [street for street in streets if _in_scope(street, rename, districts)]
    try:
        carriers = _one(inside, rename.new_ru, rename, lambda street: street.current)
        still_old = [] if carriers else _one(inside, rename.old[0], rename, lambda street: street.current)
    except ValueError as error:
        outcome.refuse(rename.row, "new_ru", str(error))
        return
    if not carriers and not still_old:
        outcome.refuse(
            rename.row, "new_ru", f"neither «{rename.new_ru}» nor «{rename.old[0]}» is a street of the register there"
        )
        return
    for street in carriers or still_old:
        added = add_names(context, street, rename, scope_district, renamed_now=not carriers)
        outcome.count("names added" if added else "renamings known already", added or 1, change=bool(added))


def _in_scope(street: NamedStreet, rename: Rename, districts: dict[str, int]) -> bool:
    wanted = {districts[key] for key in rename.scope.districts if key in districts}
    return not wanted or not wanted.isdisjoint(street.districts)


def _one(
    streets: Sequence[NamedStreet],
    name: str,
    rename: Rename,
    labels: Callable[[NamedStreet], Sequence[StreetLabel]],
) -> list[NamedStreet]:
    """The street of that name, as a list of one or none. Raises ValueError when several could be meant."""
    wanted = read_label(name)
    exact = [s for s in streets if any(_same(own, wanted) for own in labels(s))]
    found = exact or [s for s in streets if any(_part_of(own, wanted) for own in labels(s))]
    if not found and len(wanted.key) >= LEAST_FUZZY:
        found = [s for s in streets if any(_misspelt(own, wanted) for own in labels(s))]
    if rename.scope.microdistricts:
        within = [s for s in found if not rename.scope.microdistricts.isdisjoint(s.microdistrict_keys)]
        found = within or (found if len(found) == 1 else [])
    # A street whose name is written with a settlement in brackets is not the city's own street of that name.
    if not (rename.scope.microdistricts or rename.scope.settlements):
        found = [s for s in found if not any(own.scope for own in labels(s))] or found
    if len(found) <= 1:
        return found
    if rename.scope.settlements:
        raise ValueError(f"«{name}» in {rename.scope.settlements[0]}: {len(found)} streets, none told apart")
    found.sort(key=lambda street: (-street.length_m, street.id))
    if found[0].length_m >= DOMINANT * found[1].length_m:
        return found[:1]
    raise ValueError(f"«{name}» is the name of {len(found)} streets; add a district or microdistrict in brackets")


def _same(own: StreetLabel, wanted: StreetLabel) -> bool:
    return own.key == wanted.key and kinds_agree(own.kind, wanted.kind)


def _part_of(own: StreetLabel, wanted: StreetLabel) -> bool:
    """«Молдагалиева» for «Молдагалиева Жубана»: the family name alone, of five letters or more, the same numbers."""
    if own.apart != wanted.apart or not own.tokens or not kinds_agree(own.kind, wanted.kind):
        return False
    fewer, more = sorted((own.tokens, wanted.tokens), key=len)
    family = read_label(wanted.text.split()[0]).key, read_label(wanted.text.split()[-1]).key
    return fewer < more and any(name in fewer and len(name) >= 4 for name in family)


def _misspelt(own: StreetLabel, wanted: StreetLabel) -> bool:
    return (
        own.apart == wanted.apart
        and kinds_agree(own.kind, wanted.kind)
        and (fuzz.ratio(own.key, wanted.key) >= LEAST_MISSPELT)
    )
