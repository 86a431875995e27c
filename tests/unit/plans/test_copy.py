"""What a child's copy of the plan says, and what it never says."""

import json
import re
from datetime import date

import pytest

from tests.unit.plans.made import a_copy, a_plan
from waymark.guidance import code_list
from waymark.guidance.frames import frame, languages
from waymark.guidance.sheets import help_now
from waymark.plans.copy import (
    Copy,
    MissingText,
    Repairing,
    Telling,
    copy_of,
    interpreted,
    to_interpret,
    without_surnames,
)
from waymark.rules.events.restorative import RestorativeActivityPlanned
from waymark.rules.facts import build


@pytest.mark.provision("CM-079")
def test_the_copy_says_what_the_child_wants_in_the_childs_own_words():
    said = a_copy().text
    assert "“I want to walk home without looking behind me”" in said
    assert "It is working when: I have walked home with my friends" in said
    assert "You are good at drawing." in said


def test_it_says_that_we_made_it_together_only_where_we_did():
    assert "We made it together on Thursday 14 May 2026." in a_copy().text
    alone = a_copy(together=False).text
    assert "together on Thursday 14 May" not in alone
    assert "It was agreed on Thursday 14 May 2026." in alone


def test_in_welsh_a_day_is_softened_after_ar_and_nowhere_else():
    said = a_copy("cy").text
    assert "ar ddydd Iau 14 Mai 2026" in said
    assert "ar dydd" not in said
    assert "erbyn dydd Gwener 12 Mehefin 2026" in said


def test_why_a_child_could_not_answer_is_not_put_into_the_childs_mouth():
    goal = {"id": "g9", "family": "own", "words": "x", "child": "could-not-answer"}
    said = a_copy(goals=[{**goal, "child_because": "He was too upset today."}]).text
    assert "You could not say yet" in said
    assert "too upset" not in said


@pytest.mark.parametrize(
    ("times", "said"),
    [(2, "2 times a week"), (1, "once a week"), (0.5, "every 2 weeks"), (1.5, "1.5 times a week")],
)
def test_it_says_how_often_something_is_done(times, said):
    step = {"id": "s1", "what": "Boxing", "times_a_week": times}
    goal = {"id": "g9", "family": "own", "words": "x", "steps": [step]}
    assert f"Boxing, {said}" in a_copy(goals=[goal]).text
    done = {**goal, "steps": [{**step, "done_on": "2026-05-01"}]}
    assert said not in a_copy(goals=[done]).text


@pytest.mark.parametrize(
    ("language", "often", "said"),
    [
        ("en", {}, "Boxing, Mondays and Thursdays"),
        ("en", {"times_a_week": 2}, "Boxing, Mondays and Thursdays"),
        ("en", {"times_a_week": 3}, "Boxing, 3 times a week, Mondays and Thursdays"),
        ("cy", {}, "Boxing, bob dydd Llun a dydd Iau"),
    ],
)
def test_it_says_on_which_days_something_is_done(language, often, said):
    step = {"id": "s1", "what": "Boxing", "weekdays": ["thursday", "monday"], **often}
    goal = {"id": "g9", "family": "own", "words": "x", "steps": [step]}
    assert said in a_copy(language, goals=[goal]).text


def test_a_day_that_has_passed_is_not_said_as_if_it_were_to_come():
    later = a_copy(on=date(2026, 8, 20)).text
    assert "this was to be done by Friday 12 June 2026" in later
    assert ", by Friday 12 June" not in later
    assert "We will look at this plan together again. Ask us when." in later


def test_it_says_too_where_the_child_did_not_agree_and_why():
    said = a_copy().text
    assert "You did not agree with this.\nYou said: “A letter is too hard.”" in said
    assert "You could not say yet" in said


def test_each_step_has_its_day_and_who_does_it_by_first_name():
    steps = [step for block in a_copy().blocks for step in block.steps]
    assert [(step.who, step.by, step.done) for step in steps] == [
        ("Sophie and Jo", "by Friday 12 June 2026", ""),
        ("Mum", "", "done"),
        ("Dee", "by Saturday 1 August 2026", ""),
    ]


