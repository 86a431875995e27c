"""Who the child is, and what the child needs, as it is changed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.children.questions.age import look_at_the_age
from waymark.chronology.casefile import Document
from waymark.guidance import codes
from waymark.pages.declared import NamedLinesField, facts_in, initial_of
from waymark.pages.fields import LONGEST, DayField, LinesField, RadioChips, on_or_before

LISTED = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "religion": "religions",
    "languages": "languages",
    "nationalities": "nationalities",
    "interpreter_language": "languages",
    "communication_needs": "needs",
    "disabilities": "needs",
}
COMMUNICATION = "communication"


def _line(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=200)


def _text(label: str, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST, widget=area
    )


def _choice(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


def _choices(label: str) -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=boxes)


class ChildForm(forms.Form):
    known_as = _line("What are you called?", "What the child wants to be called on every page.")
    pronouns = _line("Pronouns", "Such as she/her, he/him, they/them.")
    gender_identity = _line("Gender", "Where the child says that it is not as in the papers.")
    sexuality = _line("Sexuality", "Only if the child says, and wants it written down.")
    matters_most = _text("What matters most", "In the child’s own words.")
    good_at = LinesField(label="Good at", help_text="One thing on a line.", required=False)
    caring = _line("Looks after", "Whom the child cares for, if anybody.")
    pregnancy_or_parenthood = _line("Pregnancy or parenthood")
    languages = NamedLinesField(
        label="Languages", help_text="One on a line, the first language first.", required=False
    )
    interpreter_needed = forms.BooleanField(label="An interpreter is needed", required=False)
    interpreter_language = _choice("Language to interpret")
    interpreter_note = _text("About interpreting", "Such as whom it is needed for.")
    communication_needs = _choices("What helps with talking and understanding")
    disabilities = _choices("Disability and health")
    religion = _choice("Religion or belief")
    ethnicity = _choice("Ethnicity, as the child describes it")
    nationalities = NamedLinesField(
        label="Nationality", help_text="By country, one on a line.", required=False
    )
    given_name = _line("First name in the papers")
    family_name = _line("Family name")
    date_of_birth = DayField(label="Born")
    sex = forms.ChoiceField(label="Sex", widget=RadioChips)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        document: Mapping[str, Any],
        today: date,
        orders: Iterable[tuple[str, date]] = (),
    ) -> None:
        self.interpreter = document.get("interpreter") or {}
        held = {f"interpreter_{name}": value for name, value in self.interpreter.items()}
        document = {**document, **held}
        super().__init__(data, initial=initial_of(document))
        self.today, self.orders = today, orders
        for name, listed in LISTED.items():
            if name in self.fields:
                self._offer(name, listed, document, today)
        self.fields["known_as"].label = "Is called"
        self.fields["date_of_birth"].validators = [on_or_before(today, "which is today")]

    def _offer(self, name: str, listed: str, document: Mapping[str, Any], today: date) -> None:
        found = [
            (code.code, code.label)
            for code in codes(listed, today)
            if name not in {"communication_needs", "disabilities"}
            or (code.group == COMMUNICATION) == (name == "communication_needs")
        ]
        held = document.get(name) or ()
        held = [held] if isinstance(held, str) else held
        known = {code for code, _ in found}
        found += [(code, code.replace("-", " ").capitalize()) for code in held if code not in known]
        nothing = isinstance(self.fields[name].widget, forms.Select) and name != "sex"
        several = isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple)
        self.fields[name].choices = [("", "Not said"), *found] if nothing and not several else found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "date_of_birth" in self.changed_data and said.get("date_of_birth"):
            look_at_the_age(self, said["date_of_birth"], self.orders, self.today)
        if said.get("interpreter_needed") and not said.get("interpreter_language"):
            self.add_error("interpreter_language", "Choose the language to interpret")
        return said

    @property
    def facts(self) -> Document:
        """Return what the child's own facts are now; what is empty is taken away."""
        told = dict.fromkeys(self.base_fields) | facts_in(self.cleaned_data, self.base_fields)
        apart = {name: told.pop(f"interpreter_{name}") for name in ("needed", "language", "note")}
        interpreter = {**self.interpreter, **apart}
        said = {name: value for name, value in interpreter.items() if value}
        kept = {"needed": False, **said} if said or self.interpreter else None
        return {**told, "interpreter": kept}
