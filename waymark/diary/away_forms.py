"""Who is away, when, and what becomes of each appointment."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children import working
from waymark.diary.away import MOST, Absence, Choice
from waymark.diary.models import Why
from waymark.diary.offers import Offer
from waymark.pages.fields import DayField, RadioChips, on_or_after
from waymark.pages.words import clock, day

WHY = {
    Why.AWAY: "Ill or otherwise away (not written down)",
    Why.TRAINING: Why.TRAINING.label,
    Why.LEAVE: Why.LEAVE.label,
}
OF_ONE = re.compile(r"appointment-([0-9]{1,18})")


class AwayForm(forms.Form):
    """Sent in the address, so that the page can be come back to: it names nobody's illness."""

    worker = forms.ModelChoiceField(
        User.objects.none(), label="Who is away?", empty_label=None, required=False
    )
    first = DayField(label="From which day?", error_messages={"required": "Give the day"})
    last = DayField(label="Until which day? Leave it open for one day", required=False)
    why = forms.ChoiceField(
        label="Why?",
        choices=list(WHY.items()),
        widget=RadioChips,
        error_messages={"required": "Choose why"},
    )

    def __init__(self, data: QueryDict | None, *, by: User, today: date) -> None:
        super().__init__(data, initial={"worker": by.pk, "first": today, "why": Why.AWAY})
        self.by = by
        found = working.workers(by=by).filter(pk=by.pk)
        if user_can(by, Permission.MANAGE_TEAM):
            found = working.led(by=by) | found
        self.fields["worker"].queryset = found
        if len(found) == 1:
            self.fields["worker"].widget = forms.HiddenInput()
        self.fields["first"].validators = [on_or_after(today, "which is today")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", "Choose a day on or after the first")
        elif first and last and (last - first).days >= MOST:
            self.add_error("last", f"Choose {MOST} days at most, and the rest after that")
        return said

    @property
    def absence(self) -> Absence:
        said = self.cleaned_data
        return Absence(said["worker"] or self.by, said["first"], said["last"] or said["first"])


class InsteadForm(forms.Form):
    """What becomes of each. What was offered may be somebody else's by now, so whatever is a choice
    is tried, and what cannot be done is told."""

    def __init__(self, data: QueryDict | None, *, offers: Sequence[Offer], today: date) -> None:
        super().__init__(data)
        for each in offers:
            slot = each.slot
            when = f"{day(slot.on, today)} at {clock(slot.starts)}"
            self.fields[f"appointment-{slot.appointment.pk}"] = _Instead(
                label=f"{each.called}, {when}", choices=each.choices
            )

    @property
    def chosen(self) -> dict[int, Choice]:
        """Return what was chosen, also for what does not stand any more."""
        found = {
            int(named[1]): Choice.read(self.data[name])
            for name in self.data
            if (named := OF_ONE.fullmatch(name))
        }
        return {pk: choice for pk, choice in found.items() if choice}


class _Instead(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(error_messages={"required": "Choose what becomes of it"}, **options)

    def valid_value(self, value: str) -> bool:
        return Choice.read(value) is not None
