"""Restricting who may see a child's record, and lifting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.children.access import open_child
from waymark.children.acts import opening as acts
from waymark.children.forms import RestrictForm
from waymark.children.header import header
from waymark.chronology.door import today


@needs(Permission.RESTRICT_CHILD)
def restrict(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    data = request.POST if request.method == "POST" else None
    form = RestrictForm(data, by=request.user, child=opened, on=today(now))
    if acting.is_whole(request, form):
        named = list(form.cleaned_data["named"])
        offered = form.fields["named"].queryset
        with acting.refusals_on(form):
            acts.restrict(child=opened.pk, named=named, offered=offered, by=request.user, at=now)
            said = f"Only people who are named see {opened.first_name}’s record now."
            messages.success(request, said)
            return redirect("child", opened.pk)
    context = {"form": form, "header": header(opened, today(now))}
    return render(request, "children/restrict.html", context, status=acting.status(form))


@require_POST
@needs(Permission.RESTRICT_CHILD)
def lift_restriction(request: HttpRequest, child: int) -> HttpResponse:
    now = timezone.now()
    opened = open_child(pk=child, by=request.user, at=now)
    acts.lift_restriction(child=opened.pk, by=request.user, at=now)
    messages.success(request, f"{opened.first_name}’s record is open to your service again.")
    return redirect("child", opened.pk)
