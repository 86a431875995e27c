"""What somebody handed in, as its worker reads it: what told of harm, and what was left out."""

from dataclasses import dataclass

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.guidance.forms import Question
from waymark.pages.words import about
from waymark.papers.queries import Read
from waymark.portal.models import CHILD, Sheet
from waymark.portal.queries import CONCERNED, GIVEN, ONLY_FOR
from waymark.rules.carries import carries

LOOKED_AT = "concern-looked-at"


@dataclass(frozen=True)
class Harm:
    """One answer that told of harm, and what was done about it."""

    event: Event
    asked: str
    done: Event | None
    begins: Event  # the first of what is looked at together


@dataclass(frozen=True)
class Own:
    whose: str
    is_childs: bool
    event: str  # the reference of its handing in: what came of it names this
    skipped: tuple[str, ...]
    to_say: tuple[str, ...]
    harm: tuple[Harm, ...]
    marked: frozenset[str]  # the questions whose answers told of harm
    is_for_managers: bool  # the child chose that nobody else reads it
    is_closed: bool  # … and whoever looks is no manager


@carries("EP-272")
def own_paper(read: Read, child: Child, top: Header) -> list[Own]:
    """Return what stands over an own paper that was handed in. Four queries."""
    reference = read.paper.reference
    given = standing(child.pk, GIVEN).filter(document__paper=reference).first()
    if given is None:
        return []
    sheet = Sheet.objects.filter(child=child, paper=reference).first()
    document = read.paper.document
    is_for_managers = ONLY_FOR in document
    is_closed = is_for_managers and not read.answers  # a wall: who reads it was answered in each
    to_say = set(given.document.get("to_say") or document.get("to_say") or ())
    asked = [] if is_closed else read.parts
    left = [each for part in asked for each in part.questions if part.said(each) is None]
    is_childs = read.paper.whose in (CHILD, "")

    def asks(each: Question) -> str:
        return about(each.asks, top.first_name)

    return [
        Own(
            whose=top.first_name if is_childs else top.near.names.get(read.paper.whose, "They"),
            is_childs=is_childs,
            event=given.reference,
            skipped=tuple(asks(each) for each in left if each.id not in to_say),
            to_say=tuple(asks(each) for each in left if each.id in to_say),
            harm=tuple(_harm(child, sheet)) if sheet and sheet.alerted else (),
            is_for_managers=is_for_managers,
            is_closed=is_closed,
            marked=frozenset(each.partition(":")[0] for each in (sheet.alerted if sheet else ())),
        )
    ]


def _harm(child: Child, sheet: Sheet) -> list[Harm]:
    done = {
        concern: row
        for row in standing(child.pk, LOOKED_AT)
        for concern in (row.document.get("concern"), *(row.document.get("also") or ()))
    }
    told = list(
        standing(child.pk, CONCERNED)
        .filter(document__sitting=sheet.sitting)
        .order_by("on", "position")
    )
    first: dict[bool, Event] = {}  # what is for managers alone, and the rest: each by itself
    whole: dict[bool, Event] = {}
    for each in told:
        first.setdefault(ONLY_FOR in each.document, each)
        if each.reference in done:
            whole.setdefault(ONLY_FOR in each.document, done[each.reference])
    return [
        Harm(
            each,
            each.document.get("question") or "",
            done.get(each.reference) or whole.get(ONLY_FOR in each.document),
            first[ONLY_FOR in each.document],
        )
        for each in told
    ]
