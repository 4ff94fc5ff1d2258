"""A private PostGIS cluster for one machine, from the system's PostgreSQL binaries.

Server, worker and command line share it: each holds a shared lock on ``users.lock``, the last to leave
stops the server. Starting and stopping happen under ``control.lock``. A process killed with -9 loses its
lock by itself; the next start recovers the cluster. There is no TCP port: a socket in a folder of mode 0700.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gis_app.db.account import Account, unprivileged_account
from gis_app.db.locks import FileLock, alone
from gis_app.errors import DatabaseMissingError, UnavailableError
from gis_app.settings import Settings

INSTALL_HINT = (
    "PostgreSQL with PostGIS is not installed. Ask an administrator to run: "
    "apt-get install -y --no-install-recommends postgresql-15-postgis-3 "
    "(or set GIS_APP_DATABASE_URL to an existing PostGIS database)"
)
# Options of a cluster that one machine's programs share; memory for a city's 200,000 works.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_messages": "warning",
}
# A test cluster may lose everything in a power cut; it is rebuilt at the next run.
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """Where one private cluster lives and who owns it."""

    home: Path
    sockets: Path
    binaries: Path
    account: Account | None
    options: dict[str, str]

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.home / "data"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the cluster's owner."""
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            capture_output=True,
            text=True,
            cwd=self.home,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(self.home)},
            check=False,
            **(self.account.as_subprocess() if self.account else {}),
        )

    def url(self, database: str = "gis_app", role: str = "gis_app") -> str:
        """The URL of a database of this cluster over its socket."""
        return f"postgresql://{role}@/{database}?host={self.sockets}"

    def is_running(self) -> bool:
        """True when a postmaster answers for the data folder."""
        return self.run("pg_ctl", "status", "-D", str(self.data)).returncode == 0


def find_binaries() -> Path:
    """The folder of the newest installed PostgreSQL server that has PostGIS.

    Raises DatabaseMissingError with the command to install it.
    """
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True)
    found = shutil.which("pg_ctl")
    if found:
        candidates.append(Path(found).resolve().parent)
    for folder in candidates:
        if not (folder / "initdb").exists():
            continue
        shared = (
            subprocess.run([str(folder / "pg_config"), "--sharedir"], capture_output=True, text=True, check=False)
            if (folder / "pg_config").exists()
            else None
        )
        places = [Path("/usr/share/postgresql") / folder.parent.name]
        if shared and shared.returncode == 0:
            places.append(Path(shared.stdout.strip()))
        if any((place / "extension" / "postgis.control").exists() for place in places):
            return folder
    raise DatabaseMissingError(INSTALL_HINT)


def locate_cluster(settings: Settings) -> Cluster:
    """The cluster of this checkout; two checkouts never meet, because its path is in the name."""
    checkout = Path(__file__).resolve().parents[2]
    name = hashlib.sha256(str(checkout).encode()).hexdigest()[:12]
    if settings.cluster != "main":
        name = f"{name}-{settings.cluster}"
    if os.geteuid() == 0:
        account = unprivileged_account()
        home, sockets = Path("/var/lib/gis_app") / name, Path("/run/gis_app") / name
    else:
        account = None
        state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
        runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/tmp/gis_app_{os.geteuid()}"  # noqa: S108
        home, sockets = Path(state) / "gis_app" / name, Path(runtime) / "gis_app" / name
    options = SERVER_OPTIONS | (UNSAFE_BUT_FAST if settings.cluster.startswith("test") else {})
    return Cluster(home, sockets, find_binaries(), account, options)


