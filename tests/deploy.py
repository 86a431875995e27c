"""What `make check` asks of Django: its deployment checks with nothing silenced, and that no
model has changed without its migration. Run as a program."""

import os
import subprocess
import sys
import uuid

from tests import database
from waymark.running import roles


def main() -> int:
    with database.cluster_in_use() as cluster, database.clone(f"check_{uuid.uuid4().hex}") as name:
        environment = {
            **os.environ,
            "DATABASE_URL": cluster.url(name, roles.APPLICATION_LOGIN),
            "WAYMARK_SECRET_KEY": "checked-" + uuid.uuid4().hex * 2,
            "WAYMARK_ORIGIN": "https://waymark.example",
        }
        checks = (
            ["check", "--deploy", "--fail-level", "WARNING", "--database", "default"],
            ["makemigrations", "--check", "--dry-run"],
        )
        return max(
            subprocess.run(
                [sys.executable, "-W", "error", "-m", "waymark", *words],
                env=environment,
                check=False,
            ).returncode
            for words in checks
        )


if __name__ == "__main__":
    sys.exit(main())
