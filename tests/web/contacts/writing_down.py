"""Filling in the forms of what is written of a child's life, as a browser does."""

from django.http import HttpResponse
from django.test import Client

from tests.forms import Form, forms_of
from waymark.children.models import Child, Episode, Person


def key_of(row: Episode | Person) -> str:
    return f"{type(row).__name__.lower()}-{row.pk}"


def address_of(child: Child, key: str) -> str:
    return f"/children/{child.pk}/facts/{key}/"


def form_on(page: HttpResponse) -> Form:
    """Return the form that saves, as it stands on the page."""
    return next(form for form in forms_of(page.text) if "began_from" in form.fields)


def filled_in(client: Client, address: str, **changed: str) -> dict[str, list[str]]:
    page = client.get(address)
    assert page.status_code == 200
    return form_on(page).sent(**changed)


def change(client: Client, address: str, **changed: str) -> HttpResponse:
    return client.post(address, filled_in(client, address, **changed))


def only(child: Child, kind: str) -> Episode:
    return child.episodes.get(kind=kind)
