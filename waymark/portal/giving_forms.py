"""What is asked before the plan is given, and how it was received."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from waymark.children.models import Child
from waymark.children.naming import Named
from waymark.contacts import words
from waymark.guidance import code_list, label
from waymark.guidance.frames import languages
from waymark.guidance.sheets import ENGLISH
from waymark.pages.fields import DayField, RadioChips, Radios, on_or_after, on_or_before
from waymark.pages.sure import SURE
from waymark.plans.forms.naming import NamesForm
from waymark.portal.forms import (
    NOT_TOLD,
    ChosenField,
    check_words,
    first_language,
    warn_of,
)
from waymark.portal.giving import LINK, PRINT, SOUND, Reader
from waymark.portal.models import CHILD
from waymark.portal.queries import Somebody
from waymark.portal.read_through import MEND

LONGEST = 2000
LONGEST_PART = 20_000
ANOTHER = "another"
SIGNED = "signed"  # languages that nobody writes
NO_CODES = {"eng", "other", "not-known"}
ASKED_EACH_TIME = ("understood",)
SOURCE = "The first line is the heading. In English it says: {}"
STAYS_AS_WRITTEN = (
    "In Welsh, only our own headings and sentences are Welsh. The steps, who takes them, the "
    "answers and the reasons stay in the language they were written in. For all of it in Welsh, "
    "choose “Another, written by an interpreter”, and type the Welsh of each part."
)
NOT_IN_IT = (
    "An interpreter’s words are typed below: choose “Another, written by an interpreter”, or "
    "empty them"
)
WRITTEN = "Type what the interpreter wrote: {}"
MEND_THEIRS = "Write it otherwise in the interpreter’s words, below."
TICKED = ("may_have_it", SURE)  # each time anew


class CopyForm(NamesForm):
    """For whom, in which form and language; and who else must not be in it."""

    whom = forms.ChoiceField(
        label="Who gets it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who gets the copy"},
    )
    may_have_it = forms.BooleanField(required=False)
    needs = forms.MultipleChoiceField(
        label="For a parent or carer: what does it say of what they need themselves?",
        help_text="As the plan has it. Tick only what is their own, and what they may read.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    format = forms.ChoiceField(
        label="In which form?",
        choices={
            PRINT: "On paper, in large plain words with pictures",
            SOUND: "Read aloud, as sound",
            LINK: "On their own phone, by a link that is good for seven days",
        },
        widget=Radios(reveals={LINK: ("chosen",)}),
        error_messages={"required": "Choose the form that suits best"},
    )
    chosen = ChosenField()
    language = forms.ChoiceField(
        label="In which language?",
        help_text=STAYS_AS_WRITTEN,
        widget=Radios(reveals={ANOTHER: ("other",)}),
        error_messages={"required": "Choose a language"},
    )
    other = forms.ChoiceField(label="Which?", required=False)
    field_order = ("whom", "may_have_it", "needs", "format", "chosen", "language", "other", "names")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        child: Child,
        family: list[tuple[Somebody, bool]],
        unmatched: Sequence[str] = (),
        needs: Sequence[tuple[str, str]] = (),
        parts: Mapping[str, tuple[str, ...]],
    ) -> None:
        other = interpreted_in(child)
        language = ANOTHER if other else first_language(child)
        super().__init__(data, initial={"whom": CHILD, "language": language, "other": other})
        self.child = child
        own = Somebody(CHILD, CHILD, child.first_name, "")
        self.somebodies = {each.key: each for each in (own, *(each for each, _ in family))}
        self.fields["whom"].choices = [
            (CHILD, child.first_name),
            *(
                (each.key, each.called + (NOT_TOLD if not_told else ""))
                for each, not_told in family
            ),
        ]
        warn_of(self.fields["whom"], unmatched)
        self.fields["may_have_it"].label = (
            f"For a parent or carer: I asked {child.first_name} this time whether they may have a "
            "copy, and it is safe"
        )
        self.fields["needs"].choices = list(needs)
        if not family:
            del self.fields["may_have_it"]
        if not family or not needs:
            del self.fields["needs"]
        self.fields["language"].choices = [
            *languages().items(),
            (ANOTHER, "Another, written by an interpreter"),
        ]
        self.fields["other"].choices = [("", "Choose"), *_written_languages()]
        self.all_parts = parts
        self._ask_interpreter()

    def begin_again(self) -> None:
        """Show what was typed before; what was asked and ticked then is asked anew."""
        self.data = self.data.copy()
        for ticked in TICKED:
            self.data.pop(ticked, None)
        self._ask_interpreter()

    @property
    def _wrote_parts(self) -> bool:
        return any(self._sent(_part(name)).strip() for name in self.all_parts)

    def _ask_interpreter(self) -> None:
        language = self._sent("language") if self.is_bound else self.initial["language"]
        self.parts = self.all_parts if language == ANOTHER or self._wrote_parts else {}
        for name in self.all_parts:
            self.fields.pop(_part(name), None)
        for name, (title, *says) in self.parts.items():
            self.fields[_part(name)] = forms.CharField(
                label=f"In their words: {title}",
                help_text=SOURCE.format("; ".join(says) or title),
                max_length=LONGEST_PART,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def _sent(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("whom") not in (None, CHILD) and not data.get("may_have_it"):
            asked = f"Ask {self.child.first_name} first, each time, and tick this"
            self.add_error("may_have_it", asked)
        if data.get("whom") == CHILD and data.get("needs"):
            self.add_error("needs", f"Tick nothing here for {self.child.first_name}’s own copy")
        if data.get("format") == LINK:
            check_words(self, self.child)
        if data.get("language") == ANOTHER:
            self._check_parts(data)
        elif self._wrote_parts:
            self.add_error("language", NOT_IN_IT)
        return data

    def _check_parts(self, data: dict[str, Any]) -> None:
        if not data.get("other"):
            self.add_error("other", "Choose the language")
        for name, (title, *_) in self.parts.items():
            if not (data.get(_part(name)) or "").strip():
                self.add_error(_part(name), WRITTEN.format(title))

    @property
    def mend(self) -> str:
        """Return where what must not be in the copy is put right: where it was written."""
        return MEND_THEIRS if self.parts else MEND

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Put what is refused of an interpreter's part beside that part."""
        with super().refusals():
            try:
                yield
            except Named as named:
                if not self.parts:
                    raise
                for reason in named.reasons:
                    self.add_error(self._part_of(reason), reason)

    def _part_of(self, reason: str) -> str | None:
        """Return the field of the part of which a reason speaks, by the heading it has there; none
        where several have it."""
        said = {name: self._sent(_part(name)).strip().partition("\n")[0] for name in self.parts}
        of = [name for name, head in said.items() if reason.startswith(f"Under “{head.strip()}”")]
        return _part(of[0]) if len(of) == 1 else None

    @property
    def somebody(self) -> Somebody:
        return self.somebodies[self.cleaned_data["whom"]]

    @property
    def reader(self) -> Reader:
        data = self.cleaned_data
        return Reader(data["whom"] == CHILD, tuple(data.get("needs") or ()))

    @property
    def spoken(self) -> str:
        data = self.cleaned_data
        return data["other"] if data["language"] == ANOTHER else data["language"]

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[_part(name)] for name in self.parts}


