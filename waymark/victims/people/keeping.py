"""Telling casework from whom the record of a child who was harmed is kept, when that changes; and
who tries it out there."""

import secrets
from datetime import datetime

from django.utils import timezone

from waymark.audit import recording
from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.keeping import kept_from, news
from waymark.rules.letters import KeepFrom, WorkerTried, WorksWith
from waymark.victims.people.models import Call, Reference, Told

WORKER = "worker"  # towards whom a child is given


@carries("CM-400")
def keep_apart(*, service: int, at: datetime) -> None:
    """Write the letters that are new, in the transaction that made them so, by whoever has the
    service's turn (`owing`): of two the second tells what holds of both changes. Three queries."""
    harmed = Reference.objects.filter(service=service, victim__also_child__isnull=False)
    works_with, told = _people(service, WorksWith.kind), _people(service, KeepFrom.kind)
    kept = kept_from(harmed.values_list("victim__also_child", "child"), works_with)
    letters = news(kept, told, timezone.localdate(at))
    post.send(*letters, service=service)
    for each in letters:
        Told.objects.update_or_create(
            service_id=service,
            child=int(each.child),
            kind=each.kind,
            about="",
            defaults={"document": each.document(), "told_at": at},
        )


@carries("CM-400")
def tried(letter: WorkerTried, *, service: int, at: datetime) -> None:
    """Count that somebody tried workers with a child whose record is kept from them: whoever tries
    one after another would learn who works with the child that harmed this one."""
    child = int(letter.child)
    people = Reference.objects.filter(service=service, victim__also_child=child)
    hit = sorted(set(people.values_list("victim", flat=True)))
    recording.note(children=hit)
    if hit:
        Call.objects.create(
            once=secrets.token_urlsafe(18),
            at=at,
            function="reference",
            service_id=service,
            child=child,
            asked_by=int(letter.by),
            asked_by_name=letter.by_name,
            towards=WORKER,
            names=[f"{child} {int(each)}" for each in letter.people],
        )


def _people(service: int, kind: str) -> dict[int, list[int]]:
    rows = Told.objects.filter(service=service, kind=kind)
    return {each.child: each.document.get("people", []) for each in rows}
