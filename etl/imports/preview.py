"""The first rows of a file whose columns a person is to tell."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import undefer

from etl.extract.sheets import read_sheets
from etl.rows import cell_text
from gis_app.db.session import session_scope
from gis_app.works.imports.mapping import SHOWN_COLUMNS, SHOWN_ROWS
from gis_app.works.imports.models import Upload

# Refusals that telling the columns would mend.
HEADER_CODES = frozenset({"no_header", "no_header_row", "no_column", "no_sheet", "no_sheet_number", "other_format"})
MOST_SHEETS = 12
LONGEST_CELL = 160


def keep_preview(engine: Engine, upload_id: int) -> None:
    """Keep the upper left corner of each sheet of an upload. Raises BadFileError when the file is no table."""
    with session_scope(engine) as session:
        upload = session.get_one(Upload, upload_id, options=[undefer(Upload.content)])
        sheets = read_sheets(Path(upload.file_name), upload.content or b"")
        upload.preview = {
            "sheets": [
                {
                    "name": sheet.name,
                    "rows": [
                        [" ".join(cell_text(cell).split())[:LONGEST_CELL] for cell in row[:SHOWN_COLUMNS]]
                        for row in sheet.rows[:SHOWN_ROWS]
                    ],
                }
                for sheet in sheets[:MOST_SHEETS]
            ]
        }
