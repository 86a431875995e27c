"""The form of one kind of thing, made from what its shape declares."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark import guidance
from waymark.accounts.models import User
from waymark.guidance.harmed import support
from waymark.pages.declared import Choices, facts_in, field_made, initial_of
from waymark.rules import calendar
from waymark.rules.facts import Field
from waymark.rules.harmed.base import HAPPENINGS, SPELLS, Kept
from waymark.rules.harmed.base import Happening as Happened
from waymark.rules.harmed.close import Close, time_in_words
from waymark.rules.harmed.finders import MADE
from waymark.rules.harmed.happenings import KeptApart, RestorativeReceived, Shared
from waymark.rules.harmed.victim import Activity, Victim
from waymark.rules.values import Many
from waymark.victims.people import shown
from waymark.victims.people.answers import SHARED_WITH, answers
from waymark.victims.people.forms import WhyForm
from waymark.victims.people.models import Happening, Spell
from waymark.victims.people.recording import DECIDED_WITH
from waymark.victims.people.words import LISTS, in_order, is_spell, words_of

OF_A_CHILD = ("order", "work", "activity")  # each by its name in the file of one child
DECIDED_BY = {"decided_by", "manager"}
FORMS_OF_IT, ALL_THE_SAME = "forms", "all"
WHY = "why"
MEETING = "meeting"
EVERY_TIME = (ALL_THE_SAME, "Every time that is known by that day: none of them is owed any more")
LONGEST_KEPT = "victim-keep-longer"


class RecordForm(forms.Form):
    """One question for each field. Of whom only one child is known, nobody is asked which, nor
    where an order or what the child made says it.

    :param managers: with whom something is decided: by account, since two may have one name.
    :param entry: what is put right, with which the form is filled.
    :param about: what is planned, or where they may meet, of which it is: the form is filled with
        what casework told of it.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        kind: str,
        victim: Victim,
        today: date,
        managers: Sequence[User] = (),
        entry: Spell | Happening | None = None,
        about: Activity | Close | None = None,
    ) -> None:
        self.managers = {str(each.pk): each for each in managers}
        self.first_day = "from" if is_spell(kind) else "on"
        stands = _standing(entry) if entry else {self.first_day: today, **_told(kind, about)}
        super().__init__(data, initial=initial_of(stands))
        self.shape = _shape(kind)
        self.of_a_child = next((each for each in OF_A_CHILD if each in self.shape.fields), "")
        self.children = sorted({link.child for link in victim.links})
        meetings = _meetings(victim, today, stands.get(MEETING))
        for field in in_order(self.shape):
            if self._is_asked(field.name, victim, meetings):
                choices = _choices(kind, field, victim, today)
                if field.name == MEETING:
                    choices = meetings
                if field.name in DECIDED_BY:
                    choices = _by_name(managers)
                self.fields[field.name] = self._made(field, choices, stands, today)
        if entry:
            self.fields[WHY] = WhyForm().fields[WHY]

    def _is_asked(self, name: str, victim: Victim, meetings: Choices) -> bool:
        must = self.shape.must
        if name == "child":
            return len(self.children) > 1 and self.of_a_child not in must
        if name == MEETING:
            return bool(meetings)
        return name != "activity" or bool(victim.activities) or name in must

    def _made(
        self, field: Field, choices: Choices | None, stands: Mapping[str, Any], today: date
    ) -> forms.Field:
        words = words_of(self.shape.kind, field.name)
        must = self.shape.must
        months = guidance.setting(LONGEST_KEPT).on(today)
        said = {
            "label": words.label,
            "help_text": words.help.format(months=months),
            "required": field.required or field.name in {*must, self.first_day, MEETING},
        }
        may_fold = field.name != FORMS_OF_IT
        is_decided = field.name in DECIDED_BY
        standing = None if is_decided else stands.get(field.name)
        made = field_made(field, said, choices, today=today, standing=standing, may_fold=may_fold)
        if is_decided:
            made.initial = None  # nobody decided before somebody says so
        if field.name in must or field.name == MEETING:
            made.error_messages["required"] = must.get(field.name, "Choose one time, or every time")
        return made

    @property
    def facts(self) -> dict[str, Any]:
        found = facts_in(self.cleaned_data, self.fields.keys() - {WHY})
        if ALL_THE_SAME in found.get(FORMS_OF_IT, ()):
            del found[FORMS_OF_IT]
        if found.get(MEETING) == ALL_THE_SAME:
            del found[MEETING]
        for name in found.keys() & DECIDED_BY:
            decided_with = self.managers[found[name]]
            found |= {name: decided_with.name, DECIDED_WITH: decided_with.pk}
        if self.of_a_child in found:
            child, _, found[self.of_a_child] = found[self.of_a_child].partition(":")
            return found | {"child": int(child)}
        if "child" in self.shape.fields and len(self.children) == 1:
            found["child"] = self.children[0]
        return found

    def say_what_it_lacks(self, faults: Sequence[tuple[str, str]]) -> None:
        for name, said in faults:
            self.add_error(name if name in self.fields else None, said)


