"""My work: the first page of whoever works with children."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from waymark.accounts.access import signed_in_only


@signed_in_only
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"now": timezone.localtime()})
