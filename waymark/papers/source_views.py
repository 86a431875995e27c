"""The pages of what a paper rests on: somebody or something added, put right, taken off."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children import naming
from waymark.children.facts import version
from waymark.children.header import header
from waymark.children.naming import who_may
from waymark.children.views.about import Asked
from waymark.children.writing import closed
from waymark.children.writing.changing import change_texts
from waymark.drafts.writing import Writing
from waymark.guard import Towards
from waymark.papers import places, sources
from waymark.papers.forms import SourceFacts, SourceForm, TakeOffForm
from waymark.papers.gone import with_what_was_typed
from waymark.papers.models import Paper, Source


@needs(Permission.RECORD)
@with_what_was_typed
def add_source(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    asked = Asked(request, child)
    of = get_object_or_404(Paper, pk=paper, child=asked.child)
    known = who_may(asked.child, header(asked.child, asked.today))
    told = {"child": asked.child, "towards": Towards.FILE, "by": asked.by, "at": asked.at}
    reads = partial(naming.read, **told, known=known)
    of_draft = {"form": "source", "document": f"{of.reference}:new"}
    writing = Writing.of(request, child=child, **of_draft, at=asked.at)
    form = SourceForm(asked.typed, request.FILES or None, today=asked.today, read=reads)

    def add(**facts: Any) -> Source:
        made = sources.add(**facts)
        for each in form.to_know:
            messages.warning(request, each)
        return made

    return _page(
        asked,
        of,
        writing.given_back(form),
        add,
        told=lambda: {
            "paper": of,
            "facts": form.facts,
            "attached": form.kept,
            "known": known if form.waits else None,
            "for_record_alone": form.for_record_alone,
            "place": writing.place,
        },
        template="papers/source.html",
        writing=writing,
    )


@needs(Permission.RECORD)
@with_what_was_typed
def correct_source(request: HttpRequest, child: int, paper: int, source: int) -> HttpResponse:
    """Show what was written down of a source, filled in; what it said is kept."""
    asked = Asked(request, child)
    stands = _source(asked, paper, source)
    if stands.paper.completed_on:
        raise Http404
    writing = Writing.of(
        request,
        child=child,
        form="source",
        document=f"{stands.paper.reference}:{stands.document['id']}",
        began_from=version(stands.document),
        at=asked.at,
    )

    def save(form: SourceFacts) -> HttpResponse:
        sources.correct(
            source=stands,
            began_from=request.POST.get("began_from", ""),
            facts=closed.with_what_was_kept(form, form.facts),
            by=asked.by,
            at=asked.at,
            place=writing.place,
        )
        return redirect("paper", child, paper)

    return change_texts(
        lambda sent: SourceFacts(sent, today=asked.today, stands=stands),
        save,
        writing=writing,
        top=header(asked.child, asked.today),
        thing=f"source-{stands.pk}",
        template="papers/put_right.html",
        source=stands,
    )


@needs(Permission.CORRECT)
def take_off_source(request: HttpRequest, child: int, paper: int, source: int) -> HttpResponse:
    asked = Asked(request, child)
    stands = _source(asked, paper, source)
    form = TakeOffForm(asked.typed)
    act = partial(sources.take_off, source=stands)
    return _page(asked, stands.paper, form, act, template="papers/take_off.html", stands=stands)


def _page(asked: Asked, paper: Paper, form: Any, act: Any, **page: Any) -> HttpResponse:
    address = reverse("paper", args=[paper.child_id, paper.pk])
    then = places.of(paper.form).home
    return asked.form_page(
        form, act, done="", then=then, leads_to=lambda _: address, paper=paper, **page
    )


def _source(asked: Asked, paper: int, pk: int) -> Source:
    """Return what a paper of the child rests on; of what was put right, what stands now.

    :raises Http404: where there is none such, or it was taken off.
    """
    rows = Source.objects.select_related("paper", "held").filter(paper=paper, child=asked.child)
    found = get_object_or_404(rows, pk=pk)
    while not found.stands:
        found = get_object_or_404(rows, document__instead_of=found.document["id"])
    return found
