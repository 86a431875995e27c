"""What is asked before somebody is handed a sheet."""

from typing import Any

from django import forms

from waymark.children.models import Child
from waymark.guidance.sheets import ENGLISH, LANGUAGES, WELSH, called
from waymark.pages.fields import Radios
from waymark.portal import secret
from waymark.portal.models import CHILD
from waymark.portal.queries import Somebody

HERE, LINK = "here", "link"
STAGES = {
    "start": "We are getting to know each other",
    "review": "We look again at what we agreed",
    "end": "We are coming to the end",
}
WELSH_SPOKEN = "cym"


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
    language = forms.ChoiceField(
        label="In which language?",
        help_text="They can change it on every page.",
        choices=[(each, called(each)) for each in LANGUAGES],
        widget=forms.RadioSelect,
    )
    way = forms.ChoiceField(
        label="Where do they fill it in?",
        choices={
            HERE: "Here, on this phone or computer: you are signed out of it",
            LINK: "On their own phone, by a link that is good for seven days",
        },
        widget=Radios(reveals={LINK: ("chosen",)}),
        error_messages={"required": "Choose where they fill it in"},
    )
    chosen = forms.CharField(
        label="Words that you chose together",
        help_text="They open the link. Two things they like are easy to keep in mind; a date of "
        "birth is not taken. Say them to nobody else, and do not send them with the link.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, child: Child, family: list[Somebody], has_begun: bool, **kwargs: Any
    ) -> None:
        speaks = child.document.get("languages") or []
        first = WELSH if WELSH_SPOKEN in speaks[:1] else ENGLISH
        stage = "review" if has_begun else "start"
        super().__init__(*args, initial={"language": first, "stage": stage}, **kwargs)
        self.child = child
        self.somebodies = _askable(child, family)
        self.fields["what"].choices = [
            (code, words) for code, (words, _) in self.somebodies.items()
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("way") == LINK and "chosen" not in self.errors:
            child = self.child
            names = (child.given_name, child.family_name, child.known_as)
            wrong = secret.fault(data.get("chosen", ""), born=child.date_of_birth, names=names)
            if wrong:
                self.add_error("chosen", wrong)
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
