"""Making and changing a draft: the whole on one page, and a small form for each thing in it."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from waymark.accounts.access import needs
from waymark.accounts.answers import Refused
from waymark.accounts.permissions import Permission
from waymark.children.facts import version as version_of
from waymark.children.writing import closed, gone
from waymark.children.writing.changing import change_page, change_texts
from waymark.chronology.casefile import Document
from waymark.drafts.writing import Writing
from waymark.pages.words import day
from waymark.plans import items, queries, words
from waymark.plans.answered import changes_of, that_hold
from waymark.plans.forms.goal import COUNT, GoalForm
from waymark.plans.forms.item import ItemForm, WholeForm
from waymark.plans.safe_now import FROM, Measure, measures
from waymark.plans.views.asked import AskedPlan
from waymark.plans.views.looking import goal_for, kinder_said, reading_of, things_to_look_at
from waymark.rules.calendar import months_after
from waymark.rules.facts import build
from waymark.rules.planned import ITEMS, texts
from waymark.rules.reviews import MONTHS_BETWEEN

NEW, WHOLE = "new", "whole"
FORMS: dict[str, Any] = {"goals": GoalForm, WHOLE: WholeForm}
TEMPLATES = {"goals": "plans/goal.html"}
NO_DRAFT = (
    "There is no draft any more: it was agreed or thrown away while you were writing. Go back: "
    "what you typed stands there. Copy it, begin the next version of the plan, and add it there."
)
OF_A_LINE = re.compile(r"s\d+_")
NO_WORDS = re.compile(
    rf"{COUNT}|.*_(?:month|year)|"
    r"(?:s\d+_)?(?:id|family|child|because|agency|requirement|keeps|orders|source|weekdays)"
)
DRAFT_IS_GONE = "The draft for which you wrote this was agreed or thrown away meanwhile."
KEYED = {"compulsory", "left"}  # known by what they are about


@needs(Permission.RECORD)
def draft(request: HttpRequest, child: int) -> HttpResponse:
    """Show the draft, with all that can be added and changed."""
    asked = AskedPlan(request, child)
    if asked.draft is None:
        return redirect("plan", child)
    returned = queries.last_returned(asked.draft)
    holds = that_hold(asked.draft, changes_of(asked.draft, asked.case))
    context = {
        "header": asked.top,
        "draft": asked.draft,
        "shown": asked.shown(asked.draft),
        "is_first": queries.standing(asked.child) is None,
        "look_at": things_to_look_at(asked, asked.asked_of(asked.draft).looks, holds),
        "returned": returned,
        "comments": asked.top.near.hide(returned.document.get("comments") or "")
        if returned
        else "",
        "reading": reading_of(asked, asked.draft.document["plan"]),
        "firsts": _firsts(asked.draft.document["plan"]),
        "versions": _versions(asked.draft.document["plan"]),
        "taken_off": _taken_off(asked),
        "not_done": items.not_done(asked.draft.document["plan"]),
        "unanswered": _unanswered(asked),
        "safe_now": _safe_now(asked),
        "attach": asked.where_to_attach(asked.draft),
        "today": asked.today,
    }
    return render(request, "plans/draft.html", context)


def _safe_now(asked: AskedPlan) -> list[Measure]:
    says, hide = asked.the_draft().document["plan"], asked.top.near.hide
    return measures(asked.child, asked.case, says, on=asked.today, hide=hide)


def _firsts(says: Document) -> set[str]:
    """Return what stands first where it stands, so that nothing is above it."""
    firsts: dict[object, str] = {}
    for group, (_, key) in ITEMS.items():
        for each in says.get(group) or []:
            firsts.setdefault((group, items.kin(each)), each[key])
    return set(firsts.values())


def _versions(says: Document) -> dict[str, str]:
    """Return the version of each list's order, and of each item by its list and what it is called:
    a button that changes something says what it was shown with."""
    found = {}
    for group, (_, key) in ITEMS.items():
        found[group] = version_of(items.order_of(says, group))
        found |= {f"{group} {each[key]}": version_of(each) for each in says.get(group) or []}
    return found


def _taken_off(asked: AskedPlan) -> list[tuple[str, str, str]]:
    """Return what can be put back: its list, what it is known by, and what it says."""
    document = asked.the_draft().document
    off, hide = document.get(items.TAKEN_OFF) or {}, asked.top.near.hide
    found = []
    for group, (shape, key) in ITEMS.items():
        stand = {each[key] for each in document["plan"].get(group) or []}
        for each in off.get(group) or []:
            if each[key] not in stand:
                said = next(texts(build(shape, each)), words.GROUPS[group].one)
                found.append((group, each[key], hide(said)))
    return found


def _unanswered(asked: AskedPlan) -> dict[str, list[Any]]:
    """Return what the courts require and what was found, of which the plan says nothing yet; with
    the latter, where a goal is added for it."""
    says = asked.the_draft().document["plan"]
    explained = {each["requirement"] for each in says.get("compulsory") or []}
    left = {each["finding"] for each in says.get("left") or []}
    rests = {
        basis.get("of") for goal in says.get("goals") or [] for basis in goal.get("because") or []
    }
    return {
        "compulsory": [
            (each.key, each.words) for each in asked.offer.required if each.key not in explained
        ],
        "left": [
            (each, goal_for(asked.child.pk, each.section))
            for each in asked.offer.conclusions.findings
            if each.section not in left | rests
        ],
    }


@needs(Permission.RECORD)
def item(request: HttpRequest, child: int, group: str, item: str) -> HttpResponse:
    """Add or change one thing in the draft."""
    asked = AskedPlan(request, child)
    if asked.draft is None:
        return _without_a_draft(asked, group)
    standing = _standing(asked, group, item)
    known_by = item if standing or group in KEYED else ""
    form = FORMS.get(group, ItemForm)
    writing = Writing.of(
        request,
        child=child,
        form=f"plan-{group}",
        document=item,
        began_from=version_of(standing),
        at=asked.at,
    )

    def filled_in(sent: QueryDict | None) -> Any:
        made = form(sent, group=group, standing=standing, offer=asked.offer)
        if not standing and "because" in request.GET and "because" in made.fields:
            made.fields["because"].initial = request.GET.getlist("because")
        if not standing and group == "controls" and FROM in request.GET:
            offered = (each for each in _safe_now(asked) if each.event == request.GET[FROM])
            made.initial |= next((each.facts for each in offered), {})
        return made

    about = {"group": words.GROUPS[group], "of": _about(asked, group, item), "item": item}
    page = {
        **about,
        **_found(asked, group, item),
        "template": TEMPLATES.get(group, "plans/item.html"),
        "is_new": not standing,
        "attach": asked.sources if group == "other_plans" else "",
        "reading": reading_of(asked, request.POST.dict() if request.POST else standing),
    }
    if request.method == "POST" and "another" in request.POST:
        return _another(asked, filled_in, writing, page)
    save = partial(_save, asked, group, known_by, writing)
    thing = f"plan-{group}-{item}"
    return change_texts(filled_in, save, writing=writing, top=asked.top, thing=thing, **page)


def _found(asked: AskedPlan, group: str, item: str) -> Document:
    """Return what was found where it may be left, and where a goal is added for it instead."""
    if group != "left":
        return {"found": None, "goal_for": ""}
    found = (each for each in asked.offer.conclusions.findings if each.section == item)
    return {"found": next(found, None), "goal_for": goal_for(asked.child.pk, item)}


def _without_a_draft(asked: AskedPlan, group: str) -> HttpResponse:
    """Show what was typed for a draft that was agreed or thrown away meanwhile.

    :raises Refused: where it is sent only now; the browser holds it.
    :raises Http404: where nothing was typed.
    """
    if asked.request.method == "POST":
        raise Refused(NO_DRAFT)
    draft = gone.draft_of(asked)

    def told(name: str, values: list[str]) -> gone.Said:
        return words.asked_as(group, name, asked.name), ", ".join(filter(None, values))

    typed = _words_and_days(draft.fields if draft else {})
    if answer := gone.what_was_typed(asked, draft, typed, told, DRAFT_IS_GONE):
        return answer
    raise Http404


def _words_and_days(fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what was typed, step by step, with each day in one; what was ticked is no words."""
    found: dict[str, list[str]] = {}
    for name in sorted(fields, key=lambda each: (bool(OF_A_LINE.match(each)), each)):
        whole = name.removesuffix("_day")
        if whole != name:
            parts = (fields.get(f"{whole}_{part}") or [""] for part in ("day", "month", "year"))
            found[whole] = [" ".join(values[0] for values in parts).strip()]
        elif not NO_WORDS.fullmatch(name):
            found[name] = fields[name]
    return found


