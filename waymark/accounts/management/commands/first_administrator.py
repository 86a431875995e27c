"""`waymark first-administrator`: invites whoever is to look after a service's accounts."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from waymark.accounts import acts, links
from waymark.accounts.answers import Refused
from waymark.accounts.models import Service


class Command(BaseCommand):
    help = "Prints an invitation for a service's first administrator; refused once it has one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="her work e-mail address")
        parser.add_argument("--name", required=True, help="as colleagues know her")
        parser.add_argument("--service", required=True, help="the service, made if it is new")
        if settings.LETTERS_SIDE == "victims":
            number = "the number that the service has in casework, which is said there"
            parser.add_argument("--number", required=True, type=int, help=number)

    def handle(
        self, *, email: str, name: str, service: str, number: int | None = None, **options: Any
    ) -> None:
        try:
            validate_email(email)
            with transaction.atomic():
                secret = acts.first_administrator(
                    email=email, name=name, service=service, number=number, at=timezone.now()
                )
                there = Service.objects.get(name=service)
        except ValidationError as fault:
            raise CommandError(f"{email} is no e-mail address.") from fault
        except Refused as refusal:
            raise CommandError(" ".join(refusal.reasons)) from refusal
        self.stdout.write(f"{service} is service number {there.pk}.")
        self.stdout.write(f"Give this link to {name}. It opens once, for 7 days:")
        self.stdout.write(links.address(secret))
