"""Giving the plan: a copy that was read for names, kept as it is given; and that it was given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, check_user_can
from waymark.children.around import not_told_in, ways
from waymark.children.header import Header
from waymark.children.models import Child, Person
from waymark.chronology import casefile, door
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event
from waymark.chronology.queries import standing
from waymark.drafts import store
from waymark.drafts.store import Place
from waymark.guidance.frames import frame, languages
from waymark.guidance.naming import last_name
from waymark.guidance.sheets import known
from waymark.plans import looking_back
from waymark.plans.copy import (
    TAGS,
    Copy,
    Repairing,
    Telling,
    copy_of,
    interpreted,
    repairing,
)
from waymark.plans.models import Version
from waymark.plans.since import changed_block
from waymark.portal import acts
from waymark.portal import queries as people
from waymark.portal.acts import Handed
from waymark.portal.models import Kind, Sheet
from waymark.portal.queries import Somebody
from waymark.portal.read_through import ReadFor, read_through
from waymark.portal.stopping import counts_in_hours
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on
from waymark.rules.restorative import to_do

PRINT, LINK, SOUND = "print", "link", "sound"
FORMATS = {
    PRINT: "printed, with pictures",
    LINK: "a page on a phone, by private link",
    SOUND: "read aloud, as sound",
}
ENGLISH = "en"


@dataclass(frozen=True)
class Reader:
    """Whom a copy speaks to: the child, or whoever looks after the child."""

    is_child: bool = True
    needs: tuple[str, ...] = ()  # of the family's, those that it says


CHILDS = Reader()


def needs_of(version: Version, hide: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return what the plan says that the family needs, by id, with gaps."""
    told = (
        (each, filter(None, (each.whose, each.need))) for each in looking_back.says(version).family
    )
    return [(each.id, str(hide(": ".join(words)))) for each, words in told]


def the_copy(
    version: Version,
    child: Child,
    top: Header,
    language: str,
    texts: Mapping[str, str],
    reader: Reader = CHILDS,
) -> Copy:
    """Return the copy of a version in a language, and in the child's own what changed since the
    child was last given one. A query for each table of the case file, and four.

    :param texts: what an interpreter wrote, where we have no sentences in the language.
    :raises plans.copy.MissingText: where some of that is missing.
    """
    ours = language if language in languages() else ENGLISH
    agreed_on = version.document.get("agreed_on")
    document = casefile.documents([child.pk])[child.pk]
    case = known_on(trusted(document), top.today)
    said = frame(ours) if reader.is_child else frame(ours).for_family(child.first_name)
    telling = Telling(said, surnames(child, top), top.near.hide, top.today)
    plan = looking_back.as_it_stands(version, case)
    repairs = list(_repairs(case, document, top.today))
    copy = copy_of(
        plan,
        telling,
        called=child.first_name,
        made_on=date.fromisoformat(agreed_on) if agreed_on else None,
        together=looking_back.made_together(version, case),
        repairs=repairs,
        needs=[] if reader.is_child else [each for each in plan.family if each.id in reader.needs],
    )
    told = looking_back.told(child, case, version) if reader.is_child else None
    if told:
        copy = replace(copy, blocks=(changed_block(told, plan, telling), *copy.blocks))
    if ours == language:
        return copy
    written = {name: top.near.hide(text) for name, text in texts.items()}
    tag = TAGS.get(language, language)
    stops = repairing(repairs, replace(telling, frame=frame(known(tag))))
    return interpreted(copy, written, tag, stops if reader.is_child else None)


def _repairs(case: Case, document: Document, day: date) -> Iterator[Repairing]:
    for each in to_do(case, day):
        left = max((each.planned.hours or 0) - each.worked, 0)
        yield Repairing(each.planned, left, counts_in_hours(case, each, document))


def surnames(child: Child, top: Header) -> list[str]:
    """Return the last names of the child, of those around, and of the worker."""
    people = [*top.near.names.values(), top.worker]
    return list(dict.fromkeys(filter(None, (child.family_name, *map(last_name, people)))))


