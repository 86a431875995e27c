"""What is asked about a room or venue of the service."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.diary.models import PlaceNote, RiskAssessment
from waymark.diary.venues import OFFERS
from waymark.pages.fields import DayField, NumberField, Radios, WordsField, on_or_before
from waymark.rules.carries import carries

A_YEAR = timedelta(days=366)
IF_DETECTED = ("always", "why_detected", "how_it_feels", "told", "on_find", "on_refusal")
ALWAYS = [("yes", "Always"), ("no", "At times, as at the start of a group")]


class PlaceForm(forms.Form):
    name = forms.CharField(
        label="What is it called?", max_length=100, error_messages={"required": "Give it a name"}
    )
    where = forms.CharField(label="Where is it?", max_length=300, required=False)
    getting_there = WordsField("How does somebody get there?")


class AssessForm(forms.Form):
    assessed_by = forms.CharField(
        label="Who made it?", max_length=200, error_messages={"required": "Say who made it"}
    )
    on = DayField(label="On which day?", error_messages={"required": "Give the day"})
    until = DayField(
        label="Until when does it hold?", error_messages={"required": "Give the last day"}
    )
    found = WordsField(
        "What was found, and what is done about it?",
        rows=4,
        asks="Say what was found",
        help_text="By your local procedures and safe working practices. Name no child.",
    )
    way = WordsField(
        "How do children get there and home safely?",
        asks="Say how children get there and home safely",
        help_text="Also past areas where some of them would not be safe.",
    )
    capacity = NumberField(
        label="How many children fit there safely?",
        min_value=1,
        max_value=200,
        error_messages={"required": "Give a number"},
    )
    offers = forms.MultipleChoiceField(
        label="What helps is there",
        choices=list(OFFERS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    detection = forms.ChoiceField(
        label="Are weapons looked for there?",
        choices=RiskAssessment.Detection.choices,
        error_messages={"required": "Say whether weapons are looked for there"},
    )
    always = forms.ChoiceField(
        label="Always, or at times?", choices=ALWAYS, required=False, widget=Radios
    )
    why_detected = WordsField(
        "Why there?",
        help_text="What the local assessment of weapon crime says of this place. Only metal is "
        "found. It is there to keep people safe.",
    )
    how_it_feels = WordsField(
        "What does it do to how safe people feel there?",
        help_text="Children, carers and staff: whom you asked, and what they said.",
    )
    told = WordsField("What are children and carers told beforehand, and how?")
    on_find = WordsField(
        "What happens if it sounds?",
        help_text="Who does what. They may be turned away from the building.",
    )
    on_refusal = WordsField("What happens if somebody would rather not be checked?")

    def __init__(self, data: QueryDict | None = None, *, today: date, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["on"].validators = [on_or_before(today, "which is today")]
        kinds = RiskAssessment.Detection.choices
        shown = dict.fromkeys(("arch", "wand"), IF_DETECTED)
        self.fields["detection"].widget = Radios(reveals=shown, choices=kinds)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (on := said.get("on")) and (until := said.get("until")):
            if until < on:
                self.add_error("until", "Choose a day on or after the day on which it was made")
            elif until - on > A_YEAR:
                self.add_error("until", "Choose a day within a year: then it is looked at again")
        if said.get("detection") == RiskAssessment.Detection.NONE:
            return said | dict.fromkeys(IF_DETECTED[1:], "") | {"always": True}
        self._ask_what_it_rests_on(said)
        return said | {"always": said.get("always") == "yes"}

    @carries("CM-595")
    def _ask_what_it_rests_on(self, said: dict[str, Any]) -> None:
        for each in IF_DETECTED:
            if not said.get(each):
                self.add_error(each, "Say this, since weapons are looked for there")


class NoteForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=PlaceNote.Kind.choices,
        widget=Radios,
        error_messages={"required": "Say what it is"},
    )
    on = DayField(label="On which day?", error_messages={"required": "Give the day"})
    words = WordsField(
        "What was said or seen?",
        asks="Write down what was said or seen",
        help_text="Of weapons detection: whether children want it, how it is spoken of, whether it "
        "shames anybody, whether they feel safer; how often it sounded and what was found. "
        "Name no child.",
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].validators = [on_or_before(today, "which is today")]
