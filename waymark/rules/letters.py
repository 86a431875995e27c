"""What casework and the victims' side may tell each other: a letter has no free text, and no name
but that of a colleague who is to be asked.

Each kind is declared once, so neither side can say more than there are fields for. A victim is the
reference that stands in the child's case file, and means nothing outside it. Whose letter it is
(`CASEWORK` or `VICTIMS`) is declared too: a side applies the letters of the other alone.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Literal, TypeVar, dataclass_transform

from waymark.rules.facts import EventId, OrderId, Plain, Protected, Shape, build, check, shape
from waymark.rules.findings import Findings

Side = Literal["casework", "victims"]
Readiness = Literal["yes", "not-yet", "no"]
Place = Literal["school", "address", "building"]
Decides = Literal["panel", "court", "out-of-court"]
Made = Literal["poem", "letter", "drawing", "other"]
Wished = Literal["now", "later", "not-at-all"]
Received = Literal["received", "glad", "no-answer"]
Prepared = Literal["yes", "not-yet"]
Helped = Literal["yes", "partly", "no"]
NotGiven = Literal["names-all-through", "leads-to-somebody", "not-the-childs", "not-there"]

KINDS: dict[str, type["Letter"]] = {}


class NoLetter(Exception):
    """What arrived is no letter that this side takes; the message names no value."""


@shape(retention="case")
class Letter(Shape):
    """Something about one child, who is told by the number of the record."""

    kind: ClassVar[str] = ""
    from_side: ClassVar[Side] = "casework"

    child: Plain[float]
    on: Plain[date]

    def document(self) -> dict[str, Any]:
        """Return it as it travels."""
        told = {name: getattr(self, each.attribute) for name, each in self.fields.items()}
        return {name: _plain(value) for name, value in told.items() if value not in (None, ())}


L = TypeVar("L", bound=Letter)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def letter(kind: str, *, of: Side) -> Callable[[type[L]], type[L]]:
    """Declare one kind of letter, and which side writes it."""

    def declare(cls: type[L]) -> type[L]:
        declared = shape(retention="case")(cls)
        declared.kind, declared.from_side = kind, of
        KINDS[kind] = declared
        return declared

    return declare


def opened(kind: str, document: Mapping[str, Any], *, of: Side) -> Letter:
    """Return a letter of the other side, from what travelled.

    :raises NoLetter: where that side writes no such letter, or says in it what has no field.
    """
    declared = KINDS.get(kind)
    if declared is None or declared.from_side != of:
        raise NoLetter(f"no letter of {of} is of the kind that was sent")
    findings = Findings()
    check(declared, dict(document), "", findings)
    if findings.faults or document.keys() - declared.fields.keys():
        raise NoLetter(f"a letter “{kind}” is not as it is declared")
    return build(declared, document)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


# Of casework


@letter("order-made", of="casework")
class OrderMade(Letter):
    """An order as it was made, or as it now stands: the latest of one order holds."""

    order: Plain[OrderId]
    order_kind: Plain[str]  # a code of the list `order-kinds`
    made_on: Plain[date]
    ends_on: Plain[date | None] = None
    grave: Plain[bool] = False  # one after which the Victim Contact Scheme is told of each victim


@letter("people-harmed", of="casework")
class PeopleHarmed(Letter):
    """Whom an offence of an order harmed; the latest of one offence holds."""

    order: Plain[OrderId]
    offence: Plain[str]  # `order:offence`
    category: Plain[str]
    victims: Protected[tuple[str, ...]] = ()
    violent: Plain[bool] = False
    sexual: Plain[bool] = False
    committed_on: Plain[date | None] = None


@letter("day-of-decision", of="casework")
class DayOfDecision(Letter):
    """When a court, a panel or an out-of-court decision comes: a victim's view is wanted before."""

    decides: Plain[Decides]
    order: Plain[OrderId | None] = None
    no_longer: Plain[bool] = False


@letter("child-readiness", of="casework")
class ChildReadiness(Letter):
    """Whether the child is ready and willing, for work with one victim."""

    victim: Protected[str]
    ready: Plain[Readiness]


@letter("work-made", of="casework")
class WorkMade(Letter):
    """That the child made something for one victim, and none of its words."""

    victim: Protected[str]
    work: Plain[EventId]
    made: Plain[Made]
    handed_on: Plain[date | None] = None  # when the victim worker was given it
    called_off_on: Plain[date | None] = None  # when the child wanted its plan no more
    no_longer: Plain[bool] = False


