"""Text on a form that tells what is protected: it stays as it stands until somebody asks to see it.

A browser hands in every text that stands open on a form. So one that is not handed in was closed,
and is kept to the letter; one that is handed in was typed by whoever hands it in.
"""

from typing import Any, NamedTuple

from django import forms
from django.forms.utils import ErrorDict
from django.http import Http404, QueryDict

from waymark.audit import recording
from waymark.children.shown import WHY_SHOWN, Hiding
from waymark.chronology.casefile import Document

ASKED = "unmask"  # what the buttons are called; the value of each is `why:field`
OPENED, NOT_SAID = 200, 422


class Closed(forms.Field):
    """A text with gaps, and the question what it is needed for. What is sent for it is lost."""

    reasons = WHY_SHOWN
    is_asked = False

    def __init__(self, field: forms.Field, standing: Any, gaps: str) -> None:
        super().__init__(
            required=False,
            disabled=True,  # what stands is what is cleaned
            label=field.label,
            help_text=field.help_text,
            template_name="children/closed.html",
        )
        self.field, self.standing, self.gaps = field, standing, gaps

    def prepare_value(self, value: Any) -> Any:
        return self.field.prepare_value(value)


class Wish(NamedTuple):
    """Somebody asks to see one text of a form, and says why."""

    field: str
    why: str


def wish_of(posted: QueryDict) -> Wish | None:
    if ASKED not in posted:
        return None
    why, _, field = posted[ASKED].partition(":")
    return Wish(field, why)


def close(form: forms.BaseForm, hide: Hiding, *, is_sent: bool) -> None:
    """Close each text that tells what is protected, where nobody has opened it.

    :param is_sent: by somebody, just now; a draft opens only what was changed in it.
    """
    for name, field in list(form.fields.items()):
        standing = form.get_initial_for_field(field, name)
        text = field.prepare_value(standing)
        if not _is_typed(field) or not isinstance(text, str):
            continue
        was_sent = name in form.data
        if was_sent and (is_sent or not _is_same(form.data[name], text)):
            continue
        gaps = hide(text)
        if gaps != text:
            form.fields[name] = Closed(field, standing, gaps)
        elif form.is_bound and not was_sent:  # it was closed, and tells nothing protected any more
            _put(form, name, text)


def _is_typed(field: forms.Field) -> bool:
    """Tell whether people write in it: what a page remembers by itself is never closed."""
    return isinstance(field, forms.CharField) and not field.widget.is_hidden


def _put(form: forms.BaseForm, name: str, text: str) -> None:
    """Put a text into a form as if it had been sent with the rest."""
    data = form.data.copy()
    data[name] = text
    form.data = data


def _is_same(typed: str, standing: str) -> bool:
    return typed.split() == standing.split()


def open_one(form: forms.BaseForm, wish: Wish, *, thing: str) -> int:
    """Open the text that was asked for, in a form that keeps all that was typed.

    Returns the answer's status. The audit says which text of which thing was seen, and what for.
    """
    closed = form.fields.get(wish.field)
    if not isinstance(closed, Closed):
        raise Http404
    form._errors = ErrorDict()  # noqa: SLF001 (what was never handed in is not yet wrong)
    if wish.why not in WHY_SHOWN:
        closed.is_asked = True
        return NOT_SAID
    form.fields[wish.field] = closed.field
    _put(form, wish.field, closed.field.prepare_value(closed.standing))
    recording.note(unmasked=f"{thing}-{wish.field}", why=wish.why)
    return OPENED


def with_what_was_kept(form: forms.BaseForm, facts: Document) -> Document:
    """Return what the form says; the texts that nobody opened, to the letter."""
    untouched = {
        name: field.standing for name, field in form.fields.items() if isinstance(field, Closed)
    }
    return {name: untouched.get(name, value) for name, value in facts.items()}
