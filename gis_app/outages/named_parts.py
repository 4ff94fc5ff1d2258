"""Cutting the place of a notice into its named parts: one part per street, microdistrict or contour.

A utility writes dozens of addresses in one sentence: «мкр. Маяк: ул. Топчиева 1–63, ул. Аққұтан 27А и 46–60; …». A
microdistrict in front holds for the streets behind it until another is named or a new transformer begins. A dash
between two house numbers is a range here. What is no such list is left whole: the geocoder reads contours itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

_STREET = r"(?:ул|улица|пр|пр-т|пр-кт|просп|проспект|пер|переулок|б-р|бул|бульвар|ш|шоссе|проезд|туп)\b\.?"
_AREA = r"(?:мкрн?|м-р?н|м-он|микрорайон|пос|поселок|посёлок|п|с/о)\b\.?"
_HOUSES = r"(?:дома?|д|участ(?:ок|ки)|уч)\b\.?\s*№?\s*"
_NUMBER = r"\d+(?!-?[йяе]\b)[\w/]*(?:\s*[–—−-]\s*\d+[\w/]*)?"

_TRANSFORMER = regex.compile(r"(?:\b(?:К?ТП|РП|РУ)\s*-?\s*\d+\s*:)")
_FLATS = regex.compile(r"\(\s*кв\.?[^)]*\)")
_BRACKETED_HOUSES = regex.compile(rf"\(\s*{_HOUSES}(?P<inside>[^)]*)\)")
_OTHER_BRACKETS = regex.compile(r"\((?:частный[^)]*|жил[^)]*)\)")
_ABOUT_HOUSES = regex.compile(r"^[^,:;]*\bдома\b(?!\s*№?\s*\d)[^,:;\d]*[:,]\s*")
_AND_NUMBER = regex.compile(rf"\s+и\s+(?={_HOUSES}\d|\d)")
_QUARTER = regex.compile(r"^\s*кв\.\s*(?=\p{L})")
_STARTS_STREET = regex.compile(rf"^{_STREET}\s*\S", regex.IGNORECASE)
_STARTS_AREA = regex.compile(rf"^{_AREA}\s*\S", regex.IGNORECASE)
_ONLY_NUMBER = regex.compile(rf"^(?:{_HOUSES})?(?P<number>{_NUMBER})$", regex.IGNORECASE)
_WITH_NUMBER = regex.compile(
    rf"^(?P<name>.*?\p{{L}}{{2,}}.*?)\s+(?:{_HOUSES})?(?P<number>{_NUMBER})$", regex.IGNORECASE
)
_LIST = regex.compile(rf"(?:^|[\s,;:])(?:{_STREET}|{_AREA})\s*[^,;]*?(?:\s\d|,|$)|\p{{L}}{{3,}}\s+\d", regex.IGNORECASE)
# A side of a contour: a dash between names, or a hyphen with a space beside it («Рыскулова -Парковая»).
_SIDE = regex.compile(r"(?<=[\p{L})]\s*)(?:[–—−]|(?<=\s)-|-(?=\s))(?=\s*(?:\p{L}|\d+(?:-?я)?\s*\p{L}))")
_SAYS_CONTOUR = regex.compile(r"в (?:контур|квадрат|границ|предел)|контурында|алаңында|аумағында", regex.IGNORECASE)
# Words in the plural head a list of names that the geocoder reads as one.
_PLURAL = regex.compile(r"\b(?:микрорайон(?:ы|ах)|улиц(?:ы|ах|ам)|пос[её]лк(?:и|ах)|комплексы)\b|аудандарында", regex.I)
_RANGE = regex.compile(r"[\d\p{L}]\s*[–—−-]\s*\d")
_LEAST_SIDES = 3


@dataclass(slots=True)
class NamedPart:
    """A street, a microdistrict (`is_area`) or a whole clause. `text` is as it stands in the notice, in short.

    `numbers` are houses and ranges of houses as written; `area` is the microdistrict that the part stands under.
    """

    name: str
    is_area: bool = False
    area: str | None = None
    numbers: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The part in words: what a page says when it was not found."""
        said = f"{self.name} {', '.join(self.numbers)}".strip()
        return f"{said} ({self.area})" if self.area else said

    def questions(self) -> list[str]:
        """What the geocoder is asked: each range by itself, the single houses together."""
        head = f"{self.area}, {self.name}" if self.area else self.name
        ranges = [number for number in self.numbers if _RANGE.search(number)]
        singles = [number for number in self.numbers if number not in ranges]
        asked = [f"{head}, {number}" for number in ranges]
        if singles:
            asked.append(f"{head}, {', '.join(singles)}")
        return asked or [self.name]


def named_parts(text: str) -> list[NamedPart]:
    """The parts of a place in their order. A text that is no list of addresses is one part."""
    found: list[NamedPart] = []
    for section in _TRANSFORMER.split(" ".join(text.split())):
        heading: NamedPart | None = None
        for clause in section.split(";"):
            clause = _QUARTER.sub("в квадрате ", clause.strip(" .,"))
            if not clause:
                continue
            if _is_list(clause):
                heading = _read_list(clause, heading, found)
            else:
                found.append(NamedPart(clause))
    return _without_headings(found)


def _is_list(clause: str) -> bool:
    """Whether a clause is a list of addresses; names joined by dashes are a contour, which the geocoder reads whole."""
    if _SAYS_CONTOUR.search(clause) or _PLURAL.search(clause) or len(_SIDE.findall(clause)) >= _LEAST_SIDES - 1:
        return False
    return _LIST.search(clause) is not None


def _items(clause: str) -> list[str]:
    plain = _OTHER_BRACKETS.sub("", _FLATS.sub("", clause))
    plain = _ABOUT_HOUSES.sub("", _BRACKETED_HOUSES.sub(r", \g<inside>", plain))
    plain = _AND_NUMBER.sub(", ", plain).replace(":", ",")
    return [item for item in (one.strip(" .") for one in plain.split(",")) if item]


def _read_list(clause: str, heading: NamedPart | None, found: list[NamedPart]) -> NamedPart | None:
    """Append the parts of a clause to `found`; answers the microdistrict that holds for the next clause."""
    current: NamedPart | None = None
    for item in _items(clause):
        alone = _ONLY_NUMBER.match(item)
        if alone and (current or heading):
            (current or heading).numbers.append(alone["number"])  # type: ignore[union-attr]
            continue
        numbered = _WITH_NUMBER.match(item)
        if _STARTS_AREA.match(item) and not _STARTS_STREET.match(item):
            heading = current = NamedPart(item, is_area=True)
        elif numbered or _STARTS_STREET.match(item):
            name = numbered["name"].rstrip(" ,") if numbered else item
            current = NamedPart(name, area=heading.name if heading else None)
            current.numbers += [numbered["number"]] if numbered else []
        elif heading is not None:
            # «мкр. Тастыбулак, Акжар»: the kind word holds for the next name too.
            heading = current = NamedPart(f"мкр. {item}", is_area=True)
        else:
            current = NamedPart(item)
        found.append(current)
    return heading


def _without_headings(parts: list[NamedPart]) -> list[NamedPart]:
    """A microdistrict that only says where the streets behind it are is no part of its own."""
    named = {part.area for part in parts if part.area}
    return [part for part in parts if not (part.is_area and not part.numbers and part.name in named)]
