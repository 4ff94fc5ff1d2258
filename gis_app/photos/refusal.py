"""Why a photo is not taken, in words of the person's language."""

from typing import Self

from gis_app.dependencies import Language
from gis_app.errors import UsageError
from gis_app.texts.fluent import get_texts


class BadPhotoError(UsageError):
    """A file that is no photo of ours. `code` is a message `photo-error-…`; nothing was stored.

    empty · too-large · not-a-photo · another-format · too-many-pixels · too-small · damaged
    """

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        self.number: int | None = None
        super().__init__(self.in_language("en"))

    def of(self, number: int) -> Self:
        """The same about the photo of this number, from 1, where several were sent."""
        self.number = number
        self.args = (self.in_language("en"),)
        return self

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        told = get_texts().get(lang, f"photo-error-{self.code}", **self.values)
        return (
            told if self.number is None else get_texts().get(lang, "photo-number", number=str(self.number), told=told)
        )
