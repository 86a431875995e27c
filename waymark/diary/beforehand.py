"""What is explained and asked before a child comes to a place where weapons are looked for."""

from collections.abc import Mapping
from typing import Any

from django import forms

from waymark.diary import venues
from waymark.diary.models import Place, RiskAssessment
from waymark.pages.fields import RadioChips, WordsField
from waymark.rules.carries import carries

TOLD, AT_EASE, UNEASY = "detection_told", "at_ease", "uneasy"
YES = "Yes"
EASE = [("yes", YES), ("no", "Not quite")]


@carries("CM-591", "CM-592", "CM-593")
def ask(form: forms.Form, said: dict[str, Any], held: RiskAssessment, name: str) -> None:
    """Ask how it was explained to a child, and whether child and carers feel safe with it."""
    told = f"Weapons are looked for there. How, and when, is that explained to {name}?"
    form.fields[TOLD] = WordsField(told, help_text=" ".join(venues.to_explain(held)))
    form.fields[AT_EASE] = WordsField(
        f"Are {name} and the carers at ease with it, and is it the right place for them?"
    )
    for each in (TOLD, AT_EASE):
        if not _typed(form, said, each):
            form.add_error(each, f"Weapons are looked for there: say this for {name}")


@carries("CM-591", "CM-593")
def ask_of_all(form: forms.Form, said: dict[str, Any], names: Mapping[int, str]) -> bool:
    """Ask once how it is explained to a group, and of each child in a tap whether they are at ease;
    where they are not, what worries them. Return whether this was asked before.

    :param names: of the children, by their ids.
    """
    form.fields[TOLD] = WordsField(
        "Weapons are looked for there. How, and when, is that explained to each of them?",
        help_text="It stands in the record of each: write no name.",
    )
    was_asked = form.add_prefix(TOLD) in form.data
    if not _typed(form, said, TOLD) and was_asked:
        form.add_error(TOLD, "Say how it is explained that weapons are looked for there")
    for pk, name in names.items():
        ease, uneasy = f"{AT_EASE}-{pk}", f"{UNEASY}-{pk}"
        form.fields[ease] = forms.ChoiceField(
            label=f"{name} and the carers: at ease with it, and the right place?",
            choices=EASE,
            widget=RadioChips(reveals={"no": (uneasy,)}),
        )
        form.fields[uneasy] = WordsField("What worries them, and why it is right all the same")
        answer, worries = _typed(form, said, ease), _typed(form, said, uneasy)
        if answer not in dict(EASE) and was_asked:
            form.add_error(ease, f"Say whether {name} and the carers are at ease with it")
        if answer == "no" and not worries:
            form.add_error(uneasy, f"Say what worries {name} or the carers")
        said[ease] = YES if answer == "yes" else worries
    return was_asked


def _typed(form: forms.Form, said: dict[str, Any], name: str) -> str:
    said[name] = form.data.get(form.add_prefix(name), "").strip()
    return said[name]


def called(place: Place, held: RiskAssessment | None) -> str:
    return f"{place.name} (weapons are looked for)" if held and held.detects else place.name
