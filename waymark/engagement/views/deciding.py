"""The two pages that every kind of decision has: put forward, and decided on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waymark.engagement import deciding
from waymark.engagement.deciding import Kind
from waymark.engagement.forms import DecideForm
from waymark.papers.answers import shown
from waymark.papers.models import Paper
from waymark.papers.queries import names_of, read
from waymark.plans.views.asked import AskedPlan
from waymark.rules.case import Case
from waymark.rules.deciding import put_forward
from waymark.rules.events.deciding import PutToManager

WITH_MANAGERS = "It is with the managers now. You read here what they say."
WRITTEN_UP = "It stands with the decision now."

Beside = Callable[[AskedPlan, Paper], Mapping[str, Any]]  # of what this paper asks for


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
            "lacking": deciding.lacking(self.kind, held, asked.case, asked.today),
            "follows": self.kind.follows(asked.case, of.about),
            **self.beside(asked, of),
        }
        return render(request, self.put, context)

    def decide_on(self, request: HttpRequest, child: int) -> HttpResponse:
        """Show what waits to be decided with what was prepared; decide on it, or send it back.

        Of several things that wait, the address names one: `?put=`.
        """
        asked = AskedPlan(request, child)
        waits = self._waits(asked)
        if waits is None:
            messages.info(request, deciding.NOTHING_WAITS)
            return redirect(self.home, child)
        of = Paper.objects.select_related("by").get(child=asked.child, reference=waits.paper)
        form = self.form(
            asked.typed,
            put=waits,
            order=asked.case.order(waits.order),
            today=asked.today,
            initial=self.initial(of, asked.case),
        )
        return asked.form_page(
            form,
            partial(deciding.decide, kind=self.kind, child=asked.child, put=waits.id),
            told=lambda: {"told": form.told},
            done=self.done,
            then=self.home,
            template=self.decide,
            **self._page(asked, waits, of),
        )

    def _waits(self, asked: AskedPlan) -> PutToManager | None:
        found = [each.event for each in put_forward(asked.case, self.kind.what) if each.waits]
        named = asked.request.GET.get("put")
        return next((each for each in found if each.id == named), found[-1] if found else None)

    def _page(self, asked: AskedPlan, waits: PutToManager, of: Paper) -> dict[str, Any]:
        return {
            "of": of,
            "order": asked.case.order(waits.order),
            "put_on": waits.on,
            "shown": shown(read(of), asked.top, names_of(asked.child)),
            "own": deciding.why_not(self.kind, asked.child, waits, asked.by, asked.today),
            **self.beside(asked, of),
        }
