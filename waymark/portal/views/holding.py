"""The pages of whoever holds a sheet: the secret, the questions one by one, handing it in.

Looking changes nothing, and a link alone shows nothing: programs that look ahead at links do that.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters

from waymark.accounts.access import open_to_all
from waymark.accounts.answers import Refused
from waymark.audit import recording
from waymark.children.facts import version
from waymark.duties.numbers import hours_of
from waymark.guard import Shut
from waymark.guidance.sheets import LANGUAGES, called, help_now, known, words
from waymark.pages.quiet import quietly
from waymark.portal import filling, holding, when
from waymark.portal.again import read_for_holder
from waymark.portal.filling import SKIPPED, TALK, VALUE, Page
from waymark.portal.models import CHILD, Kind, Sheet
from waymark.portal.stopping import STOPPED, may_stop, stop
from waymark.portal.views.browser import (
    COOKIE,
    IDLE,
    forget,
    has_handed_in,
    hold,
    key_of,
    thank,
)

OK = 200
OVER = 404
CONFLICT = 409
MISTAKES = 422
TOO_MANY = 429
ELSEWHERE = "https://www.bbc.co.uk/weather"  # where the leave button goes: a page of everybody's
LANGUAGE, LEAVE, STOP = "language", "leave", "stop"
WAS = "was"  # on a question, which answer stood when it was shown
OF_SHEET = "sheet"  # on each form, of which sheet it is

View = Callable[..., HttpResponse]


def _quiet(view: View) -> View:
    @functools.wraps(view)
    def quiet(request: HttpRequest, *args: Any, **told: Any) -> HttpResponse:
        return quietly(view(request, *args, **told))

    return quiet


def _holding(view: View) -> View:
    """Give the view the sheet that this browser holds; where it holds none, say that it is over.

    A browser holds one at a time: what was typed on the page of another is nobody's answer here.
    Where nobody came back for a while somebody else may hold the device: what was typed is
    kept, and nothing is shown any more.
    """

    @functools.wraps(view)
    def held(request: HttpRequest, **told: Any) -> HttpResponse:
        writes = request.method == "POST"
        key = key_of(request, within=None if writes else IDLE)
        sheet = holding.held(key, writes=writes) if key else None
        if sheet is None and writes and key and holding.was_handed_in(key):
            return _thanks(_asked_language(request))
        if sheet is None:
            return _over(request)
        if request.POST.get(OF_SHEET, str(sheet.pk)) != str(sheet.pk):
            return _page(request, "another", sheet.language, status=CONFLICT)
        answer = view(request, sheet, **told)
        if COOKIE in answer.cookies:  # it is forgotten here already
            return answer
        return hold(answer, key) if key_of(request) else _over(request)

    return open_to_all(_quiet(held))


def _over(request: HttpRequest) -> HttpResponse:
    answer = _page(request, "over", _asked_language(request), status=OVER)
    return forget(answer) if COOKIE in request.COOKIES else answer


@open_to_all
@_quiet
@sensitive_post_parameters()
def open_sheet(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for the words that were chosen; said right, open the sheet in this browser."""
    person, key, wrong = request.user, "", ""
    if request.method == "POST":
        key = holding.say_secret(secret, request.POST.get("words", ""), at=now())
        wrong = "secret-wrong"
    if not key:
        return _unopened(request, holding.state_of(secret), wrong)
    if person.is_authenticated:  # whoever was signed in at this browser
        get_adapter().logout(request)
    return hold(redirect("sheet"), key)


def _unopened(request: HttpRequest, state: str, wrong: str) -> HttpResponse:
    """Ask for the words, where they open something; where none do any more, say so instead.

    Nobody knows yet who reads it, so it stands in each of our languages unless one was chosen.
    """
    language = _asked_language(request)
    if state == holding.OPEN:
        status = MISTAKES if wrong else OK
        return _page(
            request, "secret", language, wrong=wrong, spoken=_spoken(request), status=status
        )
    is_locked = state == holding.LOCKED
    why, status = ("secret-locked", TOO_MANY) if is_locked else ("closed-why", OVER)
    told = {"why": why, "spoken": _spoken(request), "heard": ()}
    return _page(request, "closed", language, status=status, **told)


