"""Numbered groups of microdistricts: «Мамыр 1–7», «Калкаман-1,2»."""

from typing import NamedTuple

from gis_app.geocoding.lexer import Token
from gis_app.geocoding.name_runs import NameRuns
from gis_app.geocoding.names import Hit
from gis_app.geocoding.normalize import fold, stem

_ANOTHER_NUMBER = 0.6
_MOST_NUMBERED = 20
_ABBREVIATION = 4  # letters: «мкр» before a name speaks of one microdistrict


class Group(NamedTuple):
    """The members with their numbers, and the place after the last token of the group."""

    members: list[tuple[str, tuple[Hit, ...]]]
    end: int


def numbered_group(runs: NameRuns, run: list[int], pending: Token | None) -> Group | None:
    """The group that the words of `run` begin, or None when the register has no such numbered name."""
    if not run:
        return None
    tokens = runs.tokens
    end = run[-1] + 1
    base = runs.stems([at for at in run if tokens[at].what == "word"])
    if not base or tokens[run[0]].what == "number":
        return None
    if any(tokens[at].what == "number" for at in run):
        end = next(at for at in run if tokens[at].what == "number")
    here = end
    if here < len(tokens) and tokens[here].what == "dash":
        here += 1
    found: list[tuple[str, tuple[Hit, ...]]] = []
    joined_by = ""
    while here < len(tokens) and (token := tokens[here]).what == "number":
        hits = runs.micros((*base, stem(token.text)))
        if not hits or (found and joined_by == "," and not _goes_on(token, pending)):
            break
        if joined_by == "-" and found and found[-1][0].isdigit() and token.text.isdigit():
            for step in range(int(found[-1][0]) + 1, min(int(token.text), int(found[-1][0]) + _MOST_NUMBERED)):
                between = runs.micros((*base, str(step)))
                found += [(str(step), between)] if between else []
        found.append((token.text, hits))
        end = here + 1
        if end >= len(tokens):
            break
        separator = tokens[end]
        joined_by = "-" if separator.what == "dash" else "," if separator.text in (",", "и") else ""
        if not joined_by:
            break
        here = end + 1
    if not found and here < len(tokens) and tokens[here].what == "number":
        return _unknown_number(runs, run, here)
    return Group(found, end) if found else None


def _unknown_number(runs: NameRuns, run: list[int], here: int) -> Group | None:
    """«Таугуль-2» where the register has only Таугуль: near that, and no more is known."""
    tokens = runs.tokens
    dash, number = tokens[here - 1], tokens[here]
    base = runs.stems([at for at in run if at < here and tokens[at].what == "word"])
    if not (dash.what == "dash" and dash.tight and number.tight and number.text.isdigit()):
        return None
    hits = tuple(hit._replace(score=hit.score * _ANOTHER_NUMBER, how="part") for hit in runs.micros(base))
    return Group([(number.text, hits)], here + 1) if hits else None


def _goes_on(token: Token, pending: Token | None) -> bool:
    """Whether «, 2» after «Мамыр-1» goes on with the group, and is not a house."""
    return token.tight or pending is None or len(fold(pending.text)) > _ABBREVIATION
