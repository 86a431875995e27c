"""What is asked where something is read for names before a child or a family gets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from waymark.accounts import acting
from waymark.children.naming import Perhaps
from waymark.pages.sure import SURE, make_sure

SECRET = {"autocomplete": "off", "spellcheck": "false", "data-never-kept": ""}


class NamesForm(forms.Form):
    """Who else must not be in it: who was harmed is looked for without being typed."""

    read = "copy"  # what is read for names

    names = forms.CharField(
        label="Other names that must not be in it",
        help_text="The {read} is read for the people who were harmed and for the other children "
        "of your work without your typing them. Somebody else, such as a witness: one a line. "
        "They are kept nowhere.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, **SECRET}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in (self.fields[name] for name in ("names", "looked") if name in self.fields):
            field.help_text = field.help_text.format(read=self.read)

    def ask_whether_sure(self, reasons: tuple[str, ...], tick: str) -> None:
        """Ask for a tick where a word may be a name, or somebody could not be looked for."""
        make_sure(self, tick, f"Look at the {self.read}, then tick this. {' '.join(reasons)}")

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Put what is refused among the errors, and ask for a tick where somebody must look."""
        with acting.refusals_on(self):
            try:
                yield
            except Perhaps as perhaps:
                self.ask_whether_sure(perhaps.reasons, perhaps.tick)

    @property
    def looked(self) -> bool:
        return SURE in self.data

    @property
    def typed_names(self) -> list[str]:
        lines = self.cleaned_data["names"].splitlines()
        return [line.strip() for line in lines if line.strip()]


class LeavesOutForm(NamesForm):
    """What may be a name is left out of it until somebody has read what that was."""

    looked = forms.BooleanField(
        label="Put back what was left out to be looked at: I read it, and it may stand there",
        help_text="Leave this empty at first. What may be a name, or may not be for them, is left "
        "out of the {read}, and you read which it was. Where all of it may stand there, come back "
        "and tick this.",
        required=False,
    )