@pytest.mark.provision("CM-136")
def test_it_says_why_something_must_be_done():
    (why,) = (block for block in a_copy().blocks if block.id == "why")
    assert why.says[-1] == "It shows people that you mean it."
    assert [step.must for block in a_copy().blocks for step in block.steps][-1] == "must be done"
    assert "why" not in {block.id for block in a_copy(compulsory=[]).blocks}


def with_repairs(language="en", hours=0, *, are_owed=False, **told):
    repair = Repairing(build(RestorativeActivityPlanned, {**REPAIR, **told}), hours, are_owed)
    return copy_of(a_plan(), Telling(frame(language), on=ON), called="Sophie", repairs=[repair])


REPAIR = {
    "id": "e9",
    "kind": "restorative-activity-planned",
    "on": "2026-05-01",
    "form": "meeting",
    "victim": "v1",
    "link": "SECRET link",
    "place": "SECRET place",
    "venue": "SECRET venue",
    "all_the_same": "SECRET reason",
}
ON = date(2026, 5, 14)


@pytest.mark.provision("CM-357")
def test_it_says_what_is_planned_to_make_something_right_and_that_it_waits_for_everybody():
    said = with_repairs(planned_for="2026-06-03").text
    assert "Meet the person who was harmed, on Wednesday 3 June 2026" in said
    assert "You can say no at any time" in said
    assert "on Monday 4 May" not in with_repairs(planned_for="2026-05-04").text
    assert "How I put things right" not in a_copy().text
    assert "Cwrdd â'r person a gafodd niwed, ar ddydd Mercher" in (
        with_repairs("cy", planned_for="2026-06-03").text
    )


@pytest.mark.provision("CM-409")
def test_of_what_is_made_right_no_word_and_no_reference_leaves():
    kept = json.dumps(with_repairs().document())
    assert "SECRET" not in kept
    assert "v1" not in kept
    (block,) = (each for each in with_repairs().blocks if each.id == "repairing")
    assert (block.says[0], len(block.says), len(block.steps)) == (frame("en").freely, 2, 1)


@pytest.mark.provision("CM-357")
def test_on_paper_too_it_says_whom_to_tell_to_stop_and_the_hours_that_are_to_do():
    said = with_repairs(form="community", hours=4.5, are_owed=True).text
    assert "If you do not want it any more, tell Jo" in said
    assert "Do something good for the community, hours to do: 4.5" in said
    assert "Hours that you have to do stay" in said
    assert "hours to do" not in with_repairs().text
    assert "Hours that you have to do" not in with_repairs().text


@pytest.mark.parametrize("language", languages())
def test_each_form_of_making_right_has_its_words(language: str):
    forms = {each.code for each in code_list("restorative-forms").codes}
    assert set(frame(language).repairs) == forms


@pytest.mark.provision("CM-009", "CM-120")
def test_it_says_whom_to_call_and_where_there_is_help_now():
    (call,) = (block for block in a_copy().blocks if block.id == "call")
    assert call.says[0] == "You can call Jo: 01632 960 111."
    assert "0800 1111" in call.says[-1]
    (alone,) = (block for block in a_copy(call_name=None).blocks if block.id == "call")
    assert "0800 1111" in alone.says[-1]


@pytest.mark.parametrize("language", languages())
def test_the_numbers_to_ring_are_those_of_every_other_page(language: str):
    (call,) = (block for block in a_copy(language).blocks if block.id == "call")
    known = {each.name: each.number for each in help_now(language)}
    assert known["999"] in call.says[-1]
    assert known["Childline"] in call.says[-1]
    assert not re.search(r"\d", frame(language).help_now), "they are written down once"


def test_it_says_when_we_look_again():
    assert "on Friday 14 August 2026" in a_copy().text
    assert "Ask us when" in a_copy(next_review_on=None).text


@pytest.mark.parametrize("language", languages())
def test_it_says_no_surname_and_nothing_that_is_ours_to_know(language: str):
    kept = json.dumps(a_copy(language).document())
    assert "SECRET" not in kept
    assert "Marsh" not in kept
    assert "Brennan" not in kept
    assert "reparation" not in kept


