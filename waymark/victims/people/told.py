"""What casework's letters bring: who was harmed by which offence, and what else it told last."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from waymark.rules.carries import carries
from waymark.rules.known_as import number
from waymark.rules.letters import (
    ActivityStands,
    ChildIsAt,
    DayOfDecision,
    KeepFrom,
    Letter,
    PeopleHarmed,
    WorksWith,
)
from waymark.victims.people import owing
from waymark.victims.people.keeping import keep_apart
from waymark.victims.people.models import LET_GO, Reference, Told, Victim
from waymark.victims.people.queries import harmed_by, let_go_of
from waymark.victims.people.telling import tell

# Which of a child's things a letter is about: the latest letter of one thing holds.
ABOUT = ("offence", "order", "victim", "place", "key", "begins", "work", "activity")

STAYS = (ChildIsAt.kind, WorksWith.kind, KeepFrom.kind)


def keep(letter: Letter, *, service: int, at: datetime) -> None:
    """Keep what a letter tells in the place of what was told before; make whom it tells of first.

    Asked as Waymark itself, in the transaction that takes the letter in.
    """
    document = letter.document()
    about = ":".join(str(document[name]) for name in ABOUT if name in document)
    of_it = {"service_id": service, "child": int(letter.child), "kind": letter.kind, "about": about}
    if _is_of_the_past(letter, service):
        Told.objects.filter(**of_it).delete()
    else:
        if isinstance(letter, DayOfDecision):
            document |= _before(Told.objects.filter(**of_it).first(), at)
        Told.objects.update_or_create(**of_it, defaults={"document": document, "told_at": at})
    owing.changed(references__child=letter.child, service=service)
    if isinstance(letter, PeopleHarmed):
        _make(letter, service=service, at=at)
    if isinstance(letter, PeopleHarmed | ChildIsAt | ActivityStands):
        tell(*(each.victim for each in harmed_by(child=int(letter.child), service=service)), at=at)
    if isinstance(letter, PeopleHarmed | WorksWith):
        keep_apart(service=service, at=at)


def _before(told: Told | None, at: datetime) -> dict[str, str]:
    """Return the day of the last decision that had passed by now: a day that is to come still is
    the same decision, put off or brought forward."""
    if told is None:
        return {}
    last = told.document["on"]
    had_passed = not told.document.get("no_longer") and last < localdate(at).isoformat()
    day = last if had_passed else told.document.get("before")
    return {"before": day} if day else {}


def _is_of_the_past(letter: Letter, service: int) -> bool:
    """Tell whether nothing is to be remembered: the child is there no longer, or of whom a letter
    tells nobody is held any more."""
    match letter:
        case ChildIsAt():
            return letter.no_longer
        case PeopleHarmed() if letter.victims:
            return let_go_of(child=int(letter.child), service=service) >= set(letter.victims)
    return False


def forget_people(references: Sequence[Reference], *, at: datetime) -> None:
    """Let these references go: they are known to be deleted. Of a child of whom no other is left
    stays what casework says to be over by itself: where the child is, and who works there."""
    for each in references:
        of = {"service_id": each.service_id, "child": each.child}
        Told.objects.create(**of, kind=LET_GO, about=each.reference, document={}, told_at=at)
        each.delete()
    children = {each.child for each in references}
    left = set(Reference.objects.filter(child__in=children).values_list("child", flat=True))
    of_nobody = Told.objects.filter(child__in=children - left)
    of_nobody.exclude(kind__in=(LET_GO, *STAYS)).delete()


@carries("CM-400")
def _make(letter: PeopleHarmed, *, service: int, at: datetime) -> None:
    """Make a person for each reference that is new, without a name: the police are asked for it."""
    child = int(letter.child)
    there = Reference.objects.filter(service=service, child=child)
    known = set(there.values_list("reference", flat=True))
    known |= let_go_of(child=child, service=service)
    for reference in letter.victims:
        if reference not in known:
            victim = Victim.objects.create(service_id=service, changed_at=at)
            Reference.objects.create(
                victim=victim,
                service_id=service,
                child=child,
                reference=reference,
                number=number(child, reference),
            )
