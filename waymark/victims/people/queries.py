"""What is read of people who were harmed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import (
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Concat

from waymark.accounts.models import Role, User
from waymark.drafts.models import Draft
from waymark.rules.letters import ActivityStands
from waymark.rules.misspelt import may_be
from waymark.rules.names import fold
from waymark.victims.people.models import LET_GO, Entries, Happening, Reference, Spell, Told, Victim

WHO = ("by", "taken_back_by", "decided_with")
LATELY = timedelta(days=14)
LARGEST_NUMBER = 2**63 - 1
LONGEST_SEARCH = 100
A_LINE = Value("\n", TextField())
AS_SAID = re.compile(r"\bperson\s+(\d+)(?:\s+of\s+record\s+(\d+))?", re.IGNORECASE)
NAMES = Concat(
    "name",
    A_LINE,
    Func("other_names", A_LINE, function="array_to_string", output_field=TextField()),
    A_LINE,
    Func("nicknames", A_LINE, function="array_to_string", output_field=TextField()),
)


def victims(words: str = "") -> QuerySet[Victim]:
    """Return who of the service is found by a name, a reference or a record's number.

    A name that is written as nobody's is read as the guard reads it: a letter or two may be wrong.
    To whom something is owed comes first, by its day; of equals whom nobody could name yet. Two
    queries; two more where something is looked for.
    """
    everybody = Victim.objects.prefetch_related("references")
    found = everybody.alias(names=NAMES)
    for word in AS_SAID.sub(r"\1 \2", words).split():
        found = found.filter(_found_by(word))
    if words and not found.exists():
        found = everybody.filter(pk__in=_called_alike(words))
    return found.order_by(F("owed_by").asc(nulls_last=True), "name", "pk")


def with_something_in(begins: date, ends: date) -> QuerySet[Victim]:
    """Return with whom something happened in these days, as is written down here or as casework
    told, or whose child's order ended in them: nobody else counts in the figures of them. One
    query."""
    days = (begins.isoformat(), ends.isoformat())
    ended = Told.objects.alias(ends=KT("document__ends_on")).filter(kind="order-made")
    children = ended.filter(ends__range=days).values("child")
    done = Told.objects.alias(done=KT("document__done_on__0")).filter(kind=ActivityStands.kind)
    with_them = done.filter(done__range=days).values("child")
    harmed = Reference.objects.filter(Q(child__in=children) | Q(child__in=with_them)).values(
        "victim"
    )
    happened = Happening.objects.filter(on__range=(begins, ends)).values("victim")
    return Victim.objects.filter(Q(pk__in=happened) | Q(pk__in=harmed)).order_by("pk")


def _called_alike(words: str) -> list[int]:
    """Return who has for each word a name that it may be, misspelt."""
    written = fold(words).split()
    rows = Victim.objects.annotate(names=NAMES).values_list("pk", "names")
    return [
        pk
        for pk, names in rows
        if (parts := fold(names).split())
        and all(any(may_be(word, part) for part in parts) for word in written)
    ]


def _found_by(word: str) -> Q:
    references = Reference.objects.filter(victim=OuterRef("pk"))
    of = Q(reference__iexact=word)
    if word.isdecimal() and int(word) <= LARGEST_NUMBER:
        of |= Q(child=int(word)) | Q(number=int(word))
    return Q(names__icontains=word) | Q(Exists(references.filter(of)))


def kept_for_later(by: User) -> QuerySet[Draft]:
    """Return what somebody began to write and kept for later, the latest first. Two queries."""
    found = Draft.objects.filter(person=by).exclude(address="")
    return found.select_related("child").prefetch_related("child__references").order_by("-saved_at")


def harmed_by(*, child: int, service: int) -> QuerySet[Reference]:
    """Return as whom a child's file knows people, each with the person. One query."""
    found = Reference.objects.filter(service=service, child=child).select_related("victim")
    return found.order_by("reference")


def let_go_of(*, child: int, service: int) -> set[str]:
    """Return as whom a child's file knows people whose records are deleted. One query."""
    rows = Told.objects.filter(service=service, child=child, kind=LET_GO)
    return set(rows.values_list("about", flat=True))


def offences_of(references: Sequence[Reference]) -> list[Told]:
    """Return what casework told of the offences that harmed somebody. One query."""
    children = {each.child for each in references}
    found = Told.objects.filter(kind="people-harmed", child__in=children).order_by("child", "pk")
    mine = {(each.child, each.reference) for each in references}
    return [
        each
        for each in found
        if any((each.child, victim) in mine for victim in each.document.get("victims", ()))
    ]


def holding(victim: Victim, day: date) -> list[Spell]:
    """Return what holds of somebody on a day, or will. One query."""
    found = victim.spells.standing().exclude(ends__lt=day).select_related("by", "decided_with")
    return list(found.order_by("-kind", "begins", "pk"))


def held(victim: Victim, day: date) -> list[Spell]:
    """Return what held of somebody before a day, or was written down by mistake. One query."""
    found = victim.spells.filter(Q(ends__lt=day) | Q(taken_back_at__isnull=False))
    return list(found.select_related(*WHO).order_by("-begins", "-pk"))


def happened(victim: Victim) -> list[Happening]:
    """Return what happened with somebody, the latest first, mistakes too. One query."""
    return list(victim.happenings.select_related(*WHO).order_by("-on", "-pk"))


def to_confirm(manager: User) -> list[Spell | Happening]:
    """Return what others wrote as decided with a manager who has still to say so, what waits
    longest first. Two queries, and two where there is any."""
    found = _with_whose(table.objects.waiting_for(manager) for table in (Spell, Happening))
    return sorted(found, key=lambda each: each.recorded_at)


def denied_lately(writer: User, at: datetime) -> list[Spell | Happening]:
    """Return what somebody wrote as decided with a manager who said lately that it was not, the
    latest first. Two queries, and two where there is any."""
    lately = {"taken_back_at__gt": at - LATELY}
    found = _with_whose(
        table.objects.denied(writer).filter(**lately) for table in (Spell, Happening)
    )
    return sorted(found, key=lambda each: each.taken_back_at, reverse=True)


def _with_whose(rows: Iterable[Entries]) -> Iterator[Spell | Happening]:
    for each in rows:
        yield from each.select_related(*WHO, "victim").prefetch_related("victim__references")


def managers(service: int) -> list[User]:
    """Return with whom of a service something is decided. One query."""
    found = User.objects.filter(service=service, is_active=True, role=Role.VICTIM_MANAGER)
    return list(found.order_by("name", "pk"))
