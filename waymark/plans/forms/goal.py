"""A goal with its steps: a form with as many lines as there are steps, and one more when asked."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from waymark.chronology.casefile import Document
from waymark.plans import words
from waymark.plans.forms.fields import Offer, fields_of, shown, told
from waymark.plans.shown import Known
from waymark.rules.carries import carries
from waymark.rules.planned import Goal, Step, next_step

BEFORE = ("words", "family")
AFTER = ("success", "child", "child_because", "agency", "ended_on", "ended_because")
OF_A_STEP = ("what", "who", "by", "times_a_week", "weekdays", "agency", "requirement", "done_on")
MORE = ("agency", "requirement", "done_on")
MOST = 30
COUNT = "steps"


class Line(NamedTuple):
    """The fields of one step."""

    number: int
    hidden: forms.BoundField
    what: forms.BoundField
    beside: list[forms.BoundField]
    days: forms.BoundField
    more: list[forms.BoundField]

    @property
    def has_more(self) -> bool:
        return any(_is_filled(field) or field.errors for field in self.more)


class GoalForm(forms.Form):
    """Its steps' fields are called `s0_what`, `s1_what` …; their number is `steps`."""

    def __init__(
        self, data: QueryDict | None = None, *, group: str, standing: Document, offer: Offer
    ) -> None:
        self.standing, self.offer, self.lines_made = standing, offer, 0
        self._typed: Any = None
        super().__init__(data)
        del group
        self.held = {step["id"]: step for step in standing.get("steps") or []}
        self.fields |= fields_of("goals", Goal, BEFORE, offer)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = f"Say what {offer.name} wants"
        self.fields["family"].error_messages["required"] = "Choose what it is about"
        self._offer_reasons()
        self.fields |= fields_of("goals", Goal, AFTER, offer)
        self.fields["child"].required = False
        for name, field in self.fields.items():
            if name != "because":
                field.initial = shown(standing, name, field)
        self.fields[COUNT] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        self._make_room()

    # A draft, or what was sent too late, is put into a form that is made already.
    @property
    def data(self) -> Any:
        return self._typed

    @data.setter
    def data(self, typed: Any) -> None:
        self._typed = typed
        if hasattr(self, "fields"):
            self._make_room()

    def _offer_reasons(self) -> None:
        found = self.offer.conclusions
        choices = [
            *((f"finding:{each.section}", _told(each)) for each in found.findings),
            *((f"requirement:{each.key}", f"Required: {each.words}") for each in self._required),
            *self._strengths(),
        ]
        held = [_code(each) for each in self.standing.get("because") or []]
        known = dict(choices)
        choices += [(code, self._earlier(code)) for code in held if code not in known]
        if choices:
            self.fields["because"] = forms.MultipleChoiceField(
                label=words.label("goals.because", self.offer.name),
                help_text=words.help_text("goals.because", self.offer.name),
                choices=choices,
                initial=held,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @carries("EP-109")
    def _strengths(self) -> Iterator[tuple[str, str]]:
        """Yield what a goal may build on: what the assessment found, and what is known besides."""
        for each in self.offer.conclusions.strengths:
            yield f"strength:{each.section}", _told(each)
        for text in self.offer.strengths:
            yield f"said:{text}", f"A strength: {text}"

    def _earlier(self, code: str) -> str:
        kind, _, of = code.partition(":")
        if kind == "said":
            return f"A strength: {of}"
        if kind == "requirement":
            return "Required earlier"
        reason = Known.of(self.offer.name, (), self.offer.conclusions).reason(of)
        return f"Found earlier: {reason}"

    @property
    def _required(self) -> Any:
        return self.offer.required

    def _make_room(self) -> None:
        """Make the fields of as many lines as there are steps, or as were sent."""
        while self.lines_made < self._wanted():
            number = self.lines_made
            self.fields[f"s{number}_id"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=40
            )
            made = fields_of(
                "steps", Step, [n for n in OF_A_STEP if n != "requirement"], self.offer
            )
            made["requirement"] = self._requirements()
            for name in OF_A_STEP:
                self.fields[f"s{number}_{name}"] = made[name]
            self.lines_made += 1

    def _requirements(self) -> forms.ChoiceField:
        known = [(each.key, each.words.capitalize()) for each in self.offer.required]
        held = {step.get("requirement") for step in self.held.values()} - {None, *dict(known)}
        return forms.ChoiceField(
            label=words.label("steps.requirement", self.offer.name),
            choices=[("", "No"), *known, *((key, "An earlier requirement") for key in held)],
            required=False,
        )

    def _wanted(self) -> int:
        asked = self._typed.get(COUNT, "") if self._typed else ""
        if asked.isdecimal() and len(asked) < FEW_FIGURES:
            return min(int(asked), MOST)
        return max(len(self.held), 1)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        line, _, name = field_name.partition("_")
        if field_name == COUNT:
            return self.lines_made
        if not (line[:1] == "s" and line[1:].isdecimal()):
            return super().get_initial_for_field(field, field_name)
        step = self._standing_step(int(line[1:]))
        return step.get("id") if name == "id" else shown(step, name, field)

    def _standing_step(self, number: int) -> Document:
        """Return the step that a line is about: the browser says which, where lines were moved."""
        if self.is_bound:
            return self.held.get(self._typed.get(f"s{number}_id", ""), {})
        steps = list(self.held.values())
        return steps[number] if number < len(steps) else {}

    def another(self, wish: str) -> "GoalForm":
        """Do what a button asks that saves nothing: one line more, or a line before another."""
        typed = self._typed.copy()
        verb, _, place = wish.partition(":")
        if verb == "up" and place.isdecimal() and 0 < int(place[:3]) < self.lines_made:
            _swap(typed, int(place), int(place) - 1)
        elif verb == "step":
            typed[COUNT] = str(min(self._wanted() + 1, MOST))
        self.data = typed
        return self

    @property
    def lines(self) -> Iterator[Line]:
        for number in range(self.lines_made):
            of = {name: self[f"s{number}_{name}"] for name in OF_A_STEP}
            yield Line(
                number,
                self[f"s{number}_id"],
                of["what"],
                [of["who"], of["by"], of["times_a_week"]],
                of["weekdays"],
                [of[name] for name in MORE if name != "requirement" or self.offer.required],
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(self.lines_made):
            if not data.get(f"s{number}_what"):
                self._ask_what_is_done(number, data)
                continue
            self._refuse_a_new_day_that_has_passed(number, data)
            self._refuse_more_days_than_times(number, data)
        if data.get("child") in ("disagrees", "could-not-answer") and not data.get("child_because"):
            self.add_error("child_because", f"Say why, in {self.offer.name}’s words where you can")
        if data.get("ended_on") and not data.get("ended_because"):
            self.add_error("ended_because", "Say what became of it")
        return data

    def _ask_what_is_done(self, number: int, data: dict[str, Any]) -> None:
        """Whoever clears the words of a step that stood takes it off, whatever else it says."""
        rest = [data.get(f"s{number}_{name}") for name in OF_A_STEP if name != "what"]
        if any(rest) and not self._standing_step(number) and not self.errors:
            self.add_error(f"s{number}_what", "Say what is done")

    def _refuse_a_new_day_that_has_passed(self, number: int, data: dict[str, Any]) -> None:
        """A day that stood before may have passed since; so may that of what is done."""
        by, stood = data.get(f"s{number}_by"), self._standing_step(number).get("by")
        is_new = by and by.isoformat() != stood and not data.get(f"s{number}_done_on")
        if is_new and by < self.offer.today:
            self.add_error(f"s{number}_by", "Give today or a later day, or the day it was done")

    def _refuse_more_days_than_times(self, number: int, data: dict[str, Any]) -> None:
        """What is every second week may have its one day."""
        days, times = data.get(f"s{number}_weekdays") or [], data.get(f"s{number}_times_a_week")
        if times and len(days) > max(times, 1):
            wrong = "These are more days than times a week: mend one of the two"
            self.add_error(f"s{number}_weekdays", wrong)

    @property
    def facts(self) -> Document:
        """Return the goal as the case file has it; a line without words is no step any more."""
        data = self.cleaned_data
        asked = {*BEFORE, *AFTER, "because", "steps", "id"}
        goal = {name: value for name, value in self.standing.items() if name not in asked}
        goal |= told(data, [*BEFORE, *AFTER])
        because = [_basis(code) for code in data.get("because") or []]
        steps = list(self._steps(data))
        return (
            goal | ({"because": because} if because else {}) | ({"steps": steps} if steps else {})
        )

    def _steps(self, data: dict[str, Any]) -> Iterator[Document]:
        taken = set(self.held)
        for number in range(self.lines_made):
            says = told({name: data.get(f"s{number}_{name}") for name in OF_A_STEP}, OF_A_STEP)
            if not says.get("what"):
                continue
            name = data.get(f"s{number}_id") or ""
            held = self.held.get(name, {})
            beside = {key: value for key, value in held.items() if key not in OF_A_STEP}
            if name not in self.held:
                name = next_step(taken)
                taken.add(name)
            yield {**beside, "id": name, **says}


FEW_FIGURES = 4


def _is_filled(field: forms.BoundField) -> bool:
    value = field.value()
    return any(value) if isinstance(value, list) else bool(value)


def _swap(typed: MultiValueDict, one: int, other: int) -> None:
    """Let two lines change places, with whatever each holds."""
    names = [name.partition("_") for name in list(typed)]
    for rest in {rest for line, _, rest in names if line in (f"s{one}", f"s{other}")}:
        here, there = f"s{one}_{rest}", f"s{other}_{rest}"
        held, gets = typed.getlist(here), typed.getlist(there)
        for name, values in ((here, gets), (there, held)):
            typed.setlist(name, values) if values else typed.pop(name, None)


def _told(found: Any) -> str:
    if found.title.endswith("?"):
        return f"{found.what} ({found.title})" if found.what else found.title
    return f"{found.title}: {found.what}" if found.what else found.title


def _code(basis: Document) -> str:
    """Return how the form names why a goal matters."""
    if basis["kind"] == "strength" and not basis.get("of"):
        return f"said:{basis.get('said') or ''}"
    return f"{basis['kind']}:{basis.get('of') or ''}"


def _basis(code: str) -> Document:
    kind, _, of = code.partition(":")
    return {"kind": "strength", "said": of} if kind == "said" else {"kind": kind, "of": of}
