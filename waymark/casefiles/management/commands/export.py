"""`waymark export CHILD --as USER`: a child's case file, if that person may have it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management import BaseCommand

from waymark.casefiles import acts, commanded
from waymark.children.access import SayWhy
from waymark.children.models.access import Reason

WHY = {code: words for code, words in Reason.choices if code != Reason.EMERGENCY}


class Command(BaseCommand):
    help = "Writes a child's case file to standard output, as somebody who may have it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("child", metavar="CHILD", help="the child's reference")
        parser.add_argument("--as", required=True, dest="user", metavar="USER", help="an e-mail")
        parser.add_argument(
            "--why", default="", choices=WHY, help="why, for a child who is not one's own work"
        )

    def handle(self, *, child: str, user: str, why: str, **_: Any) -> None:
        by = commanded.person(user)
        with commanded.audited("export", service_id=by.service_id, by=by) as now:
            try:
                document = acts.give_out(reference=child, by=by, at=now, why=why)
            except SayWhy:
                raise PermissionDenied(_say_why()) from None
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))


def _say_why() -> str:
    reasons = "\n".join(f"  --why {code:15}{words}" for code, words in WHY.items())
    return f"This child is not of this person's own work. Say why you take the file:\n{reasons}"
