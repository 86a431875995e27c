"""What is asked before weekly times are found: of whom, how, and what each child would like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.diary import queries
from waymark.diary.forms import AT_HOME, ELSEWHERE, LONGEST, NOWHERE, USUAL, WEEKS
from waymark.guidance import codes
from waymark.guidance.hours import Hours
from waymark.matching.wanted import A_DAY, EVERY, WORKING_DAYS, Hers, Wanted, minute_of_week, said
from waymark.matching.weekly_now import Now
from waymark.pages.fields import Chips, ClockField, DayField, NumberField, WordsField, on_or_after
from waymark.pages.together import Together
from waymark.pages.words import inside, several
from waymark.rules.calendar import WEEKDAYS
from waymark.rules.free import CLOSES, OPENS
from waymark.timetabling.asked import DAY, QUARTER

METHODS = ("office", "home-visit", *ELSEWHERE, *sorted(NOWHERE))  # of the list `contact-methods`
WISHES = ("same", "earliest", "latest", "days", "one_a_day", "gives_way")
MOST_A_WEEK, FARTHEST, USUAL_WEEKS = 5, 240, 12
SESSION = re.compile(r"([0-9-]{10}) ([0-9]{1,9}) ([0-9]{1,5}) ([0-9]{1,3}) ([a-z-]+) ([0-9]{0,9})")


class WholeField(NumberField):
    """A number without a fraction."""

    default_error_messages = {"max_decimal_places": "Give a whole number"}

    def __init__(self, **options: Any) -> None:
        super().__init__(decimal_places=0, **options)


class WeekForm(forms.Form):
    """The worker's own week, and for which weeks it is."""

    monday = DayField(label="From which Monday?", error_messages={"required": "Give the Monday"})
    weeks = WholeField(label="For how many weeks?", min_value=1, max_value=WEEKS)
    begins = ClockField(label="You work from")
    ends = ClockField(label="until")
    lunch = forms.BooleanField(label="Leave me half an hour between 12 and 2", required=False)

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        monday = today + A_DAY * (7 - today.weekday())
        told = {"weeks": USUAL_WEEKS, "begins": OPENS, "ends": CLOSES, "lunch": True}
        super().__init__(data, prefix="week", initial={"monday": monday, **told})
        self.fields["monday"].validators = [on_or_after(today + A_DAY, "which is tomorrow")]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        monday, begins, ends = told.get("monday"), told.get("begins"), told.get("ends")
        if monday and monday.weekday():
            self.add_error("monday", "Choose a Monday")
        if begins and ends and begins >= ends:
            self.add_error("ends", "Choose a later time than when you begin")
        return told

    def hers(self, worker: User, hours: Hours) -> Hers:
        return Hers(worker=worker, opens=hours.on(self.cleaned_data["monday"]), **self.cleaned_data)


