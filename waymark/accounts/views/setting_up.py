"""One's own ways of signing in: setting up the second factor, changing it, the password."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.html import json_script
from django.utils.timezone import now

from waymark.accounts import access, acts, device, links, sessions
from waymark.accounts.answers import Refused
from waymark.accounts.models import OneTimeLink, Purpose

LINK = "link"  # in the session: the one-time link that was opened in this browser
LETS_SET_UP = (Purpose.JOIN, Purpose.NEW_FACTOR)


@access.setting_up
def set_up(request: HttpRequest) -> HttpResponse:
    """Where somebody without a second factor is led: nothing else is served before it is set up."""
    if sessions.has_second_factor(request.session):
        return redirect("mfa_index")
    return _refuse_without_link(request) or render(request, "accounts/set_up.html")


class SetsUp:
    """Adds a second factor: the first one only with a one-time link, others when signed in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _refuse_without_link(request) or super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        if not sessions.has_second_factor(self.request.session):
            _finish(self.request, response)
        return response


class SetUpApp(SetsUp, ActivateTOTPView):
    pass


class SetUpPasskey(SetsUp, AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["passkey_data"] = json_script(context["js_data"], "passkey-data")
        return context


class Removes:
    """Takes a second factor away, never the last, and signs out every other device."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            raise Refused("Add another way to sign in first: nobody signs in with one factor.")
        response = super().form_valid(form)
        acts.end_other_sessions(person=self.request.user)
        update_session_auth_hash(self.request, self.request.user)
        return response


class RemoveApp(Removes, DeactivateTOTPView):
    def get_object(self) -> Any:
        return self.authenticator


class RemovePasskey(Removes, RemoveWebAuthnView):
    pass


def opened_link(request: HttpRequest) -> OneTimeLink | None:
    """Return the link that lets this person set up her first factor here and now."""
    if LINK not in request.session:
        return None
    good = links.still_good(at=now()).filter(purpose__in=LETS_SET_UP, person=request.user)
    return good.filter(pk=request.session[LINK]).first()


def _refuse_without_link(request: HttpRequest) -> HttpResponse | None:
    if sessions.has_second_factor(request.session) or opened_link(request):
        return None
    return render(request, "accounts/needs_link.html", status=403)


def _finish(request: HttpRequest, response: HttpResponse) -> None:
    """Begin the session anew, now that its person has given both factors."""
    link = opened_link(request)
    if link is None:
        raise Refused("Your link has expired. Ask your administrator for a new one.")
    acts.use_link(link=link, at=now())
    del request.session[LINK]
    request.session.cycle_key()
    sessions.begin(request.session, at=now(), second_factor=True)
    device.trust(request, response, request.user, at=now())
