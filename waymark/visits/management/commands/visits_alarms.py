"""`waymark visits-alarms`: raises now the alarms that are due for whoever is not back."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from waymark.visits.alarms import raise_everywhere


class Command(BaseCommand):
    help = (
        "Writes whom to tell that somebody is not back from a visit. Run it each minute: what was "
        "told already is not told again."
    )

    def handle(self, **_: Any) -> None:
        self.stdout.write(f"Raised {raise_everywhere(timezone.now())} alarms.")
