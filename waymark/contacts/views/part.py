"""Adding, changing and ending what is written of a child's life and of who is around the child."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission
from waymark.assessments import alerting
from waymark.audit import recording
from waymark.children import facts, shown
from waymark.children.access import open_child
from waymark.children.casefile import PEOPLE
from waymark.children.facts import PHONES, Fact
from waymark.children.header import Header, header
from waymark.children.models import Child
from waymark.children.shown import WHY_SHOWN
from waymark.children.writing.changing import MISTAKES, change_page
from waymark.chronology.door import today
from waymark.contacts import acts, words
from waymark.contacts.forms.part import PartForm
from waymark.contacts.parts import Part, part_called, part_of
from waymark.drafts import store
from waymark.drafts.models import Draft
from waymark.drafts.store import Fields, Ticket
from waymark.drafts.writing import Writing

UNSEEN = (
    "Something that you typed is protected now, and is not shown here. Ask to see it below and say "
    "what you need it for: then you see it again, and can save it."
)
SEEN = " seen"  # the place of what is typed on a form that shows what is protected


@dataclass(frozen=True)
class Asked:
    """What a form hides, and what somebody has said that she needs it for."""

    hidden: Set[str]  # what no page shows until somebody asks
    why: str
    only: bool  # she asks to see it; nothing is to be saved yet

    @classmethod
    def of(cls, sent: QueryDict | None, hidden: Set[str]) -> "Asked":
        if sent is None:
            return cls(hidden, "", only=False)
        return cls(hidden, sent.get("ask", sent.get("why", "")), only="ask" in sent)

    @property
    def is_seen(self) -> bool:
        return bool(self.hidden) and self.why in WHY_SHOWN

    @property
    def is_unanswered(self) -> bool:
        return self.only and bool(self.hidden) and not self.is_seen


@never_cache
@needs(Permission.RECORD)
def add_fact(request: HttpRequest, child: int, part: str) -> HttpResponse:
    """Add an address, an alert, somebody around the child …"""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    added = part_called(part)
    return _page(request, opened, added, Fact(added.kind), now)


def _offered(request: HttpRequest, child: Child, part: Part, top: Header) -> Mapping[str, str]:
    """Return what a link to the form has filled in: which alert, and what asks for it."""
    if part.kind != "alerts" or "kind" not in request.GET:
        return {}
    of = request.GET.get("from", "")
    return {"kind": request.GET["kind"], "note": alerting.why(child, of, top)}


@never_cache
@needs(Permission.RECORD)
def add_phone(request: HttpRequest, child: int, person: str) -> HttpResponse:
    """Add a phone of somebody around the child."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    owner = facts.standing(opened, person)
    if owner.kind != PEOPLE:
        raise Http404
    phone = Fact(PHONES, owner.row, key=person)
    return _page(request, opened, part_of(phone), phone, now)


@never_cache
@needs(Permission.RECORD)
def change_fact(request: HttpRequest, child: int, fact: str) -> HttpResponse:
    """Show what stands, filled in but for what is protected; giving its last day ends it."""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    found = facts.standing(opened, fact)
    return _page(request, opened, part_of(found), found, now)


@dataclass(frozen=True)
class Sheet:
    """The form of one fact, as one person may see it at this moment."""

    part: Part
    fact: Fact
    asked: Asked
    top: Header
    offered: Mapping[str, str]  # what whoever came by a link is offered

    def form(self, sent: QueryDict | None = None, *, is_saved: bool = False) -> PartForm:
        first_name, on = self.top.first_name, self.top.today
        form = PartForm(
            sent,
            part=self.part,
            fact=self.fact,
            first_name=first_name,
            today=on,
            offered=self.offered,
        )
        if self.asked.is_seen:
            form.fill_in(self.asked.hidden)
        else:
            form.leave_out(self.asked.hidden)
        if form.is_bound and not is_saved:
            form._errors = ErrorDict()  # noqa: SLF001 (what was never handed in is not yet wrong)
        return form

    @property
    def whose(self) -> str:
        """Return the name of the person whom it is about, or whose phone it is."""
        row = self.fact.row
        known = row.document if row and (self.fact.is_of_person or self.fact.kind == PEOPLE) else {}
        return self.top.near.hide(known.get("name") or "")


