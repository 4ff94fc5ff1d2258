"""Workbooks (XLSX, XLSB, XLS, ODS), read by a process of its own that may fail without harm."""

import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.extract.refusals import refused

READER = Path(__file__).with_name("workbook_reader.py")

# A sheet's name, its rows, and its merged ranges: first and last (row, column), counted from 0.
RawSheet = tuple[str, list[list[Any]], Sequence[tuple[tuple[int, int], tuple[int, int]]]]


def read_workbook(path: Path, content: bytes) -> list[RawSheet]:
    """All visible sheets. Raises BadFileError when the workbook is encrypted, damaged, or too large to open."""
    done = subprocess.run([sys.executable, "-P", str(READER)], input=content, capture_output=True, check=False)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT) or b"MemoryError" in done.stderr:
        raise refused(path, "stray_cell")
    if done.returncode:
        raise refused(path, "damaged")
    kind, value = pickle.loads(done.stdout)  # noqa: S301 - written by our own program
    if kind == "password":
        raise refused(path, "password")
    if kind == "damaged":
        raise refused(path, "damaged_because", why=value)
    sheets: list[RawSheet] = value
    return sheets