def _by_name(managers: Sequence[User]) -> Choices:
    """Return whom to choose of managers, two of one name with how each signs in."""
    names = Counter(each.name for each in managers)
    return [
        (str(each.pk), f"{each.name} ({each.email})" if names[each.name] > 1 else each.name)
        for each in managers
    ]


def _shape(kind: str) -> type[Kept] | type[Happened]:
    return SPELLS[kind] if is_spell(kind) else HAPPENINGS[kind]


def _may_be_of_all(kind: str) -> bool:
    """Tell whether something is said of some forms, or of all by naming none."""
    shape = _shape(kind)
    return FORMS_OF_IT in shape.fields and FORMS_OF_IT not in shape.must


def _standing(entry: Spell | Happening) -> dict[str, Any]:
    """Return what stands, as the form has it."""
    said = dict(entry.document)
    if _may_be_of_all(entry.kind):
        said.setdefault(FORMS_OF_IT, [ALL_THE_SAME])
    if entry.kind == KeptApart.kind:
        said.setdefault(MEETING, ALL_THE_SAME)
    for name in DECIDED_BY & said.keys():
        said[name] = str(entry.decided_with_id or "")
    for name in OF_A_CHILD:
        if name in said and "child" in said:
            said[name] = f"{int(said['child'])}:{said[name]}"
    if isinstance(entry, Spell):
        return {**said, "from": entry.begins, "to": entry.ends}
    return {**said, "on": entry.on}


def _told(kind: str, about: Activity | Close | None) -> dict[str, Any]:
    """Return what casework told of what is planned, or of a place, as the form has it."""
    if about is None:
        return {}
    if isinstance(about, Close):
        which = about.of if about.begins else ALL_THE_SAME
        return {"place": about.place, "child": about.child, MEETING: which}
    told: dict[str, Any] = {"activity": about.of, "form": about.form}
    is_of_the_day = kind == RestorativeReceived.kind and about.done_on
    return told | ({"on": about.done_on[-1]} if is_of_the_day else {})


def _meetings(victim: Victim, today: date, standing: str | None) -> Choices:
    """Return at which times they may meet in a building, and the one that is said, be it past; and
    that it is so of all of them. Nothing, where no time is known."""
    times = [each.of for each in victim.may_meet(today) if each.begins]
    said = [standing] if standing and standing != ALL_THE_SAME else []
    every = [(each, time_in_words(each)) for each in dict.fromkeys([*times, *said])]
    return [*every, EVERY_TIME] if every else []


def _told_by_casework(name: str, victim: Victim) -> Choices | None:
    """Return what a field may be of, of what casework told: each as it names it."""
    if name == "child":
        children = sorted({link.child for link in victim.links})
        return [(str(each), f"Record {each}") for each in children]
    if name == "order":
        orders = {f"{link.child}:{link.order}": link for link in victim.links}
        return [(key, shown.order_in_words(link)) for key, link in orders.items()]
    if name == "work":
        return [
            (
                f"{each.child}:{each.work}",
                f"{MADE[each.made].capitalize()} of {calendar.said(each.on)}, record {each.child}",
            )
            for each in victim.works
        ]
    if name == "activity":
        return [(each.of, shown.activity_in_words(each)) for each in victim.activities]
    return None


def _choices(kind: str, field: Field, victim: Victim, today: date) -> Choices | None:
    told = _told_by_casework(field.name, victim)
    if told is not None:
        return told
    if (kind, field.name) == ("share-ended", "with"):
        have = {each.with_ for each in victim.ever(Shared)}
        return [(code, said) for code, said in SHARED_WITH.items() if code in have or not have]
    if field.name == FORMS_OF_IT:
        whole = [(ALL_THE_SAME, "All of it, the same")] if _may_be_of_all(kind) else []
        return [*whole, *(answers(kind, field.name) or {}).items()]
    if field.name == "services":
        return [(each.id, each.name) for each in support()]
    if listed := LISTS.get(field.name):
        return [(each.code, each.label) for each in guidance.codes(listed, today)]
    said = answers(kind, field.name)
    if said is None:
        return None
    value = field.value.of if isinstance(field.value, Many) else field.value
    known = getattr(value, "choices", said)
    return [(code, said[code]) for code in known]