def _another(asked: AskedPlan, filled_in: Any, writing: Writing, page: Document) -> HttpResponse:
    """Show the form again with one line more, or in another order; nothing is saved."""
    form = filled_in(asked.request.POST)
    if isinstance(form, GoalForm):
        form.another(asked.request.POST["another"])
    closed.close(form, asked.top.near.hide, is_sent=True)
    form._errors = ErrorDict()  # noqa: SLF001 (what was not handed in is not yet wrong)
    return change_page(
        asked.request,
        form,
        None,
        writing=writing,
        as_it_stands=partial(filled_in, None),
        hide=asked.top.near.hide,
        header=asked.top,
        **page,
    )


def _save(asked: AskedPlan, group: str, item: str, writing: Writing, form: Any) -> HttpResponse:
    told: dict[str, Any] = {
        "child": asked.child,
        "began_from": asked.request.POST.get("began_from", ""),
        "facts": closed.with_what_was_kept(form, form.facts),
        "by": asked.by,
        "at": asked.at,
        "place": writing.place,
    }
    if group == WHOLE:
        items.keep_whole(**told)
        if words_for_it := _too_far_ahead(asked, told["facts"]):
            messages.info(asked.request, words_for_it)
        return redirect("plan-draft", asked.child.pk)
    kept = items.keep_item(group=group, item=item, **told)
    for words_for_it in kinder_said(told["facts"], asked.name):
        messages.info(asked.request, words_for_it)
    return redirect(f"{reverse('plan-draft', args=[asked.child.pk])}#{kept}")


