"""The names that something is read for before a child or a family gets it."""

from typing import Any

from django import forms

from waymark.pages.sure import SURE, make_sure

LOOKED = "I have looked: none of these is the person"
SECRET = {"autocomplete": "off", "spellcheck": "false", "data-never-kept": ""}


class NamesForm(forms.Form):
    """The names that a copy is read for before somebody gets it."""

    read = "copy"  # what is read for them

    names = forms.CharField(
        label="Names that must not be in it",
        help_text="People who were harmed, and other children: one a line, with their last names "
        "and what they are called. The {read} is read for them now, misspelt too. They are kept "
        "nowhere.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, **SECRET}),
    )
    no_names = forms.BooleanField(
        label="There is nobody to look for: nobody was harmed, and no other child is known",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = self.fields["names"].help_text
        self.fields["names"].help_text = help_text.format(read=self.read)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("names") and not data.get("no_names"):
            self.add_error("names", "Type the names to look for, or tick that there is nobody")
        return data

    def ask_whether_sure(self, reasons: tuple[str, ...], tick: str = LOOKED) -> None:
        """Ask for a tick where a word may be a name."""
        make_sure(self, tick, f"Look at the {self.read}, then tick this. {' '.join(reasons)}")

    @property
    def looked(self) -> bool:
        return SURE in self.data

    @property
    def looked_for(self) -> list[str]:
        lines = self.cleaned_data["names"].splitlines()
        return [line.strip() for line in lines if line.strip()]
