"""What `make check` asks of Django: its deployment checks with nothing silenced, and that no
model has changed without its migration; of casework and of the victims'. Run as a program."""

import os
import subprocess
import sys
import uuid

from tests import database

CHECKS = (
    ("check", "--deploy", "--fail-level", "WARNING", "--database", "default"),
    ("makemigrations", "--check", "--dry-run"),
)


def main() -> int:
    with database.cluster_in_use():
        return max(_checked(side) for side in (database.CASEWORK, database.VICTIMS))


def _checked(side: database.Side) -> int:
    with database.clone(f"check_{uuid.uuid4().hex}", side=side) as name:
        environment = {
            **os.environ,
            "DATABASE_URL": database.CLUSTER.url(name, side.login),
            "WAYMARK_SECRET_KEY": "checked-" + uuid.uuid4().hex * 2,
            "WAYMARK_ORIGIN": "https://waymark.example",
        }
        command = (sys.executable, "-W", "error", "-m", "waymark", *side.words)
        return max(
            subprocess.run([*command, *words], env=environment, check=False).returncode
            for words in CHECKS
        )


if __name__ == "__main__":
    sys.exit(main())
