"""Of somebody who was harmed, each thing is kept for as long as its purpose needs it."""

from dataclasses import replace

import pytest

from tests.unit.rules.harmed.people import activity, day, happened, link, spell, victim
from tests.unit.rules.harmed.people import due as owes
from waymark.rules.harmed.clocks import Clocks
from waymark.rules.harmed.retention import (
    AFTERWARDS,
    LAST_ORDER,
    LEFT_ALONE,
    PLANNED_ANEW,
    PROTECTED,
    TAKEN_OUT,
    held,
    in_backups_until,
    kept_until,
)

ENDED = (link(ends_on="2026-06-01"),)
REACH = spell("reach", by="phone", at="020 7946 0000")
SAFETY = spell("safety", asks="no-contact", **{"from": "2026-03-02", "to": "2026-04-01"})


def until(record, *others, on="2026-07-01", links=ENDED):
    somebody = victim(record, *others, links=links)
    place = next(number for number, each in enumerate(entries(somebody)) if each is record)
    found = held(somebody, day(on)).until[place]
    return str(found.day) if found else None


def due(somebody, on):
    untils = zip(entries(somebody), held(somebody, on).until, strict=True)
    return [each for each, until in untils if until and until.day < on]


def is_over(somebody, on):
    return held(somebody, on).is_over


def entries(somebody):
    return (*somebody.spells, *somebody.happenings)


@pytest.mark.provision("CM-394")
def test_how_they_are_reached_goes_a_year_after_the_last_order_ended():
    assert until(REACH) == "2027-06-01"
    running = (*ENDED, link(child=8, order="o9"))
    assert until(REACH, links=running) is None
    assert until(REACH, on="2026-05-01") is None

    somebody = victim(REACH, links=ENDED)
    assert due(somebody, day("2027-06-01")) == []
    assert due(somebody, day("2027-06-02")) == [REACH]


ANEW = activity(on="2027-09-01")


@pytest.mark.provision("CM-394", "CM-379")
def test_what_is_planned_after_the_last_order_is_owed_and_keeps_how_they_are_reached():
    somebody = victim(REACH, links=ENDED, activities=[ANEW])
    assert "prepare" in owes(somebody, "2027-09-01")
    assert "prepare" in owes(somebody, "2028-09-01")
    assert due(somebody, day("2027-09-01")) == []
    until = kept_until(REACH, somebody, day("2027-09-02"))
    assert until
    assert (str(until.day), until.since.why) == ("2028-09-01", PLANNED_ANEW)
    assert not is_over(somebody, day("2030-08-31"))

    later = activity(on="2027-09-01", planned_for="2029-01-08")
    assert due(victim(REACH, links=ENDED, activities=[later]), day("2028-12-01")) == []
    done = activity(on="2027-09-01", done_on=["2027-09-20"])
    heard = victim(REACH, links=ENDED, activities=[done])
    assert "ask-outcome" in owes(heard, "2027-09-21")
    assert due(heard, day("2028-09-20")) == []


@pytest.mark.provision("CM-394", "CM-379")
def test_what_is_not_to_be_keeps_nothing_and_is_not_owed():
    off = activity(on="2027-09-01", called_off_on="2027-09-02")
    no = happened("restorative-answered", "2027-09-02", answer="declined")
    before = activity(on="2026-03-10")
    for records, planned in (((), off), ((no,), ANEW), ((), before)):
        somebody = victim(REACH, *records, links=ENDED, activities=[planned])
        assert REACH in due(somebody, day("2027-09-03"))
        assert "prepare" not in owes(somebody, "2027-09-03")


@pytest.mark.provision("CM-394")
def test_of_whoever_asked_to_be_left_alone_a_month_later_no_more_than_that_they_did():
    alone = spell("preference", not_at_all=True, **{"from": "2026-03-20"})
    running = (link(),)
    assert until(REACH, alone, on="2026-03-21", links=running) == "2026-04-20"
    assert until(alone, REACH, on="2026-03-21", links=running) is None
    somebody = victim(REACH, alone, links=running)
    assert due(somebody, day("2026-05-01")) == [REACH]

    refused = happened("details-refused", "2026-03-10")
    assert until(REACH, refused, on="2026-03-21", links=running) == "2026-04-10"


