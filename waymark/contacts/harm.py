"""What somebody told of harm and nobody has looked at: in their words, and whom to call."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from waymark.accounts.models import Role, User
from waymark.children import shown
from waymark.children.around import hiding, looks_after, not_told_in, ways
from waymark.children.models import Allocation, Child, Episode, Person
from waymark.children.shown import Hiding, Shown, ShownPerson
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
TRUSTED, CHILDRENS_SERVICES = "trusted-adult", "childrens-services"


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
    not_told: bool = False  # the record says of somebody so called that they must not be told


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
    is_childs: bool  # the child told it, and nobody about the child
    managers: list[str]  # who may be asked, where only a manager reads it
    is_for_managers: bool  # no words are told here: managers read them where they were written


def open_now(on: date | Told) -> QuerySet[duties.Duty]:
    """Return the duties of what was told and nobody has looked at."""
    still = duties.Duty.objects.filter(duty=duties.CONCERN, done_on=None, opens_on__lte=on)
    return still.exclude(closes_on__lt=on)


def told(owed: QuerySet[duties.Duty], *, on: date) -> list[Concern]:
    """Return what was told, the oldest first.

    Seven queries, and one a table of the case file, however many children it concerns; one more
    for each of whom only a manager reads it.
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
            _managers(duty.child, on) if sitting.only_for else [],
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
    managers: list[str],
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
        sitting.is_childs,
        managers,
        bool(first.only_for),
    )


def _managers(child: Child, on: date) -> list[str]:
    """Return who manages the work with a child: of the worker's team, and the senior managers. One
    query."""
    teams = Allocation.objects.filter(child=child, period__contains=on).values("user__team")
    leads = Q(role=Role.SENIOR_MANAGER) | Q(role=Role.OPERATIONS_MANAGER, team__in=teams)
    found = User.objects.filter(leads, service=child.service_id, is_active=True)
    return list(found.order_by("name").values_list("name", flat=True))


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
    child or has the child's trust, and of children's services, be there a number or not. Two
    queries."""
    found: dict[int, list[Somebody]] = {child: [] for child in children}
    own: dict[int, list[Episode]] = {child: [] for child in children}
    wanted = Q(kind="phones") | Q(protected=True)
    for row in Episode.objects.filter(wanted, child__in=children).order_by("position"):
        own[row.child_id].append(row)
    for child, rows in own.items():
        phones = [shown.episode(row) for row in rows if row.kind == "phones"]
        found[child].append(Somebody("", _held(phones, on)))
    for row in Person.objects.filter(child__in=children).order_by("position"):
        each = shown.person(row, on)
        if each.is_here and _is_called(each):
            role = _role(each)
            name = f"{each.name} ({role})" if each.name and role else each.name or role
            not_told = bool(not_told_in(own[row.child_id]) & ways(row))
            found[row.child_id].append(Somebody(name, _held(each.phones, on), not_told))
    return found


def _is_called(somebody: ShownPerson) -> bool:
    is_close = looks_after(somebody.relationship or "") or somebody.relationship == TRUSTED
    return is_close or bool(somebody.lives_with_child) or somebody.agency == CHILDRENS_SERVICES


def _role(somebody: ShownPerson) -> str:
    if somebody.relationship:
        return inside(label("relationships", somebody.relationship))
    return inside(somebody.role or label("agencies", somebody.agency)) if somebody.agency else ""


def _held(phones: Iterable[Shown], on: date) -> list[Shown]:
    return [each for each in phones if each.holds_on(on) and (each.masked or each.number)]
