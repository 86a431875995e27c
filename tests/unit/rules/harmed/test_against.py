"""What is not written down of somebody, because of what stands of them already."""

from dataclasses import replace

import pytest

from tests.unit.rules.harmed.people import day, faults, happened, link, spell, victim
from waymark.rules.harmed.against import Stands, against, gives_way, may_change_their_mind

REFUSED = happened("details-refused", "2026-03-03")
ALLOWED = happened("details-allowed", "2026-03-09")
NO_CONTACT = spell("preference", not_at_all=True, **{"from": "2026-03-03"})


def refused(entry, *stands, links=None, age=""):
    """Return what is said of an entry, by field."""
    who = victim(*stands, links=links or [link()], age=age)
    return dict(against(entry, Stands(who, day("2026-03-20"))))


def reach(**said):
    return spell("reach", **{"from": "2026-03-10", "by": "phone", "at": "01632 960417"} | said)


def contacted(on):
    return happened("contacted", on, how="phone", reached=True)


@pytest.mark.provision("CM-379")
@pytest.mark.parametrize("kind", ["details-asked", "details-chased", "details-received"])
def test_nothing_is_passed_on_after_a_refusal_until_they_take_it_back(kind):
    assert "3 March 2026" in refused(happened(kind, "2026-03-03"), REFUSED)["on"]
    assert not refused(happened(kind, "2026-03-02"), REFUSED)
    assert not refused(happened(kind, "2026-03-09"), REFUSED, ALLOWED)


@pytest.mark.provision("CM-379")
def test_after_a_refusal_nobody_contacts_them_and_no_number_is_written_down():
    assert "after all" in refused(contacted("2026-03-04"), REFUSED)["on"]
    assert "after all" in refused(reach(), REFUSED)["from"]
    assert not refused(happened("invitation-decided", "2026-03-10"), REFUSED)


@pytest.mark.provision("CM-379")
def test_who_wants_no_contact_is_not_contacted_but_may_have_said_so_in_one():
    assert "no contact at all" in refused(contacted("2026-03-04"), NO_CONTACT)["on"]
    assert not refused(contacted("2026-03-03"), NO_CONTACT)
    assert not refused(happened("details-received", "2026-03-10"), NO_CONTACT)


@pytest.mark.provision("CM-379")
@pytest.mark.parametrize("asked", [REFUSED, NO_CONTACT])
def test_what_is_written_down_late_does_not_hold_against_what_they_asked_meanwhile(asked):
    yes = {"allows": "direct", "how": "written", "from": "2026-03-02"}
    assert refused(spell("consent", **yes), asked).keys() == {"from"}
    assert not refused(spell("consent", **yes, to="2026-03-02"), asked)
    number = reach(**{"from": "2026-03-02"})
    assert bool(refused(number, asked)) == (asked is REFUSED)
    assert not refused(number, REFUSED, ALLOWED)


@pytest.mark.provision("CM-379")
def test_between_a_refusal_and_its_end_nothing_begins_that_still_holds():
    assert refused(reach(**{"from": "2026-03-05"}), REFUSED, ALLOWED).keys() == {"from"}


def test_what_says_the_opposite_ends_what_weighs_less_and_is_refused_beside_what_weighs_more():
    by_text = spell("preference", ways=["text"], **{"from": "2026-03-02"})
    assert gives_way(by_text, NO_CONTACT)
    assert not gives_way(NO_CONTACT, by_text)
    later = spell("preference", ways=["text"], **{"from": "2026-03-05"})
    assert "the opposite holds" in refused(later, NO_CONTACT)["from"]
    assert not refused(NO_CONTACT, by_text)
    assert "the opposite holds" in refused(by_text, NO_CONTACT)["from"]


@pytest.mark.parametrize(
    ("kind", "field", "none", "some"),
    [("entitlement", "category", "none", "under-18"), ("need", "what", "none-known", "health")],
)
def test_none_of_these_does_not_stand_beside_one_of_them(kind, field, none, some):
    nothing = spell(kind, **{field: none, "from": "2026-03-02"})
    something = spell(kind, **{field: some, "from": "2026-03-02"})
    assert refused(nothing, something)
    assert gives_way(nothing, something)
    assert not refused(something, nothing)
    assert not refused(something, spell(kind, **{field: some, "from": "2026-03-01"}))


def test_no_day_is_long_before_anybody_knew_of_them_but_where_it_may_have_been_so():
    assert "2 March 2021" in refused(happened("details-asked", "1990-01-01"))["on"]
    assert not refused(happened("details-asked", "2021-03-02"))
    assert not refused(reach(**{"from": "1990-01-01"}))


