"""How a raw name of a street is said: its kind, its Russian and Kazakh words; for drawn phrases."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.geocoding.declension import is_adjective, latin, nominative

_RUSSIAN = {"улица": "street", "ул.": "street", "проспект": "avenue", "бульвар": "boulevard", "переулок": "lane"}
_KAZAKH = {"көшесі": "street", "даңғылы": "avenue", "бульвары": "boulevard"}
_WORD = re.compile(r"^(?:[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]{2,}(?:-[А-ЯЁа-яё]{2,})?|[Бб]и|[Аа]на|[Аа]та|аль-[А-Я][а-я]+)$")
_TITLES = ("Батыра", "Би", "Хана", "Ана", "Ата", "Жырау")
_KAZAKH_LETTERS = set("әіңғүұқөһӘІҢҒҮҰҚӨҺ")


@dataclass(frozen=True, slots=True)
class Spoken:
    """`russian` as on Russian maps (Абая, Каменистая), `kazakh` in the nominative (Абай), `kind` of declension.py."""

    kind: str
    russian: str
    kazakh: str

    @property
    def english(self) -> str:
        """The name as English maps spell it."""
        return latin(self.kazakh if is_adjective(self.russian) else nominative(self.russian), "en")

    @property
    def is_adjective(self) -> bool:
        """Whether the Russian name agrees with its kind word."""
        return is_adjective(self.russian)


def spoken(names: Mapping[str, float]) -> Spoken | None:
    """From all raw names of a street with their metres; None when none is a plain Russian name with its kind word."""
    russian: dict[str, str] = {}
    kazakh: list[str] = []
    for name in sorted(names, key=lambda name: (-names[name], name)):
        words = re.sub(r"\([^)]*\)", " ", name).split()
        for kinds, take in ((_RUSSIAN, russian), (_KAZAKH, kazakh)):
            kind = [word for word in words if word.lower() in kinds]
            rest = [word for word in words if word.lower() not in kinds]
            if len(kind) == 1 and 1 <= len(rest) <= 3 and all(_WORD.match(word) for word in rest):
                said = " ".join(w.lower() if w in _TITLES and n else w for n, w in enumerate(rest))
                if isinstance(take, dict):
                    take.setdefault(said, kinds[kind[0].lower()])
                else:
                    take.append(said)
    plain = [said for said in russian if not _KAZAKH_LETTERS & set(said)]
    if not plain:
        return None
    best = plain[0]
    return Spoken(russian[best], best, kazakh[0] if kazakh else nominative(best))
