"""What a planner should know about a report before believing it. A mark refuses nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts

# Marks that raise a doubt; the others only explain. Each has words: `report-mark-<code>`.
DOUBTS = frozenset(
    {
        "far", "photo-far", "no-place", "no-photo", "clock-ahead", "clock-wrong", "day-ahead", "day-unbelievable",
        "long-ago", "photo-other-day", "photo-again", "progress-back",
    }
)  # fmt: skip
REMARKS = frozenset({"photo-no-place", "coarse-place", "already-started", "already-finished"})
# Above this a distance is told in kilometres.
_LARGEST_IN_METRES = 9_999


@dataclass(frozen=True, slots=True)
class Mark:
    """One remark. `photo` is the number of the photo it is about, from 1; `amount` metres, minutes, days, per cent."""

    code: str
    amount: int | None = None
    photo: int | None = None

    @property
    def is_doubt(self) -> bool:
        """Whether a planner should look at the report."""
        return self.code in DOUBTS

    def stored(self) -> dict[str, Any]:
        """The mark as JSON, without what it lacks."""
        values = {"code": self.code, "amount": self.amount, "photo": self.photo}
        return {name: value for name, value in values.items() if value is not None}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Mark":
        """The mark as `stored` wrote it."""
        return cls(stored["code"], stored.get("amount"), stored.get("photo"))

    def in_language(self, lang: Language) -> str:
        """The mark as a sentence."""
        texts = get_texts()
        values: dict[str, object] = {}
        if self.amount is not None:
            values["amount"] = self.amount
            is_long = self.amount > _LARGEST_IN_METRES
            unit, number = ("kilometres", round(self.amount / 1000)) if is_long else ("metres", self.amount)
            values["distance"] = texts.get(lang, f"report-distance-{unit}", number=str(number))
        if self.photo is not None:
            values["photo"] = str(self.photo)
        return texts.get(lang, f"report-mark-{self.code}", **values)
