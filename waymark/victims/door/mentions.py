"""Where a text names somebody whom a child harmed. Who it is stays here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from waymark.audit import recording
from waymark.files.said import where
from waymark.guidance.naming import ordinary_words
from waymark.rules.attempts import TYPED_WITHIN, beginnings, names_tried
from waymark.rules.carries import carries
from waymark.victims.people import held
from waymark.victims.people.elsewhere import hits_elsewhere
from waymark.victims.people.known import known as known_of
from waymark.victims.people.looking import AHit, as_found, hits_in, sought
from waymark.victims.people.models import Call, Reference, Victim

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
    """Return where somebody protected is named in the texts, and how many cannot be looked for.

    A file in which they stand stays here, where it names somebody or no program can read it.
    """
    references, counted, unnamed = sought(child=child, service=service, harmed=harmed)
    on = localdate(at)
    people = _looked_for_in(references, no_longer, on, typed=towards == TYPED)
    hits = hits_in(people, texts, known, paper, on=on)
    if not no_longer and towards != TYPED:
        own = [each.victim_id for each in references]
        there = [*known, called]
        hits += hits_elsewhere(texts, there, service=service, besides=own, sure=towards == FILE)
    if file:
        of = {"child": child, "service": service, "by": by, "by_name": by_name, "at": at}
        says = [where([as_found(hit)], texts[place]) for _, place, hit in hits if hit.sure]
        if waits := bool(says or (file["unread"] and counted)):
            held.hold(file, **of, says=says, known=known)
        return {"found": [], "unnamed": unnamed, "waits": waits}
    if by is not None:
        _typed_on(texts, child=child, service=service, by=by, at=at)
    _count(once, hits, texts, known)
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


def _count(once: str, hits: Sequence[AHit], texts: Sequence[str], known: Sequence[str]) -> None:
    """Keep of a call whom it hit, and which names it asked about."""
    hit = sorted({whose for whose, _, _ in hits})
    tried = {each for text in texts for each in names_tried(text, ordinary_words(), known)}
    asked = sorted(map(_under_a_key, tried))
    Call.objects.filter(pk=once).update(found=hit, names=asked)
    recording.note(children=hit, found=len(hits))


@carries("CM-409")
def _typed_on(texts: Sequence[str], *, child: int, service: int, by: int, at: datetime) -> None:
    """Count no more as names what was only the beginning of these texts, saved while somebody typed
    them: of the same child, by the same account, within the hour. A query where nothing was."""
    lately = Call.objects.filter(service=service, child=child, asked_by=by)
    before = list(lately.filter(at__gt=at - TYPED_WITHIN).exclude(names=[]))
    begun = {_under_a_key(each) for text in texts for each in beginnings(text)} if before else set()
    for each in before:
        if not begun.isdisjoint(each.names):
            each.names = [name for name in each.names if name not in begun]
            each.save(update_fields=["names"])


@carries("CM-404", "CM-402")
def _looked_for_in(
    references: Sequence[Reference], no_longer: str, on: date, *, typed: bool
) -> list[Victim]:
    """Return who is looked for: in what is typed, whoever may not be named there; and of one
    reference alone only whoever may be no longer, so that nobody learns by asking which name is
    whose."""
    if not (no_longer or typed):
        return [each.victim for each in references]
    asked = [each for each in references if no_longer in ("", each.reference)]
    are = known_of([each.victim for each in asked])

    def is_sought(each: Reference) -> bool:
        who = are[each.victim_id]
        return who.was_named(each.child, on) if no_longer else not who.may_be_named(each.child, on)

    return [each.victim for each in asked if is_sought(each)]


def _under_a_key(name: str) -> str:
    """Return what tells one name that was asked about from another, and nothing of either."""
    return salted_hmac("waymark.asked", name, algorithm="sha256").hexdigest()
