"""How a place of the sketch is said in a title and written by a contractor, in Russian, Kazakh and English.

Only what the sketch needs: in Russian the kind word alone is declined («улица Гоголя» → «по улице Гоголя»), in Kazakh
a name that ends in a possessive takes its case («Гоголь көшесі» → «Гоголь көшесінде»).
"""

from dataclasses import dataclass

RU_GENITIVE = {"улица": "улицы", "проспект": "проспекта", "бульвар": "бульвара", "река": "реки"}
RU_DATIVE = {"улица": "улице", "проспект": "проспекту", "бульвар": "бульвару", "река": "реке"}
RU_SHORT = {"улица": "ул.", "проспект": "пр.", "бульвар": "бул.", "река": "р.", "микрорайон": "мкр."}

KK_BACK = {"accusative": "н", "ablative": "нан", "dative": "на", "locative": "нда", "genitive": "ның"}
KK_FRONT = {"accusative": "н", "ablative": "нен", "dative": "не", "locative": "нде", "genitive": "нің"}


@dataclass(frozen=True)
class Named:
    """A street, river, park or microdistrict with its names as the sketch has them."""

    ru: str
    kk: str
    en: str


def ru_genitive(name: str) -> str:
    """«улица Гоголя» → «улицы Гоголя»; a name without a known kind word stays as it is."""
    return _kind_word(name, RU_GENITIVE)


def ru_dative(name: str) -> str:
    """«проспект Абая» → «проспекту Абая»."""
    return _kind_word(name, RU_DATIVE)


def ru_short(name: str) -> str:
    """«улица Гоголя» → «ул. Гоголя», as contractors write."""
    return _kind_word(name, RU_SHORT)


def ru_in_microdistrict(name: str) -> str:
    """«микрорайон Аксай-4» → «в микрорайоне Аксай-4»; «12-й микрорайон» → «в 12-м микрорайоне»."""
    if name.endswith("-й микрорайон"):
        return f"в {name.split('-')[0]}-м микрорайоне"
    return "в " + name.replace("микрорайон ", "микрорайоне ", 1)


def kk_case(name: str, case: str) -> str:
    """A Kazakh name that ends in a possessive (көшесі, даңғылы, ауданы, өзені) in the given case.

    Raises ValueError for another ending: the sketch has none.
    """
    if name.endswith("і"):
        return name + KK_FRONT[case]
    if name.endswith("ы"):
        return name + KK_BACK[case]
    raise ValueError(f"not a possessive ending: {name}")


def segment_title(street: Named, start: Named, end: Named, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles (ru, kk, en) of works on a stretch of a street or a river between two crossings."""
    ru, kk, en = works
    on = f"реки {street.ru.split(' ', 1)[1]}" if street.ru.startswith("река ") else f"по {ru_dative(street.ru)}"
    return (
        f"{ru} {on} от {ru_genitive(start.ru)} до {ru_genitive(end.ru)}",
        f"{kk_case(street.kk, 'locative')} {kk_case(start.kk, 'ablative')} {kk_case(end.kk, 'dative')} дейін {kk}",
        f"{en} on {_the(street.en)} from {start.en} to {end.en}",
    )


def street_title(street: Named, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles of works on a whole street."""
    ru, kk, en = works
    return f"{ru} по {ru_dative(street.ru)}", f"{kk_case(street.kk, 'locative')} {kk}", f"{en} on {street.en}"


def crossing_title(first: Named, second: Named, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles of works at the crossing of two streets, or of a street and a river."""
    ru, kk, en = works
    return (
        f"{ru} на пересечении {ru_genitive(first.ru)} и {ru_genitive(second.ru)}",
        f"{first.kk} мен {kk_case(second.kk, 'genitive')} қиылысында {kk}",
        f"{en} at {first.en} and {_the(second.en)}",
    )


def address_title(street: Named, number: int, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles of works at a house with a street address."""
    ru, kk, en = works
    return f"{ru}: {street.ru}, {number}", f"{street.kk}, {number} мекенжайында {kk}", f"{en} at {number} {street.en}"


def microdistrict_title(place: Named, number: int | None, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles of works in a microdistrict, at one of its houses when a number is given."""
    ru, kk, en = works
    if number is None:
        return f"{ru} {ru_in_microdistrict(place.ru)}", f"{kk_case(place.kk, 'locative')} {kk}", f"{en} in {place.en}"
    return (
        f"{ru} {ru_in_microdistrict(place.ru)}, дом {number}",
        f"{kk_case(place.kk, 'genitive')} {number}-үйі: {kk}",
        f"{en} in {place.en}, house {number}",
    )


def park_title(park: Named, works: tuple[str, str, str]) -> tuple[str, str, str]:
    """Titles of works in a park; the Russian name stands in quotes of its own, so it needs no case."""
    ru, kk, en = works
    return f"{ru}: {park.ru[0].lower()}{park.ru[1:]}", f"{kk_case(park.kk, 'locative')} {kk}", f"{en} in {park.en}"


def _kind_word(name: str, forms: dict[str, str]) -> str:
    first, _, rest = name.partition(" ")
    return f"{forms[first]} {rest}" if first in forms else name


def _the(name: str) -> str:
    return f"the {name}" if name.endswith("River") else name
