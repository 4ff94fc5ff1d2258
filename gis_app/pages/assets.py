"""Addresses of the built front-end files, from the manifest that the build writes."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from gis_app.errors import UnavailableError

DIST_PATH = Path(__file__).parents[2] / "web" / "dist"
STATIC_PREFIX = "/static/"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page links: its script, its style sheets, and scripts worth fetching at once."""

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


class Assets:
    """The manifest of one build."""

    def __init__(self, dist: Path) -> None:
        path = dist / "manifest.json"
        if not path.is_file():
            raise UnavailableError("the front end is not built: run `npm ci` and `npm run build` in web/")
        self._dist = dist
        self._chunks = orjson.loads(path.read_bytes())

    def url(self, source: str) -> str:
        """The address of the file built from `source` (a path below web/)."""
        return f"{STATIC_PREFIX}{self._chunks[source]['file']}"

    def read(self, source: str) -> bytes:
        """The file built from `source`, for what is served under a path of its own."""
        path = self._dist / str(self._chunks[source]["file"])
        if not path.is_file():
            raise UnavailableError(f"the front end is not built: {source} is missing")
        return path.read_bytes()

    def path(self, source: str) -> Path:
        """The file on the disk that was built from `source`; of a package, wherever it is installed."""
        found = next(chunk for name, chunk in self._chunks.items() if name == source or name.endswith(f"/{source}"))
        return self._dist / str(found["file"])

    def styles_of(self, source: str) -> str:
        """The style sheets of an entry script as text."""
        sheets = self._imports(source, set())[1]
        return "\n".join(
            (self._dist / sheet.removeprefix(STATIC_PREFIX)).read_text(encoding="utf-8") for sheet in sheets
        )

    def entry(self, source: str, *also: str) -> Entry:
        """The files of an entry script; `also` names sources that it loads at once: they are fetched beside it, with
        all that they import.
        """
        seen = {source}
        imported, styles = self._imports(source, seen)
        preloads = list(imported)
        for name in also:
            preloads += [self.url(name), *self._imports(name, seen)[0]]
        # The build puts all sheets of a page into one: each further one would delay the first paint.
        sheet = self._chunks[source].get("sheet")
        sheets = (f"{STATIC_PREFIX}{sheet}",) if sheet else tuple(dict.fromkeys(styles))
        return Entry(self.url(source), sheets, tuple(dict.fromkeys(preloads)))

    def _imports(self, source: str, seen: set[str]) -> tuple[list[str], list[str]]:
        chunk = self._chunks[source]
        scripts: list[str] = []
        # The build lists a page's own styles before those that it shares: the page's own must come last to win.
        styles: list[str] = [f"{STATIC_PREFIX}{style}" for style in reversed(chunk.get("css", ()))]
        for name in chunk.get("imports", ()):
            if name in seen:
                continue
            seen.add(name)
            scripts.append(self.url(name))
            more_scripts, more_styles = self._imports(name, seen)
            scripts += more_scripts
            styles = more_styles + styles
        return scripts, styles


@lru_cache
def get_assets() -> Assets:
    """The manifest of this installation's build, read once per process."""
    return Assets(DIST_PATH)
