"""What somebody typed on a page that is no more: it is theirs, and is shown until they clear it."""

from collections.abc import Callable, Iterable, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from waymark.accounts import kept
from waymark.children.header import header
from waymark.children.views.about import Asked
from waymark.drafts import store
from waymark.drafts.models import Draft
from waymark.drafts.store import Place, Ticket

GONE = 404
NOT_TYPED = {*kept.NEVER_KEPT, "draft", "began_from", "opened"}
Said = tuple[str, str]  # what was asked, and what was typed to it


def draft_of(asked: Asked) -> Draft | None:
    """Return what was typed on the page of this address and not saved. One query."""
    address = asked.request.get_full_path()
    return store.left_at(person=asked.by, child=asked.child.pk, address=address, at=asked.at)


def what_was_typed(
    asked: Asked,
    draft: Draft | None,
    typed: Mapping[str, list[str]],
    told: Callable[[str, list[str]], Said],
    because: str,
) -> HttpResponse | None:
    """Return the page that shows it; nothing where nothing was typed.

    :param told: says of a field and its values what was asked, and what was typed to it.
    :param because: what became of the page.
    """
    said: Iterable[Said] = (told(name, typed[name]) for name in typed if name not in NOT_TYPED)
    said = [(asks, words) for asks, words in said if words]
    if not said:
        return None
    top = header(asked.child, asked.today)
    ticket = _ticket(draft, asked) if draft else ""
    context = {"header": top, "said": said, "because": because, "ticket": ticket}
    context["days"] = store.kept_for(asked.today)
    return render(asked.request, "children/gone.html", context, status=GONE)


def _ticket(draft: Draft, asked: Asked) -> str:
    """Return what clears a draft and leads back to one's own work."""
    place = Place(asked.child.pk, draft.form, draft.document)
    return Ticket(place, asked.by.pk, draft.began_from, reverse("home")).sealed()