@dataclass(frozen=True)
class Wanted:
    """A copy that somebody is to get."""

    child: Child
    version: Version
    copy: Copy
    whom: Somebody
    format: str
    language: str

    @property
    def content(self) -> Document:
        """Return what is kept of it."""
        return {
            **self.copy.document(),
            "version": self.version.number,
            "plan": self.version.event,
            "format": FORMATS[self.format],
            "spoken": self.language,
            "whose": self.whom.whose,
        }


def make(
    wanted: Wanted,
    read_for: ReadFor,
    *,
    made_before: Callable[[], Sheet | None],
    chosen: str,
    by: User,
    at: datetime,
    place: Place,
) -> Handed:
    """Make a copy for somebody, once it was read for names.

    :param made_before: the copy that the same form made, where it is sent again.
    :param chosen: the words that open a link.
    """
    check_user_can(by, Permission.RECORD)
    child, copy = wanted.child, wanted.copy
    read_through(copy, child, read_for, by=by, at=at)
    if before := made_before():
        return acts.give_again(sheet=before, chosen=chosen, by=by, at=at)
    told: dict[str, Any] = {"child": child, "for_whom": wanted.whom.key, "by": by, "at": at}
    told |= {"language": copy.language, "content": wanted.content}
    store.forget(person=by, place=place)
    if wanted.format == LINK:
        return acts.give_link(chosen=chosen, kind=Kind.COPY, **told)
    return Handed(acts.keep_copy(**told), "")


@carries("CM-078")
def record_given(
    *, child: Child, copy: Sheet | None, plan: str, on: date, by: User, at: datetime, **facts: Any
) -> Event:
    """Record that somebody was given the plan, and how they received it.

    :param copy: what they were given; nothing where Waymark does not hold the plan's words.
    """
    check_user_can(by, Permission.RECORD)
    given: Document = {"kind": "plan-given", "plan": plan, "on": on.isoformat()}
    if copy is not None:
        given |= _of(copy)
    with door.act("give-plan", by=by, at=at, children=[child.pk]) as act:
        if copy is not None and given_event(copy) is not None:
            raise Refused("That this copy was given stands in the chronology already.")
        told = {name: value for name, value in facts.items() if value not in (None, "")}
        return act.record(child.pk, {**given, **told})


def _of(copy: Sheet) -> Document:
    held = copy.content
    return {
        "plan": held["plan"],
        "plan_version": held["version"],
        "to_whom": held["whose"],
        "format": held["format"],
        "language": held["spoken"],
        "copy": str(copy.pk),
    }


def given_event(copy: Sheet) -> Event | None:
    """Return the event that this copy was given. One query."""
    given = standing(copy.child_id, "plan-given")
    return given.filter(document__copy=str(copy.pk)).first()


def of_plan() -> QuerySet[Sheet]:
    """Return the copies of plans; what came of what a child said is a copy too."""
    return Sheet.objects.filter(kind=Kind.COPY, content__has_key="plan")


def copies(child: Child) -> list[Sheet]:
    """Return the copies that were made for this child and the family, the newest first."""
    made = of_plan().filter(child=child).select_related("made_by")
    return list(made.order_by("-made_at", "-pk"))


def _not_to_be_told(child: Child) -> set[str]:
    """Return, as the record writes them, those who must not be told something. One query."""
    return not_told_in(child.episodes.filter(protected=True))


def family(child: Child, on: date) -> list[tuple[Somebody, bool]]:
    """Return who looks after the child, and whether they must not be told something. Three queries.

    The record names those by id or by name.
    """
    told = _not_to_be_told(child)
    named = {f"person-{row.pk}": ways(row) for row in Person.objects.filter(child=child)}
    return [(each, bool(told & named[each.key])) for each in people.family(child, on)]


def unmatched(child: Child, *, hide: Callable[[str], str]) -> list[str]:
    """Return who else must not be told something, as it was written: nobody around the child is
    called just so. Two queries."""
    around = Person.objects.filter(child=child)
    told = _not_to_be_told(child).difference(*map(ways, around))
    return sorted(hide(each) for each in told)
