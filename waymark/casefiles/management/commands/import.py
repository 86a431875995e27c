"""`waymark import FILE...`: takes case files in, all or none."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from waymark.accounts.models import Service
from waymark.casefiles import acts, commanded
from waymark.rules.reading import UnreadableError, read_document


class Command(BaseCommand):
    help = "Takes case files in, all or none; says one line for each fault of each file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--service", help="whose children they are; needed where there are two")
        parser.add_argument(
            "--as",
            dest="user",
            metavar="USER",
            help="the e-mail of who takes them in; a child already held is named to nobody else",
        )

    def handle(self, *, files: list[Path], service: str | None, user: str | None, **_: Any) -> None:
        by = commanded.person(user) if user else None
        owner = _service(service or (by.service.name if by else None))
        if by and by.service_id != owner.pk:
            raise CommandError(f"{by.name} works for {by.service}: leave out --service.")
        with commanded.audited("import", service_id=owner.pk, by=by) as now:
            children = acts.take_in(map(_read, files), service=owner, by=by, at=now)
        self.stdout.write(f"Taken in: {len(children)} of {len(files)} case files.")


def _service(name: str | None) -> Service:
    services = Service.objects.filter(name=name) if name else Service.objects.all()
    found = list(services[:2])
    if len(found) != 1:
        known = ", ".join(f'"{each}"' for each in Service.objects.order_by("name")) or "none yet"
        raise CommandError(f"Say whose children these are: --service NAME. Services: {known}.")
    return found[0]


def _read(path: Path) -> tuple[str, object]:
    try:
        return str(path), read_document(path)
    except UnreadableError as fault:
        return str(path), fault
