"""`waymark demonstrate`: fills an empty database with people who do not exist."""

from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from waymark.accounts import demonstration


class Command(BaseCommand):
    help = "Fills an empty database with the demonstration; says who to sign in as."

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            demonstration.load_into_an_empty_database()
        if demonstration.is_on():
            self.stdout.write(demonstration.who_to_sign_in_as())
