"""Case endings of Russian and Kazakh and the Latin alphabets, as far as street names need them; for drawn phrases."""

import re

# Kind words of Russian: nominative, genitive, dative, instrumental, prepositional, and the abbreviations in use.
RUSSIAN_KINDS: dict[str, tuple[str, str, str, str, str, tuple[str, ...]]] = {
    "street": ("улица", "улицы", "улице", "улицей", "улице", ("ул.", "ул")),
    "avenue": ("проспект", "проспекта", "проспекту", "проспектом", "проспекте", ("пр.", "пр-т", "просп.", "пр-кт")),
    "boulevard": ("бульвар", "бульвара", "бульвару", "бульваром", "бульваре", ("б-р", "бул.")),
    "lane": ("переулок", "переулка", "переулку", "переулком", "переулке", ("пер.",)),
}
CASES = ("nom", "gen", "dat", "ins", "loc")
KAZAKH_KINDS = {"street": "көшесі", "avenue": "даңғылы", "boulevard": "бульвары", "lane": "тұйық көшесі"}
_SHORT_KAZAKH = {"street": "көш.", "avenue": "даңғ."}
ENGLISH_KINDS = {"street": ("Street", "street", "St."), "avenue": ("Avenue", "avenue", "Ave"),
                 "boulevard": ("Boulevard", "boulevard"), "lane": ("Lane", "lane")}  # fmt: skip
_ADJECTIVE = re.compile(r"(?:[скнвтшрлдчжц]ая|няя)$")
_ADJECTIVES = {"gen": ("ой", "ей"), "dat": ("ой", "ей"), "ins": ("ой", "ей"), "loc": ("ой", "ей")}
# What a person's name in the genitive looks like, and its nominative.
_PERSONS = (("ского", "ский"), ("цкого", "цкий"), ("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"),
            ("ына", "ын"), ("бека", "бек"), ("бая", "бай"), ("хана", "хан"), ("батыра", "батыр"), ("гоголя", "гоголь"),
            ("абая", "абай"), ("жамбыла", "жамбыл"))  # fmt: skip
_GIVEN = re.compile(r"[бвгджзклмнпрстфхцчшщ]а$")
_FRONT = set("әеөүіэ")
_VOWELS = set("аәеёиоөуұүыіэюя")
_NASAL, _VOICED = set("мнң"), set("рлйузж")
_KAZAKH_CASES = {  # after a vowel, a nasal, another voiced letter, a voiceless one; with back vowels, then front
    "abl": (("дан", "ден"), ("нан", "нен"), ("дан", "ден"), ("тан", "тен")),
    "dat": (("ға", "ге"), ("ға", "ге"), ("ға", "ге"), ("қа", "ке")),
    "gen": (("ның", "нің"), ("ның", "нің"), ("дың", "дің"), ("тың", "тің")),
    "loc": (("да", "де"), ("да", "де"), ("да", "де"), ("та", "те")),
    "ins": (("мен", "мен"), ("мен", "мен"), ("мен", "мен"), ("пен", "пен")),
}
_LATIN_2018 = dict(zip("абвгдежзийклмнопрстуфхыіэәғқңөұүһ", "abvgdejzııklmnoprstýfhyieágqńóuúh", strict=True)) | {
    "ш": "sh", "ч": "ch", "ц": "ts", "щ": "sh", "ю": "ıý", "я": "ıa", "ё": "ıo", "ь": "", "ъ": ""}  # fmt: skip
_LATIN_2021 = dict(zip("абвгдежзийклмнопрстуфхыіэәғқңөұүһ", "abvgdejziiklmnoprstufhyieäğqñöūüh", strict=True)) | {
    "ш": "ş", "ч": "ch", "ц": "ts", "щ": "ş", "ю": "iu", "я": "ia", "ё": "io", "ь": "", "ъ": ""}  # fmt: skip
_ENGLISH = dict(zip("абвгдезийклмнопрстуфыіэәғқңөұүһ", "abvgdeziyklmnoprstufyieagqnouuh", strict=True)) | {
    "ж": "zh", "х": "kh", "ш": "sh", "ч": "ch", "ц": "ts", "щ": "shch", "ю": "yu", "я": "ya", "ё": "yo", "ь": "",
    "ъ": ""}  # fmt: skip
ALPHABETS = {"2018": _LATIN_2018, "2021": _LATIN_2021, "en": _ENGLISH}


def is_adjective(word: str) -> bool:
    """Whether a Russian name agrees with its kind word: Каменистая, not Абая."""
    return bool(_ADJECTIVE.search(word)) and not word.endswith(("бая", "Тая"))


def russian(name: str, case: str) -> str:
    """A street's name in a case: only adjectives change, persons stand in the genitive already."""
    if case == "nom" or not is_adjective(name):
        return name
    hard, soft = _ADJECTIVES[case]
    return name[:-2] + (soft if name.endswith("яя") else hard)


def nominative(name: str) -> str:
    """The person's own name behind a genitive, as Kazakh and English write it; other names stay as they are."""
    words = name.split()
    told = [_person(word) for word in words]
    if len(words) == 2 and told[1] != words[1] and told[0] == words[0] and _GIVEN.search(words[0]):
        told[0] = words[0][:-1]  # Ораза Абишева: Ораз Абишев
    return " ".join(told)


def _person(word: str) -> str:
    for ending, bare in _PERSONS:
        if word.lower().endswith(ending):
            kept = len(word) - len(ending)
            return word[:kept] + (bare if kept else bare.capitalize())
    return word


def kazakh(word: str, case: str) -> str:
    """A Kazakh word in a case, by the harmony of its last vowel; possessives (көшесі) take their н."""
    if case == "nom":
        return word
    low = word.lower()
    last = next((letter for letter in reversed(low) if letter in _VOWELS), "а")
    front = last in _FRONT or (last == "и" and not set(low) & set("аоуұыюя"))
    if low.endswith(("есі", "ғылы", "вары", "ауданы", "аны", "лары", "лері", "ғы", "гі")) and case != "ins":
        ending = {"abl": "нан", "dat": "на", "gen": "ның", "loc": "нда"}[case]
        return word + (ending.replace("а", "е").replace("ы", "і") if front else ending)
    final = low[-1]
    group = 0 if final in _VOWELS - {"у", "и", "ю"} else 1 if final in _NASAL else 2 if final in _VOICED | {"и"} else 3
    if case == "ins" and final in "зж":
        return word + "бен"
    return word + _KAZAKH_CASES[case][group][1 if front else 0]


def short_kazakh(kind: str) -> str:
    """The abbreviation of a Kazakh kind word, or the word."""
    return _SHORT_KAZAKH.get(kind, KAZAKH_KINDS[kind])


def latin(text: str, alphabet: str) -> str:
    """Cyrillic text in a Latin alphabet (`2018`, `2021` of Kazakh, `en` as in English maps), capitals kept."""
    table = ALPHABETS[alphabet]
    written = []
    for letter in text:
        sound = table.get(letter.lower(), letter.lower())
        written.append(sound.capitalize() if letter.isupper() else sound if letter.lower() in table else letter)
    return "".join(written)
