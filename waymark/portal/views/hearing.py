"""Giving a child what came of what they said: on this device, by a link, or on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.children.header import header
from waymark.children.naming import Outward
from waymark.children.views.about import Asked
from waymark.chronology.door import today
from waymark.plans.copy import Copy
from waymark.portal import hearing
from waymark.portal.again import read_again
from waymark.portal.views.handing import Gives, give_page


@never_cache
@needs(Permission.RECORD, keeps_words=False)
def give_heard(request: HttpRequest, child: int) -> HttpResponse:
    """Show what the child will read, and give it once it was read for names."""
    asked = Asked(request, child)
    gives = Gives(
        copy=lambda top, language: hearing.heard_copy(asked.child, top, language),
        give=hearing.give,
        paper=Outward.HEARD,
        mend=hearing.MEND,
        template="portal/give_heard.html",
        printed="heard-print",
        home="sheets",
    )
    return give_page(asked, gives)


@needs(Permission.SEE_CHILDREN)
@never_cache
def heard_print(request: HttpRequest, child: int, heard: int) -> HttpResponse:
    """You said, we did: the sheet for the child, as it was read for names."""
    asked = Asked(request, child)
    held = get_object_or_404(hearing.on_paper(), pk=heard, child=asked.child)
    read_again(held, by=asked.by, at=asked.at)
    recording.note(printed="child-heard", purpose="child", sheet=held.pk)
    top = header(asked.child, asked.today)
    context = {"header": top, "copy": Copy.of(held.content), "made_on": today(held.made_at)}
    return render(request, "portal/heard_print.html", context)
