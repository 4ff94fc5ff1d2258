"""How often the right topic is suggested; `python -m tests.benchmarks.appeals.topics` writes the page of docs.

`topics.csv` was written for this: short appeals in Kazakh and Russian with the topic that a person would choose. Words
are worked out on `dev`; `held` is reported and its texts are not learnt from.
"""

import csv
from collections import Counter
from pathlib import Path

from gis_app.appeals.suggest import suggest_topics
from gis_app.appeals.topics import OTHER
from tests.benchmarks.appeals.page import put

LIST = Path(__file__).with_name("topics.csv")
HEAD = "## Topics suggested from the text"
# Before the rules of phrases and the words were worked over on `dev`: (half, language) → first, within three, of 52.
BEFORE = {("dev", "kk"): (46, 48), ("dev", "ru"): (43, 48), ("held", "kk"): (43, 45), ("held", "ru"): (36, 37)}


def measure() -> dict[tuple[str, str], Counter[str]]:
    """By half and language: how many texts, how many right at the first place and within three."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    with LIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = [one.code for one in suggest_topics(row["text"])][:3] or [OTHER]
            count = counts.setdefault((row["half"], row["language"]), Counter())
            count["texts"] += 1
            count["first"] += found[0] == row["topic"]
            count["three"] += row["topic"] in found
    return counts


def section(counts: dict[tuple[str, str], Counter[str]]) -> str:
    """The section of the page."""
    lines = [
        HEAD,
        "",
        "`python -m tests.benchmarks.appeals.topics` measures this anew. The 208 short texts of",
        "`tests/benchmarks/appeals/topics.csv` were written for it, four or more a topic, in Kazakh and Russian; half",
        "are `held`. One writer wrote the texts and worked over the words, knowing the first list of words, before any",
        "suggestion was looked at: residents' own texts will be harder, and `held` is not blind. Words were added for",
        "what went wrong on `dev` alone. The distance between the halves shows how far words were fitted to texts.",
        "",
        "| half | language | texts | first is right | right within three | before: first | before: within three |",
        "|--|--|--:|--:|--:|--:|--:|",
    ]
    for key, count in sorted(counts.items()):
        texts = count["texts"]
        shares = [count["first"], count["three"], *BEFORE[key]]
        lines.append(f"| {key[0]} | {key[1]} | {texts} | " + " | ".join(f"{one / texts:.0%}" for one in shares) + " |")
    lines += ["", "A suggestion is confirmed by a person; what names no topic is `other` and stays with the reception."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and put the section into the page."""
    text = section(measure())
    print(text)
    put(HEAD, text)


if __name__ == "__main__":
    main()
