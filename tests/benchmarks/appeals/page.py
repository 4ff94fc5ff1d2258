"""The page of docs on which the judged sets are reported; each set has a section of its own."""

from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "appeals_evaluation.md"


def put(head: str, text: str) -> None:
    """Put a section into the page in the place of the one with the same head (a line `## …`), else at its end."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Appeals, evaluated\n"
    before, _, rest = page.partition(head)
    _, mark, after = rest.partition("\n## ")
    PAGE.write_text(before.rstrip() + "\n\n" + text + (f"\n## {after}" if mark else ""), encoding="utf-8")
