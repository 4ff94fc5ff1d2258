"""`review` and `relocate`: the review queue of places on the command line."""

import argparse
import csv
from datetime import date
from pathlib import Path

import orjson
from geoalchemy2.shape import to_shape
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from etl.report import check_report_path
from etl.review_arguments import MOST_LINES
from gis_app.geocoding.given_geometry import read_geometry_file
from gis_app.geocoding.holder import load_geocoder
from gis_app.geocoding.review import Choice, candidates_of, decide, decisions_of, find_item, regression_cases
from gis_app.geocoding.review_models import ReviewDecision
from gis_app.settings import Settings
from gis_app.works.relocation import Relocation, relocate_all
from gis_app.works.waiting import find_waiting, works_of_item

_SHOWN_LETTERS = 90


def run_review(session: Session, settings: Settings, options: argparse.Namespace, today: date) -> list[str]:
    """Carry out a subcommand of `review`; returns the lines to tell."""
    if options.action == "list":
        return list_waiting(session, options.limit)
    if options.action == "show":
        return show_item(session, settings, options.item)
    if options.action == "decide":
        return decide_item(session, settings, options, today)
    return export_cases(session, options.out)


def list_waiting(session: Session, limit: int) -> list[str]:
    """A line per text that waits: item, number of works, match type and confidence, the text."""
    waiting = find_waiting(session)
    lines = [
        f"{one.item_id:>6}  {one.works:>4} works  {one.match_type} {one.confidence:.2f}"
        f"{' ambiguous' if one.ambiguous else ''}  {_short(one.text)}{f' [{one.district}]' if one.district else ''}"
        for one in waiting[:limit]
    ]
    return [*lines, f"{len(waiting)} texts wait for a decision, {sum(one.works for one in waiting)} works."]


def show_item(session: Session, settings: Settings, item_id: int) -> list[str]:
    """An item in words; candidates that the register of today gives are added to it."""
    item = find_item(session, item_id)
    candidates = candidates_of(session, item, load_geocoder(session, settings))
    works = works_of_item(session, item)
    lines = [
        f"item {item.id}: {item.text}",
        f"district: {item.district or 'not given'}",
        f"answer: {item.match_type}, confidence {item.confidence:.2f}{', ambiguous' if item.ambiguous else ''}",
        f"why: {item.reasons.get('en', '')}",
        f"works: {', '.join(str(work.id) for work in works[:20]) or 'none'}{' …' if len(works) > 20 else ''}",
        "candidates:" if candidates else "candidates: none; give a geometry or say --not-a-place",
    ]
    for candidate in candidates:
        point = to_shape(candidate.geom).representative_point()
        lines.append(
            f"  {candidate.number}. {candidate.match_type} “{candidate.label}” at {point.x:.5f},{point.y:.5f}, "
            f"confidence {candidate.confidence:.2f}: {candidate.reasons.get('en', '')}"
        )
    return lines + [f"decided: {_told(decision)}" for decision in decisions_of(session, item.id)]


def decide_item(session: Session, settings: Settings, options: argparse.Namespace, today: date) -> list[str]:
    """Take a decision; the job that places its works waits for the worker."""
    if options.geometry is not None:
        choice = Choice("geometry", geom=read_geometry_file(options.geometry, settings.bounds))
    elif options.candidate is not None:
        choice = Choice("candidate", number=options.candidate)
    else:
        choice = Choice("not_a_place" if options.not_a_place else "other_city" if options.other_city else "withdrawn")
    decision = decide(
        session, options.item, choice, options.author, today, note=options.note, city_wide=options.city_wide
    )
    return [
        f"item {options.item}: {_told(decision)}",
        "The worker places its works (python -m etl work --once does so now).",
    ]


def export_cases(session: Session, path: Path) -> list[str]:
    """Write the decisions in force as CSV text,district,match_type,geometry,author,decided_on; geometry is GeoJSON."""
    check_report_path(path)
    cases = regression_cases(session)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["text", "district", "match_type", "geometry", "author", "decided_on"])
        for case in cases:
            shape = _geojson(case.geom)
            writer.writerow([case.text, case.district or "", case.match_type, shape, case.author, case.decided_on])
    return [f"{len(cases)} decisions written to {path}."]


def relocate_works(session: Session, settings: Settings, *, dry_run: bool) -> list[str]:
    """Ask anew for the place of every work that the geocoder placed or could not place."""
    geocoder = load_geocoder(session, settings)
    return told(relocate_all(session, geocoder.geocode, dry_run=dry_run), dry_run=dry_run)


def told(done: Relocation, *, dry_run: bool) -> list[str]:
    """What a relocation did, at most fifty works by name."""
    lines = [
        f"work {one.work_id}: {one.what}, {one.before} → {one.after}: {_short(one.location)} ({one.reason})"
        for one in done.changes[:MOST_LINES]
    ]
    if len(done.changes) > MOST_LINES:
        lines.append(f"… and {len(done.changes) - MOST_LINES} more")
    counts = ", ".join(f"{done.counts[what]} {what}" for what in ("found", "lost", "moved", "reworded"))
    verb = "would change" if dry_run else "changed"
    return [
        *lines,
        f"{done.asked} works asked, {len(done.changes)} {verb}: {counts}.",
        f"{done.waiting} texts are not certain.",
    ]


def _told(decision: ReviewDecision) -> str:
    what = {
        "candidate": f"{decision.match_type} “{decision.label}”",
        "geometry": f"a given geometry ({decision.match_type})",
        "not_a_place": "not a place",
        "other_city": "a place of another city",
        "withdrawn": "withdrawn",
    }[decision.kind]
    scope = decision.district or "the whole city"
    note = f" ({decision.note})" if decision.note else ""
    return f"{what}, for {scope}, by {decision.author} on {decision.valid_from}{note}"


def _geojson(geom: BaseGeometry | None) -> str:
    return "" if geom is None else orjson.dumps(mapping(geom)).decode()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LETTERS else f"{line[: _SHOWN_LETTERS - 1]}…"
