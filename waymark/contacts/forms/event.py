"""The form of any kind of event, made from what the kind declares."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from waymark.accounts import acting
from waymark.assessments import fits
from waymark.chronology.casefile import Document
from waymark.contacts import words
from waymark.contacts.beside import Against, nothing
from waymark.contacts.forms.facts import EVERY_KIND_HAS, fields_of
from waymark.contacts.queries import Record
from waymark.pages.declared import facts_in, initial_of
from waymark.pages.sure import SURE, make_sure
from waymark.pages.words import about
from waymark.rules import gates
from waymark.rules.events import KINDS, Event
from waymark.rules.events.engagement import AbsenceFollowedUp, Contact
from waymark.rules.facts import build
from waymark.rules.restorative import for_whom
from waymark.rules.reviewing import may_no_longer_fit
from waymark.rules.values import Many

BESIDE = {SURE, fits.ANSWER, fits.BECAUSE}  # asked beside the facts of the event
WHEN_AND_WHO = {"on", "victim"}
TICK_EACH = "Tick each that it was about: each is done then."
FILL_IN = "Fill this in"
ACTIVITY = "activity"
WHOM = ("victim", ACTIVITY, "work")  # say whom it is with, or for
DAYS = ("on", "planned_for")
ALL_THE_SAME = "all_the_same"
SAY_WHY = "Say why it is done all the same, or choose a day on which nothing speaks against it"
FILL_IN_ONE = "Fill this in, or answer one of the other questions"


class Fold(NamedTuple):
    """What is asked of few, folded until it is opened, is answered or is to be mended."""

    title: str
    fields: list[forms.BoundField]

    @property
    def is_open(self) -> bool:
        return any(each.errors or _says_something(each.value()) for each in self.fields)


def _says_something(value: object) -> bool:
    """Tell whether something stands in a field; a day has three parts."""
    return any(value) if isinstance(value, list) else value not in (None, "")


class EventForm(forms.Form):
    """One field for each fact of the kind."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: str,
        record: Record,
        standing: Mapping[str, Any],
        initial: Mapping[str, Any],
        against: Against = nothing,
    ) -> None:
        told = initial_of(standing) if standing else _likely(kind, record)
        super().__init__(data, initial={**told, **initial})
        self.kind, self.record, self.is_new = kind, record, not standing
        self.fields.update(fields_of(kind, record, standing))
        self._ask_what_applies()
        self._ask_as_one()
        self.against, self.asked_for = against, []
        self._why = self.fields.get(ALL_THE_SAME)
        self.asking_why()
        if not standing and may_no_longer_fit(record.case, KINDS[kind]):
            fits.ask(self, record.first_name)
        if kind in words.GRAVE and not standing:
            self.fields[SURE] = _tick(words.GRAVE[kind], record.first_name)

    def _ask_what_applies(self) -> None:
        """Ask nothing of somebody harmed, where nobody harmed has a part in it."""
        if (asked := words.OF_THE_HARMED.get(self.kind)) is None:
            return
        named = self[ACTIVITY].value()
        about = [named] if named else [name for name, _ in self.fields[ACTIVITY].choices]
        if any(for_whom(self.record.case, name) for name in about):
            return
        for name in asked:
            if not self.initial.get(name):
                self.fields.pop(name, None)

    def _ask_as_one(self) -> None:
        """Let one record answer for several, where there are several to choose from."""
        one, more = words.ASKED_AS_ONE.get(self.kind, ("", ""))
        if not one:
            return
        asked = self.fields[one]
        choices = dict([*asked.choices, *self.fields.pop(more).choices])
        choices.pop("", None)
        if len(choices) > 1:
            held = (self.initial.get(one), *(self.initial.get(more) or ()))
            self.initial[one] = [each for each in held if each]
            self.fields[one] = forms.MultipleChoiceField(
                label=asked.label,
                help_text=TICK_EACH,
                choices=list(choices.items()),
                widget=forms.CheckboxSelectMultiple,
            )

    def asking_why(self) -> Self:
        """Ask why it is done all the same, of whom and of the day that were typed, or that a link
        told: it is asked once, and what was answered stands in a form that comes back."""
        self._ask_why(self._said_so_far())
        return self

    def _said_so_far(self) -> Document:
        said = {name: self.initial.get(name) for name in WHOM}
        for name in (*WHOM, *DAYS) if self.is_bound else ():
            if name in self.fields:
                with suppress(ValidationError):
                    said[name] = self.fields[name].clean(self[name].data)
        return {"on": self.record.today.isoformat(), **facts_in(said, said)}

    @property
    def says_why(self) -> bool:
        """Tell whether it is said already why it is done all the same."""
        return ALL_THE_SAME in self.fields and bool(self[ALL_THE_SAME].value())

    def _ask_why(self, facts: Mapping[str, Any]) -> None:
        """Ask why it is done all the same, where somebody asks that it is not."""
        if self._why is None or self.initial.get(ALL_THE_SAME):
            return
        self.asked_for = self.against(facts)
        if self.asked_for:
            self.fields[ALL_THE_SAME] = self._why
        else:
            self.fields.pop(ALL_THE_SAME, None)

    def _say_why(self) -> None:
        self._ask_why(self.facts)
        if self.asked_for and self._why:
            typed = self._why.widget.value_from_datadict(self.data, self.files, ALL_THE_SAME)
            self.cleaned_data[ALL_THE_SAME] = self._why.clean(typed)
            if not self.cleaned_data[ALL_THE_SAME]:
                self.add_error(ALL_THE_SAME, SAY_WHY)

    def clean(self) -> dict[str, Any]:
        """Ask for something that tells of the event: a day alone finishes no duty."""
        said = super().clean() or {}
        fits.check(self, said)
        tells = self._tells
        if tells and not self.errors and not any(_is_said(said.get(name)) for name in tells):
            written = [
                name for name in tells if not isinstance(self[name].field, forms.BooleanField)
            ]
            self.add_error(written[-1], FILL_IN if len(tells) == 1 else FILL_IN_ONE)
        if told := self._told():
            self._mend_what_does_not_fit(told)
            self._say_why()
            self._say_what_is_shut(told)
        return said

    def _told(self) -> Event | None:
        """Return the event as far as it is told rightly, where all that it cannot do without is."""
        shape, facts = KINDS[self.kind], self.facts
        needed = {name for name, each in shape.fields.items() if each.required}
        return build(shape, facts) if needed - EVERY_KIND_HAS <= facts.keys() else None

    def _mend_what_does_not_fit(self, told: Event) -> None:
        """Say beside its field what is wrong between fields that are each right, and ask about what
        is right but seldom."""
        wrong = [name for name, _ in told.faults()]
        for name in wrong:
            self.add_error(name, words.of(words.MENDS, self.kind, name))
        if self.is_new and not wrong:
            for asked in gates.asks(self.record.case, told):
                make_sure(self, "Yes, it is so", asked)

    def _say_what_is_shut(self, told: Event) -> None:
        """Say at once, of a form that comes back anyway, what the act would refuse after that."""
        if self.is_new and self.errors:
            acting.put(self, gates.shut(self.record.case, told, is_manager=True))

    @property
    def folds(self) -> dict[str, Fold]:
        """Return the folds of the form, each by the name of every field in it."""
        found = {}
        for title, names in words.KINDS[self.kind].folded.items():
            fold = Fold(title, [self[name] for name in names if name in self.fields])
            found |= dict.fromkeys(names, fold)
        return found

    @property
    def first(self) -> tuple[str, ...]:
        """Return the kinds of which one comes first, where the record has none that this could be
        about."""
        for name, field in self.fields.items():
            asked = words.of(words.ABOUT, self.kind, name)
            if asked and field.required and not field.choices:
                return words.DONE.get(f"{self.kind}.{name}", asked)
        return ()

    @property
    def _tells(self) -> list[str]:
        """Return the fields that tell of the event, beyond its day and what it is about."""
        if words.KINDS[self.kind].says_it_all:
            return []
        declared = KINDS[self.kind].fields
        return [
            name
            for name in self.fields
            if name in declared and name not in WHEN_AND_WHO and not declared[name].value.refers
        ]

    @property
    def facts(self) -> Document:
        """Return the event as the case file has it."""
        found = facts_in(self.cleaned_data, self.fields.keys() - BESIDE)
        one, more = words.ASKED_AS_ONE.get(self.kind, ("", ""))
        if isinstance(found.get(one), list):
            found[one], *rest = found[one]
            found |= {more: rest} if rest else {}
        return {"kind": self.kind, **found, **self.record.trained(found.get("led_by"))}

    @property
    def plan_fits(self) -> str | None:
        """Return why the plan still fits; empty where it is looked at again, None if not asked."""
        if fits.ANSWER not in self.fields:
            return None
        return fits.why_not(self) or ""


