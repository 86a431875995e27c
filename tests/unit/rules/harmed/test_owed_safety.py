"""What is owed of what keeps somebody who was harmed safe: where their name and details stand."""

import pytest

from tests.unit.rules.harmed.people import QUIET, day, due, happened, spell, victim
from waymark.rules.harmed.owed import owed

NAMED = spell("named-in-file", child=7, review_on="2026-06-01", **{"from": "2026-03-05"})


@pytest.mark.provision("CM-404")
def test_a_name_on_a_file_is_looked_at_before_its_day_and_sealed_after_it():
    somebody = victim(*QUIET, NAMED)
    assert due(somebody, "2026-05-17") == {}
    assert due(somebody, "2026-05-18") == {"review-named": "2026-06-01"}
    assert somebody.to_be_sealed(day("2026-06-01")) == set()
    assert somebody.to_be_sealed(day("2026-06-02")) == {7}

    stays = happened(
        "file-name-decided", "2026-05-20", stays=True, manager="Sal", review_on="2026-08-01"
    )
    longer = victim(*QUIET, NAMED, stays)
    assert due(longer, "2026-06-02") == {}
    assert longer.to_be_sealed(day("2026-08-01")) == set()
    assert longer.to_be_sealed(day("2026-08-02")) == {7}

    goes = happened("file-name-decided", "2026-05-20", stays=False, manager="Sal")
    assert victim(*QUIET, NAMED, goes).to_be_sealed(day("2026-05-20")) == {7}


@pytest.mark.provision("CM-398")
def test_what_waits_for_a_manager_lets_no_name_stand_and_that_it_goes_holds_at_once():
    on = day("2026-05-20")
    asked = spell("named-in-file", **{"from": "2026-03-05"}, child=7, waits=True)
    assert not victim(asked).may_be_named(7, on)
    assert victim(asked).may_be_named(7, on, once_confirmed=True)
    assert victim(asked).to_be_sealed(on) == set()

    told = {"manager": "Sal", "waits": True}
    longer = happened("file-name-decided", "2026-05-20", stays=True, review_on="2026-08-01", **told)
    after, last = day("2026-06-02"), day("2026-08-02")
    assert not victim(NAMED, longer).may_be_named(7, after)
    assert victim(NAMED, longer).to_be_sealed(after) == set()  # until she says, or its own day
    assert victim(NAMED, longer).to_be_sealed(last) == {7}
    assert due(victim(*QUIET, NAMED, longer), "2026-05-20") == {}

    goes = happened("file-name-decided", "2026-05-20", stays=False, **told)
    assert victim(NAMED, goes).to_be_sealed(on) == {7}


@pytest.mark.provision("CM-404")
def test_a_name_on_a_file_is_sealed_once_however_what_let_it_stand_there_ended():
    facts = {"child": 7, "review_on": "2026-06-01", "from": "2026-03-05"}
    ended = spell("named-in-file", **facts, to="2026-04-09")
    assert victim(ended).to_be_sealed(day("2026-04-09")) == set()
    assert victim(ended).may_be_named(7, day("2026-04-09"))
    assert victim(ended).to_be_sealed(day("2026-04-10")) == {7}
    assert victim(ended).was_named(7, day("2026-04-10"))
    gone = happened("file-name-sealed", "2026-04-10", child=7)
    assert victim(ended, gone).to_be_sealed(day("2026-04-11")) == set()
    assert victim(ended, gone).was_named(7, day("2026-04-11"))

    mistake = {"named_by_mistake": [(7, day("2026-04-09"))]}
    assert victim(**mistake).to_be_sealed(day("2026-04-10")) == {7}
    assert victim(**mistake).was_named(7, day("2026-04-10"))
    assert victim(NAMED, **mistake).to_be_sealed(day("2026-04-10")) == set()
    assert not victim(NAMED, **mistake).was_named(7, day("2026-04-10"))


@pytest.mark.provision("CM-404")
def test_a_name_that_was_let_stand_anew_goes_when_that_is_over_too():
    ended = spell("named-in-file", child=7, **{"from": "2026-02-05", "to": "2026-02-09"})
    gone = happened("file-name-sealed", "2026-02-10", child=7)
    somebody = victim(ended, gone, NAMED)
    assert somebody.to_be_sealed(day("2026-03-05")) == set()
    assert somebody.to_be_sealed(day("2026-06-02")) == {7}


@pytest.mark.provision("CM-404")
def test_what_was_shared_is_asked_about_again_on_its_day_until_it_is_let_go():
    facts = {"protects": True, "what": ["name"], "ask_again_on": "2026-04-01", "said": "He knows"}
    shared = happened("shared", "2026-03-06", **facts, **{"with": "police"})
    assert due(victim(*QUIET, shared), "2026-03-31") == {}
    assert due(victim(*QUIET, shared), "2026-04-01") == {"ask-shared": "2026-04-01"}
    other = happened("share-ended", "2026-04-01", **{"with": "probation"})
    assert due(victim(*QUIET, shared, other), "2026-04-01") == {"ask-shared": "2026-04-01"}
    (found,) = owed(victim(*QUIET, shared), day("2026-04-01"))
    assert "shared with the police on 6 March 2026" in found.why
    ended = happened("share-ended", "2026-04-01", needed=False, **{"with": "police"})
    assert due(victim(*QUIET, shared, ended), "2026-04-01") == {}


@pytest.mark.provision("CM-404")
def test_what_is_still_needed_is_asked_about_again_on_the_day_that_was_given_then():
    facts = {"protects": True, "what": ["name"], "ask_again_on": "2026-04-01", "said": "He knows"}
    police = {"with": "police"}
    shared = happened("shared", "2026-03-06", **facts, **police)
    needed = {"needed": True, "ask_again_on": "2026-06-01", "said": "He is out", **police}
    still = happened("share-ended", "2026-04-01", **needed)
    assert due(victim(*QUIET, shared, still), "2026-05-31") == {}
    assert due(victim(*QUIET, shared, still), "2026-06-01") == {"ask-shared": "2026-06-01"}
    let_go = happened("share-ended", "2026-06-01", needed=False, **police)
    assert due(victim(*QUIET, shared, still, let_go), "2026-06-01") == {}


@pytest.mark.provision("CM-394")
def test_what_is_kept_longer_is_looked_at_again_until_it_is_decided_anew_or_due_to_go():
    told = {"keep_until": "2026-09-01", "review_on": "2026-07-01", "manager": "Val"}
    longer = happened("kept-longer", "2026-05-01", **told)
    somebody = victim(*QUIET, longer)
    assert due(somebody, "2026-06-30") == {}
    assert due(somebody, "2026-07-01") == {"review-kept": "2026-07-01"}
    assert due(somebody, "2026-09-02") == {}
    anew = happened("kept-longer", "2026-07-01", **told | {"review_on": "2026-08-15"})
    assert due(victim(*QUIET, longer, anew), "2026-07-02") == {}
