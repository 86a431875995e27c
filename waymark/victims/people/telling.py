"""Telling casework what holds of somebody, where it is other than it was told."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.utils.timezone import localdate

from waymark.letters import post
from waymark.rules.carries import carries
from waymark.rules.harmed.happenings import FileNameSealed
from waymark.rules.harmed.spells import NamedInFile
from waymark.rules.harmed.telling import holding, taken_back
from waymark.rules.telling import key_of, news, still
from waymark.victims.people import owing
from waymark.victims.people.known import as_entry, known
from waymark.victims.people.models import Happening, Reference, Said, Spell, Victim

A_DAY = timedelta(days=1)
IT_GOES = "It was decided that the name goes."
AWAY = timedelta(days=31)  # nobody leaves this side away for longer


def tell(*people: Victim, at: datetime, mistake: Spell | Happening | None = None) -> None:
    """Write the letters that are new of these people, in the transaction that made them so; of two
    who change the same person at once the second tells what both did.

    :param mistake: what was just taken back of them: so is what casework was told of it.
    """
    owing.in_turn(pk__in=[each.pk for each in people])
    on = localdate(at)
    references = Reference.objects.filter(victim__in=people).select_related("said")
    are = known(people)
    for each in references.order_by("pk"):
        told = dict(each.said.letters) if hasattr(each, "said") else {}
        whom = (each.child, each.reference)
        is_ = are[each.victim_id]
        wrong = [*taken_back(is_, as_entry(mistake), *whom, told, on)] if mistake else []
        told |= {key_of(letter): letter.document() for letter in wrong}
        new = news(holding(is_, *whom, on), told, on)
        if wrong or new:
            post.send(*wrong, *new.values(), service=each.service_id)
            told |= {key: letter.document() for key, letter in new.items()}
            letters = {"service_id": each.service_id, "letters": still(told)}
            Said.objects.update_or_create(reference=each, defaults=letters)


def tell_what_a_day_changed(service: int, *, since: date | None = None, at: datetime) -> None:
    """Tell of what begins or ended by itself, be it on days on which nobody called, and of names on
    a child's file whose day has passed. Two queries where nothing did.

    Asked as Waymark itself, each time casework calls.

    :param since: the day on which casework called last: what had turned by then was told.
    """
    on = localdate(at)
    first = max(on - AWAY, since or date.min)
    seal_what_is_over(service, at=at)
    turned = Spell.objects.standing().filter(
        Q(begins__gt=first, begins__lte=on) | Q(ends__gte=first, ends__lt=on), service=service
    )
    people = list(Victim.objects.filter(pk__in=turned.values("victim")))
    if people:
        tell(*people, at=at)


@carries("CM-400")
def tell_what_is_missing(*, at: datetime, at_most: int) -> int:
    """Compare everybody anew once a day, in the minute's rounds, whoever reckoned them before, and
    tell what this Waymark tells and an earlier one did not: a place that became close because
    places are compared otherwise now. Return of how many; no more than can be waited for, first of
    whom it is longest ago. One query where all were compared.

    Asked as Waymark itself, whose turn it is.
    """
    on = localdate(at)
    longest_ago = F("compared_on").asc(nulls_first=True)
    people = list(Victim.objects.exclude(compared_on=on).order_by(longest_ago, "pk")[:at_most])
    if people:
        tell(*people, at=at)
        Victim.objects.filter(pk__in=[each.pk for each in people]).update(compared_on=on)
    return len(people)


@carries("CM-404")
def seal_what_is_over(service: int, *, at: datetime) -> None:
    """Have casework seal each name that may stand on a child's file no longer, and end what nobody
    decided anew. Of two at once the second sees what the first decided."""
    on = localdate(at)
    named = Spell.objects.filter(kind=NamedInFile.kind, service=service)
    over = _to_be_sealed(Victim.objects.filter(pk__in=named.values("victim")), on)
    owing.changed(pk__in=[each.pk for each in over])
    for person, children in _to_be_sealed(over, on).items():
        for child in children:
            _seal(person, child, at)
        tell(person, at=at)


def _to_be_sealed(people: Iterable[Victim], on: date) -> dict[Victim, set[int]]:
    named = list(people)
    are = known(named) if named else {}
    return {each: over for each in named if (over := are[each.pk].to_be_sealed(on))}


def _seal(person: Victim, child: int, at: datetime) -> None:
    on = localdate(at)
    of = person.spells.standing().filter(kind=NamedInFile.kind, document__child=child)
    still = of.filter(Q(ends=None) | Q(ends__gte=on))
    still.filter(begins__lt=on).update(ends=on - A_DAY)
    still.filter(begins=on).update(taken_back_at=at, taken_back_why=IT_GOES)
    Happening.objects.create(
        victim=person,
        service_id=person.service_id,
        kind=FileNameSealed.kind,
        on=on,
        document={"child": child},
        by=None,
        recorded_at=at,
    )
