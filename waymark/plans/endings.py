"""How the work ends: agreed with the child before the last day, and looked at by a manager."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.access import IsOwnWork
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.labels import label
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.pages.words import about
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.asking import reason_in
from waymark.papers.models import Paper, Section
from waymark.papers.queries import Read, read
from waymark.plans.answered import YES
from waymark.plans.looking_back import CLOSING
from waymark.prepared import Told
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.duty import Duty
from waymark.rules.events.orders import ExitPlanAgreed
from waymark.rules.gates.belying import belied_ending
from waymark.rules.gates.closing import countersigned, left_open, to_look_at
from waymark.rules.orders import BEFORE_SENTENCE

NOT_RUNNING = {"partly", "no"}  # of the help that goes on
AGREED_WITH = {"yes", "partly"}  # of the child and family: what they say to this end
OWN = "You wrote down this ending yourself, or a part of it. Another manager must countersign it."
NONE = "No ending is agreed yet. The worker plans it with the child under “Ending well” first."
BEGAN_AGAIN = ("case-reopened", "brought-forward")
DONE = "How it ended is countersigned already."


@dataclass(frozen=True)
class Ending:
    """How the work under one order ends."""

    order: str
    words: str
    ends_on: date | None
    may_be_revoked: bool
    agreed_on: date | None
    open: Paper | None
    done: Paper | None


def endings(child: Child, case: Case) -> list[Ending]:
    """Return how the work under each order ends, the latest order first. One query."""
    found = queries.of(child, CLOSING)
    return [
        Ending(
            order=order.id,
            words=label("order-kinds", order.kind),
            ends_on=case.end_of(order),
            may_be_revoked=order.may_be_revoked,
            agreed_on=case.first(ExitPlanAgreed, order.made_on, about=order.id),
            open=next((e for e in found if e.about == order.id and not e.completed_on), None),
            done=next((e for e in found if e.about == order.id and e.completed_on), None),
        )
        for order in reversed(case.supervised)
        if order.kind not in BEFORE_SENTENCE
    ]


def begin(*, child: Child, order: str, by: User, at: datetime) -> Paper:
    """Begin to plan how the work under an order ends; what was agreed and no manager has
    countersigned is mended, and begins with what it says.

    :raises Refused: where that is begun already.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("begin-closing", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        waits = {each.paper for each in to_look_at(case) if each.order == order}
        mends = next((e for e in queries.of(child, CLOSING) if e.reference in waits), None)
        told = {"about": order, "orders": [order]}
        return papers.begun(act, child, CLOSING, told, afresh=True, mends=mends)


def complete(*, paper: Paper, by: User, at: datetime) -> Event:
    """Agree what comes after the order: it stays as it is, and the chronology tells of it.

    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-closing", by=by, at=at, children=[paper.child_id]) as act:
        of = read(paper)
        if reasons := list(not_yet(of)):
            raise Refused(*reasons)
        papers.completed(act, paper)
        return act.record(paper.child_id, _agreed(paper, of, act.today))


NO_REASON = "Going over to adult services: say why not all of it is done yet, and who sees to it."
NOT_ACCEPTED = (
    "Nobody says whether the help that goes on is accepted: write down who has said yes and met "
    "the child, and of the rest what is missing and who sees to it by when."
)
NOT_IN_PLACE = "Not all of the help runs yet: say what is missing, and who sees to it by when."
NOT_ASKED = "Ask the child and the family whether they are content with this end: it is theirs too."


def not_yet(of: Read) -> Iterator[str]:
    """Yield what an ending still needs before it is agreed."""
    for part, question in of.missing:
        yield f"{part.asked.title}: {question.asks}"
    for _, reason in beyond(of):
        yield reason


def beyond(of: Read) -> Iterator[tuple[str, str]]:
    """Yield what is still needed beside the answers that every ending needs, with its section."""
    if of.said(asked.END_AGREED) == "not-asked":
        yield asked.END_SUPPORT, NOT_ASKED
    if not_in_place(of) and not of.said(asked.END_RUNNING_WHY):
        yield asked.END_SUPPORT, NOT_IN_PLACE if is_not_running(of) else NOT_ACCEPTED
    if not_handed_over(of) and not of.said(asked.END_TRANSFER_OPEN):
        yield asked.END_TRANSFER, NO_REASON


def left_out(of: Read) -> Iterator[tuple[list[str], str]]:
    """Yield what an ending is agreed without, and for each reason once: whoever agrees and whoever
    countersigns reads it."""
    for _, question, said in of.open_prompts:
        yield [question.asks], reason_in(said)
    if lacks := not_in_place(of):
        yield lacks, of.said(asked.END_RUNNING_WHY) or ""
    if open_yet := not_handed_over(of):
        yield open_yet, of.said(asked.END_TRANSFER_OPEN) or ""


def yes_though(of: Read, case: Case, name: str) -> list[tuple[str, str]]:
    """Return the questions that were answered with yes, and what the record says otherwise."""
    questions = {each.id: each for part in of.parts for each in part.questions}
    return [
        (about(questions[question].asks, name), otherwise.replace("{name}", name))
        for question, otherwise in belied_ending(case)
        if of.said(question) == YES
    ]


@carries("CM-018", "CM-227")
def not_in_place(of: Read) -> list[str]:
    """Return the questions by which help that goes on is not accepted, or does not run yet. What
    all runs is accepted."""
    helps_on = any(each != "none" for each in of.said(asked.END_REFERRALS) or [])
    is_accepted = of.said(asked.END_ACCEPTED) or of.said(asked.END_RUNNING) == YES
    lacks = {
        asked.END_ACCEPTED: helps_on and not is_accepted,
        asked.END_RUNNING: is_not_running(of),
    }
    questions = [each for part in of.parts for each in part.questions]
    return [each.asks for each in questions if lacks.get(each.id)]


def is_not_running(of: Read) -> bool:
    return of.said(asked.END_RUNNING) in NOT_RUNNING


@carries("EP-144")
def not_handed_over(of: Read) -> list[str]:
    """Return what of handing over to adult services is not ticked, where the child goes there."""
    questions = [each for part in of.parts for each in part.questions]
    found = [each for each in questions if each.id == asked.END_TRANSFER_DONE]
    done = of.said(asked.END_TRANSFER_DONE) or []
    return [words for each in found for code, words in each.choices if code not in done]


def _agreed(paper: Paper, of: Read, on: date) -> Document:
    told = {
        "kind": "exit-plan-agreed",
        "on": on.isoformat(),
        "order": paper.about,
        "child_took_part": of.said(asked.END_AGREED) in AGREED_WITH,
        "paper": paper.reference,
        "note": of.said(asked.END_WHO_TO_CALL),
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def countersign(*, child: Child, note: str, by: User, at: datetime, place: Place) -> None:
    """Say as a manager that one looked at how the work ended, under each order whose end waits.

    :raises Refused: where it is one's own, where no end was agreed, or all are countersigned.
    """
    check_user_can(by, Permission.COUNTERSIGN)
    with door.act("countersign-closing", by=by, at=at, children=[child.pk]) as act:
        if is_own(child, by):
            raise Refused(OWN)
        case = act.case(child.pk)
        ends = to_look_at(case)
        if not ends:
            raise Refused(DONE if countersigned(case) else NONE)
        said = {"kind": "closing-countersigned", "on": act.today.isoformat(), "by": by.name}
        for end in ends:
            which = {"order": end.order, "paper": end.paper}
            of = {name: value for name, value in which.items() if value}
            act.record(child.pk, {**said, **of, "note": note})
    store.forget(person=by, place=place)


def is_own(child: Child, by: User) -> bool:
    """Tell whether this person wrote down how the work ends, or a part of it. Three queries."""
    return (
        Paper.objects.filter(child=child, form=CLOSING, by=by).exists()
        or Section.objects.filter(paper__child=child, paper__form=CLOSING, by=by).exists()
        or standing(child.pk, "exit-plan-agreed").filter(by=by).exists()
    )


def waiting(*, by: User | Told, at: datetime | Told) -> QuerySet[Paper]:
    """Return the endings that wait for this manager: agreed, of cases that are not closed, and not
    countersigned since. Hers are somebody else's to look at."""
    events = Event.objects.filter(child=OuterRef("child"))
    agreed = events.filter(kind="exit-plan-agreed", corrects="")
    made = agreed.annotate(paper=KT("document__paper")).filter(paper=OuterRef("reference"))
    replaced = Event.objects.filter(child=OuterRef("child"), corrects=OuterRef("reference"))
    looked_at = events.filter(kind="closing-countersigned", position__gt=OuterRef("agreed_at"))
    looked_at = looked_at.annotate(order=KT("document__order"))
    looked_at = looked_at.filter(Q(order=None) | Q(order=OuterRef("about")))
    began_again = events.filter(kind__in=BEGAN_AGAIN, position__gt=OuterRef("agreed_at"))
    own = Paper.objects.filter(child=OuterRef("child"), form=CLOSING)
    own = own.filter(Q(by=by) | Exists(Section.objects.filter(paper=OuterRef("pk"), by=by)))
    ended = Paper.objects.filter(IsOwnWork("child", at), form=CLOSING, completed_on__isnull=False)
    return (
        ended.filter(~Exists(own), ~Exists(agreed.filter(by=by)), child__standing__closed_on=None)
        .annotate(agreed_at=Subquery(made.values("position")[:1]))
        .filter(~Exists(began_again), ~Exists(looked_at.filter(~Exists(replaced))))
        .select_related("child", "by")
        .order_by("completed_on", "pk")
    )


@dataclass(frozen=True)
class Left:
    """What is left of a case before it is closed."""

    duties: list[Duty]
    countersigned_on: date | None
    ends: list[ExitPlanAgreed]  # which a manager is still to look at

    def waits(self, order: str) -> bool:
        return order in {each.order for each in self.ends}

    def is_over(self, order: str) -> bool:
        """Tell whether an end that was agreed is of work that began again since."""
        return self.countersigned_on is None and not self.waits(order)


def left(case: Case, on: date) -> Left:
    found = countersigned(case)
    return Left(left_open(case, on), found.on if found else None, to_look_at(case))
