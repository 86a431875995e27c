"""On which day a step was done: as a rule one of a few."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.pages.fields import DayField, Radios
from waymark.pages.sure import make_sure
from waymark.pages.words import full_day

TODAY, YESTERDAY, PLANNED, ANOTHER = "today", "yesterday", "planned", "another"


class StepDoneForm(forms.Form):
    when = forms.ChoiceField(
        label="When was it done?",
        widget=Radios(reveals={ANOTHER: ("on",)}),
        error_messages={"required": "Choose when it was done"},
    )
    on = DayField(label="On which day?", required=False)

    def __init__(
        self, data: QueryDict | None = None, *, by: date | None, began_on: date | None, today: date
    ) -> None:
        """Ask it of a step that was to be done by a day, in a plan that was begun on one."""
        super().__init__(data)
        yesterday = today - timedelta(days=1)
        self.began_on, self.today = began_on, today
        self.days = {TODAY: today, YESTERDAY: yesterday}
        choices = [(TODAY, "Today"), (YESTERDAY, "Yesterday")]
        if by and by < yesterday:
            self.days[PLANNED] = by
            choices.append((PLANNED, f"{full_day(by, today)}: it was to be done by then"))
        self.fields["when"].choices = [*choices, (ANOTHER, "On another day")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("when") != ANOTHER or self.has_error("on"):
            return said
        on = said.get("on")
        if on is None:
            self.add_error("on", "Give the day on which it was done")
        elif on > self.today:
            self.add_error("on", "Give today or an earlier day: what is to come is not done yet")
        elif self.began_on and on < self.began_on:
            began = full_day(self.began_on, self.today)
            make_sure(
                self,
                "It was done before the plan was begun",
                f"The plan was begun on {began}. Look at the day once more, or tick that it is so",
            )
        return said

    @property
    def done_on(self) -> date:
        return self.days.get(self.cleaned_data["when"]) or self.cleaned_data["on"]