@letter("activity-stands", of="casework")
class ActivityStands(Letter):
    """Something planned with or for one victim, and how far it is: its form and its days alone."""

    victim: Protected[str]
    activity: Plain[EventId]
    form: Plain[str]  # a code of the list `restorative-forms`
    planned_for: Plain[date | None] = None
    done_on: Plain[tuple[date, ...]] = ()  # each day, the first first
    called_off_on: Plain[date | None] = None
    no_longer: Plain[bool] = False


@letter("works-with", of="casework")
class WorksWith(Letter):
    """Who works with a child: they may not open the record of a child whom this one harmed."""

    people: Plain[tuple[float, ...]] = ()


@letter("worker-tried", of="casework")
class WorkerTried(Letter):
    """That somebody tried to give the child workers whom this record is kept from, and was refused:
    by number, and by name so that they can be asked."""

    by: Plain[float]
    by_name: Protected[str]
    people: Plain[tuple[float, ...]]


@letter("child-is-at", of="casework")
class ChildIsAt(Letter):
    """A place of the child, under a key by which two places are told to be one and nothing else."""

    place: Plain[Place]
    key: Protected[str]
    begins: Plain[str]  # a day, or a moment of an appointment, in ISO 8601
    ends: Plain[str | None] = None
    no_longer: Plain[bool] = False


@letter("file-waits", of="casework")
class FileWaits(Letter):
    """That the child's file waits for one that the guard keeps; or no longer, so that it goes."""

    file: Plain[str]  # its key
    no_longer: Plain[bool] = False


# Of the victims' side


@shape(retention="case")
class OfOneHarmed(Letter):
    """What is so of one person harmed. What was written down there by mistake is told once more,
    as taken back: its event is then withdrawn."""

    victim: Protected[str]
    taken_back: Plain[bool] = False


@letter("contact-scheme-notified", of="victims")
class ContactSchemeNotified(OfOneHarmed):
    order: Plain[OrderId]


@letter("invitation-decided", of="victims")
class InvitationDecided(OfOneHarmed):
    decision: Plain[Literal["invite", "do-not-invite", "not-yet"]]


@letter("victim-readiness", of="victims")
class VictimReadiness(OfOneHarmed):
    """Whether a victim wants to, and is ready: the best that they answered, and `to` says to which
    of the list `restorative-forms`; without, to all of them."""

    ready: Plain[Readiness]
    to: Plain[tuple[str, ...]] = ()


@letter("victim-consent", of="victims")
class VictimConsent(OfOneHarmed):
    """Written consent to direct work, given or ended; what stands there is kept there."""

    given: Plain[bool]
    to: Plain[tuple[str, ...]] = ()


@letter("work-answered", of="victims")
class WorkAnswered(OfOneHarmed):
    """Whether a victim would like what the child made."""

    work: Plain[EventId]
    answer: Plain[Wished]


@letter("work-given", of="victims")
class WorkGiven(OfOneHarmed):
    """That a victim has what the child made, and what the child may be told of it."""

    work: Plain[EventId]
    how: Plain[Received]


@letter("victim-prepared", of="victims")
class VictimPrepared(OfOneHarmed):
    """Whether a victim is prepared for one thing that is planned, and no word of how."""

    activity: Plain[EventId]
    prepared: Plain[Prepared]


@letter("victim-heard", of="victims")
class VictimHeard(OfOneHarmed):
    """That a victim was asked what came of it; whether it helped only where they let it be told."""

    activity: Plain[EventId]
    helped: Plain[Helped | None] = None


@letter("file-name-over", of="victims")
class FileNameOver(Letter):
    """The day has passed until which a victim's name might stand on the child's file."""

    victim: Protected[str]


@letter("keep-from", of="victims")
class KeepFrom(Letter):
    """Who may not open this child's record: those who work with somebody who harmed the child."""

    people: Plain[tuple[float, ...]] = ()


@letter("too-close", of="victims")
class TooClose(Letter):
    """The child and somebody whom they harmed may meet at a place; nothing says whom."""

    place: Plain[Place]
    begins: Plain[str | None] = None
    ends: Plain[str | None] = None
    no_longer: Plain[bool] = False


@letter("file-cut", of="victims")
class FileCut(Letter):
    """That nobody protected is named any more in a file that waits: it can be fetched."""

    file: Plain[str]


@letter("file-not-given", of="victims")
class FileNotGiven(Letter):
    """That nothing of a file may go back, and why."""

    file: Plain[str]
    why: Plain[NotGiven]