def _prepare_folders(cluster: Cluster) -> None:
    for folder in (cluster.home, cluster.sockets):
        for parent in reversed(folder.parents):
            if not parent.exists():
                parent.mkdir(mode=0o755 if cluster.account else 0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = cluster.account.uid if cluster.account else os.geteuid()
        if cluster.account:
            os.chown(folder, cluster.account.uid, cluster.account.gid)
        if folder.stat().st_uid != owner:
            raise UnavailableError(f"{folder} belongs to another user; remove it or set XDG_RUNTIME_DIR")
        folder.chmod(0o700)
    if len(str(cluster.sockets / ".s.PGSQL.5432")) > 100:
        raise UnavailableError(f"the socket path {cluster.sockets} is too long; set XDG_RUNTIME_DIR to a shorter one")


def _initialise(cluster: Cluster) -> None:
    """Make the data folder. Done beside its place and moved, so that a kill leaves no half cluster."""
    fresh = cluster.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    made = cluster.run(
        "initdb",
        "-D",
        str(fresh),
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    )
    if made.returncode:
        raise UnavailableError(f"initdb failed: {made.stderr.strip().splitlines()[-1:]}")
    os.sync()
    fresh.rename(cluster.data)


def _start(cluster: Cluster) -> None:
    arguments = " ".join(f"-c {key}={value or repr('')}" for key, value in cluster.options.items())
    started = cluster.run(
        "pg_ctl", "start", "-w", "-t", "120", "-D", str(cluster.data), "-l", str(cluster.home / "postgresql.log"),
        "-o", f"-k {cluster.sockets} {arguments}",
    )  # fmt: skip
    if started.returncode and not cluster.is_running():
        raise UnavailableError(f"PostgreSQL did not start; see {cluster.home / 'postgresql.log'}")


def _bootstrap(cluster: Cluster) -> None:
    """Role and database of the program: it owns its database and is no superuser."""

    def sql(database: str, *statements: str) -> str:
        done = cluster.run(
            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(cluster.sockets), "-U", "postgres",
            "-d", database, *[part for statement in statements for part in ("-c", statement)],
        )  # fmt: skip
        if done.returncode:
            raise UnavailableError(f"preparing the private database failed: {done.stderr.strip()}")
        return done.stdout.strip()

    if sql("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'gis_app'") != "1":
        sql("postgres", "CREATE ROLE gis_app LOGIN CREATEDB")
    # PostGIS lies in a template so that the program, which is no superuser, can make databases with it.
    if sql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'with_postgis' AND datistemplate") != "1":
        sql("postgres", "DROP DATABASE IF EXISTS with_postgis")
        sql("postgres", "CREATE DATABASE with_postgis")
        sql("with_postgis", "CREATE EXTENSION IF NOT EXISTS postgis")
        sql("postgres", "ALTER DATABASE with_postgis IS_TEMPLATE true")
    if sql("postgres", "SELECT 1 FROM pg_database WHERE datname = 'gis_app'") != "1":
        sql("postgres", "CREATE DATABASE gis_app OWNER gis_app TEMPLATE with_postgis")


@contextmanager
def _leaving_on_terminate() -> Iterator[None]:
    """Inside the block SIGTERM ends the program in good order, so that its last user stops the cluster.

    Only where the program has not said otherwise, and only in the main thread, where signals are heard.
    """
    mine = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if mine:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        if mine:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def private_cluster(settings: Settings) -> Iterator[Cluster]:
    """Use this checkout's private cluster: started if it is down, stopped by its last user."""
    cluster = locate_cluster(settings)
    _prepare_folders(cluster)
    users = FileLock(cluster.home / "users.lock")
    with alone(cluster.home / "control.lock"):
        if not (cluster.data / "PG_VERSION").exists():
            _initialise(cluster)
        if not cluster.is_running():
            _start(cluster)
        _bootstrap(cluster)
        users.shared()
    try:
        with _leaving_on_terminate():
            yield cluster
    finally:
        with alone(cluster.home / "control.lock"):
            if users.try_exclusive():
                cluster.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(cluster.data))
            users.close()


@contextmanager
def ensure_database(settings: Settings) -> Iterator[str]:
    """The URL of the database: the settings' own, or the private cluster's for the length of the block."""
    if settings.database_url is not None:
        yield settings.database_url
        return
    with private_cluster(settings) as cluster:
        yield cluster.url()