def interpreted_in(child: Child) -> str:
    """Return the language that an interpreter writes for a child, as the record says it is needed;
    nothing where none is, or nobody writes it."""
    told = child.document.get("interpreter") or {}
    language = told.get("language") if told.get("needed") else None
    return language if language in dict(_written_languages()) else ""


def _part(name: str) -> str:
    return f"part-{name}"


def _written_languages() -> list[tuple[str, str]]:
    codes = code_list("languages").codes
    return [
        (each.code, each.label)
        for each in codes
        if each.group != SIGNED and each.code not in NO_CODES
    ]


def stays_as_written(spoken: str) -> bool:
    """Tell whether only our own sentences are in this language, and the plan's as they were."""
    return spoken in languages() and spoken != ENGLISH


def language_name(code: str) -> str:
    return languages().get(code) or label("languages", code)


class GivenForm(forms.Form):
    """When it was given, and how it was received."""

    on = DayField(label="When was it given?", error_messages={"required": "Give the day"})

    def __init__(
        self, data: QueryDict | None = None, *, name: str, made: date, today: date
    ) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].validators = [
            on_or_after(made, "when it was made"),
            on_or_before(today, "which is today"),
        ]
        asks = {
            "understood": f"Did {name} understand it?",
            "own_words": f"Did {name} find their own words in it?",
            "worried": f"How worried is {name} now about what is to be done?",
        }
        for field, question in asks.items():
            self.fields[field] = forms.ChoiceField(
                label=question,
                choices=list(words.ANSWERS[f"plan-given.{field}"].items()),
                required=field in ASKED_EACH_TIME,
                widget=RadioChips,
                error_messages={"required": f"Say whether {name} understood it, or not known yet"},
            )
        self.fields["received"] = forms.CharField(
            label=f"What did {name} say about it?",
            required=False,
            max_length=LONGEST_PART,
            widget=forms.Textarea(attrs={"rows": 4}),
        )


class GivenElsewhereForm(GivenForm):
    """The same, of a plan whose words Waymark does not hold."""

    def __init__(self, data: QueryDict | None = None, **told: Any) -> None:
        super().__init__(data, **told)
        self.fields["format"] = forms.CharField(
            label="In what form?", help_text="Such as one page in plain words.", max_length=200
        )
        self.order_fields(["on", "format"])
