"""Why a report is not taken, in words that the phone shows beside the draft."""

from gis_app.dependencies import Language
from gis_app.errors import ConflictError, UsageError
from gis_app.texts.fluent import get_texts


class ReportRefusedError(ConflictError):
    """The life of the work does not allow it now. `code` is a message `report-refused-…`; nothing was stored."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"report-refused-{self.code}")


class BadReportError(UsageError):
    """A report that says nothing, or more than a report may. `code` is a message `report-error-…`."""

    def __init__(self, code: str, **values: str) -> None:
        self.code = code
        self.values = values
        super().__init__(self.in_language("en"))

    def in_language(self, lang: Language) -> str:
        """The sentence in the language of the person."""
        return get_texts().get(lang, f"report-error-{self.code}", **self.values)
