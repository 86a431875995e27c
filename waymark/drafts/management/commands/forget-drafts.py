"""`waymark forget-drafts`: throws away what was typed, not saved, and left (`drafts-kept`)."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from waymark.drafts import store


class Command(BaseCommand):
    help = "Throws away drafts that nobody came back to in time."

    def handle(self, **options: Any) -> None:
        gone = store.forget_old(at=timezone.now())
        self.stdout.write(f"{gone} {'draft' if gone == 1 else 'drafts'} thrown away.")
