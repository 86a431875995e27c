"""`waymark visits-alarms`: raises now the alarms that are due for whoever is not back."""

from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.visits.alarms import raise_due


class Command(BaseCommand):
    help = (
        "Writes whom to tell that somebody is not back from a visit. Run it each minute: what was "
        "told already is not told again."
    )

    def handle(self, **_: Any) -> None:
        now = timezone.now()
        raised = 0
        for service_id in Service.objects.order_by("pk").values_list("pk", flat=True):
            with recording.command("visits-alarms", service_id=service_id, user_id=None, at=now):
                asking.as_waymark(service_id)
                raised += len(raise_due(now))
        self.stdout.write(f"Raised {raised} alarms.")
