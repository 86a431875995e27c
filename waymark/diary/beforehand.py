"""What is explained and asked before a child comes to a place where weapons are looked for."""

from typing import Any

from django import forms

from waymark.diary import venues
from waymark.diary.models import Place, RiskAssessment
from waymark.pages.fields import WordsField
from waymark.rules.carries import carries

TOLD, AT_EASE = "detection_told", "at_ease"


@carries("CM-591", "CM-592", "CM-593")
def ask(
    form: forms.Form, said: dict[str, Any], held: RiskAssessment, name: str, suffix: str = ""
) -> None:
    """Ask how it was explained to a child, and whether child and carers feel safe with it."""
    told = f"Weapons are looked for there. How, and when, is that explained to {name}?"
    explained = "" if suffix else " ".join(venues.to_explain(held))  # of a group it stands above
    form.fields[TOLD + suffix] = WordsField(told, help_text=explained)
    form.fields[AT_EASE + suffix] = WordsField(
        f"Are {name} and the carers at ease with it, and is it the right place for them?"
    )
    for each in (TOLD + suffix, AT_EASE + suffix):
        said[each] = form.data.get(form.add_prefix(each), "").strip()
        if not said[each]:
            form.add_error(each, f"Weapons are looked for there: say this for {name}")


def called(place: Place, held: RiskAssessment | None) -> str:
    return f"{place.name} (weapons are looked for)" if held and held.detects else place.name