def _spoken(request: HttpRequest) -> list[tuple[str, Mapping[str, str]]]:
    chosen = request.GET.get(LANGUAGE)
    return [(each, words(each)) for each in LANGUAGES if each == chosen or chosen not in LANGUAGES]


@_holding
def sheet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show the first page: of a form, who reads it and where help is; of a copy, the copy."""
    if request.POST.get(LANGUAGE) in LANGUAGES:
        holding.speak(sheet, request.POST[LANGUAGE])
        return redirect("sheet")
    if sheet.kind == Kind.COPY and request.POST.get(STOP):
        stop(sheet, request.POST[STOP], at=now())
        return redirect(f"{reverse('sheet')}#{STOP}")
    if sheet.kind == Kind.COPY:  # it is read for names while nobody waits for its child
        return redirect("sheet") if request.method == "POST" else _copy(request, sheet)
    form = filling.form_of(sheet.content, sheet.language)
    pages = _pages(sheet)
    onward = next((page for page in pages if page.question.id not in sheet.answers), None)
    to = reverse("sheet-page", args=[onward.number]) if onward else reverse("sheet-check")
    hours = when.at_work(_say(sheet), hours_of(sheet.service_id), at=now())
    may_close = any(each.question.id == filling.WHO_READS for each in pages)
    context = {"sheet": sheet, "form": form, "to": to, "hours": hours, "may_close": may_close}
    return _page(request, "begin", sheet.language, **context)


def _copy(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show a copy, once it was read again for names; where it may not go out, that it waits, and
    what of it the child said no to."""
    stops = may_stop(sheet, at=now())
    try:
        read_for_holder(sheet, at=now())
    except Refused as refused:
        why = "copy-not-now" if isinstance(refused, Shut) else "copy-held-back"
        recording.note(act=why)
        told = {"spoken": [(sheet.language, _say(sheet))], "why": why, "sheet": sheet}
        told["heard"] = [
            each
            for each in stops
            if each.says == STOPPED or (each.says and each.activity in sheet.answers)
        ]
        return _page(request, "closed", sheet.language, status=MISTAKES, **told)
    shown = {"copy": sheet.content, "stops": stops, "sheet": sheet}
    return _page(request, "copy", sheet.language, **shown)


@_holding
def page(request: HttpRequest, sheet: Sheet, number: int) -> HttpResponse:
    """Show one question; sent, keep the answer and go to the next."""
    if sheet.kind != Kind.PAPER:
        return redirect("sheet")
    pages = _pages(sheet)
    place = next((i for i, each in enumerate(pages) if each.number == number), None)
    if place is None:
        return redirect("sheet")
    asked = pages[place]
    if request.method == "POST":
        wrong = _keep(sheet, asked, request)
        if not wrong:
            return _onward(sheet, asked, request)
        typed = filling.value_of(asked.question, request.POST)
        return _question(request, sheet, pages, place, typed=typed, wrong=wrong, status=MISTAKES)
    given = sheet.answers.get(asked.question.id, {})
    return _question(request, sheet, pages, place, typed=given.get(VALUE, ""), wrong="")


def _keep(sheet: Sheet, asked: Page, request: HttpRequest) -> str:
    """Keep what was answered; return what is wrong with it, if anything is."""
    does = request.POST.get("do", "")
    value = filling.value_of(asked.question, request.POST)
    if does in (SKIPPED, TALK):
        holding.answer(sheet, asked, {does: True}, at=now())
        return ""
    if len(value) > filling.LONGEST:
        return _say(sheet)["too-long"]
    stands = sheet.answers.get(asked.question.id, {})
    changed_meanwhile = request.POST.get(WAS, version(stands)) != version(stands)
    if value and changed_meanwhile and value != stands.get(VALUE):
        return _say(sheet)["answered-elsewhere"].replace("{words}", _said(sheet, asked))
    if value:
        holding.answer(sheet, asked, {VALUE: value}, at=now())
        return ""
    return "" if does in {*LANGUAGES, LEAVE} else _say(sheet)["not-valid"]


def _onward(sheet: Sheet, asked: Page, request: HttpRequest) -> HttpResponse:
    language = request.POST.get("do", "")
    if language == LEAVE:
        return _left(sheet)
    if language in LANGUAGES:  # what was answered so far is kept
        holding.speak(sheet, language)
        return redirect("sheet-page", asked.number)
    later = (each for each in _pages(sheet) if each.number > asked.number)
    following = next(later, None)
    return redirect("sheet-page", following.number) if following else redirect("sheet-check")


