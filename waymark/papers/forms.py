"""Who or what a paper rests on."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from waymark.accounts.answers import Refused
from waymark.children.naming import OTHERS, Reading
from waymark.chronology.casefile import Document
from waymark.files.attached import (
    MOST_BYTES,
    TAKEN,
    Attached,
    Decision,
    Unfit,
    attached,
    keep_or_hold,
)
from waymark.files.reading import WhyNot
from waymark.files.said import SAVE_ANEW, UNREAD_BECAUSE, where
from waymark.guard import Shut
from waymark.guidance import codes
from waymark.pages.fields import DayField, Radios, WordsField, on_or_before
from waymark.papers.acts import WHY_THROWN_AWAY
from waymark.papers.models import Source
from waymark.rules.carries import carries
from waymark.rules.names import Found

A_PHOTO = "Attach a straight, sharp photo or scan of the page and nothing else"
WHAT_TO_DO = {
    WhyNot.PARTS_INSIDE: "Save it as a PDF, and attach that",
    WhyNot.TOO_MANY_PAGES: "Attach a few pages at a time",
    WhyNot.TOO_LONG: "Attach a few pages at a time",
}
UNREAD = "{because}, so it is not kept. {do}; or type above what it says, and attach nothing"
OR_READ_IT = (
    "Or read all of it yourself, attach it again, and tick this. Where you are not sure who must "
    "not be named, ask the victim worker to look at it"
)
NO_READER = (
    "Pictures and scans cannot be read for names at the moment, so this file is not kept. Type "
    "above what it says, and attach nothing. Tell whoever looks after Waymark that Tesseract is "
    "missing"
)

NOT_NOW = (
    "The people who were harmed cannot be looked for at the moment, so this file is not kept. What "
    "you wrote is. Choose the file again in a minute; if it lasts, tell whoever looks after Waymark"
)
MAY_NAME = (
    "This file may name somebody. It says {}: read it, and tick that nobody is named who must not "
    "be there"
)

SEPARATES = re.compile(r"[\W\d_]+")  # what stands between the words of a file's name
CALLED_ANEW = (
    "What the file itself was called names somebody who must not be in this record, so it is kept "
    "as “{}”."
)
CALLED_PERHAPS = (
    "What the file itself is called may name somebody who must not be in this record. If it does, "
    "take it off and attach it under another name."
)
NAMES_ANOTHER = (
    "The file names another child. It is kept for this record alone: it is neither "
    "for the child nor for the family."
)
Read = Callable[[Sequence[str]], Reading]


class SourceFacts(forms.Form):
    who = forms.CharField(
        label="Who told you, or what did you read?",
        help_text="Such as form tutor, CAMHS letter, earlier assessment.",
        max_length=200,
        error_messages={"required": "Say who told you, or what you read"},
    )
    agency = forms.ChoiceField(label="Which agency are they from?", required=False)
    on = DayField(label="When?", required=False)
    told = WordsField("What did you learn from it?", rows=4)

    def __init__(
        self, *args: Any, today: date, stands: Source | None = None, **options: Any
    ) -> None:
        """:param stands: what is put right."""
        super().__init__(*args, initial=_as_written(stands) if stands else {}, **options)
        agencies = [(code.code, code.label) for code in codes("agencies", today)]
        self.fields["agency"].choices = [("", "None: family, or the child"), *agencies]
        self.fields["on"].validators = [on_or_before(today, "which is today")]

    @property
    def facts(self) -> Document:
        said = {name: self.cleaned_data[name] for name in ("who", "agency", "on", "told")}
        if said.get("on"):
            said["on"] = said["on"].isoformat()
        return {name: value for name, value in said.items() if value not in (None, "")}


class SourceForm(SourceFacts):
    """With what they gave: it is read for names before it is kept."""

    attachment = forms.FileField(
        label="Attach what they gave you",
        help_text=f"Their assessment, plan or letter: {TAKEN}, up to 5 MB. It is read for names "
        "before it is kept. One that names somebody who was harmed, or that no program can read, "
        "waits until the victim worker has cut it. Choose it last: what is "
        "kept for later is what you typed, and no file.",
        required=False,
        allow_empty_file=True,  # `attached` says it better
    )
    was_read = forms.BooleanField(
        label="I have read all of it, and nobody is named who must not be in this record",
        required=False,
    )

    def __init__(self, *args: Any, read: Read, **options: Any) -> None:
        """:param read: reads it for names."""
        super().__init__(*args, **options)
        self.read_names = read
        self.kept: Attached | None = None
        self.waits = False  # it is not kept here: it waits to be cut
        self.for_record_alone = False  # another child is named in it
        self.to_know: list[str] = []  # once it is kept

    def clean_attachment(self) -> None:
        sent = self.cleaned_data.get("attachment")
        if sent is not None:
            try:
                self.kept = attached(sent.name, sent.read(MOST_BYTES + 1))
            except Unfit as unfit:
                raise forms.ValidationError(str(unfit)) from unfit

    def clean(self) -> dict[str, Any]:
        """Read what is attached for names; what no program can read, somebody must have read."""
        said = super().clean() or {}
        if self.kept is not None:
            try:
                self._check_attached(self.kept, was_read=bool(said.get("was_read")))
            except Shut:
                self.add_error("attachment", NOT_NOW)
            except Refused as refusal:
                self.add_error("attachment", list(refusal.reasons))
        return said

    @carries("CM-409")
    def _check_attached(self, kept: Attached, *, was_read: bool) -> None:
        called, text = SEPARATES.sub(" ", kept.name), kept.read.text
        reading = self.read_names([called, text])
        others, found = _apart(reading.of(text))
        self._check_called(kept, reading.of(called))
        if others:
            self._keep_for_record_alone()
        sure = any(each.sure for each in found)
        decision = keep_or_hold(
            kept.read,
            found,
            looked_for=not reading.to_look,
            somebody_read=was_read,
            may_wait=sure or reading.harmed,
        )
        self.waits = decision is Decision.WAITS
        match decision:
            case Decision.MAY_NAME:
                self.add_error("attachment", MAY_NAME.format(where(found, text)))
            case Decision.NO_READER:
                self.add_error("attachment", NO_READER)
            case Decision.BROKEN:
                self.add_error("attachment", SAVE_ANEW)
            case Decision.UNREAD:
                self.add_error("attachment", _unread(kept.read.why_not))
                self.add_error("was_read", OR_READ_IT)
            case Decision.NOBODY_LOOKED:
                self.add_error("was_read", reading.to_look)

    def _check_called(self, kept: Attached, named: Sequence[Found]) -> None:
        """See what the file itself is called: where it names somebody harmed, it is called anew."""
        others, found = _apart(named)
        if any(each.sure for each in found):
            self.kept = kept.nameless
            self.to_know.append(CALLED_ANEW.format(self.kept.name))
        elif found:
            self.to_know.append(CALLED_PERHAPS)
        if others:
            self._keep_for_record_alone()

    def _keep_for_record_alone(self) -> None:
        if not self.for_record_alone:
            self.for_record_alone = True
            self.to_know.append(NAMES_ANOTHER)

    @property
    def facts(self) -> Document:
        file = {"file": self.kept.name} if self.kept else {}
        return {**super().facts, **file}


def _as_written(source: Source) -> dict[str, Any]:
    return {**source.document, "on": source.on}


class TakeOffForm(forms.Form):
    because = WordsField(
        "Why is it taken off?",
        asks="Say in a few words why it is taken off",
        help_text="Such as: it was another child’s, the file could not be opened.",
    )


class ThrowAwayForm(forms.Form):
    reason = forms.ChoiceField(
        label="Why?",
        widget=Radios,
        error_messages={"required": "Choose why it is thrown away"},
    )

    def __init__(self, *args: Any, why: Mapping[str, str] = WHY_THROWN_AWAY) -> None:
        super().__init__(*args)
        self.fields["reason"].choices = list(why.items())


def _apart(found: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Return where other children are named for certain, who may be named in this record (papers of
    an offence of two name both), and all else."""
    others = [each for each in found if each.sure and each.name in OTHERS]
    return others, [each for each in found if each not in others]


def _unread(why_not: WhyNot) -> str:
    """Say why a file that could not be read is not kept, and what to do."""
    do = WHAT_TO_DO.get(why_not, A_PHOTO)
    return UNREAD.format(because=UNREAD_BECAUSE[why_not], do=do)