@pytest.mark.provision("CM-404")
def test_a_name_on_a_childs_file_is_looked_at_again_within_the_longest_time():
    stands = spell("named-in-file", child=7, **{"from": "2026-03-02", "review_on": "2027-03-03"})
    assert "2 March 2027" in refused(stands)["review_on"]
    on = {"stays": True, "manager": "Val Brook", "review_on": "2027-03-03"}
    assert "review_on" in refused(happened("file-name-decided", "2026-03-02", **on))
    assert not refused(happened("file-name-decided", "2026-03-03", **on))


def test_what_can_be_no_number_and_no_e_mail_is_none():
    def is_at_fault(by, at):
        return "at" in faults("reach", by=by, at=at)

    assert is_at_fault("phone", "not a number at all")
    assert is_at_fault("phone", "999")
    assert is_at_fault("phone", "0163296041701632960417")
    assert is_at_fault("email", "theo at home")
    assert not is_at_fault("phone", "+44 (0)1632 960417")
    assert not is_at_fault("email", "theo@example.org")
    assert not is_at_fault("address", "not a number at all")


def test_ways_to_be_contacted_and_no_contact_at_all_are_not_said_together():
    assert faults("preference", not_at_all=True, ways=["phone"]) == {"ways"}
    assert not faults("preference", not_at_all=True, language="ur")


def test_how_it_was_says_something():
    assert faults("feedback-given", on="2026-03-02") == {"satisfied"}
    assert not faults("feedback-given", on="2026-03-02", said="They were heard.")


def test_the_day_to_ask_again_comes_after_the_sharing():
    shared = {"on": "2026-03-02", "with": "police", "protects": True, "what": ["name"], "said": "x"}
    assert faults("shared", **shared, ask_again_on="2026-03-02") == {"ask_again_on"}
    assert not faults("shared", **shared, ask_again_on="2026-03-03")


def test_the_very_same_is_not_written_down_twice():
    said = "stands there already"
    assert said in refused(contacted("2026-03-04"), contacted("2026-03-04"))["on"]
    other = happened("contacted", "2026-03-04", how="phone", reached=True, said="She rang back.")
    assert not refused(other, contacted("2026-03-04"))


def test_who_wants_it_no_more_ends_what_they_consented_to_and_wished_for_and_nothing_else():
    begins = {"from": "2026-03-02"}
    consent = spell("consent", allows="restorative", how="written", **begins)
    wish = spell("wish", about="restorative", **begins)
    contact = spell("consent", allows="contact", how="spoken", **begins)
    no = happened("restorative-answered", "2026-03-10", answer="declined")
    no_letter = happened("restorative-answered", "2026-03-10", answer="declined", forms=["letter"])
    assert gives_way(consent, no)
    assert gives_way(wish, no)
    assert not gives_way(contact, no)
    assert not gives_way(consent, no_letter)
    for stands in (
        consent,
        wish,
        happened("restorative-answered", "2026-03-02", answer="accepted"),
    ):
        assert may_change_their_mind(victim(stands), day("2026-03-20"))
    assert not may_change_their_mind(victim(contact, no), day("2026-03-20"))
    letter = happened("restorative-answered", "2026-03-02", answer="accepted", forms=["letter"])
    not_to_meet = happened(
        "restorative-answered", "2026-03-03", answer="declined", forms=["meeting"]
    )
    assert may_change_their_mind(victim(letter, not_to_meet), day("2026-03-20"))
    assert not may_change_their_mind(victim(consent, REFUSED), day("2026-03-20"))


CONSENT = spell("consent", allows="direct", how="written", **{"from": "2026-03-02"})
TWO = [link(), link(child=8, ref="v3")]


@pytest.mark.provision("CM-379")
@pytest.mark.parametrize("asks", [REFUSED, NO_CONTACT])
def test_whoever_asks_to_be_left_alone_consents_to_nothing_and_has_to_say_so_first(asks):
    contact = spell("consent", allows="contact", how="spoken", **{"from": "2026-03-02"})
    to_share = spell("consent", allows="to-share", how="spoken", **{"from": "2026-03-02"})
    assert gives_way(CONSENT, asks)
    assert gives_way(contact, asks)
    assert not gives_way(to_share, asks)
    assert refused(replace(contact, from_=day("2026-03-10")), asks)
    again = spell("consent", allows="direct", how="written", **{"from": "2026-03-10"})
    yes = happened("restorative-answered", "2026-03-10", answer="accepted")
    no = happened("restorative-answered", "2026-03-10", answer="declined")
    assert refused(again, asks)
    assert refused(yes, asks)
    assert not refused(no, asks)
    assert not refused(again, REFUSED, ALLOWED)