def _question(
    request: HttpRequest, sheet: Sheet, pages: list[Page], place: int, **shown: Any
) -> HttpResponse:
    asked, before = pages[place], pages[place - 1] if place else None
    question = asked.question
    options = filling.choices(question, sheet.language)
    pictures = filling.pictures(question) or ("",) * len(options)
    context = {
        "sheet": sheet,
        "question": question,
        "options": list(zip(options, pictures, strict=True)),
        "was": version(sheet.answers.get(question.id, {})),
        "number": filling.counted(pages[: place + 1]),
        "all": filling.counted(pages),
        "before": reverse("sheet-page", args=[before.number]) if before else reverse("sheet"),
        "told": _told(sheet, [before] if before else []),
    }
    return _page(request, "question", sheet.language, **context, **shown)


@_holding
def check(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show all that was said; sent, hand it in and forget it here."""
    if sheet.kind != Kind.PAPER:
        return redirect("sheet")
    if request.POST.get("do") in LANGUAGES:
        holding.speak(sheet, request.POST["do"])
        return redirect("sheet-check")
    if request.method == "POST":
        holding.hand_in(sheet, at=now())
        return _thanks(sheet.language)
    pages = _pages(sheet)
    rows = [
        (each, sheet.answers.get(each.question.id, {SKIPPED: True}), _said(sheet, each))
        for each in pages
    ]
    context = {
        "rows": rows,
        "told": _told(sheet, pages),
        "for_managers": filling.is_for_managers(sheet.answers),
        "told_before": _told_before_the_choice(sheet),
    }
    return _page(request, "check", sheet.language, sheet=sheet, **context)


def _told(sheet: Sheet, pages: list[Page]) -> str:
    """Return what is said to whoever told us of harm on one of these; nothing to others."""
    marks = {sheet.answers.get(each.question.id, {}).get("told") for each in pages} - {None}
    if not marks:
        return ""
    alone = marks == {filling.MANAGERS}
    hours = hours_of(sheet.service_id)
    return when.told(_say(sheet), sheet.content["worker"], hours, for_managers=alone, at=now())


def _told_before_the_choice(sheet: Sheet) -> bool:
    """Tell whether the worker was told of harm before a child chose that managers alone read it."""
    marks = {each.get("told") for each in sheet.answers.values()} - {None, filling.MANAGERS}
    return bool(marks) and filling.is_for_managers(sheet.answers)


def _thanks(language: str) -> HttpResponse:
    return thank(HttpResponseRedirect(f"{reverse('sheet-done')}?{LANGUAGE}={language}"))


def _said(sheet: Sheet, page: Page) -> str:
    given = sheet.answers.get(page.question.id, {})
    return filling.said(page.question, given, sheet.language)


@open_to_all
@_quiet
def done(request: HttpRequest) -> HttpResponse:
    """Say thank you where something was handed in: nothing on this page tells of whom it was."""
    name = "done" if has_handed_in(request) else "over"
    return forget(_page(request, name, _asked_language(request)))


@open_to_all
@_quiet
def leave(request: HttpRequest) -> HttpResponse:
    """Close the sheet in this browser and go to a page of everybody's."""
    key = key_of(request, within=None)
    held = holding.held(key) if key else None
    return _left(held)


def _left(held: Sheet | None) -> HttpResponse:
    if held is not None:
        holding.leave(held)
    return forget(HttpResponseRedirect(ELSEWHERE))


def _pages(sheet: Sheet) -> list[Page]:
    return filling.pages_of(sheet.content, sheet.answers, sheet.language)


def _say(sheet: Sheet) -> Mapping[str, str]:
    return words(sheet.language, to_child=sheet.for_whom == CHILD)


def _asked_language(request: HttpRequest) -> str:
    return known(request.GET.get(LANGUAGE))


def _page(
    request: HttpRequest, name: str, language: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    held = context.get("sheet")
    context |= {
        "say": _say(held) if held else words(language),
        "language": language,
        "languages": [(each, called(each)) for each in LANGUAGES if each != language],
        "help_now": help_now(language, for_family=bool(held) and not held.is_for_child),
    }
    return render(request, f"portal/{name}.html", context, status=status)
