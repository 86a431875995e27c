"""Every form with something to type, sent after the session has ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from tests.forms import Form, forms_of
from tests.people import signed_in_client
from tests.walls import matrix
from tests.web.accounts.signing import sign_in
from waymark.accounts import access, kept
from waymark.accounts.models import User

TYPED = {"text", "textarea", "email", "number", "tel", "date", "time"}
LONG = timedelta(hours=13)
WORDS = "She rang from the bridge"


@dataclass(frozen=True)
class Found:
    """One form: on which page it stands, where it is sent, and which of its fields are typed."""

    person: User
    page: str
    sent_to: str
    form: Form

    @property
    def typed(self) -> list[str]:
        typed = {name for name, each in self.form.fields.items() if each.kind in TYPED}
        return sorted(typed - kept.SECRET)


def found(world: matrix.World) -> Iterator[Found]:
    """Yield every form with something to type, once, on a page of somebody who may see it."""
    met = set()
    for role, client in world.clients.items():
        if role == "nobody":
            continue
        person = User.objects.get(pk=client.session["_auth_user_id"])
        for name, route in sorted(matrix.addresses()):
            page = matrix.path(world, route, world.children["own"])
            for form in _sent(client, page):
                each = Found(person, page, urljoin(page, form.action), form)
                if (name, *each.typed) not in met and each.typed and _is_kept(each.sent_to):
                    met.add((name, *each.typed))
                    yield each


def stands_again(each: Found) -> bool:
    """Send it too late, sign in, and tell whether the page one comes to holds what was typed."""
    with _undone():
        late = signed_in_client(each.person, at=timezone.now() - LONG)
        words = {name: f"{WORDS} {number}" for number, name in enumerate(each.typed)}
        told = {"Referer": f"http://testserver{each.page}"}
        answer = late.post(each.sent_to, each.form.sent(**words), headers=told)
        (onward,) = parse_qs(urlsplit(answer["Location"]).query)["next"]
        sign_in(late, each.person)
        typed = [value for form in forms_of(late.get(onward).text) for value in _values(form)]
        return all(text in typed for text in words.values())


def _sent(client: Client, page: str) -> list[Form]:
    with _undone():
        answer = client.get(page)
    if not answer["Content-Type"].startswith("text/html"):  # a file, a print, a sound
        return []
    return [each for each in forms_of(answer.text) if each.method == "post"]


def _is_kept(address: str) -> bool:
    return access.of(resolve(urlsplit(address).path).func).keeps_words


def _values(form: Form) -> list[str]:
    return [value for each in form.fields.values() for value in each.values]


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
