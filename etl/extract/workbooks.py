"""Workbooks (XLSX, XLSB, XLS, ODS), read by a process of its own that may fail without harm."""

import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gis_app.errors import BadFileError

READER = Path(__file__).with_name("workbook_reader.py")

# A sheet's name, its rows, and its merged ranges: first and last (row, column), counted from 0.
RawSheet = tuple[str, list[list[Any]], Sequence[tuple[tuple[int, int], tuple[int, int]]]]


def read_workbook(path: Path, content: bytes) -> list[RawSheet]:
    """All visible sheets. Raises BadFileError when the workbook is encrypted, damaged, or too large to open."""
    done = subprocess.run([sys.executable, "-P", str(READER)], input=content, capture_output=True, check=False)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT) or b"MemoryError" in done.stderr:
        raise BadFileError(
            path,
            "the workbook is too large to open: look for a stray cell far below or right of the table, "
            "or copy the table to a new workbook",
        )
    if done.returncode:
        raise BadFileError(path, "the workbook is damaged: send it again")
    kind, value = pickle.loads(done.stdout)  # noqa: S301 - written by our own program
    if kind == "password":
        raise BadFileError(path, "the workbook is protected by a password: take the password off")
    if kind == "damaged":
        raise BadFileError(path, f"the workbook is damaged ({value}): send it again")
    sheets: list[RawSheet] = value
    return sheets
