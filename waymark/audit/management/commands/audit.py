"""`waymark audit verify` and `waymark audit anchor`."""

import os
import signal
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from waymark.audit import verify

SECONDS = 30


class Command(BaseCommand):
    help = "Checks the audit's chains, or writes their heads to a file outside the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "anchor"])
        parser.add_argument(
            *("--heads", "-f"),
            type=Path,
            default=os.environ.get("WAYMARK_AUDIT_HEADS"),
            help="the file of heads (WAYMARK_AUDIT_HEADS unless told)",
        )
        parser.add_argument(
            "--every",
            type=float,
            nargs="?",
            const=SECONDS,
            help=f"anchor again and again, every so many seconds ({SECONDS} unless told)",
        )

    def handle(self, *, what: str, heads: Path | None, every: float | None, **_: Any) -> None:
        if heads is None:
            raise CommandError("Name the file of heads: --heads FILE, or WAYMARK_AUDIT_HEADS.")
        if what == "verify":
            self._verify(heads)
        else:
            self._anchor(heads, every)

    def _anchor(self, heads: Path, every: float | None) -> None:
        """Write the heads, again and again if told; being stopped is a reason for a last time."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            verify.write_heads(heads, timezone.now())
            while every:
                time.sleep(every)
                verify.write_heads(heads, timezone.now())
        except KeyboardInterrupt:
            verify.write_heads(heads, timezone.now())

    def _verify(self, path: Path) -> None:
        known = verify.read_heads(path)
        faults = verify.first_faults(known)
        if faults:
            raise CommandError("\n".join(map(str, faults)), returncode=2)
        self.stdout.write(f"Every chain is whole, and holds all {len(known)} heads in {path}.")
