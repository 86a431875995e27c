"""What one person prepares and another decides: whether an order goes back to court, a break.

A paper about an order is put to a manager, who decides on it or sends it back. What kinds there
are is said at start-up by `register`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.models import Child
from waymark.chronology import door
from waymark.chronology.casefile import Document
from waymark.chronology.door import Act
from waymark.chronology.models import Event as Recorded
from waymark.engagement.meanwhile import became
from waymark.papers import acts as papers
from waymark.papers import queries
from waymark.papers.models import Paper, Section
from waymark.papers.queries import Read, read
from waymark.rules import deciding
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.deciding import PutToManager, What
from waymark.rules.orders import Order

OWN = "You prepared this yourself, or a part of it. Somebody else decides on it."
ANEW = "This was prepared anew since you opened it: read it again."
NO_SUCH_ORDER = "Choose an order that runs."


@dataclass(frozen=True)
class Kind:
    """One thing that is decided so; its papers are of the form of that name.

    `never_under` says why it is not for an order; `lacks` what a paper still needs on a day beside
    its needed answers, each with its section if it has one; `stands_apart` what makes somebody, who
    wrote nothing of it, not the one to decide all the same.
    """

    what: What
    decides: Permission
    never_under: Callable[[Order], str] = lambda _order: ""
    lacks: Callable[[Read, Case, date], Iterable[tuple[str, str]]] = lambda _of, _case, _on: ()
    stands_apart: Callable[[Child, User, date], str] = lambda _child, _by, _on: ""
    # What was decided already, since it could not wait, and is only written down now.
    follows: Callable[[Case, str], Event | None] = lambda _case, _order: None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.what] = kind


def kind_of(what: str) -> Kind:
    return _kinds[what]


def begin(*, kind: Kind, child: Child, order: str, by: User, at: datetime) -> Paper:
    """Begin to prepare a decision about an order; what was sent back, or waits still, begins with
    what it said.

    :raises Refused: where the order does not run, or one is being prepared already.
    """
    check_user_can(by, Permission.RECORD)
    with door.act(f"begin-{kind.what}", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        under = next((each for each in case.supervised if each.id == order), None)
        if under is None:
            raise Refused(NO_SUCH_ORDER)
        if reason := kind.never_under(under):
            raise Refused(reason)
        open_yet = [e for e in deciding.put_forward(case, kind.what, order) if e.is_open]
        found = queries.of(child, kind.what, about=order)
        last = open_yet[-1].event.paper if open_yet else ""
        mends = next((each for each in found if each.reference == last), None)
        told = {"about": order, "orders": [order]}
        return papers.begun(act, child, kind.what, told, afresh=True, mends=mends)


def _lacking(kind: Kind, of: Read, case: Case, on: date) -> list[str]:
    asked = [f"{part.asked.title}: {question.asks}" for part, question in of.missing]
    return [*asked, *(reason for _, reason in kind.lacks(of, case, on))]


def put(*, paper: Paper, by: User, at: datetime) -> Recorded:
    """Put a paper to whoever decides: it stays as it is.

    :raises Refused: with what is still needed.
    """
    check_user_can(by, Permission.RECORD)
    kind = kind_of(paper.form)
    with door.act(f"put-{kind.what}", by=by, at=at, children=[paper.child_id]) as act:
        case = act.case(paper.child_id)
        if reasons := _lacking(kind, read(paper), case, act.today):
            raise Refused(*reasons)
        papers.completed(act, paper)
        follows = kind.follows(case, paper.about)
        told = {"what": kind.what, "order": paper.about, "paper": paper.reference}
        told |= {"after": follows.id} if follows else {}
        return act.record(paper.child_id, _today(act, "put-to-manager", told))


def decide(
    *, kind: Kind, child: Child, put: str, told: Document, by: User, at: datetime
) -> Recorded:
    """Decide on what was put forward, or send it back.

    :param put: the event by which it was, as the page showed it.
    :param told: the event that it becomes, without its day and whose it is.
    :raises Refused: where it was decided meanwhile, or is not for this person to decide.
    """
    check_user_can(by, kind.decides)
    with door.act(f"decide-{kind.what}", by=by, at=at, children=[child.pk]) as act:
        case = act.case(child.pk)
        waits = waiting(case, kind, put)
        if waits is None or waits.id != put:
            raise Refused(ANEW if waits else became(child, case, kind.what, put, by, act.today))
        if reason := why_not(kind, child, waits, by, act.today):
            raise Refused(reason)
        order = {} if told["kind"] == "sent-back" else {"order": waits.order}
        return act.record(
            child.pk, {**_today(act, told["kind"], told), **order, "put": put, "by": by.name}
        )


def waiting(case: Case, kind: Kind, named: str) -> PutToManager | None:
    """Return what waits about the order of what is named; the last of all, where nothing is."""
    found = deciding.put_forward(case, kind.what)
    orders = [each.event.order for each in found if named in ("", each.event.id)]
    waits = (deciding.waiting(case, kind.what, order) for order in reversed(orders))
    return next(filter(None, waits), None)


def why_not(kind: Kind, child: Child, put: PutToManager, by: User, on: date) -> str:
    """Say why this person does not decide on what was put; nothing where she may. Four queries,
    and those of the kind."""
    return OWN if prepared(child, put, by) else kind.stands_apart(child, by, on)


def prepared(child: Child, put: PutToManager, by: User) -> bool:
    """Tell whether somebody wrote what was put, or a part, or put it forward: in this paper, or in
    one that it mends and whose words it begins with. Four queries."""
    papers = _mended(child, put.paper)
    own = Paper.objects.filter(child=child, reference__in=papers, by=by)
    part = Section.objects.filter(paper__child=child, paper__reference__in=papers, by=by)
    was_put = Recorded.objects.filter(child=child, reference=put.id, by=by)
    return own.exists() or part.exists() or was_put.exists()


def _mended(child: Child, paper: str) -> list[str]:
    """Return a paper and those before it, of which it took over the answers."""
    rows = Paper.objects.filter(child=child).values_list("reference", "document")
    before = {reference: document.get("before") for reference, document in rows}
    found: list[str] = []
    name: str | None = paper
    while name is not None and name not in found:
        found.append(name)
        name = before.get(name)
    return found


def _today(act: Act, kind: str, told: Document) -> dict[str, Any]:
    facts = {"kind": kind, "on": act.today.isoformat(), **told}
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
