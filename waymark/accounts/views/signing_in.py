"""The sign-in page, the second factor's page, and the one-time link."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import json_script
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from waymark.accounts import access, acts, demonstration, device, links
from waymark.accounts.forms.signing_in import ChoosePasswordForm, KnownPasswordForm
from waymark.accounts.models import OneTimeLink, Purpose
from waymark.accounts.views.setting_up import LINK

LOCKED_OUT = {"too_many_login_attempts", "rate_limited"}


class GiveCode(AuthenticateView):
    """Asks for a code or the passkey, and then trusts this device for the day."""

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        device.trust(self.request, response, self.stage.login.user, at=now())
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        codes = {fault.code for faults in form.errors.as_data().values() for fault in faults}
        what = "too-many-tries" if codes & LOCKED_OUT else "wrong-code"
        acts.tell_of_signing_in(what, person=self.stage.login.user, at=now())
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["passkey_data"] = json_script(context["js_data"], "passkey-data")
        context["has_passkey"] = (
            "allowCredentials" in context["js_data"]["request_options"]["publicKey"]
        )
        context["demonstration_code"] = demonstration.code(self.stage.login.user, at=now())
        return context


@access.open_to_all
@never_cache
@sensitive_post_parameters()
def one_time_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Looking at a link changes nothing: mail scanners look too."""
    link = links.find(secret, at=now())
    if request.method == "POST":
        person = link.person if link else None
        acts.tell_of_signing_in("link-tried", person=person, at=now())
    if link is None:
        context = {"was_used": links.was_used(secret)}
        return render(request, "accounts/link_is_over.html", context, status=404)
    kind = KnownPasswordForm if link.purpose == Purpose.NEW_FACTOR else ChoosePasswordForm
    form = kind(request.POST or None, user=link.person)
    if request.method == "POST" and form.is_valid():
        return _come_in(request, link, form)
    return render(request, "accounts/one_time_link.html", {"link": link, "form": form})


def _come_in(request: HttpRequest, link: OneTimeLink, form: Form) -> HttpResponse:
    get_adapter().logout(request)  # whoever was signed in at this browser
    if link.purpose != Purpose.NEW_FACTOR:
        acts.choose_password(link=link, password=form.cleaned_data["password1"], at=now())
    if link.purpose == Purpose.NEW_PASSWORD:
        messages.success(request, "Your new password is set. Sign in with it.")
        return redirect("account_login")
    request.session[LINK] = link.pk
    return perform_login(request, link.person, email_verification="none")
