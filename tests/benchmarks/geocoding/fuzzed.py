"""How long made-up texts in any Unicode take: random signs, and pieces of real phrases between them."""

import random
import time
from collections.abc import Sequence

import numpy as np

from gis_app.geocoding.geocoder import Geocoder
from gis_app.geocoding.lexer import lex
from gis_app.geocoding.names_in import names_of
from tests.benchmarks.geocoding.engines import one_core

_TEXTS = 2_000
_LONGEST = 2_000  # signs, what the HTTP interface takes
_SIGNS = " ,.;:–—-()/«»№\n"
_SCRIPTS = ((0x20, 0x7E), (0x400, 0x52F), (0x5D0, 0x5EA), (0x600, 0x6FF), (0x300, 0x36F), (0x4E00, 0x4FFF),
            (0x1F300, 0x1F6FF), (0xA0, 0x24F), (0x1, 0x10FFFF))  # fmt: skip


def measure(geocoder: Geocoder, phrases: Sequence[str]) -> dict[str, float]:
    """Median, p99 and longest time of an answer in ms of processor time; the most tokens and candidates of a text."""
    drawn = random.Random(7)
    texts = [_text(drawn, phrases) for _ in range(_TEXTS)]
    times, tokens, candidates = [], 0, 0
    with one_core():
        for text in texts:
            began = time.thread_time()
            geocoder.geocode(text)
            times.append(1000 * (time.thread_time() - began))
    for text in texts:
        phrase, scene = geocoder.read(text)
        tokens = max(tokens, len(lex(text)))
        found = sum(len(scene.candidates.of(name)) for node in phrase.nodes for name in names_of(node))
        candidates = max(candidates, found)
    p50, p99 = np.percentile(times, [50, 99])
    return {
        "texts": _TEXTS, "p50_ms": float(p50), "p99_ms": float(p99), "longest_ms": max(times),
        "tokens": tokens, "candidates": candidates,
    }  # fmt: skip


def _text(drawn: random.Random, phrases: Sequence[str]) -> str:
    length = drawn.randint(1, _LONGEST)
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        pieces.append(_piece(drawn, phrases))
    return "".join(pieces)[:length]


def _piece(drawn: random.Random, phrases: Sequence[str]) -> str:
    what = drawn.random()
    if what < 0.4:
        words = drawn.choice(phrases).split()
        start = drawn.randrange(len(words))
        return " ".join(words[start : start + drawn.randint(1, 4)]) + drawn.choice(_SIGNS)
    if what < 0.6:
        return str(drawn.randint(0, 10 ** drawn.randint(1, 30))) + drawn.choice(_SIGNS)
    low, high = drawn.choice(_SCRIPTS)
    signs = (drawn.randint(low, high) for _ in range(drawn.randint(1, 30)))
    return "".join(chr(sign) for sign in signs if not 0xD800 <= sign <= 0xDFFF) + drawn.choice(_SIGNS)
