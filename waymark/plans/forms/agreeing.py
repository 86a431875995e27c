"""What is asked before a plan is agreed, when it is agreed, and of whoever countersigns it."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.guidance.forms import Section
from waymark.pages.fields import DayField, RadioChips, on_or_before
from waymark.pages.words import about
from waymark.plans.answered import KEPT_FROM, NOT_YET, WITH_THE_REST, YES
from waymark.plans.forms.fields import LONGEST
from waymark.plans.forms.naming import NamesForm

REST = "rest"
ANSWERS = [(YES, "Yes"), (NOT_YET, "Not yet, because …")]


class QuestionsForm(forms.Form):
    """The questions of one section: yes, or not yet and why; or yes to all but some.

    :param held: what was answered, earlier too.
    :param holds: which of it holds for what the draft says now.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        section: Section,
        held: list[Document],
        holds: list[Document],
        name: str,
    ) -> None:
        super().__init__(data)
        self.questions = section.questions
        said = {each["question"]: each for each in held}
        standing = {each["question"] for each in holds}
        for each in self.questions:
            known = said.get(each.id, {})
            asks = about(each.asks, name)
            hints = (about(each.help, name), _since(known, holds=each.id in standing))
            # What was "not yet" stays so until somebody says otherwise: no tick makes it a yes.
            stays = each.id in standing or known.get("said") == NOT_YET
            said_now = _by_itself(known) if stays else None
            self.fields |= _yes_or_why_not(each.id, asks, said_now, known.get("because"))
            self.fields[each.id].help_text = " ".join(filter(None, hints))
        if any(self.fields[each.id].initial is None for each in self.questions):
            self.fields[REST] = forms.BooleanField(
                label="Yes to each of these that I have not answered: my manager sees which",
                initial=any(each.get(WITH_THE_REST) for each in holds if each in held),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.rest = {each.id for each in self.questions if data.get(REST) and not data.get(each.id)}
        data |= dict.fromkeys(self.rest, YES)
        _ask_why_not(self, data, [each.id for each in self.questions])
        return data

    @property
    def answers(self) -> list[Document]:
        data = self.cleaned_data
        return [
            {"question": each.id, "said": data[each.id], **self._how(each.id)}
            for each in self.questions
            if data.get(each.id)
        ]

    def _how(self, question: str) -> Document:
        if self.cleaned_data[question] != NOT_YET:
            return {WITH_THE_REST: True} if question in self.rest else {}
        return {"because": self.cleaned_data[_because(question)]}


def _yes_or_why_not(
    name: str, asks: str, said: str | None, because: str | None
) -> dict[str, forms.Field]:
    """Return the fields of one question: yes, or not yet and why."""
    why = _because(name)
    return {
        name: forms.ChoiceField(
            label=asks,
            choices=ANSWERS,
            initial=said,
            required=False,
            widget=RadioChips(reveals={NOT_YET: (why,)}),
        ),
        why: forms.CharField(
            label="Why not yet?",
            help_text="Whoever countersigns reads this.",
            initial=because,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }


def _ask_why_not(form: forms.Form, data: dict[str, Any], questions: list[str]) -> None:
    for each in questions:
        if data.get(each) == NOT_YET and not data.get(_because(each)):
            form.add_error(_because(each), "Say why not yet, in a few words")


def _by_itself(known: Document) -> str | None:
    """Return what was answered to this question alone; not what one tick answered to many."""
    return None if known.get(WITH_THE_REST) else known.get("said")


def _because(question: str) -> str:
    return f"{question}-because"


def _since(known: Document, *, holds: bool) -> str:
    """Say of an answer from before the last agreement whether it holds."""
    if KEPT_FROM not in known:
        return ""
    return "Answered at the last agreement." if holds else "What changes asks it anew."


class LeftForm(forms.Form):
    """What is worth another look: why it is left as it is for now, or that it is so."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        asks: list[tuple[str, str, bool]],
        held: list[Document],
    ) -> None:
        """Ask about each thing, by its question, in words; of some, whether it is so."""
        super().__init__(data)
        self.asks = asks
        known = {each["question"]: each for each in held}
        for question, label, is_yes_or_no in asks:
            said, because = (known.get(question, {}).get(each) for each in ("said", "because"))
            if is_yes_or_no:
                self.fields |= _yes_or_why_not(question, label, said, because)
                continue
            self.fields[question] = forms.CharField(
                label=label,
                help_text="Not yet, because … Leave it empty where it is mended.",
                initial=because,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _ask_why_not(self, data, [each for each, _, is_yes_or_no in self.asks if is_yes_or_no])
        return data

    @property
    def answers(self) -> list[Document]:
        return [each for each in map(self._answer, self.asks) if each]

    def _answer(self, asked: tuple[str, str, bool]) -> Document:
        question, _, is_yes_or_no = asked
        told = self.cleaned_data.get(question)
        if told == YES and is_yes_or_no:
            return {"question": question, "said": YES}
        why = self.cleaned_data.get(_because(question)) if is_yes_or_no else told
        return {"question": question, "said": NOT_YET, "because": why} if told and why else {}


class AgreeForm(NamesForm):
    """When it was agreed, and who else must not be named in it."""

    read = "plan"

    on = DayField(label="When was it agreed?", error_messages={"required": "Give the day"})
    child_took_part = forms.BooleanField(required=False)
    because = forms.CharField(
        label="What changed, and why?",
        help_text="It stands with this version, and in the chronology.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": "Say in a few words what changed, and why"},
    )
    field_order = ("on", "because", "child_took_part", "names")

    def __init__(
        self, data: QueryDict | None = None, *, name: str, today: date, asks_why: bool
    ) -> None:
        super().__init__(data, initial={"on": today})
        if not asks_why:
            del self.fields["because"]
        self.fields["child_took_part"].label = f"{name} had a hand in making it"
        self.fields["on"].validators = [on_or_before(today, "which is today")]

    @property
    def facts(self) -> Document:
        data = self.cleaned_data
        return {
            "on": data["on"].isoformat(),
            "child_took_part": data["child_took_part"],
            "typed": self.typed_names,
            "looked": self.looked,
            "because": data.get("because", ""),
        }


NEWER = (
    "Another version was agreed since you opened this page. It is below now: read it, then decide."
)


class CheckForm(forms.Form):
    """What a manager found, and what she decides."""

    note = forms.CharField(
        label="What did you find?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say in a few words what you found"},
    )
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("countersign", "It is good enough: countersign it"),
            ("return", "It needs another look: return it with what you found"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you countersign or return it"},
    )

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, version: int | None) -> None:
        """Ask about a version; without one, about a plan whose text is not here."""
        super().__init__(data, initial={"version": version})
        self.newest = version
        if version is None:
            del self.fields["decision"]
            del self.fields["version"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("version") != self.newest:
            self.data = self.data.copy()
            self.data["version"] = str(self.newest)
            self.add_error(None, NEWER)
        return said

    @property
    def returns(self) -> bool:
        return self.cleaned_data.get("decision") == "return"


class DirectionForm(forms.Form):
    """A direction of a manager: what, why, by when."""

    what = forms.CharField(
        label="What is to be done?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is to be done"},
    )
    why = forms.CharField(
        label="Why?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )
    due_on = DayField(
        label="By when?", error_messages={"required": "Give the day by which it is to be done"}
    )

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("Choose today or a later day")
        return due_on

    @property
    def facts(self) -> Document:
        data = self.cleaned_data
        return {"what": data["what"], "why": data["why"], "due_on": data["due_on"].isoformat()}
