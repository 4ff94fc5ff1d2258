"""Units of a work's amount as a page says them. Plans write Russian ones; an unknown unit stays as it was written."""

from decimal import Decimal

from gis_app.dependencies import Language
from gis_app.texts.fluent import get_texts

# As plans write a unit (lower case, without a final dot): the message that says it.
_MESSAGES = {
    "м": "unit-m", "пм": "unit-m", "п.м": "unit-m", "пог.м": "unit-m", "м.п": "unit-m",
    "км": "unit-km", "м2": "unit-m2", "м²": "unit-m2", "кв.м": "unit-m2", "га": "unit-ha",
    "шт": "unit-pieces", "штук": "unit-pieces", "ед": "unit-pieces", "дана": "unit-pieces",
    "дерево": "unit-trees", "деревьев": "unit-trees", "деревья": "unit-trees",
    "двор": "unit-yards", "двора": "unit-yards", "дворов": "unit-yards",
    "дом": "unit-houses", "дома": "unit-houses", "домов": "unit-houses",
}  # fmt: skip


def worded_unit(unit: str | None, quantity: Decimal | None, lang: Language) -> str | None:
    """The unit in `lang`, in the form that `quantity` asks for («3 дерева»); None when there is none."""
    if unit is None or quantity is None:
        return unit
    key = _MESSAGES.get(unit.lower().replace(" ", "").rstrip("."))
    if key is None:
        return unit
    count = int(quantity) if quantity == int(quantity) else float(quantity)
    return get_texts().get(lang, key, count=count)
