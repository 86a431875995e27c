"""What may be written down of somebody who was harmed, and what has to be said with it."""

import pytest

from tests.unit.rules.harmed.people import day, faults, happened, link, spell, victim
from waymark.rules.facts import Sensitivity
from waymark.rules.harmed import happenings, spells  # declare the kinds
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.signals import (
    BY,
    INTERPRETER,
    RESTRICTIONS,
    SIGNALS,
    SOMETHING,
    held_back,
    signals,
)
from waymark.rules.harmed.spells import Wish

DECIDED = {"on": "2026-03-10", "child": 7, "decision": "invite"}
CONSIDERED = {
    "wishes": "To say what it did to her",
    "feelings": "Angry, less afraid than she was",
    "sensitivities": "Nothing at home",
    "child_able": "Able, and willing since last week",
}


@pytest.mark.parametrize("kind", [*SPELLS.values(), *HAPPENINGS.values()])
def test_what_has_to_be_said_is_asked_for_and_words_lie_apart(kind):
    assert spells
    assert happenings
    assert set(kind.must) <= kind.fields.keys()
    assert all(field.retention == "victim" for field in kind.fields.values())
    free = [field.name for field in kind.fields.values() if field.name in ("said", "reason")]
    assert all(kind.fields[name].sensitivity is Sensitivity.WORDS for name in free)


@pytest.mark.provision("CM-380")
def test_an_invitation_is_decided_with_all_four_things_considered():
    assert faults("invitation-decided", **DECIDED, **CONSIDERED) == set()
    for left_out in CONSIDERED:
        said = {name: words for name, words in CONSIDERED.items() if name != left_out}
        assert faults("invitation-decided", **DECIDED, **said) == {left_out}


@pytest.mark.provision("NP-249")
def test_whether_they_wish_to_make_a_statement_is_written_down_of_each_child():
    wished = {"on": "2026-03-10", "child": 7}
    for wishes in ("yes", "no", "not-decided"):
        assert faults("statement-wished", **wished, wishes=wishes) == set()
    assert faults("statement-wished", **wished) == {"wishes"}
    assert faults("statement-wished", on="2026-03-10", wishes="yes") == {"child"}


@pytest.mark.parametrize("about", ["assessment", "restrictions", "release", "restorative"])
def test_what_they_wish_holds_from_its_day_until_the_day_on_which_they_take_it_back(about):
    assert faults("wish", about=about, reason="Not back on our street.") == set()
    wish = {"about": about, "from": "2026-03-10"}
    until = victim(spell("wish", **wish, to="2026-03-12"))
    assert [each.about for each in until.now(Wish, day("2026-03-12"))] == [about]
    assert not until.now(Wish, day("2026-03-09"))
    assert not until.now(Wish, day("2026-03-13"))


@pytest.mark.provision("CM-383")
@pytest.mark.parametrize("allows", ["restorative", "direct"])
def test_consent_to_restorative_work_is_written(allows):
    assert faults("consent", allows=allows, how="spoken", informed=True) == {"how"}
    assert faults("consent", allows=allows, how="written") == {"informed"}
    assert faults("consent", allows=allows, how="written", informed=True) == set()
    assert faults("consent", allows="contact", how="spoken") == set()


NAMED = {
    "child": 7,
    "from": "2026-03-02",
    "review_on": "2026-06-01",
    "impact": "The child said that he would wait for her after school",
    "needed": "So that nobody books them at one hour",
    "prevents": "Another assault",
    "decided_by": "Sal",
}


@pytest.mark.provision("CM-396", "CM-398", "CM-399", "CM-402")
def test_a_name_stands_on_a_childs_file_only_for_a_real_impact_and_to_prevent_it():
    assert faults("named-in-file", **NAMED) == set()
    for left_out in ("impact", "needed", "prevents", "decided_by", "review_on"):
        said = {name: value for name, value in NAMED.items() if name != left_out}
        assert faults("named-in-file", **said) == {left_out}
    assert faults("named-in-file", **NAMED | {"review_on": "2026-03-02"}) == {"review_on"}


SHARED = {
    "on": "2026-03-02",
    "with": "police",
    "protects": True,
    "what": ["name", "fears"],
    "said": "He named her, and knows where she works",
    "ask_again_on": "2026-04-01",
}


@pytest.mark.provision("CM-403", "CM-405")
def test_details_are_shared_to_protect_the_public_and_say_why_what_and_until_when():
    assert faults("shared", **SHARED) == set()
    assert faults("shared", **SHARED | {"protects": False}) == {"protects"}
    assert faults("shared", **SHARED | {"with": "school"}) == {"with"}
    for left_out in ("said", "what", "ask_again_on"):
        said = {name: value for name, value in SHARED.items() if name != left_out}
        assert faults("shared", **said) == {left_out}


