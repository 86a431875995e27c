"""Whether a day of birth fits what brought a child here, as a form asks it."""

from collections.abc import Iterable
from datetime import date

from django import forms

from waymark.children import ages
from waymark.pages.sure import make_sure


def look_at_the_age(
    form: forms.Form, born: date, orders: Iterable[tuple[str, date]], today: date
) -> None:
    """Refuse what cannot be, and ask for a tick where it seldom is; in a form's `clean`.

    :param orders: of each order its kind, and the day on which it was made.
    """
    seldom = ""
    for kind, made_on in orders:
        if refusal := ages.impossible(born, kind, made_on, today):
            form.add_error("date_of_birth", refusal)
            return
        seldom = seldom or ages.unusual(born, made_on, today)
    if seldom:
        asked = f"Born then, this child {seldom}. Tick this if that is right"
        make_sure(form, f"Yes, this child {seldom}", asked)
