"""Advice is short, said plainly, and rests on what the guidance says."""

from waymark.contacts.words import OFFERED
from waymark.guidance import guidance, provision
from waymark.guidance.advising import KNOWN, advice
from waymark.guidance.scan import find_carriers
from waymark.rules.readability import reading
from waymark.running.home import CHECKOUT

AREAS = {
    "contact",
    "home-visit",
    "group-work",
    "weapons-detection",
    "engagement",
    "breach",
    "early-revocation",
    "supervision-change",
    "restorative",
}


def test_each_line_rests_on_a_provision_and_is_said_once():
    for each in advice():
        assert {provision(of).kind for of in each.provisions} <= {"practice", "prompt"}
        assert set(each.known) <= set(KNOWN)
        assert all(address.startswith("https://") for _, address in each.links)
    assert len({each.id for each in advice()}) == len(advice())
    cited = [of for each in advice() for of in each.provisions]
    assert len(cited) == len(set(cited))


def test_each_line_is_short_and_plain():
    for each in advice():
        assert len(each.words) < 130
        assert reading(each.words.format(name="Kai")).age < 14, each.id


def test_a_kind_of_event_that_it_stands_beside_has_a_form():
    kinds = {page.partition(":")[2] for each in advice() for page in each.at} - {""}
    assert kinds <= set(OFFERED)


def test_all_practice_advice_on_contact_and_engagement_is_shown_somewhere():
    carried = {each for carrier in find_carriers(CHECKOUT) for each in carrier.provisions}
    binding = [each for each in guidance().provisions if each.force == "rule"]
    practice = {each.id for each in binding if each.area in AREAS and each.kind == "practice"}
    assert practice - carried == set()
