"""What is asked before somebody is met: when, where, how and by whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.diary import beforehand, close, seldom, venues
from waymark.diary.acts import GROUP, IN_THE_PAST, Asked
from waymark.diary.all_the_same import ANYWAY, Coming, Where, ask_why
from waymark.diary.models import Apart, Place, RiskAssessment
from waymark.guidance import codes
from waymark.pages.fields import (
    ClockField,
    DayField,
    NumberField,
    Radios,
    WordsField,
    on_or_after,
)
from waymark.rules.clock import moments
from waymark.rules.free import Period

AT_HOME = {"home-visit"}
NOWHERE = {"video", "telephone"}  # nobody goes anywhere
ELSEWHERE = ("community", "school-or-work")  # in no room of ours
BOOKED_SO = ("office", "home-visit", *reversed(ELSEWHERE), "group", *sorted(NOWHERE))
USUAL, LONGEST = 60, 12 * 60  # minutes
WEEKS = 26  # of one weekly time, at most
LEFT_OUT = "The clocks go forward then: there is no such time on {day}. Choose another"
TWICE = "The clocks go back then: choose a time before 1:00 or from 2:00 on"
TOLD = ("note", "bring", "breaks", "interpreter", "detection_told", "at_ease")
MORE = ("workers", "way", "child_way", "bring", "breaks", "interpreter")


class WhenForm(forms.Form):
    """A day, a time and how long. What a time takes from a child's own week is asked about, and so
    is one that is seldom right; neither is refused."""

    on = DayField(label="Which day?", error_messages={"required": "Give the day"})
    at = ClockField(label="At what time?")
    minutes = NumberField(
        label="How long, in minutes?", min_value=5, max_value=LONGEST, initial=USUAL
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        coming: Sequence[Coming],
        now: datetime,
        initial: Document,
        where: Where | None = None,
    ) -> None:
        """:param coming: who is met: who books over what a child's week holds says why.
        :param where: and where, unless the form itself asks it."""
        super().__init__(data, initial=initial)
        self.coming, self.now, self.where = list(coming), now, where
        self.times: list[Period] = []
        self.fields["on"].validators = [on_or_after(today(now), "which is today")]

    def clean(self) -> dict[str, Any]:
        """Ask all that the times ask, whatever else is still to be mended."""
        said = super().clean() or {}
        self.check(said)
        self.times = self._times(said)
        if self.times and "method" not in self.errors:
            self.ask_why_all_the_same(said)
            self._ask_of_who_is_close(said)
        if self.times:
            seldom.ask(self, self.coming, self.times, also=self._unknown(), today=today(self.now))
        return said

    def check(self, said: dict[str, Any]) -> None:
        """Say what is wrong between what is right each by itself."""

    def days(self, said: Mapping[str, Any]) -> Sequence[date]:
        return [said["on"]]

    def ask_why_all_the_same(self, said: dict[str, Any]) -> None:
        for each in self.coming:
            ask_why(self, said, each.against(self.times), name=each.name, field=each.asked)

    def _ask_of_who_is_close(self, said: dict[str, Any]) -> None:
        several = len(self.coming) > 1
        for each in self.coming if self.where else ():
            found = each.close(self.where, self.times)
            close.ask(self, said, each, found, is_one_of_several=several)

    def _unknown(self) -> list[str]:
        """Say that a place can be compared with none, unless it was found to be too close."""
        asked = {each.pk for each in self.coming if f"{close.TALKED_OVER}-{each.pk}" in self.fields}
        is_unknown = any(
            self.where and each.pk not in asked and each.unknown(self.where) for each in self.coming
        )
        return [close.WRITE_IT] if is_unknown else []

    @property
    def because(self) -> dict[int, Document]:
        """Return why it is right all the same, by the child."""
        names = (ANYWAY, close.TALKED_OVER)
        return {
            each.pk: {name: self.cleaned_data.get(f"{name}-{each.pk}", "") for name in names}
            for each in self.coming
        }

    def _times(self, said: Mapping[str, Any]) -> list[Period]:
        """Return when each is, at the same time by the clock; none until all of them can be."""
        found = []
        for day in () if {"on", "at", "minutes"} - said.keys() else self.days(said):
            begins = moments(day, said["at"])
            if len(begins) != 1:
                self.add_error("at", TWICE if begins else LEFT_OUT.format(day=f"{day:%-d %B}"))
                return []
            found.append(Period(begins[0], begins[0] + timedelta(minutes=said["minutes"])))
        if found and found[0].begins <= self.now:
            self.add_error("at", IN_THE_PAST)
            return []
        return found


class BookForm(WhenForm):
    method = forms.ChoiceField(label="How?", error_messages={"required": "Choose how"})
    place = forms.TypedChoiceField(label="In which room or place of ours?", required=False)
    where = forms.CharField(label="Where, if it is elsewhere?", required=False, max_length=200)
    note = WordsField("What is it for?")
    until = DayField(
        label="Every week at this time, until?",
        help_text="Leave it open for one meeting. The same time each week is easier to keep.",
        required=False,
    )
    workers = forms.TypedMultipleChoiceField(
        label="Who else comes?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    way = NumberField(label="Your way there, in minutes", required=False, max_value=240)
    child_way = NumberField(required=False, max_value=240)
    bring = WordsField("")
    breaks = forms.CharField(label="Breaks, or anything else that helps?", required=False)
    interpreter = forms.CharField(
        label="An interpreter comes: into which language?", required=False, max_length=100
    )
    field_order = ("method", "place", "where", "on", "at", "minutes", "note", "until", *MORE)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        child: Coming,
        places: Sequence[Place],
        colleagues: Sequence[User],
        now: datetime,
        initial: Document,
        in_pairs: bool = False,
        assessed: Mapping[int, RiskAssessment] | None = None,
    ) -> None:
        """:param in_pairs: whether an alert says that nobody visits the child alone.
        :param assessed: what is known of the safety of these places.
        """
        super().__init__(data, coming=[child], now=now, initial=initial)
        self.child, name = child, child.name
        self.places, self.colleagues, self.in_pairs = places, colleagues, in_pairs
        self.assessed = assessed or {}
        known = {each.code: each.label for each in codes("contact-methods", today(now))}
        ways = [(code, known[code]) for code in BOOKED_SO if code in known]
        elsewhere = dict.fromkeys(ELSEWHERE, ("where",))
        rooms = dict.fromkeys(("office", "group"), ("place",))
        self.fields["method"].choices = ways
        self.fields["method"].widget = Radios(reveals={**elsewhere, **rooms}, choices=ways)
        self.fields["place"].choices = [
            ("", "None of these"),
            *((str(p.pk), beforehand.called(p, self.assessed.get(p.pk))) for p in places),
        ]
        self.fields["workers"].choices = [(each.pk, each.name) for each in colleagues]
        self.fields["child_way"].label = f"{name}’s way there, in minutes"
        self.fields["bring"].label = f"What does {name} bring?"
        if not places:
            del self.fields["place"]

    def check(self, said: dict[str, Any]) -> None:
        until, on = said.get("until"), said.get("on")
        if until and on and until < on:
            self.add_error("until", "Choose a day on or after the first")
        elif until and on and (until - on).days // 7 >= WEEKS:
            self.add_error("until", f"Book at most {WEEKS} weeks at once")
        at_home = said.get("method") in AT_HOME | NOWHERE
        way = 0 if at_home else int(said.get("child_way") or 0)
        self.child = replace(self.child, at_home=at_home, way=way)
        self.where = self._where(said, is_away=not at_home)
        if self.where.place and said.get("method") == GROUP and on:
            days = self.days(said) or [on]
            if why := venues.without_assessment(self.where.place, days, today(self.now)):
                self.add_error("place", why)
        held = self.assessed.get(int(said.get("place") or 0))
        if held and held.detects and not at_home:
            beforehand.ask(self, said, held, self.child.name)

    def _where(self, said: Mapping[str, Any], *, is_away: bool) -> Where:
        place = next((each for each in self.places if str(each.pk) == said.get("place")), None)
        told = (place, said.get("where") or "") if is_away else (None, "")
        return Where(said.get("method") or "", *told)

    def ask_why_all_the_same(self, said: dict[str, Any]) -> None:
        against = [*self.child.against(self.times)]
        if self.in_pairs and said["method"] in AT_HOME and not said.get("workers"):
            name = self.child.name
            against.append(f"{name} is visited in pairs or not at home, and nobody else comes")
        ask_why(self, said, against, name=self.child.name)

    def days(self, said: Mapping[str, Any]) -> Sequence[date]:
        if "until" in self.errors:
            return ()
        weeks = ((said.get("until") or said["on"]) - said["on"]).days // 7
        return [said["on"] + timedelta(weeks=each) for each in range(weeks + 1)]

    def asked(self, by: User) -> Asked:
        said = self.cleaned_data
        chosen = {each.pk: each for each in self.colleagues}
        is_away = not self.child.at_home
        return Asked(
            method=said["method"],
            workers=[by, *(chosen[pk] for pk in said.get("workers", ()))],
            place=self.where.place if self.where else None,
            comes=is_away,
            way=int(said.get("way") or 0),
            child_way=self.child.way,
        )

    @property
    def document(self) -> Document:
        told = {name: self.cleaned_data.get(name) for name in TOLD}
        if not self.child.at_home:
            told["place"] = self.cleaned_data.get("where")
        told[ANYWAY] = self.cleaned_data.get(ANYWAY)
        told[close.TALKED_OVER] = self.because[self.child.pk][close.TALKED_OVER]
        return {name: value for name, value in told.items() if value}

    @property
    def more(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in MORE if name in self.fields)


class CallOffForm(forms.Form):
    whole = forms.ChoiceField(
        label="For whom?", widget=Radios, error_messages={"required": "Say for whom"}
    )
    whose = forms.ChoiceField(
        choices=[("child", "The child or the family"), ("service", "We did")],
        label="Who asked for it?",
        widget=Radios,
        error_messages={"required": "Say who asked for it"},
    )
    because = WordsField("Why?", asks="Say why, in a few words")

    def __init__(self, data: QueryDict | None = None, *, name: str, is_of_a_group: bool) -> None:
        super().__init__(data)
        self.fields["whole"].choices = [("no", f"{name} alone"), ("yes", "The whole group")]
        if is_of_a_group:
            self.fields["because"].help_text = "Of the whole group: write no name."
        else:
            del self.fields["whole"]

    @property
    def facts(self) -> Document:
        said = self.cleaned_data
        return {**said, "whole": said.get("whole") == "yes"}


class ApartForm(forms.Form):
    other = forms.TypedChoiceField(
        coerce=int,
        label="From which child?",
        help_text="Of the children you work with. For another, ask a manager of both.",
        error_messages={"required": "Choose the other child"},
    )
    kind = forms.ChoiceField(
        label="How far apart?", choices=Apart.Kind.choices, initial=Apart.Kind.NEVER, widget=Radios
    )
    why = forms.ChoiceField(
        label="What is between them?",
        choices=Apart.Why.choices,
        initial=Apart.Why.HARM,
        widget=Radios,
    )
    because = WordsField("Why?", asks="Say why, in a few words")

    def __init__(self, data: QueryDict | None = None, *, others: Sequence[Child]) -> None:
        super().__init__(data)
        self.others = {each.pk: each for each in others}
        names = ((each.pk, each.full_name) for each in others)
        self.fields["other"].choices = [("", "Choose"), *names]

    @property
    def facts(self) -> Document:
        said = self.cleaned_data
        return {**said, "other": self.others[said["other"]]}
