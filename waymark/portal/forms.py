"""What is asked before somebody is handed a sheet."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import now

from waymark.children.models import Child
from waymark.chronology.door import today
from waymark.guidance.sheets import ENGLISH, LANGUAGES, WELSH, called
from waymark.pages.fields import Radios
from waymark.plans.forms.naming import SECRET, NamesForm
from waymark.portal.models import CHILD
from waymark.portal.queries import Somebody, wrong_words

HERE, LINK, PAPER = "here", "link", "paper"
STAGES = {
    "start": "We are getting to know each other",
    "review": "We look again at what we agreed",
    "end": "We are coming to the end",
}
WELSH_SPOKEN = "cym"


NOT_TOLD = " – must not be told everything: look at what is protected first"


def warn_of(field: forms.Field, unmatched: Sequence[str]) -> None:
    """Say above a list of people who must not be told everything, where it names nobody of them."""
    if unmatched:
        listed = "; ".join(f"“{each}”" for each in unmatched)
        field.help_text = f"It is protected from {listed}: look whether that is one of these."


def check_words(form: forms.Form, child: Child) -> None:
    """Refuse words that others may guess, where a link is to be opened with them."""
    if "chosen" in form.errors:
        return
    chosen = form.cleaned_data.get("chosen", "")
    if wrong := wrong_words(chosen, child, today(now())):
        form.add_error("chosen", wrong)


class ChosenField(forms.CharField):
    """The words that open a link."""

    def __init__(self) -> None:
        super().__init__(
            label="Words that you chose together",
            help_text="They open the link. Two things they like are easy to keep in mind; a date "
            "of birth is not taken. Say them to nobody else, and do not send them with the link.",
            widget=forms.TextInput(attrs=SECRET),
            max_length=200,
            required=False,
        )


def _language(help_text: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="In which language?",
        help_text=help_text,
        choices=[(each, called(each)) for each in LANGUAGES],
        widget=forms.RadioSelect,
    )


def _way(label: str, *, missing: str, **more: str) -> forms.ChoiceField:
    """Ask where a sheet is opened; a link is opened by words chosen together."""
    return forms.ChoiceField(
        label=label,
        choices={
            HERE: "Here, on this phone or computer: you are signed out of it",
            LINK: "On their own phone, by a link that is good for seven days",
            **more,
        },
        widget=Radios(reveals={LINK: ("chosen",)}),
        error_messages={"required": missing},
    )


class HeardForm(NamesForm):
    """Where a child reads what came of what they said, and in which language."""

    language = _language("The words that you wrote stay as they are.")
    way = _way(
        "Where is it read?",
        missing="Choose where it is read",
        **{PAPER: "On paper: you print it and give it"},
    )
    chosen = ChosenField()
    field_order = ("language", "way", "chosen", "names")

    def __init__(self, data: QueryDict | None = None, *, child: Child) -> None:
        super().__init__(data, initial={"language": first_language(child)})
        self.child = child

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("way") == LINK:
            check_words(self, self.child)
        return data


def first_language(child: Child) -> str:
    """Return the language of ours that the child speaks first."""
    speaks = (child.document.get("languages") or [])[:1]
    return WELSH if WELSH_SPOKEN in speaks else ENGLISH


class AskForm(forms.Form):
    """Who is asked what, in which language, and on whose phone."""

    what = forms.ChoiceField(
        label="Who is asked?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is asked, and what"},
    )
    stage = forms.ChoiceField(
        label="Where are you together?",
        choices=STAGES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where you are together"},
    )
    language = _language("They can change it on every page.")
    way = _way("Where do they fill it in?", missing="Choose where they fill it in")
    chosen = ChosenField()

    def __init__(
        self,
        *args: Any,
        child: Child,
        family: list[tuple[Somebody, bool]],
        unmatched: Sequence[str] = (),
        has_begun: bool,
        **kwargs: Any,
    ) -> None:
        stage = "review" if has_begun else "start"
        super().__init__(
            *args, initial={"language": first_language(child), "stage": stage}, **kwargs
        )
        self.child = child
        self.somebodies = _askable(child, [each for each, _ in family])
        not_told = {each.key for each, not_told in family if not_told}
        self.fields["what"].choices = [
            (code, words + (NOT_TOLD if whom.key in not_told else ""))
            for code, (words, whom) in self.somebodies.items()
        ]
        warn_of(self.fields["what"], unmatched)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == LINK:
            check_words(self, self.child)
        return data

    @property
    def somebody(self) -> Somebody:
        return self.somebodies[self.cleaned_data["what"]][1]


def _askable(child: Child, family: list[Somebody]) -> dict[str, tuple[str, Somebody]]:
    """Return who may be asked what, by the code of the choice."""
    name = child.first_name
    own = Somebody(CHILD, CHILD, name, "self-assessment-child")
    us = Somebody(CHILD, CHILD, name, "feedback")
    asked = [(f"{name}: what do you think?", own)]
    asked += [(f"{each.called}: what do you think, as a parent or carer?", each) for each in family]
    asked.append((f"{name}: how are we doing?", us))
    return {f"{each.form}:{each.key}": (words, each) for words, each in asked}
