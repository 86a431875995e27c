"""A paper that somebody threw away: what others had typed on it is theirs, and is shown to them."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from waymark.accounts import kept
from waymark.audit.models import AuditRow
from waymark.children.header import Header, header
from waymark.children.views.about import Asked
from waymark.chronology.labels import plain
from waymark.drafts import store
from waymark.drafts.models import Draft
from waymark.drafts.store import Place, Ticket
from waymark.guidance.forms import Question, form
from waymark.pages.words import about
from waymark.papers.models import Paper

GONE = 404
FORMS = ("assessment", "review", "closing")
NOT_TYPED = {*kept.NEVER_KEPT, "draft", "began_from", "opened"}


def with_what_was_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page of a paper show what somebody typed there, where the paper was thrown away."""

    @wraps(view)
    def seen(request: HttpRequest, child: int, paper: int, **rest: Any) -> HttpResponse:
        try:
            return view(request, child, paper, **rest)
        except Http404:
            if answer := _what_was_typed(request, child, paper):
                return answer
            raise

    return seen


def _what_was_typed(request: HttpRequest, child: int, paper: int) -> HttpResponse | None:
    if Paper.objects.filter(pk=paper).exists():
        return None
    asked = Asked(request, child)
    told = {"child": child, "address": request.get_full_path(), "at": asked.at}
    draft = store.left_at(person=asked.by, **told)
    thrown = _thrown_away(asked, paper)
    if request.method == "POST" and thrown:
        typed: Mapping[str, list[str]] = kept.typed(request.POST, without=NOT_TYPED)
    else:
        typed = draft.fields if draft else {}
    top = header(asked.child, asked.today)
    if not (said := list(_said(typed, top))):
        return None
    ticket = _ticket(draft, asked) if draft else ""
    context = {"header": top, "said": said, "draft": draft, "ticket": ticket, "thrown": thrown}
    context["thrown_on"] = localdate(thrown.at) if thrown else None
    return render(request, "papers/gone.html", context, status=GONE)


def _thrown_away(asked: Asked, paper: int) -> AuditRow | None:
    """Return the row of the audit that tells who threw a paper away; it holds no word of it."""
    since = asked.at - store.KEPT_FOR
    rows = AuditRow.objects.filter(at__gt=since, children__contains=[asked.child.pk])
    found = rows.filter(content__contains=f'"paper":{paper},"thrown_away":')
    return found.select_related("user").first()


def _ticket(draft: Draft, asked: Asked) -> str:
    """Return what clears a draft and leads back to one's own work."""
    place = Place(asked.child.pk, draft.form, draft.document)
    return Ticket(place, asked.by.pk, draft.began_from, reverse("home")).sealed()


def _said(typed: Mapping[str, list[str]], top: Header) -> Iterator[tuple[str, str]]:
    """Yield what was asked, and what was typed to it."""
    asks = {each.id: each for name in FORMS for _, each in form(name).questions}
    for name, values in typed.items():
        known = [each for each in asks if name == each or name.startswith(f"{each}-")]
        question = asks[max(known, key=len)] if known else None
        words = ", ".join(filter(None, (_in_words(each, question) for each in values)))
        if words and name not in NOT_TYPED:
            yield about(question.asks, top.first_name) if question else plain(name), words


def _in_words(value: str, question: Question | None) -> str:
    return dict(question.choices).get(value, value) if question else value
