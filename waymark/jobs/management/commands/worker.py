"""`waymark worker`: does what is to be done later and again and again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from procrastinate.contrib.django import app

from waymark.starting import refuse_a_login_above_the_walls

AT_ONCE = 4
SECONDS_TO_END = 15  # a job that calls somebody gives up after ten


class Command(BaseCommand):
    help = "Sends reminders, raises alarms and does all else that nobody presses a button for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at-once", type=int, default=AT_ONCE, help=f"{AT_ONCE} unless told")

    def handle(self, *, at_once: int, **_: Any) -> None:
        refuse_a_login_above_the_walls()
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(
                concurrency=at_once,
                delete_jobs="successful",
                shutdown_graceful_timeout=SECONDS_TO_END,
            )
