"""Whatever is pasted into a form is kept as it is, or refused with what to do and given back."""

import json
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import transaction

from tests.forms import forms_of
from tests.web.plans import reviewing, test_ending
from tests.web.plans.writing import add_goal, address, answer_what_is_open, begin
from waymark.accounts import asking
from waymark.chronology.models import Event, Words
from waymark.papers.models import Paper, Section, Source
from waymark.plans.models import Version

KEPT = 302
SECONDS = 20
MANY = 20_000
TOO_MANY = 20_100  # of a million letters, so many are pasted where one more form is no other
TEXTS = {
    "a million letters": "fish " * 200_000,
    "a million letters that run from right to left": "سمك " * 250_000,
    "nothing but combining signs": "e" + "\u0301" * 5_000,
    "a NUL": "Came\0 late",
    "signs of control": "a\x01b\x08c\x0bd\x1be\x7ff\x85g",
    "what turns the order of a line": "\u202eetal emac\u2066 \u200fehs",
    "words from right to left": "أحب الصيد، and drawing; אני אוהב לדוג",
    "pictures": "🎣 👨\u200d👩\u200d👧 👩🏽\u200d🔧 🇬🇧 1\ufe0f\u20e3",
    "half a letter": "a\ud800b\udfffc",
    "no letters at all": "a\ufffe\uffff\ufeff\U0010ffffb",
    "markup": "<script>alert(1)</script></textarea>&amp;&#0; {{ 7 * 7 }} {% raw %} $a$ #let",
    "lines of every kind": "one\rtwo\nthree\r\nfour\u2028five",
}
ITEMS = ("goals", "controls", "contingencies", "family", "other_plans")
FORMS = (
    *(f"plan/draft/{group}/new/" for group in ITEMS),
    *("plan/draft/whole/all/", "plan/draft/compulsory/o1:r1/", "direction/"),
    *("papers/{paper}/story/", "papers/{paper}/sources/add/"),
)
# Once the plan is agreed: of a review and of an ending, and what came of what the child said.
LATER = (
    *("plan/countersign/", "ending/countersign/", "record/child-heard/"),
    *("papers/{review}/review-child/", "papers/{review}/complete/review/"),
    "papers/{closing}/end-looking-back/",
)
BY_A_MANAGER = ("direction/", "plan/countersign/", "ending/countersign/")

TO_THE_FULL = ("plan/draft/goals/new/", "papers/{paper}/story/")


@pytest.fixture
def later(jo, agreed, worker):
    """The papers of a review and of an ending that are under way, by what the pages call them."""
    review = reviewing.ready(jo, agreed, worker)
    closing = test_ending.ready(jo, agreed, worker)
    return {"review": review.pk, "closing": closing.pk}