def _too_far_ahead(asked: AskedPlan, facts: Document) -> str:
    """Say of the day of the next look that it is too late to be agreed; it is saved anyhow."""
    last, wanted = months_after(asked.today, MONTHS_BETWEEN), facts.get("next_review_on")
    if not wanted or date.fromisoformat(wanted) <= last:
        return ""
    return (
        f"A plan is looked at again at least every three months: before you agree it, choose a day "
        f"on or before {day(last, asked.today)}."
    )


@require_POST
@needs(Permission.RECORD)
def take_off(request: HttpRequest, child: int, group: str, item: str) -> HttpResponse:
    asked = AskedPlan(request, child)
    _standing(asked, group, item)
    items.take_off(child=asked.child, group=group, item=item, **_of_a_button(asked))
    messages.success(request, "It is off the draft. Until the plan is agreed you can put it back.")
    return redirect(f"{reverse('plan-draft', args=[child])}#taken-off")


@require_POST
@needs(Permission.RECORD)
def put_back(request: HttpRequest, child: int, group: str, item: str) -> HttpResponse:
    asked = AskedPlan(request, child)
    if group not in ITEMS:
        raise Http404
    asked.the_draft()
    items.put_back(child=asked.child, group=group, item=item, by=asked.by, at=asked.at)
    return redirect(f"{reverse('plan-draft', args=[child])}#{item}")


@require_POST
@needs(Permission.RECORD)
def move_up(request: HttpRequest, child: int, group: str, item: str) -> HttpResponse:
    asked = AskedPlan(request, child)
    _standing(asked, group, item)
    items.move_up(child=asked.child, group=group, item=item, **_of_a_button(asked))
    return redirect(f"{reverse('plan-draft', args=[child])}#{item}")


def _of_a_button(asked: AskedPlan) -> Document:
    """Return who pressed a button, when, and the version that stood beside it."""
    sent = asked.request.POST.get("began_from", "")
    return {"began_from": sent, "by": asked.by, "at": asked.at}


def _standing(asked: AskedPlan, group: str, item: str) -> Document:
    """Return what stands of a thing in the draft; nothing where it is yet to be added.

    :raises Http404: where the draft can hold no such thing.
    """
    says = asked.the_draft().document["plan"]
    if group == WHOLE:
        return items.whole_of(says)
    if group not in ITEMS:
        raise Http404
    key = ITEMS[group][1]
    found = next((each for each in says.get(group) or [] if each[key] == item), None)
    if found is not None:
        return found
    if group in KEYED:
        _about(asked, group, item)
    elif item != NEW and "began_from" not in asked.request.POST:  # written on, and taken off since
        raise Http404
    return {}


def _about(asked: AskedPlan, group: str, item: str) -> str:
    """Return what an item is about that is known by it: a requirement, a finding.

    :raises Http404: where there is none, and none stands in the draft.
    """
    if group not in KEYED:
        return ""
    known = asked.known.required if group == "compulsory" else asked.known.found
    says = asked.the_draft().document["plan"]
    held = {each[ITEMS[group][1]] for each in says.get(group) or []}
    if item not in known and item not in held:
        raise Http404
    return (
        asked.known.reason(item) if group == "left" else known.get(item, "an earlier requirement")
    )
