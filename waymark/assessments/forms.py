"""How an assessment begins, and one risk judged."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.assessments import fits
from waymark.assessments.words import ASKED
from waymark.chronology.casefile import Document
from waymark.guidance import label
from waymark.pages.fields import RadioChips, Radios, WordsField
from waymark.pages.levels import IMMINENCE, LIKELIHOOD, OF_OFFENDING
from waymark.pages.levels import NAMES as LEVELS
from waymark.pages.sure import make_sure
from waymark.pages.words import about, day
from waymark.rules.case import Case
from waymark.rules.judging import HEIGHTS, Judged, falls_far, not_said, say_why
from waymark.rules.orders import BEFORE_SENTENCE, COURT_ORDERS, Order
from waymark.rules.reviewing import is_raised

KINDS = {
    "statutory": "Full: for a court order, or whenever the picture is not simple",
    "prevention": "Short: prevention",
    "diversion": "Short: diversion from court",
}
STAGES = {
    "start": "At the start",
    "review": "A review",
    "end": "At the end",
    "transfer": "For a transfer to another service",
}


class BeginForm(forms.Form):
    stage = forms.ChoiceField(label="Which one is it?", choices=list(STAGES.items()), widget=Radios)
    kind = forms.ChoiceField(label="How full is it?", choices=list(KINDS.items()), widget=Radios)
    orders = forms.MultipleChoiceField(
        label="For which orders or decisions?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None, *, orders: Sequence[Order], is_first: bool, today: date
    ) -> None:
        court = any(order.kind in COURT_ORDERS | BEFORE_SENTENCE for order in orders)
        short = "diversion" if any("22" in order.kind for order in orders) else "prevention"
        super().__init__(
            data,
            initial={
                "stage": "start" if is_first else "review",
                "kind": "statutory" if court or not orders else short,
                "orders": [order.id for order in orders],
            },
        )
        self.fields["orders"].choices = [
            (order.id, f"{label('order-kinds', order.kind)}, made {day(order.made_on, today)}")
            for order in orders
        ]
        if not orders:
            del self.fields["orders"]


class FinishForm(forms.Form):
    """Why some sections are not looked at now, where there are any."""

    left_because = WordsField(
        "Not now, because …",
        asks="Look at these sections, or say why not now",
        help_text="Whoever countersigns the plan reads it.",
    )

    def __init__(self, data: QueryDict | None, *, left: bool) -> None:
        super().__init__(data)
        if not left:
            del self.fields["left_because"]


def _choice(among: Mapping[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=list(among.items()), required=False, widget=RadioChips)


FALLS = (
    "This is two steps lower than it was. Look once more at what happened since, above, and tick "
    "that it is so"
)


class JudgeForm(forms.Form):
    """How high one risk is: the level first, then what it rests on."""

    level = forms.ChoiceField(
        widget=RadioChips, error_messages={"required": "Choose how high it is"}
    )
    because = WordsField("Why?", rows=3)
    what = WordsField()
    whom = WordsField()
    when = WordsField()
    likelihood = _choice(LIKELIHOOD)
    imminence = _choice(IMMINENCE)
    not_yet_because = WordsField(
        "What is not filled in above: not yet, because …",
        help_text="Whoever countersigns reads it.",
    )
    indicative = _choice({})

    def __init__(
        self,
        data: QueryDict | None,
        *,
        domain: str,
        asks: str,
        first_name: str,
        last: Judged | None,
        case: Case,
        hide: Callable[[str], str],
    ) -> None:
        """:param hide: leaves a gap where a text tells what is protected."""
        super().__init__(data, initial=_as_judged(last, domain, hide) if last else {})
        self.domain, self.last = domain, last
        levels = list((OF_OFFENDING if domain == "reoffending" else LEVELS).items())
        self.fields["level"].choices = self.fields["indicative"].choices = levels
        self.fields["level"].label = about(asks, first_name)
        if last:
            self.fields["because"].label = "Why is the level still right, or what has moved it?"
        self.case = case
        if any(is_raised(case, domain, level) for level in HEIGHTS):
            fits.ask(self, first_name, only="Only where the level is higher than it was.")
        for name, (question, helps) in ASKED.items():
            self.fields[name].label, self.fields[name].help_text = question, helps

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("level"):
            before = self.last.level if self.last else None
            for reason in say_why(before, said["level"], said.get("because")):
                self.add_error("because", reason)
            fits.check(self, said, is_asked=self.is_raised)
            if falls_far(before, said["level"]):
                make_sure(self, "It is so much lower", FALLS)
        if (missing := not_said(said)) and not said.get("not_yet_because"):
            asks = " ".join(ASKED[name][0] for name in missing)
            self.add_error("not_yet_because", f"Say this, or why not yet: {asks}")
        return said

    @property
    def is_raised(self) -> bool:
        return is_raised(self.case, self.domain, self.cleaned_data.get("level") or "")

    @property
    def review_wanted(self) -> bool:
        return self.is_raised and fits.review_wanted(self)

    @property
    def texts(self) -> list[str]:
        """Return what was written, other than why something is not said yet."""
        return [self.cleaned_data.get(name) or "" for name in ("because", "what", "whom", "when")]

    def facts(self, on: date) -> Document:
        """Return the judgement as the case file has it."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        own = {f"{self.domain}_{name}": said.get(name) for name in ASKED}
        told = {
            "on": on.isoformat(),
            self.domain: said["level"],
            "because": said["because"],
            "not_yet_because": said.get("not_yet_because") if not_said(said) else None,
        }
        if self.is_raised and (why := fits.why_not(self)):
            told["plan_fits_because"] = why
        return {name: value for name, value in {**told, **own}.items() if value}


def _as_judged(last: Judged, domain: str, hide: Callable[[str], str]) -> dict[str, Any]:
    """Return what stands of a risk; what moved it last time says nothing of this time, and what
    tells something protected is told anew by whoever knows it."""
    stands = {name: getattr(last.event, f"{domain}_{name}") or "" for name in ASKED}
    open_ones = {name: text for name, text in stands.items() if hide(text) == text}
    return {"level": last.level if last.level in HEIGHTS else "", **open_ones}
