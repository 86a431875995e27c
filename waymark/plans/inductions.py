"""Settling in: what is asked is gone through with the child, who says it back; and what was learnt
of how the child can come to us is read again wherever somebody arranges to meet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.assessments.voices import Voice
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import door
from waymark.guidance import forms, setting
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.models import Paper, Section
from waymark.papers.queries import Part, Read, read
from waymark.plans.queries import running
from waymark.prepared import ID, Told, prepared
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.events.plans import ChildInducted

INDUCTION = "induction"
ASKED_ANEW = (asked.INDUCT_ASKED, asked.INDUCT_WORDS)  # each time: once is not enough
NOTHING_RUNS = (
    "No order or work with the child runs, so there is nothing to go through. Write down the "
    "order first."
)
# What makes it hard to come, by the question and its answer: as whoever books a time reads it.
HARD: Mapping[str, Mapping[str, str]] = {
    asked.INDUCT_TIME: {
        "help": "needs help to tell the time",
        "not-yet": "cannot tell the time yet",
    },
    asked.INDUCT_WHERE: {
        "help": "needs help to find the way",
        "not-yet": "does not know the way yet",
    },
    asked.INDUCT_WAY_NEEDS: {
        "fare": "needs the fare",
        "company": "needs somebody to come along",
        "lift": "needs a lift",
        "map": "needs a picture of the place",
    },
    asked.INDUCT_SAFE: {
        "partly": "does not always feel safe there",
        "no": "does not feel safe there",
    },
    asked.INDUCT_PHONE: {"shared": "has no phone of their own", "none": "has no phone"},
    asked.INDUCT_ONLINE: {"help": "needs help online", "not-yet": "is not at ease online yet"},
}
# Beside these, what was written in words, and what stands before it.
IN_WORDS: Mapping[str, str] = {
    asked.INDUCT_SAFE_ELSE: "rather meets at: ",
    asked.INDUCT_PHONE_WHOSE: "whose phone it is: ",
    asked.INDUCT_PHONE_READS: "who else reads the phone: ",
    asked.INDUCT_HARD: "",
}


def begin(*, child: Child, by: User, at: datetime) -> Paper:
    """Begin an induction under all orders that run. A later one begins with the last answers, but
    for what is explained and what the child says.

    :raises Refused: where one is open, or nothing runs.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("begin-induction", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        under = [order.id for order in running(case, act.today)]
        if not under:
            raise Refused(NOTHING_RUNS)
        paper = papers.begun(act, child, INDUCTION, {"orders": under})
        Section.objects.filter(paper=paper, name__in=ASKED_ANEW).delete()
        return paper


@carries("CM-420")
def complete(*, paper: Paper, again_on: date, by: User, at: datetime) -> None:
    """Complete an induction: each order that had none is begun by it, the others are explained
    again.

    :param again_on: when it is said again.
    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    with door.act("complete-induction", by=by, at=at, children=[paper.child_id]) as act:
        of = read(paper)
        if missing := [f"{part.asked.title}: {each.asks}" for part, each in of.missing]:
            raise Refused(*missing)
        papers.completed(act, paper)
        case = act.case(paper.child_id)
        said = {
            "on": act.today.isoformat(),
            "paper": paper.reference,
            "explain_again_on": again_on.isoformat(),
            "child_said": of.said(asked.INDUCT_OWN_WORDS),
            "not_yet_because": of.said(asked.INDUCT_COULD_NOT),
        }
        told = {name: value for name, value in said.items() if value}
        orders = [each for name in orders_of(paper) if (each := case.order(name))]
        again = [
            each.id for each in orders if case.first(ChildInducted, each.made_on, about=each.id)
        ]
        for each in orders:
            if each.id not in again:
                act.record(paper.child_id, {"kind": "child-inducted", "order": each.id, **told})
        if again:
            more = {"kind": "order-explained-again", "orders": again}
            act.record(paper.child_id, {**more, **told})


def orders_of(paper: Paper) -> Sequence[str]:
    return paper.document.get("orders") or ()


def usual_day(on: date) -> date:
    """Return the day on which it is said again, unless another is agreed."""
    return on + timedelta(weeks=setting("explain-again").on(on) or 0)


def left_open(of: Read) -> list[str]:
    """Return what nobody has asked yet, or what was not gone through yet."""
    return [
        each.asks
        for part in of.parts
        for each in part.questions
        if part.said(each) is None
        or (part.asked.id == asked.INDUCT_ASKED and part.said(each) != "yes")
    ]


def voices_beside(top: Header, parts: Sequence[Part]) -> Mapping[str, list[Voice]]:
    """Return what the child said last time, beside what they are asked to say back. Two queries."""
    found: dict[str, list[Voice]] = {part.asked.id: [] for part in parts}
    if asked.INDUCT_WORDS in found:
        found[asked.INDUCT_WORDS] = list(_said_last(top))
    return found


@carries("CM-420")
def _said_last(top: Header) -> Iterator[Voice]:
    last = queries.latest(Child(pk=top.child), INDUCTION)
    words = read(last).said(asked.INDUCT_OWN_WORDS) if last else None
    if last and last.completed_on and words:
        said = str(top.near.hide(words))
        yield Voice(top.first_name, "last time", said, last.completed_on, None, "", is_harm=False)


@dataclass(frozen=True)
class Learnt:
    """What the last induction found, by question."""

    paper: int
    answers: Mapping[str, Any]
    hide: Callable[[str], str]

    def says(self, question: str) -> str:
        return str(self.hide(self.answers.get(question) or ""))

    @property
    def blend(self) -> str:
        """Return how child and service meet, in a few words; nothing where that is not agreed."""
        asks = (
            each for _, each in forms.form(INDUCTION).questions if each.id == asked.INDUCT_BLEND
        )
        choices = {code: words for each in asks for code, words in each.choices}
        return choices.get(self.answers.get(asked.INDUCT_BLEND) or "", "")

    @property
    def places(self) -> str:
        return self.says(asked.INDUCT_PLACES)

    @property
    @carries("CM-064", "CM-422", "CM-423")
    def hard(self) -> list[str]:
        """Return what makes it hard to come, each in a few words, as it was asked."""
        return [
            words for _, each in forms.form(INDUCTION).questions for words in self._hard(each.id)
        ]

    def _hard(self, question: str) -> Iterator[str]:
        given = self.answers.get(question) or ()
        told = HARD.get(question, {})
        yield from (
            told[each] for each in ([given] if isinstance(given, str) else given) if each in told
        )
        if question in IN_WORDS and (said := self.says(question)):
            yield f"{IN_WORDS[question]}{said}"


def learnt(child: int, hide: Callable[[str], str]) -> Learnt | None:
    """Return what the last induction that was completed found. One query."""
    rows = _of_the_last(child=child)
    said = {
        name: answer.get("said") for row in rows for name, answer in (row.answers or {}).items()
    }
    return Learnt(rows[0].paper_id, said, hide) if rows else None


@prepared(child=ID)
def _of_the_last(*, child: Told) -> QuerySet[Section]:
    done = Paper.objects.filter(child=child, form=INDUCTION, completed_on__isnull=False)
    last = done.order_by("-completed_on", "-position").values("pk")[:1]
    return Section.objects.filter(paper=last).order_by("pk")
