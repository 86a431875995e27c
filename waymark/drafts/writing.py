"""A form that somebody is writing: what it needs so that nothing typed is lost.

    writing = Writing.of(request, child=child.pk, form="record-contact", at=now)
    form = writing.given_back(ContactForm())           on the way out
    …                                                  the act is told `writing.place`
    render(request, …, {"form": form, "writing": writing})

The template puts `{{ typed(writing, form) }}` into its <form>, and, beside its
button, `{{ keep_for_later(writing, form) }}` and `{{ draft_status() }}` (`drafts/draft.html`).
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import mark_safe

from waymark.accounts import kept
from waymark.drafts import beside, store
from waymark.drafts.models import Draft
from waymark.drafts.store import Place, Ticket
from waymark.pages.fields import PARTS, DayWidget

AForm = TypeVar("AForm", bound=forms.BaseForm)
NOT_TEXT = "<p>Not all of this is text. What is not was not read for names.</p>"


@dataclass(frozen=True)
class Writing:
    request: HttpRequest
    place: Place
    began_from: str
    at: datetime
    draft: Draft | None = None

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        *,
        child: int,
        form: str,
        at: datetime,
        document: str = "",
        began_from: str = "",
    ) -> "Writing":
        """Look up the draft, where the form is about to be shown. At most one query."""
        place = Place(child, form, document)
        writing = cls(request, place, began_from, at)
        if request.method == "GET":
            return replace(writing, draft=store.find(person=request.user, place=place, at=at))
        kept.forget(request, writing.later)  # what is sent now holds it
        return writing

    def ticket(self, form: object = None) -> str:
        """Return what the page hands back with each autosave."""
        address = self.request.get_full_path()
        person = self.request.user.pk
        return Ticket(self.place, person, self.began_from, address, days_shown(form)).sealed()

    @property
    def later(self) -> str:
        """Return where the form is kept while it is typed, or for later: an address of this place
        alone."""
        return f"{reverse('draft-save')}?{urlencode(asdict(self.place))}"

    @property
    def is_out_of_date(self) -> bool:
        """Tell whether what the draft began from has been changed since."""
        return self.draft is not None and self.draft.began_from != self.began_from

    def given_back(self, form: AForm) -> AForm:
        """Return the form, filled in with what was typed; it shows no errors yet."""
        form = kept.filled_in(form, self.too_late())
        if self.draft is not None and not form.is_bound:
            return kept.filled_in(form, store.as_typed(self.draft.fields))
        return form

    def too_late(self) -> QueryDict | None:
        """Take what came after the session had ended: sent by the form's own button, or else kept
        while it was typed, which is older."""
        sent = kept.words(self.request, at=self.at)
        typed = kept.words(self.request, at=self.at, path=self.later)
        return typed if sent is None else sent

    def is_untouched(self, form: object) -> bool:
        """Tell whether nothing in a form is other than as it was first shown: refused or not, it
        is nothing to keep."""
        if not isinstance(form, forms.BaseForm) or self.draft is not None:
            return False
        return not form.is_bound or not form.has_changed()

    def is_unkept(self, form: object) -> bool:
        """Tell whether a form holds what came after the session had ended: given back once, it is
        nowhere but on this page."""
        if not isinstance(form, forms.BaseForm) or not form.is_bound or self.request.POST:
            return False
        return self.draft is None or form.data != store.as_typed(self.draft.fields)

    def from_now_on(self, began_from: str) -> "Writing":
        """Return this writing, its writer having seen another version."""
        return replace(self, began_from=began_from)

    def warned(self, form: object) -> str:
        """Return what is said at once of words that are given back, a draft's too: `warned_of`."""
        return warned_of(self.request, self.place.child, form, at=self.at)


def warned_of(request: HttpRequest, child: int, form: object, at: datetime | None = None) -> str:
    """Return what is said at once of words that are given back: a draft's, or those that were
    sent and have still to be mended; and that something among them is no text, which nothing
    can read for names. Nothing of a form that is empty."""
    given = request.POST or getattr(form, "data", None) or {}
    fields, is_all = texts(given, without=kept.NEVER_KEPT)
    told = {"child": child, "by": request.user, "at": at or timezone.now()}
    said = beside.warned_of(fields, **told) if any(map(any, fields.values())) else ""
    return mark_safe(said + ("" if is_all else NOT_TEXT))  # noqa: S308 (pieces of pages)


def days_shown(form: object) -> dict[str, str]:
    """Return the days that a form has filled in when it is first shown, by the part."""
    if not isinstance(form, forms.BaseForm):
        return {}
    shown = [each for each in form if isinstance(each.field.widget, DayWidget)]
    return {
        f"{each.html_name}_{part}": str(value)
        for each in shown
        for part, value in zip(PARTS, each.field.widget.decompress(each.initial), strict=True)
        if value is not None
    }


def texts(given: object, *, without: Collection[str]) -> tuple[dict[str, list[str]], bool]:
    """Return the texts of what is given back, by field, and whether it is nothing but texts."""
    if not isinstance(given, Mapping):
        return {}, not given
    each = {
        str(name): given.getlist(name) if isinstance(given, MultiValueDict) else _listed(value)
        for name, value in given.items()
        if name not in without
    }
    fields = {
        name.replace("\0", ""): [one.replace("\0", "") for one in held if isinstance(one, str)]
        for name, held in each.items()
    }
    return fields, all(isinstance(one, str) for held in each.values() for one in held)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
