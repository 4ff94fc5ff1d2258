"""`geocode`: locate the texts of a CSV file, one JSON object per line out."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from sqlalchemy.orm import Session

from gis_app.errors import BadFileError
from gis_app.geocoding.holder import load_geocoder
from gis_app.geocoding.targets import FIRST_LANGUAGE
from gis_app.settings import Settings, get_settings

NEEDED = ("id", "text")


@dataclass
class Summary:
    """How many texts were read, how many were located, and how many of each match type."""

    texts: int = 0
    located: int = 0
    by_match_type: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        most_first = sorted(self.by_match_type.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = ", ".join(f"{number} {kind}" for kind, number in most_first)
        return f"located {self.located} of {self.texts}" + (f" ({kinds})" if kinds else "")


def geocode_file(
    in_csv: Path,
    out_jsonl: Path,
    session: Session,
    settings: Settings | None = None,
    language: str = FIRST_LANGUAGE,
) -> Summary:
    """Locate every row of `in_csv` (UTF-8, columns id,text[,district]) and write `out_jsonl` in the same order, with
    labels and reasons in `language`.

    Raises BadFileError when the input cannot be read or lacks a column; the output is then not touched.
    """
    rows = _rows(in_csv)
    geocoder = load_geocoder(session, settings or get_settings())
    summary = Summary()
    try:
        with out_jsonl.open("wb") as out:
            for row in rows:
                answer = geocoder.geocode(row["text"] or "", row.get("district") or None, language)
                out.write(orjson.dumps(answer.as_json(row["id"] or "", language), option=orjson.OPT_APPEND_NEWLINE))
                summary.texts += 1
                summary.located += answer.geom is not None
                summary.by_match_type[answer.match_type] = summary.by_match_type.get(answer.match_type, 0) + 1
    except OSError as error:
        raise BadFileError(out_jsonl, f"cannot be written: {error.strerror}") from error
    return summary


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise BadFileError(path, f"column {', '.join(missing)} is missing; the file needs id,text[,district]")
            return list(reader)
    except UnicodeDecodeError as error:
        raise BadFileError(path, "is not UTF-8 text") from error
    except csv.Error as error:
        raise BadFileError(path, f"is not a CSV file: {error}") from error
    except OSError as error:
        raise BadFileError(path, f"cannot be read: {error.strerror}") from error
