"""A form that is sent twice is done once: a double tap, a page loaded again, two at the same time.

Every form holds a key that stands in no other page. What was sent with it is remembered in the
transaction that did it, and whoever sends the same again is led to where the first was led. Sent
again with other words it is another thing, and is done: nothing that was typed is lost.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from waymark.accounts import access, kept
from waymark.accounts.middleware import AUTOSAVE
from waymark.audit import recording
from waymark.drafts import beside
from waymark.drafts.models import Sent
from waymark.drafts.store import A_SITTING

KEY = kept.KEY
SERVER_FAULT = 500
# The second of two at the same time waits here for the first, and goes on where it was refused.
REMEMBER = """
    WITH forgotten AS (
        DELETE FROM drafts_sent WHERE person_id = %(person)s AND sent_at < %(long_ago)s
    )
    INSERT INTO drafts_sent (digest, person_id, led_to, sent_at)
        VALUES (%(digest)s, %(person)s, '', %(now)s) ON CONFLICT DO NOTHING
"""


class OfAForm:
    """What every form that is sent holds beside its fields; a new key each time it is drawn."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def token(self) -> SafeString:
        """Return Django's own, masked once a page: a page of twenty forms is masked in no time."""
        return csrf_input(self.request)

    def __html__(self) -> SafeString:
        if not is_somebody(self.request):
            return self.token
        key = kept.new_key(self.request.user)
        return self.token + format_html('<input type="hidden" name="{}" value="{}">', KEY, key)

    __str__ = __html__


def of_a_form(request: HttpRequest) -> dict[str, OfAForm]:
    """Put the key beside Django's own token, where every template has it already."""
    return {"csrf_input": OfAForm(request)}


def is_somebody(request: HttpRequest) -> bool:
    """Tell whether somebody is signed in; an early refusal is drawn before that is asked."""
    return hasattr(request, "user") and request.user.is_authenticated


class Once:
    """Leads whoever sends the same form again to where it led before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sent_once = request.led_to = ""
        request.sent_about = None
        answer = self.get_response(request)
        if request.sent_once and answer.status_code < SERVER_FAULT:  # a fault undoes it all
            own = Sent.objects.filter(digest=request.sent_once)
            if led_to := request.led_to or answer.get("Location"):
                own.update(led_to=led_to)
                _say_what_was_saved(request)
            else:
                own.delete()  # it was refused, or asks for more: it may be sent again as it is
        return answer

    def process_view(
        self, request: HttpRequest, view: access.View, _: Any, told: dict[str, Any]
    ) -> HttpResponse | None:
        if not _counts(request, view):
            return None
        digest = _digest(request)
        if _remember(digest, request.user.pk, at=timezone.now()):
            request.sent_once, request.sent_about = digest, told.get("child")
            return None
        led_to = Sent.objects.filter(digest=digest).values_list("led_to", flat=True).first()
        if not led_to:
            return None
        # The view that would note the child is not called.
        recording.note(again=True, children=[told["child"]] if "child" in told else [])
        return HttpResponseRedirect(led_to)


def _say_what_was_saved(request: HttpRequest) -> None:
    """Say on the next page what is to be known of what was saved about somebody."""
    if request.sent_about:
        fields = kept.typed(request.POST, without={*kept.NEVER_KEPT, "draft"})
        told = {"child": request.sent_about, "by": request.user, "at": timezone.now()}
        for each in beside.said_once_saved(fields, **told):
            messages.warning(request, each)


def led_before(request: HttpRequest, told: dict[str, Any]) -> str:
    """Remember a form by what its view tells of it, where no digest may be of all that was sent.

    :returns: where the same form led before; nothing where it is new.
    """
    key = request.POST.get(KEY)
    if not key:
        return ""
    digest = _digest_of(request, [key, told])
    if _remember(digest, request.user.pk, at=timezone.now()):
        request.sent_once = digest
        return ""
    return Sent.objects.filter(digest=digest).values_list("led_to", flat=True).first() or ""


def leads_to(request: HttpRequest, address: str) -> None:
    """Say where a form leads that is answered with a page of its own."""
    request.led_to = address


def _counts(request: HttpRequest, view: access.View) -> bool:
    wanted = access.of(view)
    if request.method != "POST" or AUTOSAVE in request.headers or not is_somebody(request):
        return False
    is_ours = wanted.keeps_words and wanted.done_once and not wanted.open_to_all
    return is_ours and bool(request.POST.get(KEY))


def _digest(request: HttpRequest) -> str:
    """Return what tells this sending of this form from every other."""
    fields = sorted(kept.typed(request.POST, without={"csrfmiddlewaretoken"}).items())
    return _digest_of(request, fields)


def _digest_of(request: HttpRequest, told: object) -> str:
    sent = json.dumps([request.user.pk, request.get_full_path(), told])
    return hashlib.sha256(sent.encode()).hexdigest()


def _remember(digest: str, person: int, *, at: datetime) -> bool:
    """Remember what is sent; tell whether it is new. One statement."""
    told = {"digest": digest, "person": person, "now": at, "long_ago": at - A_SITTING}
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, told)
        return cursor.rowcount == 1