def _is_said(value: object) -> bool:
    """Tell whether something was answered; a box that is not ticked says nothing."""
    return value not in (None, "", [], False)


def _tick(said: words.Words, first_name: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=about(said.label, first_name),
        help_text=about(said.help, first_name),
        error_messages={"required": "Tick this once you have checked"},
    )


def _likely(kind: str, record: Record) -> dict[str, Any]:
    """Return what is so more often than not: it was today, and about the order under way."""
    if kind in words.GRAVE:
        return {}
    order = record.order_under_way
    return {"on": record.today, **({"order": order, "orders": [order]} if order else {})}


def told_by_address(kind: str, asked: QueryDict, record: Record) -> dict[str, Any]:
    """Return what a link to the form has filled in already: `?order=o2&plan=e6`. Whom
    it is for is a number there, as on the page. What got in the way of a missed contact is not
    asked twice."""
    declared = KINDS[kind].fields
    told = {
        name: asked.getlist(name) if isinstance(declared[name].value, Many) else asked[name]
        for name in asked
        if name in declared and not any("\0" in value for value in asked.getlist(name))
    }
    people = [victim for victim, _ in record.victims] if "victim" in declared else []
    if asked.get("person") in map(str, range(1, len(people) + 1)):
        told["victim"] = people[int(asked["person"]) - 1]
    if "victim" in told and "order" in declared and "order" not in told:
        told["order"] = _order_that_runs(record, told["victim"])
    if KINDS[kind] is AbsenceFollowedUp:
        told |= _in_the_way(record, told.get("contact"))
    return told


def _order_that_runs(record: Record, victim: str) -> str | None:
    """Return the last order of those that run by which somebody was harmed."""
    harmed = [each for each in record.case.orders if victim in each.victims]
    ends = ((each.id, record.case.end_of(each)) for each in reversed(harmed))
    return next((name for name, end in ends if end is None or end >= record.today), None)


def _in_the_way(record: Record, contact: str | None) -> dict[str, Any]:
    """Return what was ticked when a missed contact was written down."""
    for each in record.case.all(Contact):
        if each.id == contact and each.reasons:
            reason, *also = each.reasons
            return {"reason": reason, "also": also}
    return {}
