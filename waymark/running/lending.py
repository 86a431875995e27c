"""Lets commands reach the demonstration that runs from this checkout, without being told where."""

import os

from waymark.running import home, roles
from waymark.running.postgres import Cluster
from waymark.running.run import DATABASE


def lend_the_demonstration() -> None:
    """Set what a command needs in the environment, if it names no database and one is up here."""
    if "DATABASE_URL" in os.environ:
        return
    folder = home.home()
    if not any(folder.glob("postgres-*/PG_VERSION")):
        return
    cluster = Cluster(folder)
    if cluster.is_ready():
        os.environ["DATABASE_URL"] = cluster.url(DATABASE, roles.APPLICATION_LOGIN)
        os.environ.setdefault("WAYMARK_SECRET_KEY", home.secret_key(folder))
        os.environ.setdefault("WAYMARK_AUDIT_HEADS", str(folder / "audit-heads.jsonl"))
