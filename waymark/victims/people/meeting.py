"""Whether a child may meet somebody at a time that casework is about to book: asked beforehand, so
that it is talked over first."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from waymark.audit import recording
from waymark.rules.carries import carries
from waymark.rules.closeness import At
from waymark.rules.harmed.close import MOMENT, Near, close
from waymark.rules.letters import ChildIsAt
from waymark.victims.people.known import BOOKED, hers, rows_of
from waymark.victims.people.models import Call, Told
from waymark.victims.people.queries import harmed_by

CLOCK = len("2026-03-02T")


@carries("CM-400", "CM-409")
def close_at(
    booked: Sequence[tuple[str, str, str]], *, child: int, service: int, once: str, at: datetime
) -> list[int]:
    """Return where they may meet, by the position of each place, which is told under its key, from
    when till when.

    Whom it hits, and each place and hour that is asked about, are counted as a name is that
    somebody tries: asking place after place tells nobody unseen where somebody harmed is.
    """
    people = [each.victim for each in harmed_by(child=child, service=service)]
    theirs = {pk: list(hers(rows.standing)) for pk, rows in rows_of(people).items()}
    on, home = localdate(at), _home(child, service)
    met: dict[int, set[int]] = {}
    for number, (key, begins, ends) in enumerate(booked):
        near = Near(child, At(BOOKED, key, begins, ends), on)
        whom = {pk for pk, places in theirs.items() if any(close([near], places))}
        if whom and key not in home:
            met[number] = whom
    there = {f"{key} {begins[CLOCK:MOMENT]}" for key, begins, _ in booked}
    hit = set[int]().union(*met.values())
    Call.objects.filter(pk=once).update(found=sorted(hit), names=sorted(there))
    recording.note(children=theirs, found=len(met))
    return list(met)


def _home(child: int, service: int) -> set[str]:
    """Return the keys of where the child lives: to say who else is there would say who it is."""
    told = Told.objects.filter(service=service, child=child, kind=ChildIsAt.kind)
    return set(told.filter(document__place="address").values_list("document__key", flat=True))
