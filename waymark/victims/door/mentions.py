"""Where a text names somebody whom a child harmed. Who it is stays here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from waymark.audit import recording
from waymark.files.said import where
from waymark.guidance.naming import ordinary_words
from waymark.rules.attempts import A_DAY, beginnings, names_tried
from waymark.rules.carries import carries
from waymark.rules.names import fold
from waymark.rules.outward import RECORD
from waymark.victims.people import held
from waymark.victims.people.elsewhere import hits_elsewhere
from waymark.victims.people.known import known as known_of
from waymark.victims.people.looking import AHit, as_found, hits_in, sought
from waymark.victims.people.models import Call, Reference, Victim

ENOUGH = 20  # signs of a key
TYPED, FILE = "typed", "file"  # as `guard.Towards` calls them


@carries("CM-409")
def mentions(
    *,
    texts: Sequence[str],
    child: int,
    service: int,
    known: Sequence[str],
    paper: str = "",
    harmed: Sequence[str] = (),
    towards: str = "",
    called: str = "",
    file: Mapping[str, str] | None = None,
    by: int | None = None,
    by_name: str = "",
    no_longer: str = "",
    once: str,
    at: datetime,
    **_told: Any,
) -> dict[str, Any]:
    """Return where somebody protected is named in the texts, and how many cannot be looked for. A
    file in which they stand stays here, where it names somebody or no program can read it."""
    references, counted, unnamed = sought(child=child, service=service, harmed=harmed)
    on, towards = localdate(at), "" if no_longer else towards
    cleared_for = RECORD if towards in (TYPED, FILE) else paper
    hits = hits_in(_looked_for_in(references, no_longer, on), texts, known, cleared_for, on=on)
    if towards == TYPED:
        hits = _not_to_stand(hits, references, on)
    elif not no_longer:
        of = {"service": service, "besides": [each.victim_id for each in references]}
        hits += hits_elsewhere(texts, [*known, called], **of, sure=towards == FILE)
    if file:
        says = [where([as_found(hit)], texts[place]) for _, place, hit in hits if hit.sure]
        if waits := bool(says or (file["unread"] and counted)):
            who = {"service": service, "by": by, "by_name": by_name}
            held.hold(file, child=child, **who, at=at, says=says, known=known)
        return {"found": [], "unnamed": unnamed, "waits": waits}
    _count(once, hits)
    if by is not None:
        _count_names(once, texts, known, child=child, service=service, by=by, at=at)
    return {"found": _places(hits), "unnamed": unnamed}


def _places(hits: Sequence[AHit]) -> list[dict[str, Any]]:
    """Return each place once, whoever it leads to; where one is sure of it, it is sure."""
    places = {
        (place, hit.start, hit.end): {
            "text": place,
            "start": hit.start,
            "end": hit.end,
            "sure": hit.sure,
        }
        for _, place, hit in sorted(hits, key=lambda each: each[2].sure)
    }
    return list(places.values())


def _count(once: str, hits: Sequence[AHit]) -> None:
    """Keep of a call whom it hit."""
    hit = sorted({whose for whose, _, _ in hits})
    Call.objects.filter(pk=once).update(found=hit)
    recording.note(children=hit, found=len(hits))


@carries("CM-409")
def _count_names(
    once: str,
    texts: Sequence[str],
    known: Sequence[str],
    *,
    child: int,
    service: int,
    by: int,
    at: datetime,
) -> None:
    """Keep of a call which names it asked about: each counts once for whoever asks within a day,
    and what was only its beginning, as it was typed or deleted, never; alone, until it stands in a
    sentence, and no more once the child's record holds it. Two queries."""
    tried, prose, begun = set(), set(), set()
    for text in texts:
        names = names_tried(text, ordinary_words(), known)
        being_typed = {*map(fold, text.split()[-1:])}
        tried |= {*map(_under_a_key, names.alone)}
        prose |= {*map(_under_a_key, names.prose)}
        begun |= {*map(_under_a_key, beginnings(text, names.alone | being_typed))}
    begun -= prose
    gone, there = begun | prose, {*map(_under_a_key, map(fold, known))}
    lately = Call.objects.filter(service=service, asked_by=by, at__gt=at - A_DAY)
    of_these = Q(names__overlap=[*gone | there]) | Q(prose__overlap=[*gone])
    for each in lately.filter(of_these | Q(begun__overlap=[*tried, *prose])):
        tried -= {*each.begun}
        prose -= {*each.begun, *each.prose}
        off = gone | there if each.child == child else gone
        if not (off.isdisjoint(each.names) and begun.isdisjoint(each.prose)):
            each.names = [name for name in each.names if name not in off]
            each.prose = [word for word in each.prose if word not in begun]
            each.save(update_fields=["names", "prose"])
    kept = {"names": tried - begun, "prose": prose, "begun": begun}
    Call.objects.filter(pk=once).update(**{name: sorted(keys) for name, keys in kept.items()})


@carries("CM-404", "CM-402")
def _looked_for_in(references: Sequence[Reference], no_longer: str, on: date) -> list[Victim]:
    """Return who is looked for: of one reference alone only whoever may be named no longer, so that
    nobody learns by asking which name is whose."""
    if not no_longer:
        return [each.victim for each in references]
    asked = [each for each in references if each.reference == no_longer]
    are = known_of([each.victim for each in asked])
    return [each.victim for each in asked if are[each.victim_id].was_named(each.child, on)]


def _not_to_stand(hits: Sequence[AHit], references: Sequence[Reference], on: date) -> list[AHit]:
    """Return what must not stand in what is typed. Whose name may is named there, and no more: how
    to reach them stays here."""
    are = known_of([each.victim for each in references])
    named = {
        each.victim_id for each in references if are[each.victim_id].may_be_named(each.child, on)
    }
    return [each for each in hits if each[2].what != "name" or each[0] not in named]


def _under_a_key(name: str) -> str:
    """Return what tells one name that was asked about from another, and nothing of either."""
    return salted_hmac("waymark.asked", name, algorithm="sha256").hexdigest()[:ENOUGH]
