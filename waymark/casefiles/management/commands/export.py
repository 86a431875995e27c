"""`waymark export CHILD --as USER`: a child's case file, if that person may have it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import BaseCommand, CommandError
from django.http import Http404
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.casefiles import acts

NO_SUCH_CHILD = "There is no such child, or none that this person may see."


class Command(BaseCommand):
    help = "Writes a child's case file to standard output, as somebody who may have it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("child", metavar="CHILD", help="the child's reference")
        parser.add_argument("--as", required=True, dest="user", metavar="USER", help="an e-mail")

    def handle(self, *, child: str, user: str, **_: Any) -> None:
        by = User.objects.filter(email=user.lower(), is_active=True).first()
        if by is None:
            raise CommandError(f"Nobody who may sign in has the address {user}.")
        refusal = None
        with recording.command(
            "export", service_id=by.service_id, user_id=by.pk, at=timezone.now()
        ) as answer:
            asking.as_user(by)
            try:
                document = acts.give_out(reference=child, by=by, at=answer.at)
            except (Http404, PermissionDenied) as fault:
                answer.outcome = "refused"
                refusal = str(fault) or NO_SUCH_CHILD
        if refusal is not None:
            raise CommandError(refusal, returncode=2)
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
