"""Where to go after signing in: a page of ours, never another site."""

from urllib.parse import quote, urlsplit

HOME = "/"


def own_page(asked: str | None) -> str:
    """`asked` when it is a path on this site, else the first page.

    `//host`, `/\\host` and letters that browsers drop (tab, new line) lead elsewhere and are refused.
    """
    if not asked or len(asked) > 2000 or not asked.startswith("/") or asked.startswith("//"):
        return HOME
    if "\\" in asked or any(ord(letter) < 33 or ord(letter) == 127 for letter in asked):
        return HOME
    parts = urlsplit(asked)
    if parts.scheme or parts.netloc or parts.path.startswith("/sign-"):
        return HOME
    return quote(asked, safe="/?&=%#+,;:@!$'()*~-._[]")


def sign_in_page(path: str, query: str, lang: str | None = None) -> str:
    """The address of the sign-in page that leads back to a page of ours."""
    back = f"{path}?{query}" if query else path
    more = f"&lang={lang}" if lang else ""
    return f"/sign-in?next={quote(own_page(back), safe='/')}{more}"