@pytest.mark.provision("CM-404")
def test_what_protected_somebody_goes_soon_after_it_protects_nobody():
    assert until(SAFETY) == "2026-07-01"
    shared = happened("shared", "2026-03-02", **{"with": "police"})
    assert until(shared) is None
    needed = happened("share-ended", "2026-05-10", needed=True, **{"with": "police"})
    assert until(shared, needed) is None
    ended = happened("share-ended", "2026-06-10", needed=False, **{"with": "police"})
    assert until(shared, needed, ended) == "2026-09-10"
    assert until(happened("file-name-sealed", "2026-06-05")) == "2026-09-05"


@pytest.mark.provision("CM-394")
def test_a_complaint_is_kept_from_its_answer_on_and_while_it_waits():
    complaint = happened("complaint-received", "2026-06-10")
    assert until(complaint) is None
    answered = happened("complaint-answered", "2026-06-20")
    assert until(complaint, answered) == "2029-06-20"
    again = happened("complaint-received", "2026-06-25")
    assert until(complaint, answered, again) is None


@pytest.mark.provision("CM-394")
def test_the_whole_record_goes_once_nothing_is_held_for_any_purpose():
    met = happened("contacted", "2026-03-05", how="phone", reached=True)
    somebody = victim(REACH, SAFETY, met, links=ENDED)
    assert until(met) == "2029-06-01"
    assert not is_over(somebody, day("2029-06-01"))
    assert is_over(somebody, day("2029-06-02"))
    shared = happened("shared", "2026-03-02", **{"with": "police"})
    assert not is_over(victim(met, shared, links=ENDED), day("2029-06-02"))
    assert not is_over(victim(met), day("2040-01-01"))


def test_a_certificate_says_until_when_a_backup_holds_it():
    assert in_backups_until(day("2027-06-02"), Clocks(backups=35)) == day("2027-07-07")


def test_what_is_needed_longer_for_a_reason_is_kept_until_that_day_and_no_longer():
    longer = happened("kept-longer", "2027-05-01", keep_until="2027-09-01", manager="Val")
    assert until(REACH, longer, on="2027-06-02") == "2027-09-01"
    assert until(REACH, longer, on="2027-04-30") == "2027-06-01"
    somebody = victim(REACH, longer, links=ENDED)
    assert due(somebody, day("2027-09-01")) == []
    assert due(somebody, day("2027-09-02")) == [REACH]


def test_nobody_who_asked_to_be_left_alone_can_be_reached_longer():
    alone = spell("preference", not_at_all=True, **{"from": "2026-03-20"})
    longer = happened("kept-longer", "2026-04-01", keep_until="2027-09-01", manager="Val")
    assert until(REACH, alone, longer, links=(link(),)) == "2026-04-20"


@pytest.mark.provision("CM-394")
def test_what_was_a_mistake_served_nothing_and_goes_in_its_time_after_it_was_taken_back():
    shared = happened("shared", "2026-03-02", **{"with": "police"})
    running = victim(shared, links=(link(),))
    found = kept_until(shared, running, day("2026-07-01"), taken_back_on=day("2026-04-10"))
    assert str(found.day) == "2026-07-10"


def test_nothing_is_kept_for_longer_than_may_be_decided_at_once_and_the_last_decision_holds():
    for_years = happened("kept-longer", "2027-05-01", keep_until="2037-09-01", manager="Val")
    assert until(REACH, for_years, on="2027-06-02") == "2028-05-01"
    shorter = happened("kept-longer", "2027-05-20", keep_until="2027-07-01", manager="Val")
    assert until(REACH, for_years, shorter, on="2027-06-02") == "2027-07-01"


