"""The chronology of one child: narrowed, searched, printed."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.access import open_child
from waymark.children.around import Around
from waymark.children.header import Header, header
from waymark.children.models import Child
from waymark.children.naming import Outward, who_may
from waymark.chronology.audiences import AUDIENCES, NOTHING_MADE_RIGHT, Audience
from waymark.chronology.door import today
from waymark.chronology.made_right import MayTell, days_with_harmed
from waymark.chronology.narrowing import GROUPS, PAGE, Filters
from waymark.chronology.queries import timeline, workers_of
from waymark.chronology.sentences import Naming
from waymark.guard import Towards
from waymark.pages.fields import DayField, Radios
from waymark.plans.forms.naming import LeavesOutForm
from waymark.plans.queries import goals_that_repair
from waymark.portal import giving
from waymark.portal.forms import NOT_TOLD
from waymark.portal.left_out import NamesIn
from waymark.portal.made_ready import with_copies
from waymark.portal.read_through import ReadFor

PERIODS = {"28": "Last 4 weeks", "92": "Last 3 months", "365": "Last year"}


class Narrow(forms.Form):
    """What somebody looks for; whatever it does not understand narrows nothing."""

    kind = forms.ChoiceField(label="What", required=False, choices={"": "Everything", **GROUPS})
    who = forms.ChoiceField(label="Who", required=False)
    since = forms.ChoiceField(label="When", required=False, choices={"": "All of it", **PERIODS})
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)
    words = forms.CharField(required=False, max_length=200, widget=forms.TextInput)
    show = forms.IntegerField(required=False, min_value=PAGE, max_value=100_000)

    def __init__(self, data: Any, *, child: str, people: dict[str, str]) -> None:
        super().__init__(data, auto_id="narrow_%s")
        self.fields["who"].choices = {"": "Anybody", **people}
        self.fields["words"].label = f"Words in {child}’s record"

    def filters(self, on: Any) -> Filters:
        self.is_valid()
        given = self.cleaned_data
        kind, _, who = given.get("who", "").partition(":")
        days = given.get("since")
        return Filters(
            group=given.get("kind", ""),
            present=who if kind == "p" else "",
            worker=who if kind == "w" else "",
            since=given.get("first") or (on - timedelta(days=int(days)) if days else None),
            until=given.get("last"),
            words=given.get("words", ""),
            at_most=given.get("show") or PAGE,
        )


NAMES = ("names", "looked")
PARENT, CHILDS, COURTS = "parent", "child", "court"
ASKED = {CHILDS: (), PARENT: ("whom", "asked")}  # of anybody else, who it is by name
LEAVES = {
    CHILDS: (Towards.CHILD, Outward.CHRONOLOGY),
    PARENT: (Towards.FAMILY, Outward.CHRONOLOGY),
    COURTS: (Towards.OUTSIDE, Outward.CHRONOLOGY_COURT),
}
OUTSIDE = Towards.OUTSIDE, Outward.CHRONOLOGY_OUTSIDE


def _asked_of(code: str, audience: Audience) -> tuple[str, ...]:
    return (*ASKED.get(code, ("name",)), *(NAMES if audience.is_read else ()))


class ForWhom(LeavesOutForm):
    """A print leaves the house: it says on every sheet for whom it is, and holds what is theirs."""

    read = "print"
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=[(code, audience.name) for code, audience in AUDIENCES.items()],
        widget=Radios(reveals={code: _asked_of(code, each) for code, each in AUDIENCES.items()}),
        error_messages={"required": "Choose what it is for"},
    )
    name = forms.CharField(
        label="For whom, by name?", widget=forms.TextInput, max_length=200, required=False
    )
    whom = forms.ChoiceField(label="Which parent or carer?", required=False, widget=Radios)
    asked = forms.BooleanField(required=False)
    field_order = ("purpose", "name", "whom", "asked", *NAMES)

    def __init__(self, data: Any = None, *, child: Child, on: date) -> None:
        super().__init__(data)
        self.child = child
        family = giving.family(child, on)
        self.fields["whom"].choices = [
            (each.key, each.called + (NOT_TOLD if not_told else "")) for each, not_told in family
        ]
        self.fields[
            "asked"
        ].label = f"I asked {child.first_name} this time whether they may have it, and it is safe"

    def clean(self) -> dict[str, Any]:
        purpose = self.cleaned_data.get("purpose")
        said = self.cleaned_data
        if purpose and purpose not in ASKED and not said.get("name"):
            self.add_error("name", "Say for whom, by name")
        if purpose == PARENT and not said.get("whom"):
            self.add_error("whom", "Choose who gets it: nobody else is handed a print for a parent")
        if purpose == PARENT and not said.get("asked"):
            self.add_error("asked", f"Ask {self.child.first_name} first, each time")
        return said

    @property
    def audience(self) -> Audience:
        return AUDIENCES[self.cleaned_data["purpose"]]

    @property
    def called(self) -> str:
        """Return for whom it is, as every sheet says."""
        said = self.cleaned_data
        known = dict(self.fields["whom"].choices)
        own = {CHILDS: self.child.first_name, PARENT: known.get(said["whom"], "")}
        return own.get(said["purpose"], said["name"])


@needs(Permission.SEE_CHILDREN)
def chronology(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    top = header(opened, today(now))
    narrow = Narrow(request.GET, child=opened.first_name, people=_people(opened, top.near))
    filters = narrow.filters(today(now))
    context = {
        "narrow": narrow,
        "is_narrowed": filters != Filters(at_most=filters.at_most),
        "query": request.GET.urlencode(),
        "more": _more(request.GET, filters),
        **_read(opened, top, filters, now),
    }
    return render(request, "web/child/chronology.html", context)


@needs(Permission.SEE_CHILDREN, keeps_words=False)  # names that must lie nowhere are typed here
def chronology_print(request: HttpRequest, child: int) -> HttpResponse:
    """Ask for whom it is; then show it ready to be printed, or to be looked at first."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    typed = request.POST if request.method == "POST" else None
    form = ForWhom(typed, child=opened, on=today(now))
    top = header(opened, today(now))
    printed: dict[str, Any] = {"entries": None}
    if acting.is_whole(request, form):
        with form.refusals():
            printed = _printed(request, opened, form, top, now)
            if printed["named"] and not form.looked:
                printed["named"].to_look_at()
            recording.note(printed="chronology", purpose=form.cleaned_data["purpose"])
            return render(request, "web/child/print.html", printed)
    context = {**printed, "form": form, "header": top}
    return render(request, "web/child/for_whom.html", context, status=acting.status(form))


