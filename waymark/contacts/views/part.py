"""Adding, changing and ending what is written of a child's life and of who is around the child."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from waymark.accounts import kept
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children import facts, shown
from waymark.children.access import open_child
from waymark.children.casefile import PEOPLE
from waymark.children.facts import PHONES, Fact
from waymark.children.header import Header, header
from waymark.children.models import Child
from waymark.children.shown import WHY_SHOWN
from waymark.chronology.door import today
from waymark.contacts import acts
from waymark.contacts.forms.part import PartForm
from waymark.contacts.parts import Part, part_called, part_of
from waymark.contacts.views.changing import MISTAKES, change_page
from waymark.drafts import store
from waymark.drafts.writing import Writing


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


@never_cache
@needs(Permission.RECORD)
def add_fact(request: HttpRequest, child: int, part: str) -> HttpResponse:
    """Add an address, an alert, somebody around the child …"""
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    added = part_called(part)
    return _page(request, opened, added, Fact(added.kind), now)


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


def _page(
    request: HttpRequest, child: Child, part: Part, fact: Fact, now: datetime
) -> HttpResponse:
    top = header(child, today(now))
    is_sent = request.method == "POST"
    sent = request.POST if is_sent else kept.words(request, at=now)
    asked = Asked.of(sent, shown.hidden(fact.shape, fact.document, top.near.hide))
    writing = _writing(request, child, part, fact, asked, now)
    comes_back = asked.only and writing.draft is not None  # what she had typed on this form before
    form = _form(None if comes_back else sent, part, fact, asked, top)
    is_saved = is_sent and not asked.only
    if form.is_bound and not is_saved:
        form._errors = ErrorDict()  # noqa: SLF001 (what was never handed in is not yet wrong)

    def save() -> HttpResponse:
        acts.keep_fact(
            child=child,
            fact=fact,
            began_from=request.POST.get("began_from", ""),
            facts=form.facts,
            by=request.user,
            at=now,
            place=writing.place,
        )
        messages.success(request, f"Saved in {child.first_name}’s record.")
        return redirect(part.page, child.pk)

    answer = change_page(
        request,
        form,
        save if is_saved else None,
        writing=writing,
        as_it_stands=lambda: _form(None, part, fact, asked, top),
        template="contacts/part.html",
        status=MISTAKES if asked.only and asked.hidden and not asked.is_seen else 200,
        header=top,
        part=part,
        fact=fact,
        asked=asked,
        is_more_kept=_is_more_kept(writing, asked),
        whose=_whose(fact, top),
        why_shown=WHY_SHOWN,
    )
    if asked.is_seen and answer.status_code != 302:
        recording.note(unmasked=fact.key, why=asked.why)
    return answer


def _form(sent: QueryDict | None, part: Part, fact: Fact, asked: Asked, top: Header) -> PartForm:
    form = PartForm(sent, part=part, fact=fact, first_name=top.first_name, today=top.today)
    if asked.is_seen:
        form.fill_in(asked.hidden)
    else:
        form.leave_out(asked.hidden)
    return form


def _writing(
    request: HttpRequest, child: Child, part: Part, fact: Fact, asked: Asked, now: datetime
) -> Writing:
    """Return where it is kept while it is typed.

    What is typed on a form that shows what is protected has a place of its own, and comes back
    only to whoever asks again.
    """
    verb = "change" if fact.stands else "add"
    writing = Writing.of(
        request,
        child=child.pk,
        form=f"{verb} {part.name}",
        document=f"{fact.key}{SEEN}" if asked.is_seen else fact.key,
        began_from=facts.version(fact.document),
        at=now,
    )
    if asked.only:
        draft = store.find(person=request.user, place=writing.place, at=now)
        return replace(writing, draft=draft)
    return writing


def _is_more_kept(writing: Writing, asked: Asked) -> bool:
    """Tell whether something was typed of what is hidden here, and not saved."""
    if not asked.hidden or asked.is_seen:
        return False
    place = replace(writing.place, document=f"{writing.place.document}{SEEN}")
    return store.find(person=writing.request.user, place=place, at=writing.at) is not None


def _whose(fact: Fact, top: Header) -> str:
    """Return the name of the person whom it is about, or whose phone it is."""
    person = fact.row.document if fact.row and (fact.is_of_person or fact.kind == PEOPLE) else {}
    return top.near.hide(person.get("name") or "")
