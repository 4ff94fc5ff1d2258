"""How well appeals are linked: `python -m tests.benchmarks appeal_links` measures it on judged pairs.

`links.csv` was judged from the domain before any score was looked at: would a good operator name this work or shut-off
to the applicant, as what explains the trouble or will end it? Rules are mended by `dev` alone; `held` is reported.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from gis_app.appeals.intake import register
from gis_app.appeals.linking import find_yards_of_works, link_appeals
from gis_app.appeals.received import Received
from gis_app.settings import Settings
from tests.benchmarks.appeals.link_ground import TODAY, Cause, add_cause, lay, on_ground, shape_of
from tests.benchmarks.appeals.page import put
from tests.benchmarks.stage import fresh_stage

LIST = Path(__file__).with_name("links.csv")
HEAD = "## Appeals linked to works and shut-offs"
_NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC)
# Before anything was mended by `dev`: half → linked rightly, linked wrongly, missed.
BEFORE: dict[str, tuple[int, int, int]] = {"dev": (64, 23, 0), "held": (64, 20, 1)}


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair: should the appeal of `topic` at `at` (metres) be linked to the cause, and why."""

    number: int
    half: str
    theme: str
    topic: str
    at: str
    cause: Cause
    should: bool
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with what the program did with it."""

    pair: Pair
    linked: bool
    score: float | None


def read_pairs() -> list[Pair]:
    """All pairs in their order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                int(row["number"]), row["half"], row["theme"], row["topic"], row["at"],
                Cause(
                    row["cause"], row["shape"], row["state"], _days(row["first"]), _days(row["last"]),
                    _days(row["warranty"]),
                ),
                row["link"] == "yes", row["why"],
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def _days(cell: str) -> int | None:
    return int(cell) if cell else None


def judge(session: Session, settings: Settings, pairs: Sequence[Pair]) -> list[Judged]:
    """What the program does with each pair alone on the drawn ground; all of it is undone."""
    lay(session)
    return [_judge_one(session, settings, pair) for pair in pairs]


def _judge_one(session: Session, settings: Settings, pair: Pair) -> Judged:
    undone = session.begin_nested()
    column, cause_id = add_cause(session, pair.cause)
    if column == "work_id":
        find_yards_of_works(session, [cause_id])
    at = on_ground(shape_of(f"point {pair.at}"))
    received = Received(
        channel="web", kind="complaint", language="ru", text="—", received_at=_NOON, topic=pair.topic,
        point=(float(at.x), float(at.y)),
    )  # fmt: skip
    appeal = register(session, received, settings=settings, situations=())
    link_appeals(session, [appeal.id], today=TODAY)
    found = session.execute(
        text(f"SELECT score FROM appeal_links WHERE appeal_id = :appeal AND {column} = :cause"),
        {"appeal": appeal.id, "cause": cause_id},
    ).scalar_one_or_none()
    undone.rollback()
    return Judged(pair, found is not None, found)


def count(judged: Sequence[Judged]) -> Counter[str]:
    """How many were linked rightly (`hit`), wrongly (`wrong`), and not though they should have been (`missed`)."""
    names = {(True, True): "hit", (False, True): "wrong", (True, False): "missed", (False, False): "kept out"}
    return Counter(names[one.pair.should, one.linked] for one in judged)


def precision(counts: Counter[str]) -> float:
    """Of the links that stand, the share that should."""
    return counts["hit"] / max(1, counts["hit"] + counts["wrong"])


def recall(counts: Counter[str]) -> float:
    """Of the links that should stand, the share that do."""
    return counts["hit"] / max(1, counts["hit"] + counts["missed"])


def section(judged: Sequence[Judged]) -> str:
    """The section of the page."""
    lines = [
        HEAD,
        "",
        f"`python -m tests.benchmarks appeal_links` measures this anew. The {len(judged)} pairs of",
        "`tests/benchmarks/appeals/links.csv` were judged, each with its reason, before any was scored: would a good",
        "operator name this work or shut-off to the applicant? One person, who had read the score's code, judged them,",
        "drew lots for the halves and mended score and topics by what was wrong on `dev`: no blind judge, so even",
        "`held` is kinder than residents will be. Each pair is tried alone, with its topic given.",
        "",
        "| half | pairs | linked rightly | wrongly | missed | precision | recall | before: precision | recall |",
        "|--|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for half in ("dev", "held"):
        of_half = [one for one in judged if one.pair.half == half]
        counts = count(of_half)
        before = BEFORE.get(half)
        then = "– | –"
        if before is not None:
            earlier = Counter(dict(zip(("hit", "wrong", "missed"), before, strict=True)))
            then = f"{precision(earlier):.0%} | {recall(earlier):.0%}"
        lines.append(
            f"| {half} | {len(of_half)} | {counts['hit']} | {counts['wrong']} | {counts['missed']} "
            f"| {precision(counts):.0%} | {recall(counts):.0%} | {then} |"
        )
    lines += [
        "",
        "Limits seen: a reach is a distance and not a street, so that the other side of a street and the end of a",
        "stretch count as near; a weak fit still links what lies within fifteen metres; a yard is a whole block.",
        *("", "What is still judged otherwise:", ""),
    ]
    for one in judged:
        if one.linked != one.pair.should:
            pair, word = one.pair, "linked" if one.linked else "not linked"
            lines.append(f"- {pair.half} {pair.number}: {pair.topic}, {pair.cause.kind}, {word}: {pair.why}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and put the section into the page."""
    with fresh_stage() as stage, Session(stage.engine) as session:
        written = section(judge(session, stage.settings, read_pairs()))
        session.rollback()
    print(written)
    put(HEAD, written)


if __name__ == "__main__":
    main()
