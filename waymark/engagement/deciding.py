"""What one person prepares and another decides: whether an order goes back to court, a break.

A paper about an order is put to a manager, who decides on it or sends it back. What kinds there
are is said at start-up by `register`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.models import Paper, Section
from waymark.papers.queries import Read, read
from waymark.rules import deciding
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events.deciding import PutToManager, What
from waymark.rules.known import known_on

OWN = "You prepared this yourself, or a part of it. Somebody else decides on it."
NOTHING_WAITS = "Nothing waits to be decided here any more: it was decided, or is prepared anew."
NO_SUCH_ORDER = "Choose an order that runs."


@dataclass(frozen=True)
class Kind:
    """One thing that is decided so; its papers are of the form of that name.

    `lacks` yields what a paper still needs beside its needed answers; `stands_apart` what makes
    somebody, who wrote nothing of it, not the one to decide all the same.
    """

    what: What
    decides: Permission
    lacks: Callable[[Read], list[tuple[str, str]]] = lambda _: []  # section and reason
    stands_apart: Callable[[Child, User], str] = lambda _child, _by: ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.what] = kind


def kind_of(what: str) -> Kind:
    return _kinds[what]


def begin(*, kind: Kind, child: Child, order: str, by: User, at: datetime) -> Paper:
    """Begin to prepare a decision about an order; what was sent back begins with what it said.

    :raises Refused: where the order does not run, or one is being prepared already.
    """
    check_user_can(by, Permission.RECORD)
    with door.act(f"begin-{kind.what}", by=by, at=at, children=[child.pk]) as act:
        case = _case(act, child)
        if order not in {each.id for each in case.supervised}:
            raise Refused(NO_SUCH_ORDER)
        back = [e.event.paper for e in deciding.put_forward(case, kind.what, order) if e.sent_back]
        found = queries.of(child, kind.what, about=order)
        mends = next((each for each in found if back and each.reference == back[-1]), None)
        told = {"about": order, "orders": [order]}
        return papers.begun(act, child, kind.what, told, afresh=True, mends=mends)


def lacking(kind: Kind, of: Read) -> list[tuple[str, str]]:
    """Return what a paper still needs before it is put forward, each with its section."""
    asked = [
        (part.asked.id, f"{part.asked.title}: {question.asks}") for part, question in of.missing
    ]
    return [*asked, *kind.lacks(of)]


def put(*, paper: Paper, by: User, at: datetime) -> Event:
    """Put a paper to whoever decides: it stays as it is.

    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    kind = kind_of(paper.form)
    with door.act(f"put-{kind.what}", by=by, at=at, children=[paper.child_id]) as act:
        if reasons := [reason for _, reason in lacking(kind, read(paper))]:
            raise Refused(*reasons)
        papers.completed(act, paper)
        told = {"what": kind.what, "order": paper.about, "paper": paper.reference}
        return act.record(paper.child_id, _today(act, "put-to-manager", told))


def decide(*, kind: Kind, child: Child, put: str, told: Document, by: User, at: datetime) -> Event:
    """Decide on what was put forward, or send it back.

    :param put: the event by which it was, as the page showed it.
    :param told: the event that it becomes, without its day and whose it is.
    :raises Refused: where it was decided meanwhile, or is not for this person to decide.
    """
    check_user_can(by, kind.decides)
    with door.act(f"decide-{kind.what}", by=by, at=at, children=[child.pk]) as act:
        waits = next(
            (
                e.event
                for e in deciding.put_forward(_case(act, child), kind.what)
                if e.waits and e.event.id == put
            ),
            None,
        )
        if waits is None:
            raise Refused(NOTHING_WAITS)
        if reason := why_not(kind, child, waits, by):
            raise Refused(reason)
        order = {} if told["kind"] == "sent-back" else {"order": waits.order}
        return act.record(
            child.pk, {**_today(act, told["kind"], told), **order, "put": put, "by": by.name}
        )


def why_not(kind: Kind, child: Child, put: PutToManager, by: User) -> str:
    """Say why this person does not decide on what was put; nothing where she may. Two queries."""
    sections = Section.objects.filter(paper__child=child, paper__reference=put.paper, by=by)
    papers_ = Paper.objects.filter(child=child, reference=put.paper, by=by)
    was_put_by = Event.objects.filter(child=child, reference=put.id, by=by)
    if papers_.exists() or sections.exists() or was_put_by.exists():
        return OWN
    return kind.stands_apart(child, by)


def _case(act: Act, child: Child) -> Case:
    return known_on(trusted(act.document(child.pk)), act.today)


def _today(act: Act, kind: str, told: Document) -> dict[str, Any]:
    facts = {"kind": kind, "on": act.today.isoformat(), **told}
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
