"""The command line of loading: ``python -m etl COMMAND``. Exit 0 on success, 2 on bad usage or bad input.

Heavy libraries are imported by the command that needs them, so that ``--help`` answers at once.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from etl.review_arguments import add_review_commands
from gis_app.errors import GisAppError

# name → (help, what the file is)
REGISTER_COMMANDS = {
    "load-osm": (
        "all that an OSM extract gives: districts, streets, houses, rivers, parks, microdistricts",
        "OSM .pbf",
    ),
    "load-districts": ("the city's districts; property id is the district's number", "GeoJSON or GeoPackage"),
    "load-streets": ("the street network; merges pieces and names of one street", "GeoJSON(.gz), GeoPackage or .pbf"),
    "load-houses": ("houses with their points", "CSV address,lon,lat[,quality] or .pbf"),
    "load-renames": ("old and new names of streets and microdistricts", "CSV old_ru,new_ru,new_kk,source"),
    "load-landmarks": ("named points", "CSV name_ru,name_kz,address,lat,lon"),
    "load-organisations": (
        "bodies and companies with their history: names, successions, what they answer for, contacts",
        "CSV or XLSX with a column record",
    ),
    "load-areas": ("microdistricts, rivers, parks and other cities; property kind says which", "GeoJSON or GeoPackage"),
}


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="python -m etl",
        description="Load the register of a city and contractors' plans into the database.",
        epilog="Each loading is one transaction, done wholly or not at all. The same file twice changes nothing.",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr; may also follow the command")
    # Suppressed: a command without it must not undo the one before the command.
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="no progress on stderr")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (purpose, form) in REGISTER_COMMANDS.items():
        command = commands.add_parser(
            name, parents=[everywhere], help=purpose, description=f"Load {purpose}. FILE: {form}."
        )
        command.add_argument("file", type=Path, metavar="FILE", help=form)
        command.add_argument("--report", type=Path, metavar="OUT.csv", help="write every row with a problem there")
    plan = commands.add_parser(
        "load-plan",
        parents=[everywhere],
        help="a contractor's plan of works",
        description="Load a plan of works: a workbook, CSV, GeoPackage, zipped Shapefile or GeoJSON.",
    )
    formats = "XLSX, XLS, ODS, CSV, GeoPackage, Shapefile in a ZIP, GeoJSON"
    plan.add_argument("file", type=Path, metavar="FILE", help=formats)
    plan.add_argument("--source", required=True, metavar="ID", help="declaration in etl/sources that fits the file")
    plan.add_argument("--dry-run", action="store_true", help="report everything, write nothing")
    plan.add_argument("--report", type=Path, metavar="OUT.csv", help="write the outcome of every row there")
    outages = commands.add_parser(
        "load-outages",
        parents=[everywhere],
        help="notices about shut-offs of water, heat, power or gas",
        description="Load notices about shut-offs: GeoJSON with text in its properties, XLSX, XLS, ODS or CSV.",
    )
    outages.add_argument("file", type=Path, metavar="FILE", help="GeoJSON, XLSX, XLS, ODS or CSV")
    outages.add_argument("--source", metavar="ID", help="declaration in etl/sources/outages; found when left out")
    outages.add_argument("--dry-run", action="store_true", help="report everything, write nothing")
    outages.add_argument("--report", type=Path, metavar="OUT.csv", help="write the outcome of every row there")
    appeals = commands.add_parser(
        "load-appeals",
        parents=[everywhere],
        help="the appeals of another register",
        description="Load appeals from a table; each is registered, routed, linked and given its deadline.",
    )
    appeals.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, XLS or ODS, also packed with gzip")
    appeals.add_argument("--source", required=True, metavar="ID", help="declaration in etl/sources/appeals")
    appeals.add_argument("--dry-run", action="store_true", help="report everything, write nothing")
    appeals.add_argument("--report", type=Path, metavar="OUT.csv", help="write the outcome of every row there")
    geocode = commands.add_parser(
        "geocode",
        parents=[everywhere],
        help="find the places of a list of texts",
        description="Find places: one JSON object per row.",
    )
    geocode.add_argument("input", type=Path, metavar="IN.csv", help="CSV with columns id,text[,district]")
    geocode.add_argument("output", type=Path, metavar="OUT.jsonl", help="one JSON object per line")
    geocode.add_argument("--lang", choices=("ru", "kk", "en"), default="ru", help="of labels and reasons")
    work = commands.add_parser(
        "work",
        parents=[everywhere],
        help="take queued plans and jobs",
        description="Take queued plans and jobs until interrupted.",
    )
    work.add_argument("--once", action="store_true", help="empty the queue and end")
    review = commands.add_parser(
        "review",
        parents=[everywhere],
        help="places that wait for a person's decision",
        description="The review queue: texts of plans whose place is not certain.",
    )
    add_review_commands(review)
    relocate = commands.add_parser(
        "relocate",
        parents=[everywhere],
        help="place works anew after the register, the rules or decisions changed",
        description="Ask anew for the place of every work whose plan named it in words; prints what changed.",
    )
    relocate.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    demo = commands.add_parser(
        "load-demo",
        parents=[everywhere],
        help="the demo's sketch of the city, announced works and an invented training plan",
        description="Load the demo. A register with real data is left alone. A second run changes nothing.",
    )
    demo.add_argument("--if-empty", action="store_true", help="do nothing when the demo was loaded before")
    commands.add_parser(
        "relink-appeals",
        parents=[everywhere],
        help="link all appeals to the works and shut-offs that explain them anew",
        description="Link all appeals anew, after the rules changed or a backup was restored. Decided links stay.",
    )
    commands.add_parser(
        "derive-blocks",
        parents=[everywhere],
        help="blocks, carriageways and yards from the streets",
        description="Derive blocks, carriageways and yards anew; load-streets does so by itself.",
    )
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = build_parser().parse_args(arguments)
    try:
        from etl.commands import run

        return run(options)
    except GisAppError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; nothing of the current file was loaded", file=sys.stderr)
        return 130
