"""Words that were sent after the session had ended, given back in the same form.

Somebody types for an hour, sends, and meets the sign-in page. What she sent is kept for half an
hour, hers alone and for that address alone; once she has signed in again, the form's view asks

    if acting.is_whole(request, form):

and gives her the form as she had filled it in; so is what the page itself sent of a form that keeps
drafts (`drafts.writing.too_late`). Files are not kept, nor what is typed on a page
that says it is secret (`access.secret_page`), nor in a field that is (`SECRET`).
"""

import json
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypeVar

from django import forms
from django.db import connection
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

from waymark.accounts.models import KeptWords, User

KEPT_FOR = timedelta(minutes=30)
WAITING = "kept_words"  # in the session: there may be words to give back
KEY = "once"  # a form's own: what holds it is done once (`drafts.once`)
# What opens a link, and the names that a text is read for: whatever page they are typed on.
SECRET = {"chosen", "names"}
NEVER_KEPT = {"csrfmiddlewaretoken", KEY, *SECRET}

AForm = TypeVar("AForm", bound=forms.Form)


def keep(request: HttpRequest, *, person: User, at: datetime) -> bool:
    """Keep what this person has just sent to this address, and forget what is too old.

    Returns whether there was anything to keep.
    """
    forget_old(at=at)
    fields = typed(request.POST, without=NEVER_KEPT)
    if not fields or _is_anothers(request, person):
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT keep_words(%s, %s, %s, %s)",
            [person.pk, request.get_full_path(), json.dumps(fields), at],
        )
    request.session[WAITING] = True
    return True


def new_key(person: User) -> str:
    """Return the key of a form that is drawn for somebody: whose it is, and what no other has."""
    return f"{person.pk}.{secrets.token_urlsafe(12)}"


def _is_anothers(request: HttpRequest, person: User) -> bool:
    """Tell whether a form was drawn for somebody else, who used this browser before."""
    whose, dot, _ = request.POST.get(KEY, "").partition(".")
    return bool(dot) and whose != str(person.pk)


def typed(sent: QueryDict, *, without: Collection[str]) -> dict[str, list[str]]:
    """Return what somebody typed as the database can keep it, which holds no NUL."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in sent.getlist(name)]
        for name in sent
        if name not in without
    }


def forget(request: HttpRequest, path: str) -> None:
    """Forget what was kept for whoever is signed in: she has sent it again. Costs no query where
    nothing is kept."""
    if WAITING in request.session:
        KeptWords.objects.filter(person=request.user, path=path).delete()


def forget_old(*, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_words(%s)", [at - KEPT_FOR])


def words(request: HttpRequest, *, at: datetime, path: str = "") -> QueryDict | None:
    """Take what was kept for whoever is signed in; costs no query where nothing is.

    `path` is where the form is sent to: this page's own address, unless told. The words are handed
    out once: the form on the page holds them from now on.
    """
    if request.method != "GET" or WAITING not in request.session:
        return None
    found = KeptWords.objects.filter(
        person=request.user, path=path or request.get_full_path(), kept_at__gt=at - KEPT_FOR
    ).first()
    if found is None:
        return None
    found.delete()
    if not KeptWords.objects.filter(person=request.user).exists():  # of another page
        del request.session[WAITING]
    sent_before = QueryDict(mutable=True)
    for name, values in found.fields.items():
        sent_before.setlist(name, values)
    return sent_before


def given_back(request: HttpRequest, form: AForm, *, at: datetime, path: str = "") -> AForm:
    """Return the form, filled in as it was sent if it was sent too late; it shows no errors yet."""
    return filled_in(form, words(request, at=at, path=path))


def filled_in(form: AForm, typed: QueryDict | None) -> AForm:
    """Return the form, filled in with what was typed, if anything was; it shows no errors yet."""
    if typed is not None:
        form.data, form.is_bound = typed, True
        form._errors = ErrorDict()  # noqa: SLF001 (what was never handed in is not yet wrong)
    return form