@pytest.mark.provision("CM-383")
def test_whom_two_children_harmed_consents_with_each_of_them():
    said = {"allows": "direct", "how": "written", "from": "2026-03-10"}
    assert "Choose with whom" in refused(spell("consent", **said), links=TWO)["child"]
    assert not refused(spell("consent", **said, child=8), links=TWO)
    assert not refused(spell("consent", **said))
    assert not refused(spell("consent", **said | {"allows": "contact"}), links=TWO)


@pytest.mark.provision("CM-383")
def test_whom_two_children_harmed_says_yes_to_one_of_them_and_no_to_all_at_once():
    for answer, field in (("accepted", {"child"}), ("considering", {"child"}), ("declined", set())):
        said = happened("restorative-answered", "2026-03-10", answer=answer)
        assert refused(said, links=TWO).keys() == field


@pytest.mark.provision("CM-383")
def test_who_wants_nothing_more_with_one_child_still_consents_with_the_other():
    no = happened("restorative-answered", "2026-03-10", answer="declined", child=7)
    begins = {"allows": "direct", "how": "written", "from": "2026-03-02"}
    assert gives_way(spell("consent", **begins, child=7), no)
    assert not gives_way(spell("consent", **begins, child=8), no)
    assert gives_way(CONSENT, no)


@pytest.mark.provision("CM-383")
def test_of_a_child_it_is_said_who_consents():
    assert "say who consents for them" in refused(CONSENT, age="child")["given_by"]
    assert not refused(replace(CONSENT, given_by="Her mother"), age="child")
    assert not refused(CONSENT, age="adult")


def test_nobody_is_cleared_as_family_of_a_child_whom_they_are_said_not_to_know():
    family = spell("clearance", papers=["record"], **{"as": "family", "from": "2026-03-10"})
    unknown = link(is_known="unknown")
    assert "do not know the child" in refused(family, links=[unknown])["as"]
    assert not refused(family)
    assert not refused(family, links=[unknown, link(child=8, ref="v3", is_known="known")])


@pytest.mark.provision("CM-400")
def test_where_several_children_harmed_them_a_condition_says_which_it_binds():
    said = {"by": "bail", "from": "2026-03-10"}
    assert "Choose whom it binds" in refused(spell("restriction", **said), links=TWO)["child"]
    assert not refused(spell("restriction", **said, child=8), links=TWO)
    assert not refused(spell("restriction", **said))


@pytest.mark.provision("CM-386")
def test_of_a_child_nobody_says_that_nothing_entitles_them_to_more():
    none = spell("entitlement", category="none", **{"from": "2026-03-10"})
    assert "under 18" in refused(none, age="child")["category"]
    assert not refused(none, age="adult")
    young = spell("entitlement", category="under-18", **{"from": "2026-03-10"})
    assert not refused(young, age="child")


@pytest.mark.provision("CM-404")
def test_a_name_stands_once_on_a_childs_file_and_is_decided_anew_there():
    begins = {"from": "2026-03-02", "review_on": "2026-06-01"}
    first = spell("named-in-file", child=7, **begins)
    again = spell("named-in-file", child=7, **begins | {"from": "2026-03-10"})
    assert "2 March 2026" in refused(again, first)["from"]
    waits = spell("named-in-file", child=7, waits=True, **begins)
    assert "waits until the manager confirms it" in str(refused(again, waits))
    assert not refused(again, spell("named-in-file", child=8, **begins))
    assert not refused(again, spell("named-in-file", child=7, to="2026-03-09", **begins))


@pytest.mark.provision("CM-404", "CM-405")
def test_what_is_still_needed_says_why_and_when_it_is_asked_again():
    said = {"on": "2026-03-10", "with": "police"}
    assert faults("share-ended", **said) == {"needed"}
    assert not faults("share-ended", **said, needed=False)
    assert faults("share-ended", **said, needed=True) == {"said", "ask_again_on"}
    why = {"said": "He is out", "needed": True}
    assert faults("share-ended", **said, **why, ask_again_on="2026-03-10") == {"ask_again_on"}
    assert not faults("share-ended", **said, **why, ask_again_on="2026-04-10")
    let_go = faults("share-ended", **said, needed=False, ask_again_on="2026-04-10")
    assert let_go == {"ask_again_on"}


@pytest.mark.provision("CM-404")
def test_nobody_lets_go_of_what_was_not_shared_with_them():
    shared = happened("shared", "2026-03-06", **{"with": "police"})
    let_go = happened("share-ended", "2026-04-01", needed=False, **{"with": "police"})
    assert not refused(let_go, shared)
    for other in (
        happened("share-ended", "2026-04-01", needed=False, **{"with": "mappa"}),
        happened("share-ended", "2026-03-05", needed=False, **{"with": "police"}),
    ):
        assert set(refused(other, shared)) == {"with"}
