"""What a paper's answers, or a judgement's words, ask whoever meets the child to know first: the
alert is offered, with its form filled in, and never added by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from waymark.children.header import Header
from waymark.guidance import label
from waymark.guidance.forms import Form
from waymark.papers import asking
from waymark.papers.queries import Part, Read

LINK = '<a href="{}">Add the alert “{}”</a>'


class Said(NamedTuple):
    """One answer: of which question or judgement, and in what it stands."""

    of: str
    within: str
    said: Any


@dataclass(frozen=True)
class Offer:
    """An alert that does not stand yet, and the question or judgement that asks for it."""

    kind: str
    of: str

    @property
    def label(self) -> str:
        return label("alerts", self.kind)

    def href(self, child: int) -> str:
        filled_in = urlencode({"kind": self.kind, "from": self.of})
        return f"{reverse('add-alert', args=[child])}?{filled_in}"


def said_in(part: Part) -> list[Said]:
    return [Said(each.id, part.asked.id, part.said(each)) for each in part.questions]


def said_in_all(read: Read) -> list[Said]:
    return [said for part in read.parts for said in said_in(part)]


def offers(form: Form, said: Iterable[Said], top: Header) -> list[Offer]:
    """Return the alerts that something said asks for, and that do not stand."""
    told = [each for each in said if each.said is not None]
    standing = {each.words for each in top.alerts}
    found = []
    for when in form.alerts:
        of = (each.of for each in told if when.is_asked_by(each.said, each.of, each.within))
        if (first := next(of, None)) and label("alerts", when.kind) not in standing:
            found.append(Offer(when.kind, first))
    return found


def saved(what: str, offered: Iterable[Offer], top: Header) -> str:
    """Say that something is saved, and which alerts it asks for."""
    links = [(each.href(top.child), each.label) for each in offered]
    if not links:
        return what
    return format_html(
        "{} Should whoever meets {} know it first? {}",
        what,
        top.first_name,
        format_html_join(" · ", LINK, links),
    )


def why(part: Part, question: str, top: Header) -> str:
    """Return what an answer says of why an alert is needed: the words that it asked for, or its
    own; nothing where they tell what is protected."""
    asked = [each for each in part.questions if each.id == question]
    more = [
        each
        for each in part.questions
        if each.shown_when and each.shown_when.question == question and part.said(each)
    ]
    words = " ".join(
        asking.in_words(each, part.said(each), top.today).strip("“”") for each in more or asked
    )
    return words if top.near.hide(words) == words else ""