class ChildForm(forms.Form):
    """What is wanted for one child. Of a child who is not ticked nothing is asked."""

    chosen = forms.BooleanField(required=False)
    times = WholeField(label="Times", min_value=1, max_value=MOST_A_WEEK)
    every = forms.TypedChoiceField(label="How often?", choices=list(EVERY.items()), coerce=int)
    minutes = WholeField(label="Minutes", min_value=5, max_value=LONGEST)
    method = forms.ChoiceField(label="How?")
    where = forms.CharField(label="Where, if it is elsewhere?", required=False, max_length=200)
    way = WholeField(label="The way there, in minutes", required=False, max_value=FARTHEST)
    same = forms.BooleanField(required=False)
    earliest = ClockField(label="Not before", required=False)
    latest = ClockField(label="Over by", required=False)
    days = forms.TypedMultipleChoiceField(
        label="On these days", coerce=int, required=False, widget=Chips
    )
    one_a_day = forms.BooleanField(label="Not twice on one day", required=False)
    gives_way = WordsField("What the week holds may give way to this, because")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        child: Child,
        called: str,
        now: Now,
        today: date,
        alone: bool,
    ) -> None:
        self.child, self.called, self.today = child, called, today
        self.hint = _hint(now)
        self.same = minute_of_week(now.at) if now.at else None
        known = {each.code: each.label for each in codes("contact-methods", today)}
        self.ways = {code: known[code] for code in METHODS if code in known}
        still = max(now.times - now.booked_then, 0)
        told = {
            "chosen": still > 0 or alone,
            "times": still or 1,
            "every": now.every,
            "minutes": now.minutes or USUAL,
            "method": now.method if now.method in self.ways else METHODS[0],
            "way": now.way or None,
            "same": True,
            "one_a_day": True,
        }
        super().__init__(data, prefix=f"child-{child.pk}", initial=told)
        self._name(self.fields)

    def _name(self, fields: Mapping[str, forms.Field]) -> None:
        fields["chosen"].label = f"Find times for {self.called}"
        fields["method"].choices = list(self.ways.items())
        fields[
            "way"
        ].help_text = (
            f"{self.called}’s way, yours for a visit at home, or both where it is elsewhere"
        )
        fields["days"].choices = [
            (place, each.capitalize()[:3]) for place, each in enumerate(WEEKDAYS[:WORKING_DAYS])
        ]
        if self.same is None:
            del self.fields["same"]
        else:
            fields["same"].label = f"The same time as now, {said(self.same)}"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("chosen"):
            self._errors = ErrorDict()
            return told
        earliest, latest = told.get("earliest"), told.get("latest")
        if earliest and latest and earliest >= latest:
            self.add_error("latest", "Choose a later time than the earliest")
        if told.get("method") in AT_HOME and queries.is_visited_in_pairs(self.child, self.today):
            said_ = f"{self.called} is visited in pairs or not at home: choose another way, or"
            self.add_error("method", f"{said_} book it on the child’s page with whoever else comes")
        return told

    @property
    def wishes(self) -> list[forms.BoundField]:
        return [self[name] for name in WISHES if name in self.fields]

    @property
    def is_more_open(self) -> bool:
        return any(self[name].errors for name in ("way", *WISHES) if name in self.fields)

    @property
    def wanted(self) -> Wanted | None:
        told = dict(self.cleaned_data)
        if not told.pop("chosen"):
            return None
        same = self.same if told.pop("same", False) else None
        return Wanted(
            child=self.child,
            called=self.called,
            how_in_words=inside(self.ways[told["method"]]),
            same=same,
            **{
                **told,
                "way": int(told["way"] or 0),
                "where": told["where"].strip() if told["method"] in ELSEWHERE else "",
                "days": frozenset(told["days"]),
                "gives_way": told["gives_way"].strip(),
            },
        )


def _hint(now: Now) -> str:
    if not now.times:
        return "How often you meet is not agreed yet."
    booked = f", {now.booked_then} booked already" if now.booked_then else ""
    return (
        f"Agreed: {now.a_month:g} a month, which is about {several(now.times, 'time')} "
        f"{EVERY[now.every]}{booked}."
    )


@dataclass(frozen=True)
class Ticked:
    """One proposed time as a form sends it, with what it was proposed for."""

    monday: date
    child: int
    begins: int  # the minute of the week
    minutes: int
    method: str
    place: int | None

    def __str__(self) -> str:
        place = "" if self.place is None else self.place
        return f"{self.monday} {self.child} {self.begins} {self.minutes} {self.method} {place}"

    @classmethod
    def read(cls, written: str) -> "Ticked | None":
        found = SESSION.fullmatch(written)
        if found is None:
            return None
        monday, child, begins, minutes, method, place = found.groups()
        try:
            first = date.fromisoformat(monday)
        except ValueError:
            return None
        return cls(
            *(first, int(child), int(begins), int(minutes), method),
            int(place) if place else None,
        )

    def is_of(self, each: Wanted, hers: Hers) -> bool:
        """Tell whether it was proposed for just what is asked now."""
        asked = (hers.monday, each.child.pk, each.minutes, each.method)
        is_asked = asked == (self.monday, self.child, self.minutes, self.method)
        return is_asked and self.begins < WORKING_DAYS * DAY and self.begins % QUARTER == 0


class AskedForm(Together):
    """The worker's week, and one form for each child."""

    def __init__(self, week: WeekForm, children: Iterable[ChildForm]) -> None:
        self.children = list(children)
        super().__init__(week=week, **{f"child_{each.child.pk}": each for each in self.children})

    @property
    def in_sight(self) -> list[ChildForm]:
        return [each for each in self.children if each["chosen"].value()]

    @property
    def folded(self) -> list[ChildForm]:
        return [each for each in self.children if not each["chosen"].value()]

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if not self.wanted:
            self.add_error(None, "Tick at least one child.")
        return not self.errors

    @property
    def wanted(self) -> Sequence[Wanted]:
        return [wanted for each in self.children if (wanted := each.wanted)]


class TimesForm(forms.Form):
    """The proposed times; each may be left out."""

    session = forms.MultipleChoiceField(
        label="Book these", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(initial={"session": [value for value, _ in choices]})
        self.fields["session"].choices = choices
