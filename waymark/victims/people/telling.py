"""Telling casework what holds of somebody, where it is other than it was told."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from waymark.letters import post
from waymark.rules.harmed.telling import holding
from waymark.rules.telling import news, still
from waymark.victims.people.known import known
from waymark.victims.people.models import Reference, Said, Spell, Victim

A_DAY = timedelta(days=1)


def tell(*people: Victim, at: datetime) -> None:
    """Write the letters that are new of these people, in the transaction that made them so."""
    on = localdate(at)
    references = Reference.objects.filter(victim__in=people).select_related("said")
    are = known(people)
    for each in references.order_by("pk"):
        told = dict(each.said.letters) if hasattr(each, "said") else {}
        new = news(holding(are[each.victim_id], each.child, each.reference, on), told, on)
        if new:
            post.send(*new.values(), service=each.service_id)
            told |= {key: letter.document() for key, letter in new.items()}
            letters = {"service_id": each.service_id, "letters": still(told)}
            Said.objects.update_or_create(reference=each, defaults=letters)


def tell_what_a_day_changed(service: int, *, at: datetime) -> None:
    """Tell of consents that begin today or ended yesterday by themselves. One query where none did.

    Asked as Waymark itself, each time casework calls.
    """
    on = localdate(at)
    turned = Spell.objects.filter(
        Q(begins=on) | Q(ends=on - A_DAY), kind="consent", service=service
    )
    people = list(Victim.objects.filter(pk__in=turned.values("victim")))
    if people:
        tell(*people, at=at)
