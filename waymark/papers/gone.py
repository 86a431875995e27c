"""A paper that somebody threw away: what others had typed on it is shown to them."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from waymark.accounts import kept
from waymark.audit.models import AuditRow
from waymark.children.views.about import Asked
from waymark.children.writing.gone import NOT_TYPED, Said, draft_of, what_was_typed
from waymark.chronology.labels import plain
from waymark.drafts import store
from waymark.guidance.forms import form
from waymark.pages.words import about, clock, day
from waymark.papers.models import Paper

FORMS = ("assessment", "review", "closing")


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
    draft, thrown = draft_of(asked), _thrown_away(asked, paper)
    typed = draft.fields if draft else {}
    if request.method == "POST" and thrown:
        typed = kept.typed(request.POST, without=NOT_TYPED)
    because = "The paper on which you wrote is there no more."
    if thrown:
        on = day(localdate(thrown.at), asked.today)
        who = thrown.user.name if thrown.user else "Somebody"
        because = f"{who} threw the paper away {on} at {clock(thrown.at)}, with all that was in it."
    return what_was_typed(asked, draft, typed, partial(_told, asked.child.first_name), because)


def _thrown_away(asked: Asked, paper: int) -> AuditRow | None:
    """Return the row of the audit that tells who threw a paper away; it holds no word of it."""
    since = store.since(asked.at)
    rows = AuditRow.objects.filter(at__gt=since, children__contains=[asked.child.pk])
    found = rows.filter(content__contains=f'"paper":{paper},"thrown_away":')
    return found.select_related("user").first()


def _told(first_name: str, name: str, values: list[str]) -> Said:
    asks = {each.id: each for of in FORMS for _, each in form(of).questions}
    known = [each for each in asks if name == each or name.startswith(f"{each}-")]
    if not known:
        return plain(name), ", ".join(filter(None, values))
    question = asks[max(known, key=len)]
    words = (dict(question.choices).get(each, each) for each in values)
    return about(question.asks, first_name), ", ".join(filter(None, words))
