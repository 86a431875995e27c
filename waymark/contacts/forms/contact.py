"""One contact with a child: what a phone in a stairwell asks, and the rest under More."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import LONDON
from waymark.guidance import code_list, codes
from waymark.pages.declared import facts_in, initial_of
from waymark.pages.fields import (
    LONGEST,
    Chips,
    ClockField,
    DayField,
    NumberField,
    RadioChips,
    on_or_before,
)

CAME = {"attended": "Yes", "attended-late": "Came late", "missed": "No"}
KEPT = "kept"  # the group of the outcomes where the child was there
ROUNDED_TO = 5  # minutes
LATER = "That is later than now: give the time at which it began"
# What only one answer asks for, told to the page's script and style by the answer itself.
IF_MISSED = ("reasons", "family_said")
OFTEN_IN_THE_WAY = ("illness", "transport", "felt-unsafe", "forgot", "did-not-want-to", "not-known")
MORE = (
    *("goals", "agency", "place", "minutes", "present", "seen_alone"),
    *("child_said", "next_time", "others", "otherwise"),
)


def _text(label: str, help_text: str = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ContactForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=list(CAME.items()),
        widget=RadioChips(reveals={"missed": IF_MISSED}),
        required=False,  # "something else" answers it too
    )
    reasons = forms.MultipleChoiceField(
        label="What got in the way?", required=False, widget=Chips(in_sight=OFTEN_IN_THE_WAY)
    )
    family_said = _text("")
    note = _text("What happened?", rows=4)
    on = DayField(label="Day", error_messages={"required": "Give the day, such as 14 5 2026"})
    at = ClockField(label="Time", required=False, show_hidden_initial=True)
    method = forms.ChoiceField(label="How")
    place = forms.CharField(label="Where", required=False, max_length=200)
    minutes = NumberField(label="How long, in minutes", required=False, min_value=0, max_value=1440)
    present = forms.MultipleChoiceField(
        label="Who else was there?", required=False, widget=forms.CheckboxSelectMultiple
    )
    seen_alone = forms.BooleanField(required=False)
    child_said = _text("")
    next_time = _text("What did you agree for next time?")
    goals = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    agency = forms.ChoiceField(label="Which agency did the work, if not us?", required=False)
    others = forms.TypedMultipleChoiceField(
        required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    otherwise = forms.ChoiceField(label="Or was it something else?", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        child: Child,
        people: list[tuple[str, str]],
        others: Iterable[Child],
        now: datetime,
        initial: Mapping[str, Any],
        standing: Mapping[str, Any],
        goals: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.now = now.astimezone(LONDON)
        super().__init__(data, initial={**self._as_of_now(), **initial, **_split(standing)})
        self.standing = standing
        self._call_the_child(child.first_name)
        self._offer(people, list(others))
        self._offer_goals(goals)

    def _as_of_now(self) -> dict[str, Any]:
        since = timedelta(minutes=self.now.minute % ROUNDED_TO, seconds=self.now.second)
        return {"on": self.now.date(), "at": (self.now - since).time()}

    def _call_the_child(self, name: str) -> None:
        fields = self.fields
        fields["outcome"].label = f"Did {name} come?"
        fields["family_said"].label = f"What did {name} or the family say?"
        fields["child_said"].label = f"What did {name} say?"
        fields["child_said"].help_text = f"In {name}’s own words, as far as you can."
        fields["seen_alone"].label = f"I saw {name} alone for at least a part of it"
        fields["others"].label = f"Seen together with {name}"
        fields["others"].help_text = (
            "The same words go into the record of each of them, so name none of them in what you "
            "write."
        )
        fields["on"].validators = [on_or_before(self.now.date(), "which is today")]

    def _offer(self, people: list[tuple[str, str]], others: list[Child]) -> None:
        today = self.now.date()
        held = set(self.standing.get("reasons") or ()) | {self.standing.get("method")}
        self.fields["reasons"].choices = _choices("missed-reasons", self.now, held)
        self.fields["method"].choices = _choices("contact-methods", self.now, held)
        self.fields["otherwise"].choices = [
            ("", "No"),
            *(
                (code.code, code.label)
                for code in codes("contact-outcomes", today)
                if code.code not in CAME
            ),
        ]
        self.fields["present"].choices = people
        self.fields["others"].choices = [(child.pk, child.full_name) for child in others]
        for name, offered in (("present", people), ("others", others)):
            if not offered:
                del self.fields[name]

    def _offer_goals(self, goals: Sequence[tuple[str, str]]) -> None:
        """Ask which goals it was for, where a plan stands."""
        held = self.standing.get("goals") or ()
        known = dict(goals)
        earlier = [(one, "A goal of an earlier plan") for one in held if one not in known]
        if not goals and not earlier:
            del self.fields["goals"], self.fields["agency"]
            return
        self.fields["goals"].label = "Which goals was it for?"
        self.fields["goals"].choices = [*goals, *earlier]
        agencies = _choices("agencies", self.now, {self.standing.get("agency")})
        self.fields["agency"].choices = [("", "Us"), *agencies]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = said.get("otherwise") or said.get("outcome")
        if not outcome:
            self.add_error("outcome", "Choose yes, came late or no")
            return said
        said["outcome"] = outcome
        came = self._is_kept(outcome)
        if came and not said.get("note"):
            self.add_error("note", "Say in a few words what happened")
        if said.get("others") and not came:
            self.add_error("others", "Record each child who did not come by themselves")
        is_today = said.get("on") == self.now.date()
        if not (self.standing or is_today or "at" in self.changed_data):
            said["at"] = None  # this moment's, filled in for a contact of today
        if said.get("at") and is_today and said["at"] > self.now.time():
            self.add_error("at", LATER)
        return said

    def _is_kept(self, outcome: str) -> bool:
        held = codes("contact-outcomes", self.now.date())
        return any(code.code == outcome and code.group == KEPT for code in held)

    @property
    def facts(self) -> Document:
        """Return the contact as the case file has it."""
        said = dict(self.cleaned_data)
        missed = said["outcome"] == "missed"
        if said.get("at"):
            said["at"] = f"{said['at']:%H:%M}"
        said["seen_alone"] = said["seen_alone"] or None
        leave_out = {"others", "otherwise"} | (set() if missed else set(IF_MISSED))
        return {
            "kind": "contact",
            **facts_in(said, [name for name in self.fields if name not in leave_out]),
        }

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE if name in self.fields]

    @property
    def has_more_to_mend(self) -> bool:
        """Tell whether an error, or what somebody filled in, is hidden under More."""
        return any(name in self.errors for name in MORE) if self.is_bound else False


def _choices(named: str, now: datetime, held: set[Any]) -> list[tuple[str, str]]:
    found = [(code.code, code.label) for code in codes(named, now.date())]
    known = {code for code, _ in found}
    ended = {code.code: code.label for code in code_list(named).codes if code.code in held}
    return found + [(code, said) for code, said in ended.items() if code not in known]


def _split(standing: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact that stands as the form's questions ask for it."""
    if not standing:
        return {}
    told = initial_of(standing)
    if told.get("outcome") not in CAME:
        told["otherwise"] = told.pop("outcome", "")
        told["outcome"] = "attended"
    if told.get("at"):
        told["at"] = time.fromisoformat(told["at"]) if ":" in str(told["at"]) else None
    return told
