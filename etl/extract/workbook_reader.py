"""The program that opens a workbook, in a process of its own: `etl/extract/workbooks.py` starts it.

A damaged or malicious workbook can make the compiled reader abort or ask for all memory: one stray cell in the last
row and column of a sheet is 17 thousand million cells. That ends this process and nothing else. The workbook comes on
stdin; a pickled pair goes to stdout: "sheets" with names, cells and merged ranges, or "password" or "damaged" with
the reader's words. It imports nothing of ours, so that it starts at once.
"""

import io
import pickle
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

# Room for some 10 million cells, fifty times a city's yearly plan.
MOST_MEMORY_BYTES = 2_000_000_000
MOST_PROCESSOR_SECONDS = 120


def read(content: bytes) -> tuple[str, object]:
    """All visible sheets as (name, rows, merged ranges); a range is two (row, column) corners counted from 0."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = [
                meta.name
                for meta in workbook.sheets_metadata
                if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
            ]
            sheets = [workbook.get_sheet_by_name(name) for name in names]
            return "sheets", [
                (sheet.name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or []) for sheet in sheets
            ]
    except PasswordError:
        return "password", ""
    except (CalamineError, OSError, ValueError) as error:
        return "damaged", str(error)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(pickle.dumps(read(sys.stdin.buffer.read())))
