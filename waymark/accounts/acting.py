"""A form that is handed to an act, and comes back with the act's reasons where it refuses."""

from collections.abc import Callable

from django import forms

from waymark.accounts.answers import Refused, Stale
from waymark.pages.together import Together

CHANGED = (
    "Somebody changed this while you were writing. What stands now is shown on this page, and what "
    "you typed is still here: save again if it still holds."
)


def done(form: forms.BaseForm | Together, act: Callable[[], object]) -> bool:
    """Do it if the form is whole; whatever was refused stands in the form's errors."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        reasons = refusal.reasons
    except Stale:
        reasons = (CHANGED,)
    else:
        return True
    for reason in reasons:
        form.add_error(None, reason)
    return False
