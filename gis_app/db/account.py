"""The unprivileged account that runs the private cluster, because initdb refuses root."""

import pwd
import subprocess
from dataclasses import dataclass
from typing import Any

from gis_app.errors import UnavailableError

CANDIDATES = ("postgres", "gis_app")
NO_SHELL = "/usr/sbin/nologin"


@dataclass(frozen=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int

    def as_subprocess(self) -> dict[str, Any]:
        """Arguments for `subprocess.run` that make the child run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def unprivileged_account() -> Account:
    """PostgreSQL's own account, or `gis_app`, which is made when neither exists. Needs root."""
    for name in CANDIDATES:
        account = _find(name)
        if account:
            return account
    made = subprocess.run(
        ["useradd", "--system", "--user-group", "--home-dir", "/var/lib/gis_app", "--shell", NO_SHELL, "gis_app"],
        capture_output=True,
        text=True,
        check=False,
    )
    account = _find("gis_app")
    if made.returncode or account is None:
        raise UnavailableError(f"cannot make an unprivileged account for PostgreSQL: {made.stderr.strip()}")
    return account
