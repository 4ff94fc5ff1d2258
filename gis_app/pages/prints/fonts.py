"""The fonts of printed documents, put together once and kept in a file.

One file for each weight, because a PDF whose words take their letters from several files of one family cannot be
searched: the letters of one are read as those of another. Putting them together takes seconds, so the first print of
an installation does it and the others read what it left.
"""

import hashlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from gis_app.pages.assets import get_assets

WEIGHTS = (400, 600)
_SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")


def font(folder: Path, weight: int) -> bytes:
    """Noto Sans of a weight as one TrueType file, from the subsets that the pages load; kept in `folder`."""
    assets = get_assets()
    names = (f"@fontsource/noto-sans/files/noto-sans-{one}-{weight}-normal.woff2" for one in _SCRIPTS)
    sources = [assets.path(name) for name in names]
    key = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    kept = folder / f"noto-sans-{weight}-{key}.ttf"
    with suppress(OSError):
        return kept.read_bytes()
    made = _merged(sources)
    # Without a place to keep it, the next print puts it together again.
    with suppress(OSError):
        _keep(kept, made)
    return made


def _merged(sources: list[Path]) -> bytes:
    from fontTools.merge import Merger  # loading it takes longer than reading the file that is there nearly always

    merged = Merger().merge([str(source) for source in sources])
    merged.flavor = None
    written = BytesIO()
    merged.save(written)
    return written.getvalue()


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all: another print may read it, or write it, at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
