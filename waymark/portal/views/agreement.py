"""Giving a child what was agreed at the start, and printing it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.header import Header
from waymark.children.naming import Outward
from waymark.children.views.about import Asked
from waymark.papers.models import Paper
from waymark.plans.copy import Copy
from waymark.plans.inductions import INDUCTION
from waymark.plans.printed import UnableToPrint, pdf
from waymark.portal import agreeing
from waymark.portal.again import read_again
from waymark.portal.models import CHILD
from waymark.portal.views.giving import file
from waymark.portal.views.handing import Gives, give_page
from waymark.rules.readability import reading


@never_cache
@needs(Permission.RECORD, keeps_words=False)
def give_agreement(request: HttpRequest, child: int, paper: int) -> HttpResponse:
    """Show what the child takes home, and give it once it was read for names."""
    asked = Asked(request, child)
    done = Paper.objects.filter(child=asked.child, form=INDUCTION, completed_on__isnull=False)
    of = get_object_or_404(done, pk=paper)

    def copy(top: Header, language: str) -> Copy:
        return agreeing.the_copy(of, asked.child, top, language, asked.at)

    gives = Gives(
        copy=copy,
        give=partial(agreeing.give, paper=of),
        paper=Outward.AGREEMENT,
        mend=agreeing.MEND,
        template="portal/give_agreement.html",
        home="induction",
    )
    return give_page(asked, gives, reads=lambda made: reading(made.text))


@needs(Permission.SEE_CHILDREN)
@never_cache
def print_agreement(request: HttpRequest, child: int, agreement: int) -> HttpResponse:
    asked = Asked(request, child)
    held = get_object_or_404(agreeing.kept(), pk=agreement, child=asked.child)
    read_again(held, by=asked.by, at=asked.at)
    recording.note(printed="agreement", purpose=CHILD, sheet=held.pk)
    try:
        made = pdf(Copy.of(held.content), at=held.made_at)
    except UnableToPrint as fault:
        raise Refused(str(fault)) from None
    return file(made, "application/pdf", "what-we-agreed.pdf")
