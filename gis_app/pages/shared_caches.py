"""What a proxy between the service and many people may keep of an answer that differs in its language alone."""

from typing import Final

from fastapi import Request

from gis_app.dependencies import Language

_OWN: Final = "private, no-cache"


def kept_by_all(request: Request, lang: Language, shared: str) -> str:
    """The Cache-Control of an answer in `lang`: `shared` where the address names that language.

    Without `lang` the language is that of the account or the browser, which a proxy cannot know.
    """
    return shared if request.query_params.get("lang") == lang else _OWN
