"""`waymark duties-renew`: works duties out anew after the rules or the numbers have changed."""

from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone

from waymark import process
from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.duties.renewal import renew_stale, stale_children

BATCH = 100


class Command(BaseCommand):
    help = (
        "Works out anew the duties of each child whose duties were worked out by other rules or "
        "numbers. It may be stopped at any time, and goes on where it was when it is started again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--processes", type=int, default=2, help="2 unless told")

    def handle(self, *, processes: int, **_: Any) -> None:
        batches = list(_batches())
        if processes == 1 or len(batches) <= 1:
            renewed = sum(map(renew_batch, batches))
        else:
            renewed = _in_processes(processes, batches)
        left = sum(len(children) for _, children in _batches())
        self.stdout.write(f"Renewed the duties of {renewed} children; {left} are left.")


def renew_batch(batch: tuple[int, list[int]]) -> int:
    """Renew some of a service's children in one transaction with one audit row."""
    service_id, children = batch
    now = timezone.now()
    with recording.command("duties-renew", service_id=service_id, user_id=None, at=now):
        asking.as_waymark(service_id)
        renewed = renew_stale(children, today(now))
        recording.note(children=renewed)
    return len(renewed)


def _batches() -> Iterator[tuple[int, list[int]]]:
    for service_id in Service.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            asking.as_waymark(service_id)
            children = list(stale_children().order_by("pk").values_list("pk", flat=True))
        for first in range(0, len(children), BATCH):
            yield service_id, children[first : first + BATCH]


def _in_processes(processes: int, batches: list[tuple[int, list[int]]]) -> int:
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=process.begin) as pool:
        return sum(pool.map(renew_batch, batches))
