"""What is asked about a child who is new here."""

from datetime import date
from typing import Any

from django import forms

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children import working
from waymark.children.questions.age import look_at_the_age
from waymark.chronology.casefile import Document
from waymark.pages.choices import choices
from waymark.pages.fields import DayField, RadioChips, on_or_before

ENGLISH = "eng"


class ChildForm(forms.Form):
    given_name = forms.CharField(
        max_length=200, label="Given name", error_messages={"required": "Type the given name"}
    )
    family_name = forms.CharField(
        max_length=200, label="Family name", error_messages={"required": "Type the family name"}
    )
    known_as = forms.CharField(
        max_length=200, label="What the child likes to be called", required=False
    )
    date_of_birth = DayField(
        label="Date of birth",
        help_text="For example, 11 8 2010",
        error_messages={"required": "Give the date of birth"},
    )
    sex = forms.ChoiceField(
        label="Sex",
        widget=RadioChips,
        error_messages={"required": "Choose the sex"},
    )

    def __init__(self, *args: Any, today: date, order: forms.Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.order = order  # the one that brings the child here
        self.fields["sex"].choices = choices("sex", today)
        self.fields["date_of_birth"].validators.append(on_or_before(today, "which is today"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("date_of_birth") and self.order.is_valid():
            made = self.order.cleaned_data
            order = (made["kind"], made["made_on"])
            look_at_the_age(self, data["date_of_birth"], [order], self.today)
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        return {**data, "date_of_birth": data["date_of_birth"].isoformat()}


class BackgroundForm(forms.Form):
    """What can wait until somebody has asked the child."""

    ethnicity = forms.ChoiceField(label="Ethnicity, as the child says", required=False)
    language = forms.ChoiceField(label="First language", required=False)
    interpreter = forms.BooleanField(label="An interpreter is needed", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ethnicity"].choices = choices("ethnicity", today, nothing="Not asked yet")
        self.fields["language"].choices = choices("languages", today, nothing="Not asked yet")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("interpreter") and data.get("language") in {"", ENGLISH}:
            self.add_error("language", "Choose the language to interpret")
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        interpreter = {"needed": True, "language": data["language"]}
        return {
            "ethnicity": data["ethnicity"],
            "languages": [data["language"]] if data["language"] else [],
            "interpreter": interpreter if data["interpreter"] else None,
        }


class TakesOnForm(forms.Form):
    """Who works with the child from today: oneself, or whom a manager chooses."""

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.chooses = user_can(by, Permission.ALLOCATE)
        if self.chooses:
            self.fields["worker"] = WorkerField(
                by=by, label="Worker", required=False, nothing="Nobody yet"
            )
        else:
            self.fields["mine"] = forms.BooleanField(
                label="I am this child’s worker",
                help_text="If not, a manager finds one within two working days.",
                required=False,
            )

    def worker(self) -> User | None:
        if self.chooses:
            return self.cleaned_data["worker"]
        return self.by if self.cleaned_data["mine"] else None


class WorkerField(forms.ModelChoiceField):
    """One of the people of a service who work with children."""

    who = staticmethod(working.workers)

    def __init__(
        self,
        *,
        by: User,
        without: User | None = None,
        nothing: str = "Choose somebody",
        **kwargs: Any,
    ) -> None:
        found = self.who(by=by)
        if without is not None:
            found = found.exclude(pk=without.pk)
        kwargs.setdefault("error_messages", {"required": "Choose a worker"})
        super().__init__(found, empty_label=nothing, **kwargs)


class LedField(WorkerField):
    """One of those whose work a manager arranges: her team, or all where she is senior."""

    who = staticmethod(working.led)
