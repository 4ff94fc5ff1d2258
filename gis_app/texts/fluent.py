"""Project Fluent messages, `web/locales/<language>/*.ftl`. Dates and numbers come in as text, already formatted."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Self

from fluent.runtime import FluentBundle, FluentResource

# Messages with their arguments, as they were said lately; one is a hundred bytes or two.
_REMEMBERED = 4096
LOCALES_PATH = Path(__file__).parents[2] / "web" / "locales"


class MissingTextError(LookupError):
    """A message that no file has: a mistake of ours, found by the tests."""


class Texts:
    """All messages of all languages, read once."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        self._bundles = bundles
        self._plain: dict[tuple[str, str], str] = {}  # messages without arguments, as they were said before
        self._filled = lru_cache(_REMEMBERED)(self._format)  # those with arguments: pages say the same again and again

    @classmethod
    def load(cls, locales_dir: Path = LOCALES_PATH) -> Self:
        """Read every `<language>/*.ftl` below `locales_dir`. A message given twice raises ValueError."""
        bundles: dict[str, FluentBundle] = {}
        for folder in sorted(path for path in locales_dir.iterdir() if path.is_dir()):
            # Marks around placeables help bidirectional text only; none of our languages needs them.
            bundle = FluentBundle([folder.name], use_isolating=False)
            seen: set[str] = set()
            for file in sorted(folder.glob("*.ftl")):
                resource = FluentResource(file.read_text(encoding="utf-8"))
                keys = {entry.id.name for entry in resource.body if hasattr(entry, "id")}
                if repeated := seen & keys:
                    raise ValueError(f"{file}: given twice: {', '.join(sorted(repeated))}")
                seen |= keys
                bundle.add_resource(resource)
            bundles[folder.name] = bundle
        return cls(bundles)

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that have a folder, in alphabetic order."""
        return tuple(self._bundles)

    def has(self, lang: str, key: str) -> bool:
        """Whether `lang` has the message `key`."""
        bundle = self._bundles.get(lang)
        return bundle is not None and bool(bundle.has_message(key))

    def get(self, lang: str, key: str, **args: object) -> str:
        """The message `key` in `lang`. Names of arguments are as in the message.

        An unknown key or language, or an argument that is not given, raises MissingTextError: a page with a hole
        is worse than an error that a test sees.
        """
        if not args:
            known = self._plain.get((lang, key))
            if known is None:
                known = self._plain[lang, key] = self._format(lang, key, ())
            return known
        given = tuple(args.items())
        if all(type(value) is str or type(value) is int for value in args.values()):  # 1 and True are one key
            return self._filled(lang, key, given)
        return self._format(lang, key, given)

    def _format(self, lang: str, key: str, args: tuple[tuple[str, object], ...]) -> str:
        bundle = self._bundles.get(lang)
        if bundle is None or not bundle.has_message(key):
            raise MissingTextError(f"{lang}: {key}")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingTextError(f"{lang}: {key} has no value")
        text, errors = bundle.format_pattern(pattern, dict(args))
        if errors:
            raise MissingTextError(f"{lang}: {key}: {errors[0]}")
        return str(text)


@lru_cache
def get_texts() -> Texts:
    """The messages of this installation, read once per process."""
    return Texts.load()
