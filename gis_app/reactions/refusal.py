"""Why a reaction is not taken."""

from typing import Literal

from gis_app.dependencies import Language
from gis_app.errors import ConflictError
from gis_app.texts.fluent import get_texts

Reason = Literal["not-finished", "own-work"]


class ReactionRefusedError(ConflictError):
    """The work is not finished, or the person has a part in it."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The reason for the person."""
        return get_texts().get(lang, f"reaction-refused-{self.reason}")