def _page(
    request: HttpRequest, child: Child, part: Part, fact: Fact, now: datetime
) -> HttpResponse:
    top = header(child, today(now))
    posted = request.POST if request.method == "POST" else None
    asked = Asked.of(posted, shown.hidden(fact.shape, fact.document, top.near.hide))
    sheet = Sheet(part, fact, asked, top, _offered(request, child, part, top))
    writing = _writing(request, child, sheet, now)
    sent = _sent_too_late(sheet, writing) if posted is None else posted
    is_saved = posted is not None and not asked.only
    comes_back = asked.only and writing.draft is not None  # what she had typed on this form before
    form = sheet.form(None if comes_back else sent, is_saved=is_saved)

    answer = change_page(
        request,
        form,
        partial(_save, request, child, sheet, form, writing) if is_saved else None,
        writing=writing,
        as_it_stands=sheet.form,
        template="contacts/part.html",
        status=MISTAKES if asked.is_unanswered else 200,
        header=top,
        sheet=sheet,
        is_more_kept=_is_more_kept(writing, asked),
        why_shown=WHY_SHOWN,
    )
    if asked.is_seen and "Location" not in answer:
        recording.note(unmasked=fact.key, why=asked.why)
    return answer


def _save(
    request: HttpRequest, child: Child, sheet: Sheet, form: PartForm, writing: Writing
) -> HttpResponse:
    """Keep it and go on, unless something typed would be lost that its writer does not see.

    Whether it is the same as what stands does not matter: a guess is not to be told right or wrong.
    """
    began_from = request.POST.get("began_from", "")
    if form.is_typed_unseen and began_from == writing.began_from:
        raise Refused(UNSEEN)
    acts.keep_fact(
        child=child,
        fact=sheet.fact,
        began_from=began_from,
        facts=form.facts,
        by=request.user,
        at=writing.at,
        place=writing.place,
    )
    messages.success(request, _saved(child, sheet.part, is_new=not sheet.fact.stands))
    return redirect(sheet.part.page, child.pk)


def _saved(child: Child, part: Part, *, is_new: bool) -> str:
    """Say that it is saved, and where to record what happened: only from that is anything owed."""
    if not (is_new and part.tells):
        return f"Saved in {child.first_name}’s record."
    return format_html(
        "Saved in {}’s record. What is owed follows from what happened: if it is new, "
        '<a href="{}">record that {}</a> too.',
        child.first_name,
        reverse("record-event", args=[child.pk, part.tells]),
        words.name(part.tells, child.first_name),
    )


def _writing(request: HttpRequest, child: Child, sheet: Sheet, now: datetime) -> Writing:
    """Return where it is kept while it is typed.

    What is typed on a form that shows what is protected has a place of its own, and comes back
    only to whoever asks again.
    """
    fact, asked = sheet.fact, sheet.asked
    verb = "change" if fact.stands else "add"
    writing = Writing.of(
        request,
        child=child.pk,
        form=f"{verb} {sheet.part.name}",
        document=f"{fact.key}{SEEN}" if asked.is_seen else fact.key,
        began_from=facts.version(fact.document),
        at=now,
    )
    if asked.only:
        return replace(writing, draft=_kept_at(writing, writing.place.document))
    draft = writing.draft
    if draft is None or asked.hidden.isdisjoint(draft.fields):
        return writing
    _set_aside(writing, draft.fields, draft.began_from)  # it was typed before this was protected
    store.forget(person=request.user, place=writing.place)
    return replace(writing, draft=None)


def _sent_too_late(sheet: Sheet, writing: Writing) -> QueryDict | None:
    """Return what was sent after the session had ended, unless it tells what is hidden."""
    sent = writing.too_late()
    if sent is None or sheet.asked.hidden.isdisjoint(sent):
        return sent
    _set_aside(writing, dict(sent.lists()), sent.get("began_from", ""))
    return None


def _set_aside(writing: Writing, fields: Fields, began_from: str) -> None:
    """Keep what tells what is hidden until its writer asks again."""
    person = writing.request.user
    place = replace(writing.place, document=f"{writing.place.document}{SEEN}")
    ticket = Ticket(place, person.pk, began_from, writing.request.path)
    store.keep(person=person, ticket=ticket, fields=fields, at=writing.at)


def _is_more_kept(writing: Writing, asked: Asked) -> bool:
    """Tell whether something was typed of what is hidden here, and not saved."""
    is_hidden = bool(asked.hidden) and not asked.is_seen
    return is_hidden and _kept_at(writing, f"{writing.place.document}{SEEN}") is not None


def _kept_at(writing: Writing, document: str) -> Draft | None:
    place = replace(writing.place, document=document)
    return store.find(person=writing.request.user, place=place, at=writing.at)
