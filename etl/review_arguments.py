"""The arguments of `review`, apart from what it does, so that `--help` answers at once."""

import argparse
from pathlib import Path

MOST_LINES = 50


def add_review_commands(review: argparse.ArgumentParser) -> None:
    """The subcommands of `review`: list, show, decide, export."""
    actions = review.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="texts that wait for a decision, those of most works first")
    listing.add_argument("--limit", type=int, default=MOST_LINES, metavar="N", help="at most N texts")
    show = actions.add_parser("show", help="a text with its candidates, its works and what was decided")
    show.add_argument("item", type=int, metavar="ID")
    deciding = actions.add_parser("decide", help="say which place a text means; all its works follow")
    deciding.add_argument("item", type=int, metavar="ID")
    choice = deciding.add_mutually_exclusive_group(required=True)
    choice.add_argument("--candidate", type=int, metavar="N", help="the candidate of this number")
    choice.add_argument("--geometry", type=Path, metavar="FILE", help="GeoJSON or WKT, longitude first")
    choice.add_argument("--not-a-place", action="store_true", help="the text names no place")
    choice.add_argument("--other-city", action="store_true", help="the text names a place of another city")
    choice.add_argument("--withdraw", action="store_true", help="take the decision back; the geocoder answers again")
    deciding.add_argument("--author", required=True, metavar="NAME", help="who decides; answers will name it")
    deciding.add_argument("--note", metavar="TEXT", help="why, for colleagues")
    deciding.add_argument("--city-wide", action="store_true", help="hold in the whole city, not in the hinted district")
    export = actions.add_parser("export", help="the decisions in force as regression cases")
    export.add_argument("out", type=Path, metavar="OUT.csv")
