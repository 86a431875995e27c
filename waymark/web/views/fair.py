"""Is it fair: who is warned, taken back and let go early, for managers and for the board."""

import csv
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.duties.figures import Counting, counting
from waymark.duties.numbers import small_number_of
from waymark.frame.addresses import address
from waymark.pages.words import birthday
from waymark.rules.fairness import EVERY, What
from waymark.web.fair import words
from waymark.web.fair.cases import cases
from waymark.web.fair.figures import KEPT_BACK, Figures, Share
from waymark.web.fair.groups import Way, ways
from waymark.web.fair.periods import Period, periods

HEAD = ("What", "By", "Group", "Children under an order", "Of them", "Percent")


class Asked:
    """What somebody asks for: a period, and what happened; the first where it is not understood."""

    def __init__(self, request: HttpRequest) -> None:
        self.now: datetime = timezone.now()
        self.today = today(self.now)
        self.by = request.user
        self.periods = periods(self.today)
        of, of_when = request.GET.get("of"), request.GET.get("for")
        self.what: What = next((what for what in EVERY if what == of), EVERY[0])
        chosen = (period for period in self.periods if period.name == of_when)
        self.period = next(chosen, self.periods[0])
        self.counting: Counting = counting(by=self.by, on=self.today)
        self.under = small_number_of(self.by.service_id, self.today)

    def figures(self, period: Period | None = None) -> Figures:
        return Figures(self.counting.children, period or self.period, self.under)

    def query(self, **other: str) -> str:
        said = {"of": self.what, "for": self.period.name, **other}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def context(self) -> dict[str, Any]:
        return {
            "period": self.period,
            "today": self.today,
            "under": self.under,
            "waiting": self.counting.waiting,
        }


@needs(Permission.MANAGE_TEAM)
def fair(request: HttpRequest) -> HttpResponse:
    """Show of one thing, group by group, to how many children of the service it happened."""
    asked = Asked(request)
    told = asked.figures().told(asked.what)
    before = asked.figures(asked.period.before).told(asked.what).all
    context = asked.context() | {
        "told": told,
        "read": words.read(asked.what, told.all, before),
        "whats": [
            (said.tab, asked.query(of=what), what == asked.what)
            for what, said in words.SAID.items()
        ],
        "spans": [
            (each.words, asked.query(**{"for": each.name}), each == asked.period)
            for each in asked.periods
        ],
        "query": asked.query(),
        "cases": address("fair-cases") + asked.query(),
    }
    return render(request, "web/fair.html", context)


@needs(Permission.MANAGE_TEAM)
def fair_cases(request: HttpRequest) -> HttpResponse:
    """Show the children behind a number: those who are this person's work."""
    asked = Asked(request)
    way, group = _group(request)
    found = cases(asked.figures(), asked.what, way, group, asked.now)
    recording.note(children=[line.child.pk for line in found.shown])
    context = asked.context() | {
        "cases": found,
        "said": words.SAID[asked.what],
        "among": f"{way.title}: {way.groups[group]}" if way else "All children",
        "way_back": address("fair") + asked.query(),
    }
    return render(request, "web/fair_cases.html", context)


def _group(request: HttpRequest) -> tuple[Way | None, str]:
    """Return the group that is asked for, if one is.

    :raises Http404: where there is no such group.
    """
    by, group = request.GET.get("by"), request.GET.get("group", "")
    if by is None:
        return None, ""
    way = next((way for way in ways() if way.name == by and group in way.groups), None)
    if way is None:
        raise Http404
    return way, group


@needs(Permission.MANAGE_TEAM)
def fair_print(request: HttpRequest) -> HttpResponse:
    """Show all of a period, ready to be printed for the board."""
    asked = Asked(request)
    recording.note(printed="fair", period=asked.period.name)
    context = asked.context() | {
        "tables": words.for_the_board(asked.figures().every()),
        "head": ["Group", "Children", *(said.tab for said in words.SAID.values())],
        "ways": ways(),
        "of_us": words.OF_US,
        "early": words.EARLY,
        "now": timezone.localtime(asked.now),
        "way_back": address("fair") + asked.query(),
    }
    return render(request, "web/fair_print.html", context)


@needs(Permission.MANAGE_TEAM)
def fair_csv(request: HttpRequest) -> HttpResponse:
    """Hand out all of a period as a file for a spreadsheet."""
    asked = Asked(request)
    recording.note(printed="fair-csv", period=asked.period.name)
    name = f"is-it-fair-{asked.period.first}-to-{asked.period.last}.csv"
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    rows = csv.writer(answer)
    rows.writerow([f"{birthday(asked.period.first)} to {birthday(asked.period.last)}"])
    rows.writerow([f"Numbers under {asked.under}, and what would tell them, are {KEPT_BACK}"])
    rows.writerow(HEAD)
    for told in asked.figures().every():
        tab = words.SAID[told.what].tab
        rows.writerow([tab, "", "All children", *_cells(told.all)])
        for way, groups in told.parts:
            rows.writerows([tab, way.title, row.title, *_cells(row)] for row in groups)
    return answer


def _cells(share: Share) -> list[str]:
    """Return the numbers of one row; nothing is no percentage, and never a number kept back."""
    told = [KEPT_BACK if each is None else str(each) for each in (share.children, share.of_them)]
    return [*told, "" if share.percent is None else str(share.percent)]
