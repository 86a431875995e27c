"""The report with which a court or a panel is asked to end an order early: drafted from what was
written with the child, with what the record counts. What went well stands first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.children.naming import Named, Reading
from waymark.engagement.criteria import came, plan_now, steps_done
from waymark.engagement.reports import Part, Report, filed_by
from waymark.guidance.reports import report
from waymark.papers.queries import Read
from waymark.rules import asked
from waymark.rules.calendar import said
from waymark.rules.carries import carries
from waymark.rules.endings import BY_A_PANEL
from waymark.rules.events.orders import ProgressPanelDecided
from waymark.rules.names import Found
from waymark.rules.orders import Order, halfway

NAME = "early-end"


class _Draft:
    """The sentences of the report, filled in, and what the paper says."""

    def __init__(self, of: Read, top: Header, order: Order, facts: Mapping[str, str]) -> None:
        self._of, self._hide = of, top.near.hide
        self._facts = {"name": top.first_name, "order": order.called, **facts}
        self.words = report(NAME)

    def line(self, template: str, **more: str | int) -> str:
        return template.format(**self._facts, **more)

    def heading(self, name: str) -> str:
        return self.line(self.words["heading"][name])

    def said(self, *questions: str) -> tuple[str, ...]:
        told = (self._of.said(each) for each in questions)
        return tuple(str(self._hide(each)) for each in told if each)

    def part(self, name: str, before: Iterable[str], *questions: str, **more: Any) -> Part:
        return Part(self.heading(name), (*before, *self.said(*questions)), **more)


@carries("CM-436")
def early_report(
    of: Read, child: Child, top: Header, order: Order, panel: ProgressPanelDecided | None
) -> Report:
    """Return the report of a paper about an order. Four queries at most."""
    draft = _Draft(of, top, order, _days(child, order))
    made = "made" if halfway(order) else "made_without_end"
    parts = (
        draft.part("engaged", _counted(draft, child, order, top.today), asked.EARLY_ENGAGED),
        draft.part("achieved", _steps(draft, of, child), asked.EARLY_ACHIEVED),
        Part(draft.heading("said"), quotes=tuple(_quotes(draft))),
        *(
            draft.part(each, _judged(draft, of, each), asked.EARLY_WHY[each], shown)
            for each, shown in asked.EARLY_SHOWN.items()
        ),
        draft.part("after", (), asked.EARLY_AFTER, asked.EARLY_HARD),
        Part(draft.heading("next"), (_asks(draft, order, panel), _line(draft, "going_on"))),
    )
    opening = (draft.line(draft.words[each]) for each in ("about", made, "asks"))
    return Report(draft.line(draft.words["title"]), tuple(opening), parts)


def _days(child: Child, order: Order) -> dict[str, str]:
    half = halfway(order)
    return {
        **filed_by(child),
        "made": said(order.made_on),
        "half": said(half) if half else "",
        "ends": said(order.ends_on) if order.ends_on else "",
    }


def _line(draft: _Draft, name: str, **more: str | int) -> str:
    return draft.line(draft.words["line"][name], **more)


def _counted(draft: _Draft, child: Child, order: Order, on: date) -> Iterator[str]:
    met = came(child, order, on)
    if met.of:
        yield _line(draft, "came", kept=met.kept, of=met.of, since=said(met.since))
    if met.excused:
        yield _line(draft, "excused", number=met.excused)


def _steps(draft: _Draft, of: Read, child: Child) -> Iterator[str]:
    """Yield how many steps are done; nothing where it would stand against how that was judged, as
    of a plan that is newer, and the report does not say why."""
    done, many = steps_done(plan_now(child))
    level, why = of.said(asked.EARLY_PLAN), of.said(asked.EARLY_WHY[asked.EARLY_PLAN])
    if done and (why or not _is_belied(level, done, many)):
        yield _line(draft, "steps", done=done, of=many)


def _is_belied(level: str | None, done: int, many: int) -> bool:
    """Tell whether so many steps of so many stand against a judgement of the plan."""
    met, nearly, _ = asked.LEVELS
    return (level == met and done < many) or (level == nearly and done * 2 <= many)


def _quotes(draft: _Draft) -> Iterator[tuple[str, str]]:
    for words in draft.said(asked.EARLY_CHILD_DONE, asked.EARLY_CHILD_SAYS):
        yield _line(draft, "child"), words
    for words in draft.said(asked.EARLY_FAMILY_SAYS):
        yield _line(draft, "family"), words


def _judged(draft: _Draft, of: Read, question: str) -> Iterator[str]:
    """Yield how it was judged; where the record showed less, so that the reason can follow."""
    level, judged = of.said(question), draft.words["judged"][question]
    if of.said(asked.EARLY_WHY[question]):
        judged = judged | draft.words["otherwise"][question]
    if level:
        yield draft.line(judged[level])


def _asks(draft: _Draft, order: Order, panel: ProgressPanelDecided | None) -> str:
    words = draft.words["next"]
    if panel:
        return draft.line(words["panel_decided"], panel=said(panel.on))
    return draft.line(words["panel" if order.kind == BY_A_PANEL else "court"])


def named(of: Report, reading: Reading) -> Iterator[tuple[str, Found]]:
    """Yield each place at which a report names, or may name, somebody who must not be in it."""
    for part in of.parts:
        for each in reading.of(part.text):
            yield f"Under “{part.title}” it says {each.quoted(part.text)}", each


@carries("CM-409")
def refuse_named(of: Report, reading: Reading, mend: str) -> None:
    """Refuse a report that names somebody for certain.

    :param mend: what to do then.
    :raises Named:
    """
    found = ((where, each) for where, each in named(of, reading) if each.sure)
    if sure := [f"{where}: {each.name}. {mend}" for where, each in found]:
        raise Named(*sure)
