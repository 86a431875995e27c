"""A breach and an early end of one order, told of each other in a sentence each."""

from collections.abc import Iterable

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology.models import Event as Recorded
from waymark.chronology.queries import workers_of
from waymark.chronology.sentences import Naming, sentence
from waymark.pages.words import day
from waymark.rules.both_ways import of_a_breach, of_an_early_end
from waymark.rules.case import Case
from waymark.rules.events import Event
from waymark.rules.events.deciding import PutToManager
from waymark.rules.orders import Order

By = dict[str, list[str]]  # the sentences, by the order that they are about


def breaches(child: Child, top: Header, case: Case, orders: Iterable[Order]) -> By:
    """Return, by order, what came of a breach of it. Two queries, where there was one."""
    return _told(child, top, {each.id: of_a_breach(case, each.id) for each in orders})


def early_ends(child: Child, top: Header, case: Case, orders: Iterable[Order]) -> By:
    """Return, by order, what came of an early end of it. Two queries, where one was looked at."""
    return _told(child, top, {each.id: of_an_early_end(case, each.id) for each in orders})


def _told(child: Child, top: Header, events: dict[str, list[Event]]) -> By:
    names = [each.id for of_one in events.values() for each in of_one]
    if not names:
        return {order: [] for order in events}
    rows = Recorded.objects.filter(child=child, reference__in=names, by__isnull=False)
    by = dict(rows.values_list("reference", "by__name"))
    naming = Naming(top.first_name, top.today, workers=workers_of(child.service_id))
    return {
        order: [_said(each, by.get(each.id, ""), naming) for each in of_one]
        for order, of_one in events.items()
    }


def _said(event: Event, by: str, naming: Naming) -> str:
    """Say on which day, what, and by whom, where the sentence does not name somebody already."""
    facts = vars(event)
    who = f" ({by})" if by and not facts.get("by") else ""
    waits = ", and not decided yet" if isinstance(event, PutToManager) else ""
    return f"{day(event.on, naming.today)}: {sentence(event.kind, facts, naming)}{who}{waits}."
