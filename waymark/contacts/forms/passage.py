"""What must go from a child's record, and why."""

from collections.abc import Mapping
from typing import Any

from django import forms

from waymark.contacts.forms.reason import ReasonForm
from waymark.papers.named import Says

SECRET = {"autocomplete": "off", "spellcheck": "false", "data-never-kept": ""}
LONGEST, SHORTEST = 200, 3


class PassageForm(ReasonForm):
    """A passage, typed; sent again with what was looked for, it is asked for."""

    passage = forms.CharField(
        label="What must go",
        help_text="Type it as it stands in the record: a name, an address or a number. Written in "
        "two ways, it is asked for twice.",
        max_length=LONGEST,
        min_length=SHORTEST,
        error_messages={"required": "Type what must go"},
        widget=forms.TextInput(attrs=SECRET),
    )
    files = forms.TypedMultipleChoiceField(
        label="Files that hold it",
        help_text="A program looks through them before you ask; what it cannot read, you open. A "
        "file that you choose is let go as a whole; attach it again once it is cut.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    looked_for = forms.CharField(required=False, widget=forms.HiddenInput(attrs=SECRET))

    field_order = ("passage", "reason", "files")

    def __init__(self, *args: Any, files: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, asked="Why must it go?", **options)
        self.fields["files"].choices = files
        if not files:
            del self.fields["files"]

    def clean_passage(self) -> str:
        return " ".join(self.cleaned_data["passage"].split())

    @property
    def was_shown(self) -> bool:
        """Tell whether the writer has seen where this passage stands."""
        return bool(self.cleaned_data["looked_for"] == self.cleaned_data["passage"])

    def shows(self, says: Mapping[int, Says]) -> None:
        """Note on the form that it comes back with where this passage stands, with the files chosen
        in which it was found."""
        self.data = self.data.copy()
        self.data["looked_for"] = self.cleaned_data["passage"]
        if says:
            chosen = {pk for pk, each in says.items() if each is Says.IT}
            self.data.setlist("files", sorted({*self.asked["files"], *chosen}))
            choices = self.fields["files"].choices
            self.fields["files"].choices = [(pk, f"{name}: {says[pk]}") for pk, name in choices]

    @property
    def asked(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "passage": told["passage"],
            "reason": told["reason"],
            "files": told.get("files", ()),
        }
