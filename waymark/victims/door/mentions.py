"""Where a text names somebody whom a child harmed. Who it is stays here."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from waymark.audit import recording
from waymark.guidance.harm import says_harmed
from waymark.guidance.naming import ordinary_words
from waymark.rules import protected
from waymark.rules.addresses import Home
from waymark.rules.carries import carries
from waymark.rules.harmed.base import Kept
from waymark.rules.harmed.spells import Clearance, Reach
from waymark.rules.protected import Looking, Protected
from waymark.victims.people.known import known as known_of
from waymark.victims.people.models import Call, Reference, Victim
from waymark.victims.people.queries import harmed_by

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
BETWEEN_LINES = re.compile(r"\s*[,\n]\s*")
NO_MORE_THAN_A_NAME = 4  # words


@carries("CM-409")
def mentions(
    *,
    texts: Sequence[str],
    child: int,
    service: int,
    known: Sequence[str],
    paper: str = "",
    harmed: Sequence[str] = (),
    no_longer: str = "",
    once: str,
    at: datetime,
    **_told: Any,
) -> dict[str, Any]:
    """Return where somebody protected is named in the texts, and how many cannot be looked for."""
    references = list(harmed_by(child=child, service=service))
    on = localdate(at)
    people = _looked_for_in(references, no_longer, on)
    hits = _hits(people, texts, known, paper, on=on)
    hit = sorted({whose for whose, _, _ in hits})
    asked = sorted({_under_a_key(text) for text in texts if _is_a_name(text)})
    Call.objects.filter(pk=once).update(found=hit, names=asked)
    recording.note(children=hit, found=len(hits))
    named = {each.reference for each in references if each.victim.is_named}
    counted = {each.reference for each in references} | set(harmed)
    places = {
        (place, found.start, found.end): {
            "text": place,
            "start": found.start,
            "end": found.end,
            "sure": found.sure,
        }
        for _, place, found in sorted(hits, key=lambda each: each[2].sure)
    }
    return {"found": list(places.values()), "unnamed": len(counted - named)}


@carries("CM-404")
def _looked_for_in(references: Sequence[Reference], no_longer: str, on: date) -> list[Victim]:
    """Return who is looked for: of one reference alone only whoever may be named no longer, so that
    nobody learns by asking which name is whose."""
    if not no_longer:
        return [each.victim for each in references]
    asked = [each for each in references if each.reference == no_longer]
    are = known_of([each.victim for each in asked])
    return [each.victim for each in asked if are[each.victim_id].was_named(each.child, on)]


def _hits(
    people: Sequence[Victim], texts: Sequence[str], known: Sequence[str], paper: str, *, on: date
) -> list[tuple[int, int, protected.Hit]]:
    """Return whom each text leads to, in which text, and where."""
    are = known_of(people)
    found = []
    for each in people:
        spells = [spell for spell in are[each.pk].spells if spell.holds_on(on)]
        sought = looked_for(each, spells)
        if is_cleared(spells, paper):
            looking = Looking((), ordinary_words(), known, cleared=[sought], of_harm=says_harmed)
        else:
            looking = Looking([sought], ordinary_words(), known)
        for place, text in enumerate(texts):
            found += [(each.pk, place, hit) for hit in looking.find(text)]
    return found


def looked_for(victim: Victim, spells: Sequence[Kept]) -> Protected:
    """Return all that leads to somebody: names, and how they can be reached."""
    reach = {"address": [], "phone": [], "email": []}  # type: dict[str, list[str]]
    for each in spells:
        if isinstance(each, Reach):
            reach[each.by].append(each.at)
    sought = Protected(
        victim.name,
        tuple(victim.other_names),
        tuple(victim.nicknames),
        tuple(map(_home, reach["address"])),
        tuple(reach["phone"]),
        tuple(reach["email"]),
    )
    return sought if victim.name else replace(sought, name=next(iter(sought.other_names), ""))


@carries("CM-409")
def is_cleared(spells: Sequence[Kept], paper: str) -> bool:
    """Tell whether somebody of the family or the home may be named in this kind of paper, though
    never as harmed."""
    return any(isinstance(each, Clearance) and paper in each.papers for each in spells)


def _home(written: str) -> Home:
    postcode = POSTCODE.search(written)
    left = POSTCODE.sub("", written)
    lines = tuple(line for line in BETWEEN_LINES.split(left) if line.strip())
    return Home(lines, postcode[0] if postcode else "")


def _is_a_name(text: str) -> bool:
    return 0 < len(text.split()) <= NO_MORE_THAN_A_NAME


def _under_a_key(text: str) -> str:
    """Return what tells one name that was asked about from another, and nothing of either."""
    folded = " ".join(text.casefold().split())
    return salted_hmac("waymark.asked", folded, algorithm="sha256").hexdigest()
