"""Streets and rings as one phrase writes them: a style is drawn once, then every name follows it.

The format language of ``wordings.yaml``: ``{a:gen}`` is the street in the genitive as the style has it, ``{a:bare}``
without its kind word, ``{a:full}`` with it, ``{a:kk.abl}`` Kazakh in the ablative, ``{a:en}`` English.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmarks.geocoding.declension import (
    CASES,
    ENGLISH_KINDS,
    KAZAKH_KINDS,
    RUSSIAN_KINDS,
    kazakh,
    russian,
    short_kazakh,
)
from tests.benchmarks.geocoding.spoken import Spoken

_DASHES = (" – ", " - ", " — ", "-", "–", "—", " − ", " -", "- ", " ‑ ")
_KAZAKH_LETTERS = str.maketrans({"к": "қ", "г": "ғ"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a phrase is written. `kinds`: full, short, none, mixed (each name by itself)."""

    kinds: str
    dash: str
    no_space: bool  # ул.Абая
    other_form: bool  # the name as the other language has it
    initial: bool
    slip: bool


def draw_style(drawn: random.Random) -> Style:
    """A style; slips, initials and foreign forms are seldom."""
    return Style(
        kinds=drawn.choices(("full", "short", "none", "mixed"), (4, 3, 3, 2))[0],
        dash=drawn.choice(_DASHES),
        no_space=drawn.random() < 0.25,
        other_form=drawn.random() < 0.08,
        initial=drawn.random() < 0.06,
        slip=drawn.random() < 0.07,
    )


class Said:
    """One street in a phrase; formatted by the specifications above."""

    def __init__(self, spoken: Spoken, style: Style, drawn: random.Random) -> None:
        self.spoken, self.style, self.drawn = spoken, style, drawn
        self.kinds = style.kinds if style.kinds != "mixed" else drawn.choice(("full", "short", "none"))
        self.initial = f"{drawn.choice('АБГДЖКМНСТ')}. " if style.initial and " " not in spoken.russian else ""
        self.own_kazakh = drawn.random() < 0.5

    def __format__(self, spec: str) -> str:
        if spec.startswith("kk"):
            return self._kazakh(spec)
        if spec.startswith("en"):
            return self._english(spec)
        return self._russian(spec or "nom")

    def _russian(self, spec: str) -> str:
        kinds = "full" if spec.startswith("full") else "none" if spec.startswith("bare") else self.kinds
        case = spec.removeprefix("full").removeprefix("bare").strip(".") or ("nom" if kinds != "none" else "gen")
        if self.spoken.is_adjective and spec == "bare":
            case = "nom"
        name = self.spoken.kazakh if self.style.other_form else russian(self.spoken.russian, case)
        if kinds == "none":
            return self._slipped(self.initial + name)
        kind = RUSSIAN_KINDS[self.spoken.kind]
        if kinds == "short":
            short = self.drawn.choice(kind[5])
            return (
                short
                + ("" if self.style.no_space and short.endswith(".") else " ")
                + self._slipped(self.initial + name)
            )
        return f"{kind[CASES.index(case)]} {self._slipped(self.initial + name)}"

    def _kazakh(self, spec: str) -> str:
        head, _, case = spec.partition(".")
        kinds = "full" if head == "kkfull" else "none" if head == "kkbare" else self.kinds
        name = self.spoken.russian if self.style.other_form else self.spoken.kazakh
        if self.own_kazakh and name == self.spoken.kazakh:
            name = _with_kazakh_letters(name)
        name = self.initial + name
        if kinds == "none":
            return self._slipped(kazakh(name, case or "nom"))
        if kinds == "short" and not case:
            return f"{self._slipped(name)} {short_kazakh(self.spoken.kind)}"
        return f"{self._slipped(name)} {kazakh(KAZAKH_KINDS[self.spoken.kind], case or 'nom')}"

    def _english(self, spec: str) -> str:
        name = self._slipped(self.initial.replace("Ж", "Zh") + self.spoken.english)
        if spec == "enbare" or (spec == "en" and self.kinds == "none"):
            return name
        return f"{name} {self.drawn.choice(ENGLISH_KINDS[self.spoken.kind])}"

    def _slipped(self, name: str) -> str:
        return slip(name, self.drawn) if self.style.slip and self.drawn.random() < 0.6 else name


def slip(name: str, drawn: random.Random) -> str:
    """The name with one slip of the pen in a word of seven letters or more: a vowel, a double letter, two changed."""
    words = name.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 7]
    if not long:
        return name
    place = drawn.choice(long)
    word = words[place]
    at = drawn.randrange(2, len(word) - 2)
    sort = drawn.choice(("vowel", "double", "swap", "drop"))
    if sort == "vowel":
        other = {"а": "о", "о": "а", "е": "и", "и": "е", "ы": "и", "у": "ю", "a": "o", "e": "i"}
        at = next((n for n in range(2, len(word) - 2) if word[n] in other), -1)
        words[place] = word[:at] + other[word[at]] + word[at + 1 :] if at > 0 else word
    elif sort == "double":
        words[place] = word[:at] + word[at] + word[at:]
    elif sort == "swap":
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        at = next((n for n in range(2, len(word) - 2) if word[n] in "аеиоуыaeiouy"), -1)
        words[place] = word[:at] + word[at + 1 :] if at > 0 else word
    return " ".join(words)


def _with_kazakh_letters(name: str) -> str:
    """Розыбакиев as Розыбақиев: к and г beside back vowels, as Kazakh newspapers write the names of Kazakhs."""
    if name.endswith(("ский", "ая")) or " " in name:
        return name
    letters = list(name)
    for place in range(1, len(letters) - 1):
        if letters[place] in "кг" and letters[place - 1] in "аоуы" and letters[place + 1] in "аоуыи":
            letters[place] = letters[place].translate(_KAZAKH_LETTERS)
    return "".join(letters)


class Ring:
    """The streets round an area, joined by the dash or as a list."""

    def __init__(self, sides: Sequence[Said], style: Style) -> None:
        self.sides, self.style = sides, style

    def __format__(self, spec: str) -> str:
        lists = {"list": ("bare", "и"), "comma": ("nom", ""), "kklist": ("kkbare", "және"), "kkcomma": ("kkbare", ""),
                 "enlist": ("enbare", "and")}  # fmt: skip
        if spec in lists:
            form, joint = lists[spec]
            names = [format(side, form) for side in self.sides]
            return ", ".join(names) if not joint else f"{', '.join(names[:-1])} {joint} {names[-1]}"
        return self.style.dash.join(format(side, spec) for side in self.sides)
