"""How a child likes to be reminded: asked together with the child."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.guidance import reminding, setting
from waymark.pages.fields import Chips, RadioChips, Radios
from waymark.pages.words import several
from waymark.reminders.models import How, Wish
from waymark.reminders.planning import BEFORE, leads
from waymark.reminders.whom import Number

NO_NUMBER = "No number is written down that may be used for a text. Add one, or choose another way"


class WishForm(forms.Form):
    how = forms.ChoiceField(
        choices=How.choices,
        label="How do they like to be reminded?",
        widget=Radios(reveals={"text": ("to",), "email": ("email",)}),
        error_messages={"required": "Say how"},
    )
    to = forms.ChoiceField(
        label="To which phone?",
        required=False,
        widget=forms.RadioSelect,
        help_text="A number that is not safe to use, or is to be kept from somebody, is not here.",
    )
    email = forms.EmailField(label="To which e-mail address?", required=False, max_length=254)
    leads = forms.MultipleChoiceField(
        label="When?", required=False, widget=Chips, initial=["evening"]
    )
    language = forms.ChoiceField(
        choices=[(each, reminding.called(each)) for each in reminding.LANGUAGES],
        label="In which language?",
        widget=RadioChips,
        initial="en",
    )
    says_place = forms.BooleanField(
        label="They asked that it says the place too",
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        numbers: Sequence[Number],
        stands: Wish | None,
        on: date,
    ) -> None:
        super().__init__(data, initial=_stands(stands) if stands else None)
        self.numbers = {each.key: each for each in numbers}
        hours = several(setting(BEFORE).on(on), "hour")
        self.fields["leads"].choices = [
            ("evening", "The evening before"),
            ("hours", f"{hours} before"),
        ]
        if numbers:
            self.fields["to"].choices = [(each.key, each.words) for each in numbers]
        else:
            self._without_a_number()

    def _without_a_number(self) -> None:
        del self.fields["to"]
        self.fields["how"].widget.reveals = {"email": ("email",)}
        self.fields["how"].help_text = f"{NO_NUMBER}."

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        how = said.get("how")
        if how != How.EMAIL:
            self.errors.pop("email", None)  # typed before another way was chosen, and not in sight
        if how == How.TEXT and not self.numbers:
            self.add_error("how", NO_NUMBER)
        elif how == How.TEXT and not said.get("to") and "to" not in self.errors:
            self.add_error("to", "Choose the phone")
        if how == How.EMAIL and not said.get("email") and "email" not in self.errors:
            self.add_error("email", "Give the address")
        if how not in (None, How.NONE) and not said.get("leads") and "leads" not in self.errors:
            self.add_error("leads", "Say when")
        return said

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        number = self.numbers[said["to"]] if said["how"] == How.TEXT else None
        return Wish(
            how=said["how"],
            to=number.key if number else "",
            number=number.tells if number else "",
            email=said["email"] if said["how"] == How.EMAIL else "",
            language=said["language"],
            evening="evening" in said["leads"],
            hours="hours" in said["leads"],
            says_place=said["says_place"],
        )


def _stands(wish: Wish) -> dict[str, Any]:
    stands = {name: getattr(wish, name) for name in ("how", "to", "email", "language")}
    return {**stands, "leads": leads(wish), "says_place": wish.says_place}
