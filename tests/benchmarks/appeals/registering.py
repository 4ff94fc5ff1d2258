"""Registering one appeal over HTTP with its links: alone, and with 20 writers who never pause.

    python -m tests.benchmarks appeals_http

20,000 works, the city's streets and districts where they lie beside the checkout. Each appeal is a text of `topics.csv`
without a topic (it is suggested), with a pin spread as the works are. Every 20 requests come over a new connection from
another address of this machine, so that the limit on one address stays as it is. Two server processes, the database
and the writers share the machine.
"""

import asyncio
import csv
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import numpy as np
from sqlalchemy import text

from tests.benchmarks import generate
from tests.benchmarks.appeals.ground import WORKS, database_cpu_s, lay_city, load_average, server_cpu_s
from tests.benchmarks.stage import Stage, fresh_stage, table
from tests.benchmarks.tiles import serving

TEXTS = Path(__file__).with_name("topics.csv")
PROCESSES = 2
ALONE, WRITERS, OF_A_WRITER = 400, 20, 150
OF_A_CONNECTION = 20
ROUNDS = 3

_HEAD = "POST /api/appeals HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "

Sent = tuple[float, dict[str, Any]]


def bodies(stage: Stage, number: int, seed: int = 3) -> Iterator[bytes]:
    """What is sent: JSON of appeals."""
    dice = np.random.default_rng(seed)
    with TEXTS.open(encoding="utf-8", newline="") as file:
        written = [(row["text"], row["language"]) for row in csv.DictReader(file)]
    for (lon, lat), (words, language) in zip(
        generate.places(number, stage.settings, dice), itertools.cycle(written), strict=False
    ):
        sent = {"text": words, "lang": language, "lon": float(lon), "lat": float(lat), "client_key": str(uuid4())}
        yield json.dumps({**sent, "kind": "complaint"}).encode()


class _Writer:
    """One who writes appeals one after another."""

    _hosts = (f"127.{a}.{b}.{c}" for a in range(1, 250) for b in range(1, 250) for c in range(1, 250))

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80

    async def write(self, sent: Sequence[bytes]) -> list[Sent]:
        """Seconds from the first byte sent to the last received, and the answers."""
        taken = []
        for first in range(0, len(sent), OF_A_CONNECTION):
            reader, writer = await asyncio.open_connection(self.host, self.port, local_addr=(next(self._hosts), 0))
            for body in sent[first : first + OF_A_CONNECTION]:
                head = f"{_HEAD}{len(body)}"
                began = time.perf_counter()
                writer.write(f"{head}\r\n\r\n".encode() + body)
                answer = await _answer(reader)
                taken.append((time.perf_counter() - began, answer))
            writer.close()
            await writer.wait_closed()
        return taken


async def _answer(reader: asyncio.StreamReader) -> dict[str, Any]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].split("\r\n")[0])
    body = await reader.readexactly(length)
    if " 201" not in head.split("\r\n")[0]:
        raise RuntimeError(f"{head}{body[:500]!r}")
    answer: dict[str, Any] = json.loads(body)
    return answer


async def _all(address: str, sent: list[bytes], writers: int) -> list[Sent]:
    shares = [sent[at::writers] for at in range(writers)]
    return [
        one for taken in await asyncio.gather(*(_Writer(address).write(share) for share in shares)) for one in taken
    ]


def _row(name: str, stage: Stage, address: str, sent: list[bytes], writers: int) -> tuple[list[str], list[Sent]]:
    port = urlsplit(address).port or 80
    before, served, began = database_cpu_s(stage.engine), server_cpu_s(port), time.perf_counter()
    taken = asyncio.run(_all(address, sent, writers))
    wall = time.perf_counter() - began
    server = (server_cpu_s(port) - served) / len(taken) * 1000
    database = (database_cpu_s(stage.engine) - before) / len(taken) * 1000
    p50, p95, worst = np.percentile([1000 * seconds for seconds, _ in taken], [50, 95, 100])
    row = [name, f"{len(taken):,}", f"{p50:.0f}", f"{p95:.0f}", f"{worst:.0f}", f"{len(taken) / wall:.0f}"]
    return [*row, f"{server:.1f}", f"{database:.1f}"], taken


def run() -> str:
    """Markdown: milliseconds until the answer."""
    with fresh_stage() as stage:
        lay_city(stage)
        with serving(stage, PROCESSES) as address:
            sent = list(bodies(stage, 200 + ROUNDS * (ALONE + WRITERS * OF_A_WRITER)))
            give = iter(sent)
            asyncio.run(_all(address, list(itertools.islice(give, 200)), 4))  # every process has read its rules
            rows, taken = [], []
            for number in range(1, ROUNDS + 1):
                for name, writers, each in (
                    (f"alone, round {number}", 1, ALONE),
                    (f"{WRITERS} writers, round {number}", WRITERS, OF_A_WRITER),
                ):
                    row, answers = _row(name, stage, address, list(itertools.islice(give, writers * each)), writers)
                    rows.append(row)
                    taken += answers
        with stage.engine.connect() as connection:
            stored = connection.scalar(text("SELECT count(*) FROM appeals"))
    assert stored == len(sent), (stored, len(sent))
    linked = sum(bool(answer["links"]) for _, answer in taken) / len(taken)
    rows.sort(key=lambda row: row[0].partition(",")[0] != "alone")
    header = [
        "writers",
        "appeals",
        "p50, ms",
        "p95, ms",
        "slowest, ms",
        "appeals/s",
        "ms of processor each",
        "in PostgreSQL",
    ]
    return (
        f"{table(header, rows)}\n\nWith {WORKS:,} works; {linked:.0%} of the appeals were answered with a link. "
        f"{load_average()}"
    )