@pytest.mark.provision("CM-394")
def test_what_is_kept_longer_is_looked_at_again_no_later_than_its_last_day():
    late = {"keep_until": "2027-09-01", "review_on": "2027-09-02", "manager": "Val", "said": "So."}
    assert ("review_on", "must not be after the day until which it is needed") in happened(
        "kept-longer", "2027-05-01", **late
    ).faults()
    assert not list(
        happened("kept-longer", "2027-05-01", **late | {"review_on": "2027-08-01"}).faults()
    )


@pytest.mark.provision("CM-394")
def test_whoever_was_named_by_mistake_goes_as_after_an_order_from_the_day_of_the_last_letter():
    mistaken = replace(victim(REACH), links=())
    assert not is_over(mistaken, day("2040-01-01"))
    out = replace(mistaken, taken_out_on=day("2026-06-01"))
    assert due(out, day("2027-06-01")) == []
    assert due(out, day("2027-06-02")) == [REACH]
    assert not is_over(out, day("2029-06-01"))
    assert is_over(out, day("2029-06-02"))


@pytest.mark.provision("CM-404")
def test_what_still_protects_somebody_is_not_due_though_the_last_order_is_over():
    injunction = spell("restriction", by="injunction", **{"from": "2026-03-02", "to": "2028-05-05"})
    assert until(injunction, on="2027-07-01") is None
    assert until(injunction, on="2028-05-06") == "2028-08-05"


@pytest.mark.provision("CM-404")
def test_a_name_on_a_childs_file_is_known_for_as_long_as_it_may_stand_there():
    """Of what was deleted nobody would tell casework that the name goes."""
    named = spell("named-in-file", child=7, review_on="2027-05-20", **{"from": "2026-05-25"})
    stays = happened("file-name-decided", "2027-05-10", stays=True, review_on="2028-05-01")
    assert until(named, on="2027-03-01") is None
    assert until(named, stays, on="2027-10-01") is until(stays, named, on="2027-10-01") is None
    somebody = victim(named, stays, links=ENDED)
    assert due(somebody, day("2028-05-01")) == []
    assert somebody.to_be_sealed(day("2028-05-02")) == {7}


@pytest.mark.provision("CM-394")
def test_while_a_complaint_waits_for_its_answer_nothing_of_theirs_is_due():
    complaint = happened("complaint-received", "2027-05-30")
    answered = happened("complaint-answered", "2027-06-10")
    met = happened("contacted", "2026-03-05", how="phone", reached=True)
    somebody = victim(REACH, SAFETY, met, complaint, links=ENDED)
    assert due(somebody, day("2040-01-01")) == []
    assert until(REACH, complaint, answered) == "2027-06-01"


@pytest.mark.provision("CM-394")
def test_the_lawful_basis_stands_for_as_long_as_anything_is_held_on_it():
    basis = spell("basis", lawful="public-task", reason="The Code", **{"from": "2026-03-02"})
    complaint = happened("complaint-received", "2026-06-10")
    answered = happened("complaint-answered", "2029-06-20")
    assert until(basis, REACH) == "2029-06-01"
    assert until(basis, complaint, answered) == "2032-06-20"
    assert until(basis, happened("shared", "2026-03-02", **{"with": "police"})) is None
    assert is_over(victim(basis, REACH, links=ENDED), day("2029-06-02"))


def test_it_is_said_what_was_on_the_day_from_which_a_time_runs():
    def why(record, *others, **more):
        somebody = replace(victim(record, *others, links=ENDED), **more)
        return kept_until(record, somebody, day("2026-08-01")).since

    alone = spell("preference", not_at_all=True, **{"from": "2026-03-20"})
    later = happened("feedback-asked", "2026-06-09")
    assert why(REACH) == (day("2026-06-01"), LAST_ORDER)
    assert why(REACH, alone) == (day("2026-03-20"), LEFT_ALONE)
    assert why(later) == (day("2026-06-09"), AFTERWARDS)
    assert why(SAFETY) == (day("2026-04-01"), PROTECTED)
    out = day("2026-06-20")
    assert why(REACH, links=(), taken_out_on=out) == (out, TAKEN_OUT)
