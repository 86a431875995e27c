"""Who or what a paper rests on."""

from datetime import date
from typing import Any

from django import forms

from waymark.chronology.casefile import Document
from waymark.guidance import codes
from waymark.guidance.naming import guard
from waymark.pages.fields import LONGEST, DayField, on_or_before
from waymark.papers.files import MOST_BYTES, TAKEN, Attached, Unfit, attached
from waymark.rules.names import Found

UNREADABLE = (
    "No program can read this file: read all of it yourself, and tick this if nobody is named who "
    "must not be there"
)


class SourceForm(forms.Form):
    who = forms.CharField(
        label="Who told you, or what did you read?",
        help_text="Such as form tutor, CAMHS letter, earlier assessment.",
        max_length=200,
        error_messages={"required": "Say who told you, or what you read"},
    )
    agency = forms.ChoiceField(label="Which agency are they from?", required=False)
    on = DayField(label="When?", required=False)
    told = forms.CharField(
        label="What did you learn from it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )

    attachment = forms.FileField(
        label="Attach what they gave you",
        help_text=f"Their assessment, plan or letter: {TAKEN}, up to 5 MB. It is read for names "
        "before it is kept.",
        required=False,
        allow_empty_file=True,  # `attached` says it better
    )
    names = forms.CharField(
        label="Which names must not be in it?",
        help_text="People who were harmed, and other children: one a line. They are looked for in "
        "the file now, and kept nowhere.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        max_length=2000,
    )
    was_read = forms.BooleanField(
        label="I have read all of it, and nobody is named who must not be in this record",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept: Attached | None = None
        agencies = [(code.code, code.label) for code in codes("agencies", today)]
        self.fields["agency"].choices = [("", "None: family, or the child"), *agencies]
        self.fields["on"].validators = [on_or_before(today, "which is today")]

    def clean_attachment(self) -> None:
        sent = self.cleaned_data.get("attachment")
        if sent is not None:
            try:
                self.kept = attached(sent.name, sent.read(MOST_BYTES + 1))
            except Unfit as unfit:
                raise forms.ValidationError(str(unfit)) from unfit

    def clean(self) -> dict[str, Any]:
        """Read what is attached for names; what no program can read, somebody must have read."""
        said = super().clean() or {}
        if self.kept is None:
            return said
        names = [line.strip() for line in said.get("names", "").splitlines() if line.strip()]
        if self.kept.text is None and not said.get("was_read"):
            self.add_error("was_read", UNREADABLE)
        elif not names and not said.get("was_read"):
            self.add_error("names", "Type the names to look for, or tick that you have read it")
        found = guard(names).find(self.kept.text or "")
        if found and not (said.get("was_read") and not any(each.sure for each in found)):
            self.add_error("attachment", _named(found))
        return said

    @property
    def facts(self) -> Document:
        told = {name: self.cleaned_data[name] for name in ("who", "agency", "on", "told")}
        said = {**told, "file": self.kept.name if self.kept else None}
        if said.get("on"):
            said["on"] = said["on"].isoformat()
        return {name: value for name, value in said.items() if value not in (None, "")}


def _named(found: list[Found]) -> str:
    names = ", ".join(dict.fromkeys(each.name for each in found))
    if any(each.sure for each in found):
        return f"This file names {names}. It is not kept: ask for one in which the name is cut out"
    return (
        f"This file may name {names}. Read it, and tick that nobody is named who must not be there"
    )
