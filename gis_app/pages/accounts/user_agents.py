"""What a browser calls itself, in two words a person knows."""

# The first that fits wins: each browser also carries the names of those it descends from.
BROWSERS = (
    ("YaBrowser/", "Yandex"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def short_user_agent(written: str) -> str | None:
    """For example `Chrome, Android`; None for something unknown."""
    known = (next((name for sign, name in table if sign in written), None) for table in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in known if name) or None
