"""Something changed: does the plan still fit? It is asked on the same form, and saved with it.

Either the review is begun in the same transaction, or a reason is kept why none is needed.
"""

from typing import Any

from django import forms

from waymark.children.models import Child
from waymark.chronology.door import Act
from waymark.pages.fields import Radios, WordsField
from waymark.papers import acts as papers
from waymark.papers.models import Paper
from waymark.papers.queries import under_way

REVIEW = "review"
NOW, FITS = "now", "fits"
ANSWER, BECAUSE = "plan_fits", "plan_fits_because"


def ask(form: forms.Form, first_name: str, *, only: str = "") -> None:
    """Ask on a form whether the plan still fits.

    :param only: words that say when it is to be answered, where it is not always.
    """
    form.fields[ANSWER] = forms.ChoiceField(
        label="Does the plan still fit?",
        help_text=only,
        choices=[
            (NOW, f"Look at it again with {first_name}: begin a review"),
            (FITS, "It still fits, because …"),
        ],
        required=not only,
        widget=Radios(reveals={FITS: (BECAUSE,)}),
        error_messages={"required": "Choose whether the plan is looked at again"},
    )
    form.fields[BECAUSE] = WordsField("Why does it still fit?")


def check(form: forms.Form, data: dict[str, Any], *, is_asked: bool = True) -> None:
    """Put among a form's errors what is missing."""
    if ANSWER not in form.fields or not is_asked:
        return
    if not data.get(ANSWER) and not form.has_error(ANSWER):
        form.add_error(ANSWER, "Choose whether the plan is looked at again")
    if data.get(ANSWER) == FITS and not (data.get(BECAUSE) or "").strip():
        form.add_error(BECAUSE, "Say in a few words why the plan still fits")


def why_not(form: forms.Form) -> str | None:
    """Return why the plan still fits; nothing where a review is wanted, or nothing was asked."""
    data = form.cleaned_data
    return data[BECAUSE] if data.get(ANSWER) == FITS else None


def review_wanted(form: forms.Form) -> bool:
    return form.cleaned_data.get(ANSWER) == NOW


def review_begun(act: Act, child: Child, because_of: str = "") -> Paper:
    """Begin a review as a part of another act; one that is open is it.

    :param because_of: the event that asks for it.
    """
    held = open_review(child)
    if held is not None:
        return held
    case = act.case(child.pk)
    ends = ((order.id, case.end_of(order)) for order in case.supervised)
    orders = [order for order, end in ends if end is None or end >= act.today]
    told = {"orders": orders, "because_of": because_of}
    return papers.begun(act, child, REVIEW, told, afresh=True)


def open_review(child: Child) -> Paper | None:
    """Return the review that is under way. One query."""
    return under_way(child, REVIEW)


def begun_because_of(child: Child, event: str) -> Paper | None:
    """Return the review under way that was begun with an event. One query."""
    held = open_review(child)
    return held if held and held.document.get("because_of") == event else None
