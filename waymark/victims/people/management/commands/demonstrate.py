"""`waymark victims demonstrate`: fills an empty sealed database with people who do not exist."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from waymark.accounts import demonstration
from waymark.victims.people.demonstration import load_into_an_empty_database


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration; says who to sign in as."

    def handle(self, **options: Any) -> None:
        load_into_an_empty_database(at=timezone.now())
        if demonstration.is_on():
            self.stdout.write(demonstration.who_to_sign_in_as())
