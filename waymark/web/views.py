"""Home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html", {"now": timezone.localtime()})