@contextmanager
def undone():
    """Leave everything as it was: the next text meets the same page."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send(client, page, fields):
    """Send a form as bytes, so that they may be no text."""
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, value in fields]
    return client.post(page, urlencode(pairs), content_type="application/x-www-form-urlencoded")


def filled_in(form, text):
    """Fill each place for words with a text, and choose the first of all that can be chosen.

    A text of a million letters is pasted once.
    """
    places = [name for name, each in form.fields.items() if _is_for_words(name, each)]
    for name, each in form.fields.items():
        if name in places:
            yield name, text if len(text) < MANY or name == places[-1] else "We talked."
        elif each.choices and not each.values and each.kind in ("radio", "select"):
            yield name, next(filter(None, each.choices), "")
        else:
            yield from ((name, value) for value in each.values)


NO_WORDS = ("_day", "_month", "_year", "_0", "_1", "_2", "times_a_week", "call_number")


@pytest.mark.parametrize("page", FORMS)
def test_what_is_typed_is_kept_as_it_is_or_given_back_with_what_to_do(
    jo, ash, child, paper, worker, page
):
    client = ash if page in BY_A_MANAGER else jo
    to = f"/children/{child}/{page.format(paper=paper.pk)}"
    for which, text in texts_for(page):
        kept_or_given_back(client, child, worker, to, which, text)
    for shown in (to, f"/children/{child}/plan/draft/", f"/children/{child}/"):
        assert client.get(shown).status_code == 200


@pytest.mark.parametrize("page", LATER)
def test_what_is_typed_of_a_plan_that_is_agreed_is_kept_or_given_back_too(
    jo, ash, agreed, later, worker, page
):
    client = ash if page in BY_A_MANAGER else jo
    to = f"/children/{agreed}/{page.format(**later)}"
    if page == "ending/countersign/":
        jo.post(f"/children/{agreed}/papers/{later['closing']}/complete/closing/")
    for which, text in texts_for(page):
        with undone():
            kept_or_given_back(client, agreed, worker, to, which, text)
            for shown in ("plan/", "chronology/", ""):
                assert client.get(f"/children/{agreed}/{shown}").status_code == 200, which


def texts_for(page):
    for which, whole in TEXTS.items():
        yield which, whole if page in TO_THE_FULL else whole[:TOO_MANY]


def kept_or_given_back(client, child, worker, to, which, text):
    fields = list(filled_in(form_at(client.get(to)), text))
    assert any(value == text for _, value in fields), "there is no place for words"
    began = time.monotonic()
    answer = send(client, to, fields)
    assert time.monotonic() - began < SECONDS, which
    typed = as_sent(text)
    if answer.status_code == KEPT:
        asking.as_user(worker)
        assert typed.strip() in stored(child), which
        return
    assert answer.status_code == 422, which
    assert "to mend" in answer.text, which
    back = form_at(answer)
    for name, value in fields:
        if value == text:
            given_back = lines(back.fields[name].values[0])
            assert given_back == lines(typed.replace("\0", "")), (which, name)


def test_names_that_are_kept_nowhere_break_nothing_whatever_they_are(jo, child):
    begin(jo, child)
    add_goal(jo, child)
    why = address(child, "draft/compulsory/o1:r1/")
    jo.post(why, form_at(jo.get(why)).sent(why="The panel agreed it."))
    answer_what_is_open(child)
    for page in ("agree/", "give/"):
        form = form_at(jo.get(address(child, page)))
        for which, text in TEXTS.items():
            answer = send(jo, address(child, page), filled_in(form, text))
            assert answer.status_code in (KEPT, 422), (page, which)
            if answer.status_code == KEPT:
                break
    assert "fish fish" not in stored(child)


def form_at(answer):
    return next(each for each in forms_of(answer.text) if _takes_words(each))


def _is_for_words(name, field):
    return field.kind == "textarea" or (field.kind == "text" and not name.endswith(NO_WORDS))


def _takes_words(form):
    return form.method == "post" and any(_is_for_words(*each) for each in form.fields.items())


def as_sent(text):
    """Return a text as whoever reads UTF-8 gets it: half a letter is a sign that says so."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Stored(str):
    def __contains__(self, text):
        return json.dumps(text)[1:-1] in str(self)


def stored(child):
    """Return all that is kept of a child, as JSON."""
    held = [
        *Section.objects.filter(child=child).values_list("answers", flat=True),
        *Version.objects.filter(child=child).values_list("document", flat=True),
        *(
            document
            for table in (Paper, Source, Event)
            for document in table.objects.filter(child=child).values_list("document", flat=True)
        ),
        *Words.objects.filter(child=child).values_list("text", flat=True),
    ]
    return Stored(json.dumps(held))


def test_what_is_more_than_fits_is_answered_with_what_to_do(jo, child, paper):
    to = f"/children/{child}/papers/{paper.pk}/story/"
    answer = send(jo, to, [("story-own", "🎣" * 1_000_000)])
    assert answer.status_code == 413
    assert "what you typed stands there" in answer.text


def test_no_browser_cuts_what_is_pasted(jo, child, paper):
    for page in FORMS:
        shown = jo.get(f"/children/{child}/{page.format(paper=paper.pk)}").text
        assert "maxlength" not in shown, page


def test_no_browser_cuts_what_is_pasted_once_the_plan_is_agreed(jo, ash, agreed, later):
    for page in LATER:
        client = ash if page in BY_A_MANAGER else jo
        answer = client.get(f"/children/{agreed}/{page.format(**later)}")
        assert answer.status_code == 200, page
        assert "maxlength" not in answer.text, page


def test_words_that_run_the_other_way_turn_nothing_around_them(jo, child):
    begin(jo, child)
    add_goal(jo, child, words="\u202eأحب", child="disagrees", child_because="\u202eلا")
    page = jo.get(address(child, "draft/")).text
    assert "<bdi>“\u202eأحب”</bdi>" in page
    assert "<bdi>“\u202eلا”</bdi>" in page
    assert 'dir="auto"' in jo.get(address(child, "draft/goals/new/")).text
