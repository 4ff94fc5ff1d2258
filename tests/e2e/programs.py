"""The city's programs in processes of their own, forked from one that has read their code.

Reading it costs four seconds of a processor, and a run starts some sixty of them. What they do is what the command
line does; `tests/integration/service`, `test_every_page.py` and the city of `conftest.py` start them as a person would.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.e2e.read_ahead"])


class Program:
    """`python -m MODULE ARGUMENTS`, begun, of uvicorn or etl; what it says goes to the end of its log."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        self._process = _forks.Process(target=_become, args=(module, arguments, dict(environment), log))
        self._process.start()

    def poll(self) -> int | None:
        """The exit status, once it has ended."""
        return self._process.exitcode

    def wait(self, patience_s: float) -> int:
        """Wait for the end; returns the exit status. Raises TimeoutError."""
        self._process.join(patience_s)
        status = self._process.exitcode
        if status is None:
            self._process.kill()
            raise TimeoutError(self.log.read_text(encoding="utf-8"))
        return status

    def stop(self, patience_s: float = 20) -> None:
        """Ask it to end, and wait until it has."""
        self._process.terminate()
        self.wait(patience_s)


def run_program(module: str, *arguments: str, environment: Mapping[str, str], log: Path) -> None:
    """A program from its beginning to its end. A failure fails the test with what it said."""
    status = Program(module, *arguments, environment=environment, log=log).wait(300)
    assert status == 0, f"{arguments}: {log.read_text(encoding='utf-8')}"


def _become(module: str, arguments: tuple[str, ...], environment: dict[str, str], log: Path) -> None:
    from gis_app.settings import get_settings

    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    get_settings.cache_clear()
    sys.argv = [module, *arguments]
    if module == "uvicorn":
        from uvicorn.main import main as serve

        serve(list(arguments))
    else:
        from etl.cli import main as load

        sys.exit(load(arguments))
