"""What the record holds of what is asked before an order goes back: beside each question."""

from collections.abc import Callable, Iterator, Mapping

from waymark.children.header import Header
from waymark.children.models import Child, Person
from waymark.engagement.tried import Tried, tried
from waymark.pages.words import day, inside, several
from waymark.papers.queries import Part
from waymark.plans import queries as plans
from waymark.rules import asked
from waymark.rules.carries import carries


def known(top: Header, part: Part) -> Mapping[str, str]:
    """Return what the record holds, by question. Two queries more than what was tried takes."""
    wanted = {each.id for each in part.asked.questions} & BESIDE.keys()
    if not wanted:
        return {}
    held = tried(Child.objects.get(pk=top.child), top.today)
    return {name: "; ".join(BESIDE[name](held, top)) for name in wanted}


def quoted(text: str, top: Header) -> str:
    return f"“{top.near.hide(text).rstrip('.')}”"


@carries("CM-442")
def _tried(held: Tried, top: Header) -> Iterator[str]:
    for each in held.in_the_way:
        for text in each.tried:
            yield f"{inside(each.words)}: tried {quoted(text, top)}"
    for panel in held.panels:
        agreed = panel.said.get("agreed")
        help_agreed = f" agreed {quoted(agreed, top)}" if agreed else ""
        yield f"a panel on {day(panel.on, top.today)}{help_agreed}"
    yield several(held.warnings, "warning")


def _worked(held: Tried, top: Header) -> Iterator[str]:
    yield f"came {several(held.kept, 'time')}"
    for each in held.praise:
        yield f"{day(each.on, top.today)} {quoted(each.note, top)}"


def _living(_: Tried, top: Header) -> Iterator[str]:
    yield from top.facts


def _trusted(_: Tried, top: Header) -> Iterator[str]:
    found = Person.objects.filter(child=top.child, document__trusted=True).order_by("position")
    names = (top.near.hide(each.document.get("name") or "") for each in found)
    yield from (f"{name}, whom {top.first_name} trusts" for name in names if name)


def _beyond(held: Tried, top: Header) -> Iterator[str]:
    if held.is_looked_after:
        yield f"{top.first_name} is looked after"
    for each in held.in_the_way:
        yield f"{inside(each.words)} ({several(each.times, 'time')})"


def _progress(_: Tried, top: Header) -> Iterator[str]:
    version = plans.standing(top.child)
    for goal in plans.says(version).goals_under_way if version else ():
        done = sum(step.done_on is not None for step in goal.steps)
        steps = several(len(goal.steps), "step")
        yield f"{quoted(goal.words or 'a goal', top)}: {done} of {steps} done"


BESIDE: Mapping[str, Callable[[Tried, Header], Iterator[str]]] = {
    asked.BREACH_TRIED: _tried,
    asked.BREACH_WORKED: _worked,
    asked.BREACH_LIVING: _living,
    asked.BREACH_TRUSTED: _trusted,
    asked.BREACH_WHICH: _beyond,
    asked.BREACH_ENGAGED: _worked,
    asked.BREACH_PROGRESS: _progress,
}
