"""Lets commands reach the demonstration that runs from this checkout, without being told where."""

import os

from waymark.running import home, roles
from waymark.running.postgres import Cluster
from waymark.running.run import DATABASE, VICTIMS


def lend_the_demonstration() -> None:
    """Set what a command needs in the environment, if it names no database and one is up here."""
    _lend(DATABASE, roles.APPLICATION_LOGIN, "secret-key", "audit-heads.jsonl")


def lend_the_demonstrations_victims() -> None:
    """The same for a command of the victims' process."""
    _lend(VICTIMS, roles.VICTIMS_LOGIN, "victims-secret-key", "victims-audit-heads.jsonl")


def _lend(database: str, login: str, key: str, heads: str) -> None:
    if "DATABASE_URL" in os.environ:
        return
    folder = home.home()
    if not any(folder.glob("postgres-*/PG_VERSION")):
        return
    cluster = Cluster(folder)
    if cluster.is_ready():
        os.environ["DATABASE_URL"] = cluster.url(database, login)
        os.environ.setdefault("WAYMARK_SECRET_KEY", home.secret_key(folder, key))
        os.environ.setdefault("WAYMARK_AUDIT_HEADS", str(folder / heads))