def test_what_is_protected_has_gaps():
    told = Telling(frame("en"), hide=lambda text: text.replace("the school", "[protected]"))
    copy = copy_of(a_plan(), told, called="Sophie")
    assert "Talk to [protected]" in copy.text


def test_what_the_child_wants_for_itself_comes_first():
    assert [block.id for block in a_copy().blocks][:3] == ["g3", "g1", "g2"]


@pytest.mark.provision("CM-334")
def test_in_wales_everything_around_the_agreed_words_is_in_welsh():
    said = a_copy("cy").text
    assert said.startswith("Fy nghynllun\nDyma dy gynllun di, Sophie.")
    assert "erbyn dydd Gwener 12 Mehefin 2026" in said


@pytest.mark.provision("CM-332")
def test_an_interpreter_writes_each_part_in_the_childs_language():
    copy = a_copy()
    texts = {name: f"عنوان\n{name}" for name in to_interpret(copy)}
    in_arabic = interpreted(copy, texts, "ar")
    assert in_arabic.direction == "rtl"
    assert [block.title for block in in_arabic.blocks] == ["عنوان"] * len(copy.blocks)
    assert "walk home" not in in_arabic.text
    with pytest.raises(MissingText) as missing:
        interpreted(copy, {**texts, "call": " "}, "ar")
    assert missing.value.titles == ["When something is hard"]


@pytest.mark.parametrize("language", languages())
def test_a_copy_comes_back_as_it_was_kept(language: str):
    copy = a_copy(language)
    assert Copy.of(json.loads(json.dumps(copy.document()))) == copy


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sophie Marsh and Jo Brennan", "Sophie and Jo"),
        ("Mr Marsh", "Mr Marsh"),
        ("The Marsh", "The Marsh"),
        ("through a marsh", "through a marsh"),
        ("Marsh", "Marsh"),
        ("Sophie Marshall", "Sophie Marshall"),
        ("Sophie MARSH's dog", "Sophie's dog"),
    ],
)
def test_a_first_name_stands_without_its_surname(text: str, left: str):
    assert without_surnames(text, ["Marsh", "Brennan"]) == left


def test_a_brace_in_a_childs_words_stays_a_brace():
    assert frame("en").say("said", words="{day}") == "“{day}”"


def for_family(language="en", needs=()):
    framed = frame(language).for_family("Sophie")
    found = [each for each in a_plan().family if each.id in needs]
    return copy_of(a_plan(), Telling(framed), called="Sophie", made_on=None, needs=found)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_copy_for_whoever_looks_after_the_child_speaks_of_the_child(language):
    text = for_family(language).text
    its = {"en": "This is Sophie’s plan", "cy": "Dyma gynllun Sophie"}
    assert its[language] in text
    said = set(re.findall(r"\w+", text.casefold()))
    own = {
        "en": {"yours", "you ring childline"},
        "cy": {"ti", "di", "dy", "gofynna", "cei", "galli"},
    }
    assert not said & own[language]
    for childs in ("My plan", "You agreed", "you agreed", "You can ring Childline"):
        assert childs not in text


@pytest.mark.provision("CM-136")
def test_what_was_written_to_the_child_is_told_to_the_family_as_said_to_the_child():
    (why,) = (block for block in for_family().blocks if block.id == "why")
    assert why.says[-1] == "We said to Sophie: “It shows people that you mean it.”"


@pytest.mark.provision("EP-109")
def test_a_copy_says_what_the_family_needs_where_it_is_for_them_alone():
    assert "SECRET" not in for_family().text
    told = for_family(needs=["f1"])
    assert "SECRET need: SECRET help" in told.text
    (block,) = (each for each in told.blocks if each.id == "needs")
    assert block.title == "What you need yourself"
    assert "SECRET" not in a_copy().text


def test_a_name_with_braces_is_told_as_a_name():
    assert "{" not in copy_of(a_plan(), Telling(frame("en").for_family("{day}")), called="x").title
