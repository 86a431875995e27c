"""What is asked about people who were harmed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from waymark import guidance
from waymark.pages.fields import LONGEST, Radios
from waymark.victims.people.acts import SAID, Who
from waymark.victims.people.models import Reference, Victim
from waymark.victims.people.queries import LARGEST_NUMBER

AGES = [("adult", "An adult"), ("child", "A child"), ("", "Not known")]
KNOWN = [("known", "Yes"), ("unknown", "No"), ("", "Nobody said")]
ONE_A_LINE = {"rows": 2, "spellcheck": "false"}
LONGEST_NAME = 200


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea(attrs=ONE_A_LINE)

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = (" ".join(line.split()) for line in str(value or "").splitlines())
        return [line for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class WhoForm(forms.Form):
    """Who somebody is: the name for us alone, and the four facts that casework may know."""

    name = forms.CharField(
        label="Whole name",
        help_text="Leave it empty until the police have told you.",
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    other_names = LinesField(
        label="Other names",
        help_text="A name before marriage, a name in another spelling: one a line.",
        required=False,
    )
    nicknames = LinesField(
        label="What people call them",
        help_text="A child may write it of them: one a line. Whatever goes out is read for these.",
        required=False,
    )
    age = forms.ChoiceField(
        label="A child or an adult?", choices=AGES, widget=Radios, required=False
    )
    sex = forms.ChoiceField(label="Sex", required=False)
    ethnicity = forms.ChoiceField(label="Ethnicity", required=False)
    is_potential = forms.BooleanField(
        label="Nobody has harmed them yet: somebody may",
        help_text="The Victims’ Code covers people who were harmed.",
        required=False,
    )
    also_child = forms.IntegerField(
        label="If they are also a child on our caseload: the number of their own record",
        help_text="Whoever works with a child who harmed them then cannot open that record. "
        "Casework is never told why. Read the number twice: nothing tells you if it is nobody’s.",
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, victim: Victim, references: Sequence[Reference]
    ) -> None:
        initial = {name: getattr(victim, name) for name in SAID}
        initial |= {f"known-{each.pk}": each.known for each in references}
        super().__init__(data, initial=initial)
        for name in ("sex", "ethnicity"):
            listed = guidance.codes(name, timezone.localdate())
            self.fields[name].choices = [
                ("", "Nobody said"),
                *((each.code, each.label) for each in listed),
            ]
        self.references = references
        for each in references:
            self.fields[f"known-{each.pk}"] = forms.ChoiceField(
                label=f"Do they know the child of record {each.child}?",
                choices=KNOWN,
                widget=Radios,
                required=False,
            )

    def fill_in(self) -> None:
        """Show what stands now where nothing was typed: what somebody else wrote meanwhile was not
        there to be left as it is, and saving again would take it away."""
        self.data = self.data.copy()
        for each in self:
            if not each.data and (stands := each.field.prepare_value(each.initial)):
                self.data[each.html_name] = stands

    @property
    def stands(self) -> list[tuple[str, str]]:
        """Return what stands now of whatever was typed otherwise, by the question, in words."""
        return [(each.label, _in_words(each)) for each in self if each.name in self.changed_data]

    @property
    def who(self) -> Who:
        said = self.cleaned_data
        known = {each.pk: said[f"known-{each.pk}"] for each in self.references}
        return Who(
            said["name"].strip(),
            said["other_names"],
            said["nicknames"],
            said["age"],
            said["sex"],
            said["ethnicity"],
            said["is_potential"],
            known,
            said["also_child"],
        )


def _in_words(asked: forms.BoundField) -> str:
    stands = asked.initial
    if isinstance(stands, bool):
        return "Yes" if stands else "No"
    if isinstance(stands, list | tuple):
        return ", ".join(stands) or "nothing"
    return str(dict(getattr(asked.field, "choices", ())).get(stands, stands) or "nothing")


class OverForm(forms.Form):
    said = forms.CharField(
        label="Why, and how do you know?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label="What was wrong with what stands here?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong"},
    )
