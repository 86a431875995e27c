"""What is asked before groups are made, and before one of them is booked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.accounts.models import User
from waymark.children.models import Child
from waymark.chronology.casefile import Document
from waymark.chronology.door import today
from waymark.diary import beforehand, close, words
from waymark.diary.acts import GROUP, Asked, Part
from waymark.diary.all_the_same import ANYWAY, Against, Coming, Where, ask_why
from waymark.diary.forms import LONGEST, WEEKS
from waymark.diary.models import Place, RiskAssessment
from waymark.diary.venues import OFFERS
from waymark.matching.groups import Known, Time, Told, Wanted
from waymark.pages.fields import (
    Chips,
    ClockField,
    DayField,
    NumberField,
    RadioChips,
    Radios,
    WordsField,
    on_or_after,
)
from waymark.rules.carries import carries
from waymark.rules.clock import moments
from waymark.rules.free import Period

THERE = "there_and_home"
ASKED_OF_EACH = (beforehand.AT_EASE, THERE, ANYWAY, close.TALKED_OVER)  # before a group is booked
TIMES = 3  # at which there may be a group, at most
OPENS, CLOSES = time(7), time(22)
MATURITY = [
    ("1", "Much younger than their age"),
    ("2", "Younger"),
    ("3", "As their age"),
    ("4", "Older"),
]
# Where the record says this, the place is asked for that; whoever makes the groups may take it off.
HELPED_BY = {
    **dict.fromkeys(("physical",), "step-free"),
    **dict.fromkeys(("hearing",), "hearing"),
    **dict.fromkeys(("sight",), "sight"),
    **dict.fromkeys(("autism", "social-communication"), "quiet"),
    **dict.fromkeys(("understanding-language", "expressing"), "pictures"),
}
APART = [("yes", "Yes, by sex as it is recorded"), ("no", "No, together")]


@dataclass(frozen=True)
class Chosen:
    """One of the groups that were proposed, to be booked."""

    time: Time
    children: list[Child]


WHO_ADDS_IT = "A manager adds it under Rooms and places"


class GroupForm(forms.Form):
    activity = forms.CharField(
        label="What will they do?",
        help_text="As it may stand in a child’s week: boxing, mending bikes.",
        max_length=60,
        error_messages={"required": "Say what they will do"},
    )
    purpose = WordsField(
        "What is it for?",
        asks="Say what it is for",
        help_text="It stands in the record of each child: write no name.",
    )
    by_sex = forms.ChoiceField(
        label="Girls and boys in groups of their own?",
        help_text="Never by gender identity.",
        choices=APART,
        widget=Radios(reveals={"no": ("together",)}),
        initial="yes",
    )
    together = WordsField("Why together, and what keeps everybody safe?")
    minutes = NumberField(label="How long, in minutes?", min_value=5, max_value=LONGEST, initial=60)
    weeks = NumberField(label="For how many weeks?", min_value=1, max_value=WEEKS, initial=1)
    how_many = NumberField(label="How many groups, at most?", min_value=1, max_value=3, initial=1)
    least = NumberField(label="Children in one, at least", min_value=2, max_value=30, initial=3)
    most = NumberField(label="Children in one, at most", min_value=2, max_value=30, initial=6)
    widest_age = NumberField(
        label="Years between the oldest and the youngest, at most", max_value=10, initial=3
    )
    workers = forms.TypedMultipleChoiceField(
        label="Who else runs it?", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        known: Known,
        places: Sequence[Place],
        assessed: Mapping[int, RiskAssessment],
        colleagues: Sequence[User],
        close_to: Callable[[Child], Against],
        now: datetime,
        initial: Document,
    ) -> None:
        """:param close_to: what says at which times a child may meet somebody harmed."""
        super().__init__(data, initial=initial)
        self.close_to = close_to
        self.known, self.places, self.assessed = known, places, assessed
        self.colleagues, self.now = colleagues, now
        self.chosen: Chosen | None = None
        self.is_asked_first = False  # something that is to be answered before it is booked
        self.fields["workers"].choices = [(each.pk, each.name) for each in colleagues]
        for each in range(TIMES):
            self._offer_time(each)
        for child in known.children:
            self._ask_of(child)

    def _offer_time(self, number: int) -> None:
        named = f" ({number + 1})" if number else ""
        rooms = [
            (str(each.pk), beforehand.called(each, self.assessed.get(each.pk)))
            for each in self.places
        ]
        is_first = number == 0
        self.fields[f"place-{number}"] = forms.ChoiceField(
            label=f"Where?{named}",
            choices=[("", "Choose"), *rooms],
            required=is_first,
            help_text="" if rooms or not is_first else f"There is none yet. {WHO_ADDS_IT}.",
            error_messages={"required": f"Choose a place. {WHO_ADDS_IT}"},
        )
        self.fields[f"on-{number}"] = DayField(
            label=f"On which day first?{named}",
            required=is_first,
            error_messages={"required": "Give the day"},
            validators=[on_or_after(today(self.now), "which is today")],
        )
        self.fields[f"at-{number}"] = ClockField(label=f"At what time?{named}", required=is_first)

    def _ask_of(self, child: Child) -> None:
        name = child.first_name
        stood = self.known.matured.get(child.pk)
        self.fields[f"maturity-{child.pk}"] = forms.ChoiceField(
            label=f"How mature is {name}?",
            choices=MATURITY,
            widget=RadioChips,
            initial=str(stood) if stood else None,
            error_messages={"required": f"Say how mature {name} is, as you know them"},
        )
        recorded = [
            *(child.document.get("disabilities") or []),
            *(child.document.get("communication_needs") or []),
        ]
        self.fields[f"needs-{child.pk}"] = forms.MultipleChoiceField(
            label=f"What does the place need for {name}?",
            choices=list(OFFERS.items()),
            widget=Chips,
            required=False,
            initial=sorted({HELPED_BY[each] for each in recorded if each in HELPED_BY}),
        )
        self.fields[f"way-{child.pk}"] = NumberField(
            label=f"{name}’s way there, in minutes", required=False, max_value=240
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("by_sex") == "no" and not said.get("together"):
            self.add_error("together", "Guidance asks to part them by sex: say why not here")
        if "least" in said and "most" in said and said["least"] > said["most"]:
            self.add_error("most", "Give at least as many as the least")
        said["times"] = [each for number in range(TIMES) if (each := self._time(number, said))]
        if "book" in self.data and not self.errors:
            self._choose(said)
        return said

    def _time(self, number: int, said: dict[str, Any]) -> Time | None:
        fields = [f"{name}-{number}" for name in ("place", "on", "at")]
        pk, on, at = (said.get(each) for each in fields)
        if not (pk or on or at):
            return None
        for each in fields:
            if not said.get(each) and each not in self.errors:
                self.add_error(each, "Give place, day and time, or leave all three open")
        if not (pk and on and at and said.get("minutes")):
            return None
        if not OPENS <= at <= CLOSES:
            self.add_error(fields[2], "Choose a time between 7:00 and 22:00")
            return None
        (begins,) = moments(on, at)
        if begins <= self.now:
            self.add_error(fields[2], "Choose a time that is still to come")
            return None
        place = next(each for each in self.places if str(each.pk) == pk)
        period = Period(begins, begins + timedelta(minutes=said["minutes"]))
        return Time(place, period, self.assessed.get(place.pk))

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        told = {
            each.pk: Told(
                int(said[f"maturity-{each.pk}"]),
                tuple(said[f"needs-{each.pk}"]),
                int(said.get(f"way-{each.pk}") or 0),
            )
            for each in self.known.children
        }
        sizes = {name: int(said[name]) for name in ("how_many", "least", "most", "widest_age")}
        return Wanted(said["times"], told, by_sex=said["by_sex"] == "yes", **sizes)

    def _choose(self, said: dict[str, Any]) -> None:
        """Take the group whose button was pressed, and ask what is asked of each child in it."""
        slot, _, pks = self.data["book"].partition("|")
        times = {each.id: each for each in said["times"]}
        children = {str(each.pk): each for each in self.known.children}
        wanted = list(dict.fromkeys(pks.split(",")))
        if slot not in times or len(wanted) < 2 or not children.keys() >= set(wanted):
            self.add_error(None, "The times were changed since. Make the groups again.")
            return
        self.chosen = Chosen(times[slot], [children[each] for each in wanted])
        for child in self.chosen.children:
            self._ask_the_way(child, said)
            self._ask_why_all_the_same(child, said)
        if (held := self.chosen.time.held) and held.detects:
            names = {child.pk: child.first_name for child in self.chosen.children}
            self.is_asked_first |= not beforehand.ask_of_all(self, said, names)
        if self.errors:
            self._say_all_at_once(said)

    @carries("CM-165")
    def _ask_the_way(self, child: Child, said: dict[str, Any]) -> None:
        name = f"{THERE}-{child.pk}"
        self.fields[name] = WordsField(f"How does {child.first_name} get there and home safely?")
        said[name] = self.data.get(name, "").strip()
        if name not in self.data:
            self.is_asked_first = True
        elif not said[name]:
            self._miss_the_way(child)

    def _miss_the_way(self, child: Child) -> None:
        said = f"Say how {child.first_name} gets there and home safely"
        self.add_error(f"{THERE}-{child.pk}", said)

    def _say_all_at_once(self, said: dict[str, Any]) -> None:
        """Where anything is refused, say too what was asked of nobody before, and is not said."""
        assert self.chosen is not None
        for child in self.chosen.children:
            if f"{THERE}-{child.pk}" not in self.errors and not said[f"{THERE}-{child.pk}"]:
                self._miss_the_way(child)

    def _ask_why_all_the_same(self, child: Child, said: dict[str, Any]) -> None:
        """Ask about each child's own week in all of the weeks, as when one is booked alone."""
        assert self.chosen is not None
        way = int(said.get(f"way-{child.pk}") or 0)
        coming = Coming(child.pk, child.first_name, self.known.weeks.get(child.pk, []), way)
        chosen = self.chosen.time
        times = chosen.weekly(int(said["weeks"]))
        ask_why(self, said, coming.against(times), name=child.first_name, field=coming.asked)
        found = self.close_to(child)(Where(GROUP, chosen.place), times)
        close.ask(self, said, coming, found, is_one_of_several=True)

    def asked(self, by: User) -> Asked:
        assert self.chosen is not None
        running = set(self.cleaned_data["workers"])
        others = [each for each in self.colleagues if each.pk in running]
        place = self.chosen.time.place
        return Asked(method=GROUP, workers=[by, *others], place=place, comes=True)

    def parts(self) -> list[Part]:
        assert self.chosen is not None
        return [
            Part(each, self._document(each), int(self.cleaned_data.get(f"way-{each.pk}") or 0))
            for each in self.chosen.children
        ]

    def _document(self, child: Child) -> Document:
        said = self.cleaned_data
        told = {
            "group": said["activity"],
            "note": self._purpose,
            "maturity": int(said[f"maturity-{child.pk}"]),
            "interpreter": words.interpreted(child),
            beforehand.TOLD: said.get(beforehand.TOLD),
            **{name: said.get(f"{name}-{child.pk}") for name in ASKED_OF_EACH},
        }
        return {name: value for name, value in told.items() if value}

    @property
    def _purpose(self) -> str:
        said = self.cleaned_data
        together = said["together"] if said["by_sex"] == "no" else ""
        return f"{said['purpose']}{f' Girls and boys together: {together}' if together else ''}"

    def of_times(self) -> Iterator[list[forms.BoundField]]:
        for each in range(TIMES):
            yield [self[f"{name}-{each}"] for name in ("place", "on", "at")]

    def of_children(self) -> Iterator[tuple[Child, list[forms.BoundField]]]:
        for each in self.known.children:
            yield each, [self[f"{name}-{each.pk}"] for name in ("maturity", "needs", "way")]

    def of_the_chosen(self) -> Iterator[forms.BoundField]:
        """Yield what is asked of each child of the group that is to be booked."""
        for name in self.fields:
            if name.partition("-")[0] in (beforehand.TOLD, *ASKED_OF_EACH):
                yield self[name]  # beneath which stands what it asks for further
