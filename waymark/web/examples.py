"""The invented data of the page that shows every component."""

from datetime import date, timedelta
from typing import Any

from django import forms

from waymark.children.models import Child
from waymark.pages.fields import Chips, ClockField, DayField, RadioChips, Radios
from waymark.pages.orderline import Mark, OrderLine
from waymark.portal.feedback import Asked, Count
from waymark.web.quality.lines import FINE, LATE, YOURS, Group, Line

TODAY = date(2026, 5, 14)
SAID = {
    "kept": "Met",
    "missed": "Missed",
    "excused": "Missed: the bus did not come",
    "review": "Review",
    "planned": "To meet",
    "review-due": "Review due",
    "late": "Review the plan: 2 days late",
}
KAI = ((-88, "kept"), (-70, "kept"), (-50, "missed"), (-30, "kept"), (-8, "kept"))
TIM = (
    *((on, "kept") for on in (-111, -104, -90, -76, -62, -48, -34, -20, -6)),
    *((-69, "excused"), (-25, "review"), (5, "planned"), (19, "planned"), (60, "review-due")),
)
SOPHIE = (
    *((on, "kept") for on in (-155, -141, -113, -99, -57, -43, -29)),
    *((-127, "missed"), (-85, "excused"), (-71, "review"), (-15, "missed"), (-2, "late")),
)
FAROOQ = ((-18, "kept"), (-6, "kept"))


class Example(forms.Form):
    """One of each kind of field."""

    came = forms.ChoiceField(
        label="Did Sophie come?",
        choices={"yes": "Yes", "late": "Came late", "no": "No"},
        widget=Radios(reveals={"no": ("barriers", "said")}),
    )
    barriers = forms.MultipleChoiceField(
        label="What got in the way?",
        choices={"travel": "Travel", "school": "School", "ill": "Ill", "unsafe": "Felt unsafe"},
        widget=Chips,
        required=False,
    )
    said = forms.CharField(
        label="What did she or the family say?", widget=forms.TextInput, required=False
    )
    happened = forms.CharField(
        label="What happened?",
        help_text="In your own words. Sophie may read this.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what happened, in a sentence or two"},
    )
    on = DayField(label="When was it?", help_text="For example, 14 5 2026")
    at = ClockField(label="At what time?", required=False)
    where = forms.ChoiceField(
        label="Where?", choices={"home": "At home", "office": "At the office"}, required=False
    )
    how = forms.ChoiceField(
        label="How?",
        choices={"met": "Met", "call": "Phone", "video": "Video call", "text": "Text"},
        widget=RadioChips,
        required=False,
    )
    others = forms.MultipleChoiceField(
        label="Who else was there?",
        choices={"mum": "Mum", "dad": "Dad", "worker": "A social worker"},
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    letter = forms.FileField(label="A letter or picture", required=False)
    private = forms.BooleanField(label="Keep this from Sophie's dad", required=False)


class Narrow(forms.Form):
    kind = forms.ChoiceField(
        label="What", choices={"": "Everything", "visit": "Visits"}, required=False
    )
    words = forms.CharField(label="Words in Sophie's record", required=False)


def context() -> dict[str, Any]:
    wrong = {"came": "no", "on_day": "31", "on_month": "2", "on_year": "2026"}
    return {
        "today": TODAY,
        "form": Example(initial={"on": TODAY, "came": "yes"}, auto_id="new_%s"),
        "wrong": Example(wrong),
        "narrow": Narrow(),
        "lines": [
            ("Kai", _line("Kai's order", (-93, 636), KAI, halfway=272)),
            ("Tim", _line("Tim's order", (-115, 67), TIM, halfway=-24)),
            ("Sophie", _line("Sophie's order", (-160, 19), SOPHIE, halfway=-70)),
            ("Farooq", _line("Farooq's support", (-20, None), FAROOQ)),
        ],
        "steps": [
            ("Referral order made", TODAY - timedelta(days=93)),
            ("First panel", TODAY - timedelta(days=73)),
            ("Halfway", TODAY),
            ("Last panel", TODAY + timedelta(days=80)),
            ("Closing meeting", None),
        ],
        "tallies": [
            _tally("learnt", "Learnt, and the plan looked at", late=2, yours=3, fine=7),
            _tally("told", "Told of harm, and talked with", yours=1, fine=5),
            _tally("directed", "Directed, and done", fine=4),
        ],
        "asked": Asked(
            "Does your worker listen?",
            [
                Count("Yes", "face-good", 8),
                Count("So-so", "face-so-so", 3),
                Count("No", "face-bad", 1),
            ],
            is_one=True,
        ),
    }


def _tally(name: str, title: str, **many: int) -> Group:
    kinds = {"late": LATE, "yours": YOURS, "fine": FINE}
    lines = [
        Line(Child(), TODAY, "", "", kind=kinds[one]) for one in many for _ in range(many[one])
    ]
    return Group(name, title, lines, is_answered=True)


def _line(
    name: str, days: tuple[int, int | None], marks: tuple[tuple[int, str], ...], halfway: int = 0
) -> OrderLine:
    """Return a line whose days are counted from today."""
    begins, ends = days
    return OrderLine(
        name=name,
        begins=TODAY + timedelta(days=begins),
        ends=None if ends is None else TODAY + timedelta(days=ends),
        today=TODAY,
        marks=tuple(
            Mark(TODAY + timedelta(days=on), kind, SAID[kind], "#to-do" if kind == "late" else "")
            for on, kind in marks
        ),
        halfway=TODAY + timedelta(days=halfway) if halfway else None,
    )