def _printed(
    request: HttpRequest, opened: Child, form: ForWhom, top: Header, now: datetime
) -> dict[str, Any]:
    audience, named, may_tell = form.audience, None, None
    narrow = Narrow(request.GET, child=opened.first_name, people=_people(opened, top.near))
    filters = narrow.filters(today(now))
    everything = Filters(**{**filters.__dict__, "at_most": None})
    read = _read(opened, top, everything, now)
    if NOTHING_MADE_RIGHT in audience.rules:
        may_tell = _may_tell(opened, looked=form.cleaned_data["looked"])
        audience = replace(audience, rules=(*audience.rules, may_tell.rule))
    if audience.is_read:
        named = NamesIn(sure_alone=form.cleaned_data["looked"])
        audience = replace(audience, rules=(*audience.rules, named.rule))
        audience.handed(read["timeline"].entries), _handed(top, audience)
        named.read(opened, _read_for(form, opened, top), by=request.user, at=now)
    return {
        "name": form.called,
        "audience": audience,
        "entries": audience.handed(read["timeline"].entries),
        "now": timezone.localtime(now),
        "full_name": opened.full_name,
        "is_narrowed": everything != Filters(at_most=None),
        **read,
        "header": _handed(top, audience),
        "named": named,
        "may_tell": may_tell,
    }


def _may_tell(child: Child, *, looked: bool) -> MayTell:
    days = days_with_harmed(child.pk)
    goals = set() if days is None else goals_that_repair(child)
    return MayTell(days or set(), goals, looked=looked)


def _read_for(form: ForWhom, child: Child, top: Header) -> ReadFor:
    return ReadFor(
        *LEAVES.get(form.cleaned_data["purpose"], OUTSIDE),
        form.typed_names,
        who_may(child, top),
        form.looked,
    )


def _handed(top: Header, audience: Audience) -> Header:
    """Return the top of the record as these people are handed it."""
    return replace(
        top,
        facts=tuple(filter(audience.may_read, top.facts)),
        alerts=tuple(each for each in top.alerts if audience.may_read(each.words)),
        matters_most=top.matters_most if audience.may_read(top.matters_most) else "",
        good_at=tuple(filter(audience.may_read, top.good_at)),
    )


def _read(child: Child, top: Header, filters: Filters, at: datetime) -> dict[str, Any]:
    workers = workers_of(child.service_id)
    naming = Naming(child.first_name, top.today, top.near.names, workers)
    read = timeline(child.pk, filters, naming=naming, hide=top.near.hide)
    read = with_copies(read, child, filters, top=top, at=at)
    return {"header": top, "timeline": read, "today": top.today}


def _people(child: Child, near: Around) -> dict[str, str]:
    """Return who may be chosen: the network, and those who work or worked with the child."""
    workers = User.objects.filter(allocations__child=child).distinct().order_by("name")
    found = {f"w:{user.email.partition('@')[0]}": user.name for user in workers}
    return found | {f"p:{key}": name for key, name in near.names.items() if name}


def _more(given: QueryDict, filters: Filters) -> str:
    wanted = given.copy()
    wanted["show"] = str((filters.at_most or PAGE) + PAGE)
    return f"?{wanted.urlencode()}#more"
