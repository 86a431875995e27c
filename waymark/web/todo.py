"""What is to be done, in the order in which a worker looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup, escape

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.duties.models import Duty
from waymark.frame.addresses import address_of
from waymark.pages.words import inside
from waymark.rules.calendar import said as calendar_said
from waymark.rules.duties import DUTIES
from waymark.rules.duty import Status
from waymark.web.doing import button_for, may_do
from waymark.web.provisions import OWED_BY, Why, why

RULES = {rule.name: rule for rule in DUTIES}
A_WEEK = timedelta(days=7)  # ahead of today: on a Sunday too, somebody wants to see Wednesday
THE_CHILD = "the child"


@dataclass(frozen=True)
class ToDo:
    """One duty, as a list shows it."""

    id: int
    words: Markup
    due: date | None
    since: date
    done: bool
    upcoming: bool
    owed_by: str
    because: str
    whys: tuple[Why, ...]
    do: str  # nothing where there is no form, or it is too early
    href: str


@dataclass(frozen=True)
class Group:
    name: str
    to_dos: list[ToDo]


def to_do(duty: Duty, child: Child, *, by: User, says: str = "") -> ToDo:
    """Return a duty as a list shows it to somebody: with its button, where she may do it.

    :param says: what a manager wrote in it.
    """
    rule = RULES[duty.duty]
    upcoming = duty.status == Status.UPCOMING
    words, href = button_for(duty.duty, duty.key, child.pk)
    if upcoming or not may_do(duty.duty, duty.owed_by, by):
        href = ""
    return ToDo(
        id=duty.pk,
        words=naming(rule.title, child) + (Markup(": <bdi>{}</bdi>").format(says) if says else ""),
        due=duty.due_on,
        since=duty.opens_on,
        done=duty.done_on is not None,
        upcoming=upcoming,
        owed_by=OWED_BY[duty.owed_by],
        because=_because(duty),
        whys=tuple(why(provision) for provision in rule.provisions),
        do=_for_whom(words, child.called) if href else "",
        href=href,
    )


def _because(duty: Duty) -> str:
    """Return why, and what this service expects where nothing fixes a day."""
    if duty.expected_by is None:
        return duty.why
    return f"{duty.why} This service expects it by {calendar_said(duty.expected_by)}."


def naming(title: str, child: Child) -> Markup:
    """Return what is to be done with the child's name in it, which leads to the child."""
    named = _named(address_of("child", child.pk), child.called)
    if THE_CHILD in title:
        return escape(title).replace(THE_CHILD, named, 1)
    return Markup("{}: {}").format(named, inside(title))


@lru_cache(maxsize=5_000)  # asked once a duty, and a child is owed a dozen
def _named(address: str, called: str) -> Markup:
    if address:
        return Markup('<a class="name" href="{}">{}</a>').format(address, called)
    return Markup("<b>{}</b>").format(called)


@lru_cache(maxsize=5_000)
def _for_whom(words: str, called: str) -> Markup:
    """Return a button's words; whoever hears the page hears the child's name too."""
    beside = Markup('<span class="govuk-visually-hidden"> for {}</span>').format(called)
    return Markup("{}{}").format(words, beside)


def said(title: str, child: Child) -> str:
    """Return what is to be done with the child's name in it, where the child is named already."""
    return title.replace(THE_CHILD, child.called)


def grouped(to_dos: Iterable[ToDo], today: date) -> list[Group]:
    """Return the groups that hold anything, in the order in which they matter."""
    groups: dict[str, list[ToDo]] = {name: [] for name in ORDER}
    for each in to_dos:
        groups[_group(each, today)].append(each)
    return [Group(name, found) for name, found in groups.items() if found]


ORDER = ("Late", "Today", "This week", "Later", "No day set", "Done today")


def _group(each: ToDo, today: date) -> str:
    if each.done:
        return "Done today"
    if each.upcoming or (each.due and each.due > today + A_WEEK):
        return "Later"
    if each.due is None:
        return "No day set"
    if each.due < today:
        return "Late"
    return "Today" if each.due == today else "This week"
