"""The two pages that every kind of decision has: put forward, and decided on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from waymark.accounts import acting, kept
from waymark.chronology.casefile import Document
from waymark.chronology.models import Event as Recorded
from waymark.chronology.queries import written_in
from waymark.engagement import deciding
from waymark.engagement.deciding import Kind
from waymark.engagement.forms import DecideForm, typed_in
from waymark.engagement.meanwhile import NOTHING_WAITS, answer_to, became
from waymark.pages.words import about, several
from waymark.papers.answers import shown
from waymark.papers.models import Paper
from waymark.papers.queries import Read, names_of, read
from waymark.plans.views.asked import AskedPlan
from waymark.rules.case import Case
from waymark.rules.deciding import put_forward
from waymark.rules.events.deciding import PutToManager, SentBack

WITH_MANAGERS = "It is with the managers now. You read here what they say."
PUT = "put-to-manager"
WRITTEN_UP = "It stands with the decision now."

Beside = Callable[[AskedPlan, Paper], Mapping[str, Any]]  # of what this paper asks for


@dataclass(frozen=True)
class Left:
    """One thing that is still needed before a paper is put forward, and where it is done."""

    called: str
    words: str
    do: str
    href: str


@dataclass(frozen=True)
class Pages:
    """What the pages of one kind of decision say of their own.

    `beside` gathers what the record holds of it, for whoever prepares and whoever decides.
    """

    kind: Kind
    home: str
    form: Callable[..., DecideForm]
    put: str  # the template of putting it forward
    decide: str  # the template of deciding
    done: str
    beside: Beside = lambda _asked, _of: {}
    initial: Callable[[Paper, Case], Mapping[str, Any]] = lambda _paper, _case: {}
    # Where what is tried first, under an order, is done: what the link says, and where it leads.
    where: Callable[[AskedPlan, str, str], tuple[str, str]] = lambda *_: ("", "")

    def put_forward(self, request: HttpRequest, child: int, paper: int) -> HttpResponse:
        """Say what a paper still needs; put it to whoever decides."""
        asked = AskedPlan(request, child)
        of = get_object_or_404(Paper, pk=paper, child=asked.child, form=self.kind.what)
        if of.completed_on:
            return redirect("paper", child, paper)
        if request.method == "POST":
            made = deciding.put(paper=of, by=asked.by, at=asked.at)
            messages.success(request, WRITTEN_UP if made.document.get("after") else WITH_MANAGERS)
            return redirect(self.home, child)
        held = read(of)
        context = {
            "header": asked.top,
            "read": held,
            "left": list(self._left(asked, held)),
            "follows": self.kind.follows(asked.case, of.about),
            **self.beside(asked, of),
        }
        return render(request, self.put, context)

    def _left(self, asked: AskedPlan, held: Read) -> Iterator[Left]:
        """Yield what is still needed, each where it is done: a section once, however much of it."""
        paper = [asked.child.pk, held.paper.pk]
        for part in held.parts:
            if missing := part.missing:
                one = missing[0].asks if len(missing) == 1 else several(len(missing), "question")
                title = about(part.asked.title, asked.name)
                href = reverse("paper-section", args=[*paper, part.asked.id])
                yield Left(title, about(one, asked.name), "Answer", href)
        for section, reason in self.kind.lacks(held, asked.case, asked.today):
            href = reverse("paper-section", args=[*paper, section]) if section else ""
            done = ("Mend", href) if href else self.where(asked, held.paper.about, reason)
            yield Left("", about(reason, asked.name), *done)

    def decide_on(self, request: HttpRequest, child: int) -> HttpResponse:
        """Show what waits to be decided with what was prepared; decide on it, or send it back.

        Of several things that wait, the address names one: `?put=`. What is sent too late is shown
        again, with what became of it meanwhile.
        """
        asked = AskedPlan(request, child)
        named = asked.typed.get("put", "") if asked.typed else request.GET.get("put", "")
        waits = deciding.waiting(asked.case, self.kind, named)
        if waits is None:
            return self._too_late(asked, named)
        of = Paper.objects.select_related("by").get(child=asked.child, reference=waits.paper)
        form = self._form(asked, asked.typed, of, waits.id)
        return asked.form_page(
            form,
            partial(deciding.decide, kind=self.kind, child=asked.child, put=waits.id),
            told=lambda: {"told": form.told},
            done=self.done,
            then=self.home,
            template=self.decide,
            **self._page(asked, waits, of),
        )

    def _form(self, asked: AskedPlan, typed: QueryDict | None, of: Paper, put: str) -> DecideForm:
        told = {"order": asked.case.order(of.about), "today": asked.today}
        return self.form(typed, put=put, **told, initial=self.initial(of, asked.case))

    def _too_late(self, asked: AskedPlan, named: str) -> HttpResponse:
        """Show what was typed about what waits no more, and who was quicker; whoever sends twice
        what she wrote down already goes on."""
        typed = asked.typed or kept.words(asked.request, at=asked.at)
        named = (typed or {}).get("put", named)
        answer = answer_to(asked.case, self.kind.what, named)
        row = Recorded.objects.filter(child=asked.child, reference=named, kind=PUT).first()
        if typed is None or row is None:
            messages.info(asked.request, NOTHING_WAITS)
            return redirect(self.home, asked.child.pk)
        of = Paper.objects.get(child=asked.child, reference=row.document["paper"])
        form = self._form(asked, typed, of, named)
        if answer and form.is_valid() and _is_hers(asked, answer.id, form.told):
            return redirect(self.home, asked.child.pk)
        happened = became(asked.child, asked.case, self.kind.what, named, asked.by, asked.today)
        why = asked.said([answer.id])(answer.id, "note") if answer else ""
        return too_late(asked, form, happened, why=why, up=self.home)

    def _page(self, asked: AskedPlan, waits: PutToManager, of: Paper) -> dict[str, Any]:
        parts = shown(read(of), asked.top, names_of(asked.child))
        days = Counter(each.on for part in parts for each in part.answers if each.on)
        back = self._sent_back(asked, waits, of)
        return {
            "of": of,
            "order": asked.case.order(waits.order),
            "put_on": waits.on,
            "shown": parts,
            "usually": next((on for on, _ in days.most_common(1)), None),
            "all_then": len(days) == 1,
            "changed": [part for part in parts if any(each.is_new for each in part.answers)],
            "sent_back": back,
            "asked_then": asked.said([back.id])(back.id, "note") if back else "",
            "own": deciding.why_not(self.kind, asked.child, waits, asked.by, asked.today),
            **self.beside(asked, of),
        }

    def _sent_back(self, asked: AskedPlan, waits: PutToManager, of: Paper) -> SentBack | None:
        """Return how what this paper mends was sent back."""
        before = of.document.get("before")
        found = put_forward(asked.case, self.kind.what, waits.order)
        answers = [each.answer for each in found if each.event.paper == before]
        return next((each for each in answers if isinstance(each, SentBack)), None)


def _is_hers(asked: AskedPlan, answer: str, told: Document) -> bool:
    """Tell whether somebody wrote down this very decision herself. Two queries."""
    row = Recorded.objects.filter(child=asked.child, reference=answer, by=asked.by).first()
    if row is None:
        return False
    written = written_in([asked.child.pk], [answer])
    wrote = {field: words for (*_, field), (_, words) in written.items()}
    return all({**row.document, **wrote}.get(name) == each for name, each in told.items())


def too_late(
    asked: AskedPlan, form: forms.Form, happened: str, *, why: str = "", up: str
) -> HttpResponse:
    """Answer somebody who was overtaken: with what happened, and with what she typed to copy."""
    context = {"header": asked.top, "happened": happened, "why": why, "up": up}
    context["typed"] = [each for each in typed_in(form) if each[1]]
    return render(asked.request, "engagement/too_late.html", context, status=acting.STALE)
