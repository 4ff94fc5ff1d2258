"""Work done in a process of its own, with limits of memory, processor time and wall time.

What a compiled library does with a hostile or merely long input (abort, hang, eat memory) ends that process and nothing
else; the memory it took is given back when it ends.

As a program: ``python -m gis_app.child LIMITS MODULE [ARGUMENT …]`` sets the limits (JSON) and then runs the module's
`main(*arguments)`.
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Literal

from gis_app.errors import GisAppError


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may take; past any of these it is ended."""

    memory_bytes: int
    processor_s: int
    wall_s: int


class ChildEndedError(GisAppError):
    """A child did not come to its end. `why` is `too-long` or `broke`; `said` is the end of what it complained."""

    def __init__(self, module: str, why: Literal["too-long", "broke"], said: str = "") -> None:
        self.why = why
        self.said = said
        super().__init__(f"{module}: {why} {said}".rstrip())


def run_in_child(module: str, arguments: Sequence[str], given: bytes, limits: ChildLimits) -> bytes:
    """What the module's `main` wrote to standard output; `given` is its standard input. ChildEndedError otherwise."""
    command = [sys.executable, "-m", "gis_app.child", json.dumps(asdict(limits)), module, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=limits.wall_s, check=False)
    except subprocess.TimeoutExpired:
        raise ChildEndedError(module, "too-long") from None
    if done.returncode != 0:
        said = done.stderr[-2000:].decode(errors="replace")
        raise ChildEndedError(module, "too-long" if done.returncode == -signal.SIGXCPU else "broke", said)
    return done.stdout


def _be_limited(limits: ChildLimits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor_s, limits.processor_s + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _be_limited(ChildLimits(**json.loads(sys.argv[1])))
    import_module(sys.argv[2]).main(*sys.argv[3:])
