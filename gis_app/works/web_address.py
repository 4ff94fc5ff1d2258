"""Links that a plan or a notice gives."""

# A cell may hold anything; a link to `javascript:` or `data:` is no source.
_WEB = ("https://", "http://")


def web_address(written: str | None) -> str | None:
    """The address when it is one of the web, so that a page may link to it; else None."""
    return written if written and written.lower().startswith(_WEB) else None
