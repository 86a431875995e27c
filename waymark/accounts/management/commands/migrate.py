"""`waymark migrate`: Django's own, as the owner, with the cache's table."""

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    help = "Makes and changes the tables, as the database's owner (WAYMARK_OWNER_URL)."

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set WAYMARK_OWNER_URL: the application's login makes no tables.")
        options["database"] = "owner"
        super().handle(*args, **options)
        call_command("createcachetable", database="owner", verbosity=0)
