"""The administrators' pages: people and teams of their own service."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymark.accounts import acting, acts, links, mail, queries
from waymark.accounts.access import needs
from waymark.accounts.forms.people import InviteForm, PersonForm, ReasonForm, TeamForm
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can_manage


@needs(Permission.MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponse:
    found = queries.people(request.user, at=now())
    return render(request, "accounts/people.html", {"people": found})


@needs(Permission.MANAGE_ACCOUNTS)
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, user=request.user)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            invited, secret = acts.invite(by=request.user, at=now(), **form.cleaned_data)
            return _give_link(request, invited, secret)
    return _page(request, "accounts/invite.html", form)


@needs(Permission.MANAGE_ACCOUNTS)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows one person; sent, changes her role and team."""
    whom = _found(request, pk)
    initial = {"role": whom.role, "team": whom.team_id}
    form = PersonForm(request.POST or None, user=request.user, initial=initial)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            acts.change_person(by=request.user, person=whom, at=now(), **form.cleaned_data)
            messages.success(request, f"{whom.name} signs in again to have the new role and team.")
            return redirect("person", pk)
    may_change = user_can_manage(request.user, whom)
    return _page(request, "accounts/person.html", form, person=whom, may_change=may_change)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
@never_cache
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    whom = _found(request, pk)
    return _give_link(request, whom, acts.invite_again(by=request.user, person=whom, at=now()))


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    whom = _found(request, pk)
    acts.withdraw_invitation(by=request.user, person=whom, at=now())
    messages.success(request, f"The invitation of {whom.name} is taken back.")
    return redirect("accounts")


@needs(Permission.MANAGE_ACCOUNTS)
def end_account(request: HttpRequest, pk: int) -> HttpResponse:
    whom = _found(request, pk)
    if request.method != "POST":
        return render(request, "accounts/end_account.html", {"person": whom})
    acts.end_account(by=request.user, person=whom, at=now())
    messages.success(request, f"The account of {whom.name} has ended.")
    return redirect("accounts")


@needs(Permission.MANAGE_ACCOUNTS)
@never_cache
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    return _reset(request, pk, acts.reset_factor, "accounts/reset_factor.html")


@needs(Permission.MANAGE_ACCOUNTS)
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    return _reset(request, pk, acts.reset_password, "accounts/reset_password.html")


@needs(Permission.MANAGE_ACCOUNTS)
def teams(request: HttpRequest) -> HttpResponse:
    """Shows the teams; sent, makes another."""
    form = TeamForm(request.POST or None)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            team = acts.make_team(by=request.user, at=now(), **form.cleaned_data)
            messages.success(request, f"The team {team.name} is made.")
            return redirect("teams")
    return _page(request, "accounts/teams.html", form, teams=queries.teams(request.user))


def _reset(request: HttpRequest, pk: int, act: Callable[..., str], template: str) -> HttpResponse:
    whom = _found(request, pk)
    form = ReasonForm(request.POST or None)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            secret = act(by=request.user, person=whom, at=now(), **form.cleaned_data)
            return _give_link(request, whom, secret)
    return _page(request, template, form, person=whom)


def _page(request: HttpRequest, template: str, form: Form, **context: object) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=acting.status(form))


def _found(request: HttpRequest, pk: int) -> User:
    whom = queries.person(request.user, pk, at=now())
    if whom is None:
        raise Http404
    return whom


def _give_link(request: HttpRequest, whom: User, secret: str) -> HttpResponse:
    """Show the link this once: only its digest is kept, so it cannot be shown again."""
    address = links.address(secret)
    mailed = mail.send_link(person=whom, address=address)
    context = {"person": whom, "address": address, "mailed": mailed, "days": links.GOOD_FOR.days}
    return render(request, "accounts/give_link.html", context)
