"""Asking a server by wrk: each connection for the next path as soon as it has the last answer."""

import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.appeals.ground import database_cpu_s, server_cpu_s
from tests.benchmarks.stage import Stage

ROUNDS = 3
SECONDS = 15
ASKED_HEAD = ["asked", "median, ms", "p95, ms", "slowest, ms", "answers/s", "errors", "processor for one, ms"]
WRK = """
local asked = {{ {asked} }}
local number = 0
request = function()
    number = number % #asked + 1
    return wrk.format("GET", asked[number], {{ ["Accept"] = "{accept}", ["Accept-Encoding"] = "gzip" }})
end
done = function(summary, latency, requests)
    io.write(string.format("FIGURES %f %f %f %f %d %d\\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency.max / 1000, summary.requests / (summary.duration / 1e6), summary.requests,
        summary.errors.status + summary.errors.timeout + summary.errors.read))
end
"""


def medians(rounds: Sequence[Sequence[float]]) -> list[str]:
    """Of several rounds: median, 95 % and slowest in ms, answers per second, errors."""
    middle, p95, slowest, rate, _, errors = (statistics.median(column) for column in zip(*rounds, strict=True))
    return [f"{middle:.1f}", f"{p95:.1f}", f"{slowest:.0f}", f"{rate:.0f}", f"{errors:.0f}"]


def ask(address: str, paths: Sequence[str], accept: str, users: int, seconds: int) -> list[float]:
    """Milliseconds (median, 95 %, slowest), answers per second, their number, errors."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "asked.lua"
        asked = ", ".join(f'"{path}"' for path in paths)
        script.write_text(WRK.format(asked=asked, accept=accept), encoding="utf-8")
        done = subprocess.run(
            ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script), address],
            capture_output=True,
            text=True,
            check=True,
        )
    line = next(line for line in done.stdout.splitlines() if line.startswith("FIGURES"))
    return [float(part) for part in line.split()[1:]]


def asked_row(stage: Stage, address: str, name: str, paths: Sequence[str], accept: str, users: int) -> list[str]:
    """A row under `ASKED_HEAD`; the processor time of one answer is that of server + database."""
    ask(address, paths, accept, users, 4)  # warm
    port = int(address.rpartition(":")[2])
    before = server_cpu_s(port), database_cpu_s(stage.engine)
    rounds = [ask(address, paths, accept, users, SECONDS) for _ in range(ROUNDS)]
    taken = server_cpu_s(port) - before[0], database_cpu_s(stage.engine) - before[1]
    each = [1000 * one / max(1, sum(round[4] for round in rounds)) for one in taken]
    return [name, *medians(rounds), f"{each[0]:.1f} + {each[1]:.1f}"]
