"""The report of an order that goes back, drafted from what was put forward and from the record:
what went well stands first, and that we go on working with the child last."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from waymark.children.models import Child
from waymark.children.naming import Reading
from waymark.chronology.labels import label
from waymark.engagement.reports import Part, Report, filed_by
from waymark.engagement.tried import Tried
from waymark.guidance import reports
from waymark.pages.words import inside, several
from waymark.papers.queries import Read
from waymark.rules import asked
from waymark.rules.calendar import said as the_day
from waymark.rules.carries import carries
from waymark.rules.enforcing import way_of
from waymark.rules.orders import Order

NAME = "breach"
GAP = "(a name left out)"


class _Draft:
    """What is said of one child, from one paper and what was tried."""

    def __init__(self, of: Read, held: Tried, name: str, hide: Callable[[str], str]) -> None:
        self.texts, self.of, self.held, self.name, self.hide = (
            reports.report(NAME),
            of,
            held,
            name,
            hide,
        )

    def say(self, line: str, **told: object) -> str:
        return str(self.texts["lines"][line]).format(name=self.name, **told)

    def answer(self, question: str) -> list[str]:
        words = self.of.said(question)
        return [self.hide(str(words))] if words else []

    def quoted(self, line: str, question: str) -> list[str]:
        return [self.say(line, words=words) for words in self.answer(question)]

    def well(self) -> Iterator[str]:
        yield from self.answer(asked.BREACH_ENGAGED)
        if self.held.kept:
            yield self.say("came", kept=several(self.held.kept, "meeting"))
        for each in self.held.praise:
            yield f"{the_day(each.on)}: {self.hide(each.note)}"

    def said(self) -> Iterator[str]:
        yield from self.quoted("child", asked.BREACH_CHILD)
        yield from self.quoted("family", asked.BREACH_FAMILY)

    def tried(self) -> Iterator[str]:
        for each in self.held.in_the_way:
            yield self.say("missed", reason=each.words, times=several(each.times, "time"))
        yield from self.answer(asked.BREACH_TRIED)
        for panel in self.held.panels:
            agreed = self.hide(panel.said.get("agreed") or "")
            yield f"{self.say('panel_held', on=the_day(panel.on))} {agreed}".strip()
        yield from self.quoted("worked", asked.BREACH_WORKED)
        yield from self.quoted("not_worked", asked.BREACH_NOT_WORKED)

    def life(self) -> Iterator[str]:
        yield from self.quoted("living", asked.BREACH_LIVING)
        yield from self.quoted("trusted", asked.BREACH_TRUSTED)
        yield from self.quoted("capacity", asked.BREACH_CAPACITY)

    @carries("CM-458")
    def go_on(self) -> Iterator[str]:
        yield self.say("go_on")

    def parts(self) -> Iterator[Part]:
        says: dict[str, Callable[[], Iterable[str]]] = {
            "well": self.well,
            "progress": partial(self.answer, asked.BREACH_PROGRESS),
            "supports": partial(self.answer, asked.BREACH_SUPPORTS),
            "said": self.said,
            "tried": self.tried,
            "life": self.life,
            "beyond": partial(self.answer, asked.BREACH_WEIGHS),
            "why": partial(self.answer, asked.BREACH_WHY),
            "custody": partial(self.answer, asked.BREACH_CUSTODY),
            "alter": partial(self.answer, asked.BREACH_ALTER),
            "go_on": self.go_on,
        }
        for part, lines in says.items():
            if told := tuple(lines()):
                yield Part(self.texts["titles"][part].format(name=self.name), told)


@carries("CM-457")
def draft(of: Read, order: Order, held: Tried, child: Child, hide: Callable[[str], str]) -> Report:
    """Return the report as it is drafted; what is protected is left out of it."""
    frame = reports.report(NAME)[way_of(order).back or "court"]
    called = inside(label("order-kinds", order.kind))
    name = child.first_name
    told = {"order": called, "day": the_day(order.made_on), **filed_by(child)}
    opening = tuple(line.format(**told) for line in frame["opening"])
    return Report(frame["title"], opening, tuple(_Draft(of, held, name, hide).parts()))


@carries("CM-409")
def without_names(report: Report, reading: Reading, *, looked: bool) -> Report:
    """Return a report without the names that must not be in it, each with a gap in its place.

    :param looked: somebody looked at what may be a name or a word, and it is nobody's name.
    """
    left_out: list[str] = []

    def cut(text: str) -> str:
        kept, end = [], 0
        for each in reading.of(text):
            if each.sure or not looked:
                left_out.append(each.quoted(text))
                kept += [text[end : each.start], GAP] if each.start >= end else []
                end = max(end, each.end)
        return "".join([*kept, text[end:]])

    parts = tuple(Part(each.title, tuple(map(cut, each.says))) for each in report.parts)
    return replace(report, parts=parts, left_out=tuple(dict.fromkeys(left_out)))
