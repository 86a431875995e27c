"""`waymark import FILE...`: takes case files in, all or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.rules.reading import UnreadableError, read_document

REFUSED = 2


class Command(BaseCommand):
    help = "Takes case files in, all or none; says one line for each fault of each file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--service", help="whose children they are; needed where there are two")

    def handle(self, *, files: list[Path], service: str | None, **_: Any) -> None:
        now = timezone.now()
        owner = _service(service)
        with recording.command("import", service_id=owner.pk, user_id=None, at=now):
            asking.as_waymark(owner.pk)
            try:
                children = acts.take_in(_read(files), service=owner, at=now)
            except Refused as refused:
                raise CommandError("\n".join(refused.reasons), returncode=REFUSED) from None
        self.stdout.write(f"Taken in: {len(children)} of {len(files)} case files.")


def _service(name: str | None) -> Service:
    services = Service.objects.filter(name=name) if name else Service.objects.all()
    found = list(services[:2])
    if len(found) != 1:
        known = ", ".join(f'"{each}"' for each in Service.objects.order_by("name")) or "none yet"
        raise CommandError(f"Say whose children these are: --service NAME. Services: {known}.")
    return found[0]


def _read(files: list[Path]) -> list[tuple[str, object]]:
    read, faults = [], []
    for path in files:
        try:
            read.append((str(path), read_document(path)))
        except UnreadableError as fault:
            faults.append(f"{path}: {fault}")
    if faults:
        raise Refused(*faults)
    return read
