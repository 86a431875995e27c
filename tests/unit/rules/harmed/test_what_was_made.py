"""What a child made reaches somebody harmed only as they wish, and no word of it goes ahead."""

import pytest

from tests.unit.rules.harmed.people import (
    activity,
    day,
    due,
    happened,
    made,
    spell,
    stands,
    victim,
)
from waymark.rules.harmed.telling import holding

ON = "2026-03-20"
GIVE, OFFER = "give-work", "offer-work"


def offered(answer, on="2026-03-12"):
    return happened("work-offered", on, work="e1", answer=answer)


def given():
    return happened("work-given", "2026-03-17", work="e1", how="glad", said="She wept.")


def owed(*records, **facts):
    return set(due(victim(*records, works=[made(**facts)]), ON)) & {GIVE, OFFER}


@pytest.mark.provision("CM-354")
def test_somebody_is_asked_once_whether_they_would_like_it():
    assert owed() == {OFFER}
    for answer in ("now", "later", "not-at-all"):
        assert owed(offered(answer)) == set()


@pytest.mark.provision("CM-354")
def test_whoever_wants_nothing_restorative_any_more_is_not_asked_of_what_was_made_all_the_same():
    def no(**to):
        return happened("restorative-answered", "2026-03-13", answer="declined", **to)

    assert owed(no()) == owed(no(forms=["letter"])) == set()
    assert owed(no(forms=["meeting"])) == {OFFER}
    again = happened("restorative-answered", "2026-03-14", answer="considering")
    assert owed(no(), again) == {OFFER}


@pytest.mark.provision("CM-354")
def test_it_is_given_to_whoever_wishes_for_it_still_and_once():
    here = {"handed_on": day("2026-03-15")}
    assert owed(offered("now"), **here) == {GIVE}
    assert owed(offered("now"), offered("not-at-all", "2026-03-16"), **here) == set()
    assert owed(offered("now"), given(), **here) == set()


@pytest.mark.provision("CM-354")
def test_what_was_handed_over_is_not_given_once_either_wants_it_no_more():
    def is_owed(*records, ready="yes"):
        here = made(handed_on=day("2026-03-15"))
        somebody = victim(
            offered("now"), *records, works=[here], stands=[stands(ready, "2026-03-16")]
        )
        return GIVE in due(somebody, ON)

    def no(on="2026-03-16", **to):
        return happened("restorative-answered", on, answer="declined", **to)

    assert is_owed()
    assert not is_owed(ready="no")
    assert not is_owed(no())
    assert not is_owed(no(forms=["letter"]))
    assert is_owed(no(forms=["meeting"]))
    assert is_owed(no("2026-03-10"))


@pytest.mark.provision("CM-354")
def test_what_was_made_for_a_plan_that_the_child_called_off_is_neither_offered_nor_given():
    off = {"called_off_on": day("2026-03-16")}
    assert owed(**off) == set()
    assert owed(offered("now"), handed_on=day("2026-03-15"), **off) == set()


def test_whoever_asked_to_be_left_alone_is_not_asked():
    alone = spell("preference", **{"from": "2026-03-01", "not_at_all": True})
    assert owed(alone) == set()


@pytest.mark.provision("CM-354")
def test_nobody_is_asked_where_the_child_wants_it_no_more():
    for ready, asked in (("no", set()), ("not-yet", {OFFER}), ("yes", {OFFER})):
        somebody = victim(works=[made()], stands=[stands(ready, "2026-03-11")])
        assert set(due(somebody, ON)) & {OFFER} == asked


def answered(answer):
    return happened("restorative-answered", "2026-03-05", forms=["letter"], answer=answer)


def is_told(*records, ready="no", child=7, **facts):
    somebody = victim(*records, stands=[stands(ready, "2026-03-11", child)], **facts)
    return "tell-stands" in due(somebody, ON)


@pytest.mark.provision("CM-382")
def test_whoever_hopes_for_something_is_told_once_that_the_child_does_not_want_to():
    hopes = answered("accepted")
    assert is_told(hopes)
    assert is_told(answered("considering"))
    assert not is_told()
    assert not is_told(answered("declined"))
    assert not is_told(hopes, ready="yes")
    assert not is_told(hopes, ready="not-yet")
    told = happened("progress-told", "2026-03-12", said="Kai does not want to meet.")
    assert not is_told(hopes, told)
    before = happened("progress-told", "2026-03-10", said="Kai is thinking.")
    assert is_told(hopes, before)
    assert is_told(offered("now"), works=[made()])
    assert not is_told(offered("now"), given(), works=[made()])
    assert not is_told(offered("not-at-all"), works=[made()])
    off = [made(called_off_on=day("2026-03-13"))]
    assert is_told(offered("now"), ready="yes", works=off), "to what was made alone"
    assert not is_told(offered("later"), ready="yes", works=off)
    after = happened("progress-told", "2026-03-13", said="Kai wants it no more.")
    assert not is_told(offered("now"), after, ready="yes", works=off)
    meeting = [activity(called_off_on="2026-03-13")]
    says = happened("restorative-answered", "2026-03-12", forms=["meeting"], answer="accepted")
    assert is_told(says, ready="yes", activities=meeting), "of one thing that was planned"
    assert not is_told(ready="yes", activities=meeting), "nobody asked them"
    no = happened("restorative-answered", "2026-03-13", forms=["meeting"], answer="declined")
    assert not is_told(says, no, ready="yes", activities=meeting)
    assert not is_told(says, after, ready="yes", activities=meeting)


def carried(**facts):
    return {"activities": [activity(form="shuttle", done_on=["2026-03-08"], **facts)]}


@pytest.mark.provision("CM-382")
def test_nobody_is_told_of_a_no_where_what_they_said_yes_to_is_done_and_asked_about():
    came = happened("outcome-asked", "2026-03-09", activity="e1", helped="yes")
    named = happened("restorative-answered", "2026-03-05", forms=["shuttle"], answer="accepted")
    to_all = happened("restorative-answered", "2026-03-05", answer="accepted")
    for answer in (named, to_all):
        assert is_told(answer, **carried())
        assert not is_told(answer, came, **carried())
        again = activity("e2", form="meeting")
        both = {"activities": [*carried()["activities"], again]}
        assert is_told(to_all, came, **both)
    assert is_told(answered("considering"), named, came, **carried())
    later = happened("restorative-answered", "2026-03-10", forms=["shuttle"], answer="accepted")
    assert is_told(named, came, later, **carried())
    off = {"activities": [activity(form="shuttle", called_off_on="2026-03-09")]}
    done = happened("restorative-received", "2026-03-08", form="shuttle")
    assert is_told(named, **off)
    assert not is_told(named, done, **off)


@pytest.mark.provision("CM-354")
def test_casework_is_told_an_answer_and_how_it_was_received_and_never_a_word():
    answers = [offered("later"), offered("now", "2026-03-14"), given()]
    letters = list(holding(victim(*answers, works=[made()]), 7, "v1", day(ON)))
    of = {"child": 7, "victim": "v1", "work": "e1", "taken_back": False}
    assert [each.document() for each in letters] == [
        {**of, "on": "2026-03-12", "answer": "later"},
        {**of, "on": "2026-03-14", "answer": "now"},
        {**of, "on": "2026-03-17", "how": "glad"},
    ]


def test_what_another_child_made_is_not_told_of_this_one():
    somebody = victim(offered("now"), works=[made(child=8)])
    assert list(holding(somebody, 7, "v1", day(ON))) == []
