"""Name evidence that two differently written names belong to one street. Geometry is asked elsewhere."""

from collections.abc import Collection

from rapidfuzz import fuzz

from etl.transform.street_labels import STRICT_KINDS, StreetLabel

# Kazakh and Russian spell a name with other letters (Сәтбаев, Сатпаева): more may differ than in one language.
LEAST_RATIO_TWO_LANGUAGES = 72.0
LEAST_RATIO_ONE_LANGUAGE = 88.0
# A given name may be left out («Ораза Абишева», «Абишева»), but not when what stays is a short common word.
LEAST_SHARED_TOKEN = 5


def kinds_agree(left: str, right: str) -> bool:
    """False when the kinds say that these are two streets: a lane is never the avenue of its name."""
    return left == right or "other" in (left, right) or STRICT_KINDS.isdisjoint((left, right))


def scopes_agree(left: str | None, right: str | None) -> bool:
    """False when both names are written with a scope in brackets and the scopes differ."""
    return left is None or right is None or left == right


def names_agree(
    left: StreetLabel, right: StreetLabel, same_by_record: Collection[frozenset[str]] = frozenset()
) -> bool:
    """Whether two names with *different* keys may belong to one street, given that their axes continue.

    `same_by_record` holds pairs of keys known to be one street's names (renames, translations).
    """
    if not left.key or not right.key or not kinds_agree(left.kind, right.kind):
        return False
    if not scopes_agree(left.scope_key, right.scope_key):
        return False
    if frozenset((left.key, right.key)) in same_by_record:
        return True
    if left.apart != right.apart:
        return False
    if left.key.replace(" ", "") == right.key.replace(" ", ""):
        return True
    fewer, more = sorted((left.tokens, right.tokens), key=len)
    if fewer < more and any(len(token) >= LEAST_SHARED_TOKEN for token in fewer):
        return True
    least = LEAST_RATIO_ONE_LANGUAGE if left.language == right.language else LEAST_RATIO_TWO_LANGUAGES
    return fuzz.ratio(left.key, right.key) >= least
