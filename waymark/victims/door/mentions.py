"""Where a text names somebody whom a child harmed. Who it is stays here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from waymark.audit import recording
from waymark.guidance.naming import guard
from waymark.rules.carries import carries
from waymark.victims.people.models import Call, Victim
from waymark.victims.people.queries import harmed_by


@carries("CM-409")
def mentions(
    *,
    texts: Sequence[str],
    child: int,
    service: int,
    known: Sequence[str],
    harmed: Sequence[str] = (),
    once: str,
    at: datetime,
    **_told: Any,
) -> dict[str, Any]:
    """Return where somebody protected is named in the texts, and how many cannot be looked for."""
    del at
    references = list(harmed_by(child=child, service=service))
    people = [each.victim for each in references]
    named = {each.reference for each in references if each.victim.is_named}
    counted = {each.reference for each in references} | set(harmed)
    whose = {name: each.pk for each in people for name in names_of(each)}
    find = guard(whose, known=known).find
    found = [(place, each) for place, text in enumerate(texts) for each in find(text)]
    hit = sorted({whose[each.name] for _, each in found})
    Call.objects.filter(pk=once).update(found=hit)
    recording.note(children=hit, found=len(found))
    places = [
        {"text": place, "start": each.start, "end": each.end, "sure": each.sure}
        for place, each in found
    ]
    return {"found": places, "unnamed": len(counted - named)}


def names_of(victim: Victim) -> list[str]:
    return [name for name in (victim.name, *victim.other_names, *victim.nicknames) if name]
