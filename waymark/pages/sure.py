"""A tick that a form asks for only where what was typed is right but seldom. It needs no script."""

from django import forms

SURE = "sure"


def make_sure(form: forms.Form, label: str, asked: str) -> None:
    """Ask for a tick, in a form's `clean`; once it is ticked the form goes through.

    :param label: what somebody says by ticking.
    :param asked: why it is asked, and what to do.
    """
    form.fields[SURE] = tick = forms.BooleanField(label=label, required=False)
    if not tick.widget.value_from_datadict(form.data, form.files, form.add_prefix(SURE)):
        form.add_error(SURE, asked)