@pytest.mark.provision("CM-391")
def test_whoever_acknowledges_a_complaint_says_by_when_it_is_answered():
    told = {"on": "2026-03-02", "answer_by": "2026-03-20"}
    assert faults("complaint-acknowledged", **told) == set()
    assert faults("complaint-acknowledged", **told | {"answer_by": "2026-03-01"}) == {"answer_by"}


def test_a_name_that_stays_on_a_file_gets_another_day():
    told = {"on": "2026-03-02", "stays": True, "manager": "Sal", "said": "He asked for her again"}
    assert faults("file-name-decided", **told) == {"review_on"}
    assert faults("file-name-decided", **told, review_on="2026-05-01") == set()
    assert faults("file-name-decided", **told | {"stays": False}) == set()


def test_casework_is_told_codes_and_days_and_never_what_was_typed():
    asked = spell(
        "signal", code="contact-distresses", to="2026-06-02", reason="Her operation, Ward 4"
    )
    bail = spell("restriction", by="bail", forbids="area", where="12 Orchard Way", to="2026-05-01")
    over = spell("signal", code="no-contact", to="2026-02-01")
    told = signals(victim(asked, bail, over, asked), 7, day("2026-03-02"))
    assert told == (
        "Contact before 3 June 2026 would cause distress.",
        "Bail requires the child to stay away from an area until 1 May 2026.",
    )
    assert held_back(victim(asked, bail, over), day("2026-03-02")) == (
        (told[0], day("2026-06-03")),
    )
    still = signals(victim(spell("signal", code="no-contact")), 7, day("2026-03-02"))
    assert still == ("No contact of any kind.",)


@pytest.mark.provision("CM-351", "CM-370")
def test_whoever_asked_to_be_left_alone_asks_that_nothing_begins_whatever_was_told():
    nothing = (("Restorative work is not to be offered.", None),)
    alone = spell("preference", not_at_all=True, **{"from": "2026-03-02"})
    assert held_back(victim(alone), day("2026-03-01")) == ()
    assert held_back(victim(alone), day("2026-03-02")) == nothing
    refused = happened("details-refused", "2026-03-02")
    assert held_back(victim(refused), day("2026-03-02")) == nothing
    told = spell("signal", code="no-restorative-yet")
    assert held_back(victim(refused, told), day("2026-03-02")) == nothing


@pytest.mark.provision("CM-400")
def test_a_condition_on_one_child_is_told_in_no_other_childs_record():
    two = [link(), link(child=8, ref="v3")]
    bail = spell("restriction", by="bail", child=8)
    told = ("Bail requires the child not to have contact.",)
    assert signals(victim(bail, links=two), 8, day("2026-03-02")) == told
    assert signals(victim(bail, links=two), 7, day("2026-03-02")) == ()
    of_whom = victim(spell("restriction", by="bail"), links=two)
    ask = ("Ask the victim worker before anything is arranged.",)
    assert [signals(of_whom, each, day("2026-03-02")) for each in (7, 8)] == [ask, ask]


@pytest.mark.provision("NP-056", "NP-312")
def test_casework_is_told_that_something_has_to_be_there_for_them_and_never_what():
    speaks = spell("preference", interpreter=True, language="por", ways=["phone"])
    frame = spell("need", what="access", means="She walks with a frame")
    told = signals(victim(speaks, frame), 7, day("2026-03-02"))
    assert told == (INTERPRETER, SOMETHING)
    assert signals(victim(spell("need", what="none-known")), 7, day("2026-03-02")) == ()
    alone = spell("preference", not_at_all=True)
    assert signals(victim(speaks, frame, alone), 7, day("2026-03-02")) == ()


@pytest.mark.provision("CM-402")
def test_casework_is_told_until_when_a_name_may_stand_in_that_record_and_never_which():
    decided = {"child": 7, "decided_by": "Val Brook", "impact": "He lives next door to Isla"}
    may = spell("named-in-file", **{"from": "2026-03-01"}, review_on="2026-06-01", **decided)
    (told,) = signals(victim(may), 7, day("2026-03-02"))
    assert "1 June 2026" in told
    assert "Isla" not in told
    assert signals(victim(may), 8, day("2026-03-02")) == ()
    assert signals(victim(may), 7, day("2026-06-02")) == ()


def test_each_code_of_a_signal_has_a_sentence():
    fields = SPELLS["signal"].fields, SPELLS["restriction"].fields
    assert set(fields[0]["code"].value.choices) == set(SIGNALS)
    assert set(fields[1]["by"].value.choices) == set(BY)
    assert set(fields[1]["forbids"].value.choices) == set(RESTRICTIONS)
