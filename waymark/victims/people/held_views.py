"""The pages of files that wait to be cut: which there are, what one says, and what goes back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header

from waymark.accounts import acting
from waymark.accounts.access import needs
from waymark.accounts.permissions import Permission
from waymark.audit import recording
from waymark.files.attached import (
    ENDINGS,
    MOST_BYTES,
    TAKEN,
    Attached,
    Decision,
    attached,
    keep_or_hold,
)
from waymark.files.reading import Unfit, WhyNot
from waymark.files.said import BY_THEMSELVES, NOT_GIVEN, SAVE_ANEW, UNREAD_BECAUSE, where
from waymark.pages.fields import Radios
from waymark.rules.carries import carries
from waymark.victims.people import held
from waymark.victims.people.access import check_may_read
from waymark.victims.people.elsewhere import found_elsewhere
from waymark.victims.people.looking import found_in
from waymark.victims.people.models import Held

NAMES = "This file names somebody still. It says {}: cut that too, and put it in again"
MAY_NAME = "This file may name somebody. It says {}: look at every page, and tick that you did"
LOOK = ". Look at every page, and tick that you did; or put in one that can be read"
NO_READER = (
    ", so no file is taken. Tell whoever looks after Waymark that Tesseract is missing, and try "
    "again later"
)
NOT_NAMED = (
    "Of the people harmed, not all are known by name: they cannot be looked for. Look at every "
    "page, and tick that you did"
)


class CutForm(forms.Form):
    """The cut file; it is read here for names as each file is."""

    attachment = forms.FileField(
        label="The file without the names",
        help_text=f"Cut or black out each name on paper, or save a copy without it: {TAKEN}, up to "
        "5 MB. It is read for names before it goes back.",
        allow_empty_file=True,  # `attached` says it better
        error_messages={"required": "Choose the file without the names"},
    )
    looked = forms.BooleanField(
        label="I have looked at every page, and nobody who was harmed is named in it",
        required=False,
    )

    def __init__(self, *args: Any, held: Held, **options: Any) -> None:
        super().__init__(*args, **options)
        self.held = held
        self.cut: Attached | None = None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        sent = said.get("attachment")
        if sent is not None:
            try:
                self.cut = attached(sent.name, sent.read(MOST_BYTES + 1))
            except Unfit as unfit:
                self.add_error("attachment", str(unfit))
            else:
                self._read_names(self.cut, looked=bool(said.get("looked")))
        return said

    def _read_names(self, cut: Attached, *, looked: bool) -> None:
        text, of = cut.read.text, self.held
        known, whose = of.known, {"child": of.child, "service": of.service_id}
        found, unnamed = found_in(text, **whose, known=known, on=timezone.localdate())
        found += found_elsewhere(text, **whose, known=known)
        match keep_or_hold(cut.read, found, looked_for=not unnamed, somebody_read=looked):
            case Decision.NAMES:
                self.add_error("attachment", NAMES.format(where(found, text)))
            case Decision.MAY_NAME:
                self.add_error("looked", MAY_NAME.format(where(found, text)))
            case Decision.UNREAD:
                self.add_error("looked", because(cut.read.why_not) + LOOK)
            case Decision.BROKEN:
                self.add_error("attachment", SAVE_ANEW)
            case Decision.NO_READER:
                self.add_error("attachment", because(cut.read.why_not) + NO_READER)
            case Decision.NOBODY_LOOKED:
                self.add_error("looked", NOT_NAMED)


class NothingForm(forms.Form):
    why = forms.ChoiceField(
        label="Why may nothing of it go back?",
        choices=[(code, said) for code, said in NOT_GIVEN.items() if code not in BY_THEMSELVES],
        widget=Radios,
        error_messages={"required": "Choose why nothing of it may go back"},
    )


@needs(Permission.SEE_HARMED)
def waiting(request: HttpRequest) -> HttpResponse:
    """Show which files wait to be cut, the oldest first."""
    check_may_read(request.user)
    rows = list(held.waiting())
    return render(request, "victims/files.html", {"rows": rows, "today": timezone.localdate()})


@needs(Permission.RECORD_HARMED)
@carries("CM-409")
def one(request: HttpRequest, held_file: int) -> HttpResponse:
    """Show where a file names somebody, and take what was cut."""
    row = _open(request, held_file)
    form = CutForm(request.POST or None, request.FILES or None, held=row)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            looked = form.cleaned_data["looked"]
            told = {"attached": form.cut, "looked": looked}
            held.cut(held=row, **told, by=request.user, at=timezone.now())
            messages.success(request, "It goes back without the names. The whole is deleted.")
            return redirect("held-files")
    return _page(request, row, form, "victims/file.html")


@needs(Permission.RECORD_HARMED)
def nothing_goes_back(request: HttpRequest, held_file: int) -> HttpResponse:
    """Ask why nothing of a file may go back."""
    row = _open(request, held_file)
    form = NothingForm(request.POST or None)
    if acting.is_whole(request, form):
        with acting.refusals_on(form):
            why = form.cleaned_data["why"]
            held.give_nothing(held=row, why=why, by=request.user, at=timezone.now())
            messages.success(request, "Nothing of it goes back. It is deleted.")
            return redirect("held-files")
    return _page(request, row, form, "victims/nothing_goes_back.html")


@needs(Permission.RECORD_HARMED)
def download(request: HttpRequest, held_file: int) -> HttpResponse:
    """Hand the whole out to be cut; a browser saves it and shows nothing of it."""
    row = _open(request, held_file)
    answer = HttpResponse(bytes(row.content), content_type=row.media_type)
    name = f"to-cut-{row.pk}{ENDINGS[row.media_type]}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    return answer


def because(why_not: WhyNot | str | None) -> str:
    return UNREAD_BECAUSE[WhyNot(why_not)] if why_not else ""


def _open(request: HttpRequest, pk: int) -> Held:
    """Return a file that waits, and note in the audit that it was opened.

    :raises Http404: where there is none such for this person.
    """
    check_may_read(request.user)
    row = held.waiting().filter(pk=pk).first()
    if row is None:
        raise Http404
    recording.note(held=row.pk, record=row.child)
    return row


def _page(request: HttpRequest, row: Held, form: forms.Form, template: str) -> HttpResponse:
    context = {"file": row, "form": form, "because": because(row.unread)}
    context |= {"today": timezone.localdate()}
    return render(request, template, context, status=acting.status(form))
