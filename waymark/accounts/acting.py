"""A form that is handed to an act, and comes back with the act's reasons where it refuses."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django import forms
from django.http import HttpRequest
from django.utils.timezone import now

from waymark.accounts import kept
from waymark.accounts.answers import Refused, Stale
from waymark.pages.together import Together
from waymark.rules.gates.words import At

CHANGED = (
    " changed this while you were writing. What stands now is shown on this page, and what you "
    "typed is still here: save again if it still holds."
)
WHOLE, STALE, MISTAKES = 200, 409, 422


@contextmanager
def refusals_on(form: forms.BaseForm | Together) -> Iterator[None]:
    """Put what an act refuses among the form's errors, and go on: the form is shown again.

    with acting.refusals_on(form):
        made = acts.make(…)
        return redirect("made", made.pk)
    return render(…, status=acting.status(form))
    """
    try:
        yield
    except Refused as refusal:
        reasons = refusal.reasons
    except Stale as overtaken:
        reasons = (f"{overtaken.by}{CHANGED}",)
    else:
        return
    put(form, reasons)


def put(form: forms.BaseForm | Together, reasons: Iterable[str]) -> None:
    """Put reasons among the form's errors, each beside the answer that mends it. What is wrong
    with that answer already is mended first."""
    wrong = set(form.errors)
    asked = getattr(form, "fields", {})
    for reason in reasons:
        fields = reason.fields if isinstance(reason, At) else ()
        beside = next((each for each in fields if each in asked), None)
        if beside is None or beside not in wrong:
            form.add_error(beside, reason)


def is_whole(request: HttpRequest, form: forms.Form | Together) -> bool:
    """Tell whether the form was sent as it should be; before that, give back what came too late.

    Forms that stand together are made from what came too late (`kept.words`).
    """
    if request.method == "POST":
        return form.is_valid()
    if isinstance(form, Together):
        form.not_yet()
    else:
        kept.given_back(request, form, at=now())
    return False


def done(request: HttpRequest, form: forms.Form | Together, act: Callable[[], object]) -> bool:
    """Do it if the form is whole; whatever was refused stands in the form's errors."""
    if not is_whole(request, form):
        return False
    with refusals_on(form):
        act()
        return True
    return False


def status(form: forms.BaseForm | Together) -> int:
    """Return the status of the page that shows the form."""
    if any(each.endswith(CHANGED) for each in form.non_field_errors()):
        return STALE
    return MISTAKES if form.errors else WHOLE
