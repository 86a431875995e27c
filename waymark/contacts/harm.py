"""What somebody told of harm and nobody has looked at: in their words, and whom to call."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from waymark.children import shown
from waymark.children.around import hiding, looks_after
from waymark.children.models import Child, Episode, Person
from waymark.children.shown import Hiding, Shown
from waymark.chronology import casefile
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.chronology.queries import written_in
from waymark.contacts.queries import CONCERN, called
from waymark.duties import models as duties
from waymark.guidance import forms, label
from waymark.pages.words import inside
from waymark.prepared import Told
from waymark.rules.carries import carries
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on
from waymark.rules.voice import Sitting, sittings

LOOKED_AT = "concern-looked-at"
TRUSTED = "trusted-adult"


class Answer(NamedTuple):
    """One answer that speaks of harm: what was asked and said, at which hour."""

    asked: str
    said: str  # with gaps; nothing where it is sealed
    at: str
    event: int


class Somebody(NamedTuple):
    """Whom to call, by the numbers that hold today; one that is protected is masked."""

    called: str
    phones: list[Shown]


@dataclass(frozen=True)
class Concern:
    """What somebody told us of harm in one sitting, in their words: whoever answers for it reads
    them at once."""

    child: Child
    who: str  # said it
    on: date
    form: str
    reference: str
    answers: list[Answer]
    to_call: list[Somebody]
    sitting: str
    is_for_managers: bool  # no words are told here: managers read them where they were written


def open_now(on: date | Told) -> QuerySet[duties.Duty]:
    """Return the duties of what was told and nobody has looked at."""
    still = duties.Duty.objects.filter(duty=duties.CONCERN, done_on=None, opens_on__lte=on)
    return still.exclude(closes_on__lt=on)


def told(owed: QuerySet[duties.Duty], *, on: date) -> list[Concern]:
    """Return what was told, the oldest first.

    Seven queries, and one a table of the case file, however many children it concerns.
    """
    rows = list(owed.select_related("child").order_by("opens_on", "pk"))
    children = sorted({duty.child_id for duty in rows})
    if not children:
        return []
    files, hides, call = casefile.documents(children), hiding(children), to_call(children, on=on)
    answers = _answers(children, hides)
    found = {pk: sittings(known_on(trusted(files[pk]), on)) for pk in children}
    return [
        _concern(
            duty.child,
            _who(duty.child, sitting, files, hides),
            sitting,
            answers,
            call[duty.child_id],
        )
        for duty in rows
        for sitting in found[duty.child_id]
        if sitting.first.id == duty.key.partition(":")[2]
    ]


def told_of(child: Child, *, on: date) -> list[Concern]:
    """Return what was told of one child, to whoever may open the child."""
    return told(open_now(on).filter(child=child), on=on)


def _concern(
    child: Child,
    who: str,
    sitting: Sitting,
    answers: dict[tuple[int, str], tuple[int, str]],
    call: list[Somebody],
) -> Concern:
    said = [
        Answer(
            each.question or "What was said",
            answers[child.pk, each.id][1],
            each.at or "",
            answers[child.pk, each.id][0],
        )
        for each in sitting.told
    ]
    first = sitting.first
    return Concern(
        child,
        who,
        first.on,
        _called(first.form),
        first.id,
        said,
        call,
        first.sitting or "",
        bool(first.only_for),
    )


def _who(
    child: Child, sitting: Sitting, files: Mapping[int, Document], hides: Mapping[int, Hiding]
) -> str:
    """Return what somebody is called who told of harm: the child, or whoever the form was for."""
    if sitting.is_childs:
        return child.first_name
    people = called(files[child.pk]["child"].get("people") or [], hides[child.pk])
    return people.get(sitting.first.whose or "", f"Somebody close to {child.first_name}")


def _answers(
    children: Collection[int], hides: dict[int, Hiding]
) -> dict[tuple[int, str], tuple[int, str]]:
    """Return, by child and reference, where each answer is read and what it says. Two queries."""
    rows = Event.objects.filter(child__in=children, kind=CONCERN)
    pks = {(row.child_id, row.reference): row.pk for row in rows}
    texts = written_in(children, [reference for _, reference in pks])
    return {
        (child, reference): (pk, hides[child](texts.get((child, reference, "said"), ("", ""))[1]))
        for (child, reference), pk in pks.items()
    }


def _called(form: str | None) -> str:
    """Return the title of a form; nothing of one that is not known here: the words matter more."""
    try:
        return forms.form(form).title if form else ""
    except LookupError:
        return ""


@carries("EP-272")
def to_call(children: Collection[int], *, on: date) -> dict[int, list[Somebody]]:
    """Return the child's own numbers and those of whoever looks after the child, lives with the
    child or has the child's trust, be there a number or not. Two queries."""
    found: dict[int, list[Somebody]] = {child: [] for child in children}
    own: dict[int, list[Shown]] = {child: [] for child in children}
    for row in Episode.objects.filter(child__in=children, kind="phones").order_by("position"):
        own[row.child_id].append(shown.episode(row))
    for child, phones in own.items():
        found[child].append(Somebody("", _held(phones, on)))
    for row in Person.objects.filter(child__in=children).order_by("position"):
        each = shown.person(row, on)
        is_close = looks_after(each.relationship or "") or each.relationship == TRUSTED
        if each.is_here and (is_close or each.lives_with_child):
            role = inside(label("relationships", each.relationship)) if each.relationship else ""
            name = f"{each.name} ({role})" if each.name and role else each.name or role
            found[row.child_id].append(Somebody(name, _held(each.phones, on)))
    return found


def _held(phones: Iterable[Shown], on: date) -> list[Shown]:
    return [each for each in phones if each.holds_on(on) and (each.masked or each.number)]
