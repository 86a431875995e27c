"""Visits to where the child lives: one authorisation covers a pattern until a risk changes."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules import gates
from waymark.rules.casefile import next_event, trusted
from waymark.rules.known import known_on
from waymark.rules.settings import DEFAULTS, Settings
from waymark.rules.visiting import offered, visits

LATER = date(2026, 12, 1)
WHOLE = {
    "where": "inside",
    "who_goes": "alone",
    "purposes": ["contact"],
    "pattern": "Weekly, Tuesdays after school",
    "keeps_safe": "Mum shuts the dog away before we ring.",
}


def assessed(on="2026-03-02", **facts):
    return event("visit-assessed", on, **{**WHOLE, **facts})


def authorised(on="2026-03-03", assessment="e1", until="2026-06-03", **facts):
    return event("visits-authorised", on, assessment=assessment, until=until, **facts)


def stand(*events):
    return visits(known_on(trusted(case_file(*events, orders=[order()])), LATER))


def may_go(*events, on):
    return stand(*events).may_go_on(date.fromisoformat(on)) is not None


def refused(*before, now):
    casefile = trusted(case_file(*before, orders=[order()]))
    proposed = next_event(casefile, {**now, "id": "now"})
    return " ".join(gates.shut(known_on(casefile, LATER), proposed, is_manager=True))


@pytest.mark.provision("CM-171")
def test_nobody_goes_before_a_manager_has_authorised_what_was_assessed():
    assert not may_go(assessed(), on="2026-03-03")
    assert may_go(assessed(), authorised(), on="2026-03-03")


def test_what_happened_before_anything_was_assessed_ended_nothing():
    assert stand(event("weapon-found", "2026-03-02")).changed is None
    assert stand(assessed(), event("weapon-found", "2026-03-04")).changed is not None


def test_one_authorisation_covers_the_pattern_until_its_last_day():
    told = [assessed(), authorised()]
    assert not may_go(*told, on="2026-03-02")
    assert may_go(*told, on="2026-06-03")
    assert not may_go(*told, on="2026-06-04")


@pytest.mark.provision("CM-170")
@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("record-changed", {"what": "alerts"}),
        ("record-changed", {"what": "addresses"}),
        ("record-changed", {"what": "placements"}),
        ("address-changed", {}),
        ("placement-made", {}),
        ("incident", {}),
        ("weapon-found", {}),
    ],
)
def test_a_risk_that_changes_there_ends_it_and_visits_are_assessed_anew(kind, facts):
    told = [assessed(), authorised(), event(kind, "2026-03-10", **facts)]
    assert not may_go(*told, on="2026-03-11")
    duty = seen(case_file(*told, orders=[order()]), "2026-03-11")["assess-visits:e1"]
    assert duty == ("2026-03-02", "2026-03-10", None, "overdue")


def test_what_changes_on_the_day_of_the_authorisation_counts_where_it_came_after():
    change = event("record-changed", "2026-03-03", what="alerts")
    assert not may_go(assessed(), authorised(), change, on="2026-03-03")
    anew = assessed(on="2026-03-03")
    assert may_go(assessed(), change, anew, authorised(assessment="e3"), on="2026-03-03")


def test_what_says_nothing_of_the_home_leaves_it_as_it_is():
    change = event("record-changed", "2026-03-10", what="people")
    assert may_go(assessed(), authorised(), change, on="2026-03-11")


def test_an_assessment_that_tells_the_same_leaves_what_stands_until_a_manager_decides():
    assert may_go(assessed(), authorised(), assessed("2026-05-20"), on="2026-05-21")


@pytest.mark.parametrize(
    "otherwise", [{"hazards": ["animals"]}, {"who_goes": "pairs"}, {"where": "outside"}]
)
def test_an_assessment_that_tells_otherwise_ends_what_stood(otherwise):
    told = [assessed(), authorised(), assessed("2026-05-20", **otherwise)]
    assert not may_go(*told, on="2026-05-21")


def test_an_authorisation_that_is_withdrawn_never_was():
    withdrawn = event("withdrawn", "2026-03-04", corrects="e2")
    assert not may_go(assessed(), authorised(), withdrawn, on="2026-03-05")


def test_where_nobody_visits_nothing_is_owed():
    told = case_file(assessed(), authorised(), assessed("2026-05-20", where="none"))
    owed = seen(told, "2026-07-01")
    assert owed["assess-visits:e1"][2:] == ("2026-05-20", "done")
    assert "assess-visits:e3" not in owed
    assert "authorise-visits:e3" not in owed


@pytest.mark.provision("CM-171")
def test_a_manager_owes_an_answer_and_what_she_returns_is_assessed_anew():
    returned = event("visits-not-authorised", "2026-03-04", assessment="e1", note="Who is Dave?")
    owed = seen(case_file(assessed(), orders=[order()]), "2026-03-03")
    assert owed["authorise-visits:e1"] == ("2026-03-02", None, None, "open")
    owed = seen(case_file(assessed(), returned, orders=[order()]), "2026-03-05")
    assert owed["authorise-visits:e1"][3] == "done"
    assert owed["assess-visits:e1"] == ("2026-03-02", "2026-03-04", None, "overdue")


def test_what_is_authorised_is_assessed_anew_by_its_last_day():
    owed = seen(case_file(assessed(), authorised(), orders=[order()]), "2026-03-05")
    assert owed["assess-visits:e1"] == ("2026-03-02", "2026-06-03", None, "open")


@pytest.mark.parametrize(
    ("without", "mends"),
    [
        pytest.param("purposes", "what the visits are for", marks=pytest.mark.provision("CM-166")),
        ("who_goes", "one goes alone or two"),
        ("pattern", "how often and when"),
        pytest.param("keeps_safe", "safe", marks=pytest.mark.provision("CM-170")),
    ],
)
def test_an_assessment_says_all_that_a_manager_needs(without, mends):
    assert refused(now=assessed()) == ""
    facts = {name: each for name, each in assessed().items() if name != without}
    assert mends in refused(now=facts)


@pytest.mark.provision("CM-167", "CM-168", "CM-169")
def test_a_visit_outside_says_where_and_how_the_talk_stays_private():
    outside = assessed(where="outside", hazards=["refused"])
    assert "kept private" in refused(now=outside)
    assert refused(now={**outside, "outside": "The park; not beside the benches."}) == ""


@pytest.mark.provision("CM-173")
def test_where_public_health_advises_about_visiting_the_assessment_says_what():
    told = assessed(hazards=["public-health"])
    assert "public health advises" in refused(now={**told, "hazards_told": " "})
    assert refused(now={**told, "hazards_told": "Keep apart until Friday: chickenpox."}) == ""


@pytest.mark.provision("CM-170", "CM-171")
def test_a_manager_authorises_the_last_assessment_while_nothing_has_changed_since():
    assert refused(assessed(), now=authorised()) == ""
    again = assessed("2026-03-03", hazards=["animals"])
    assert "assessed anew since" in refused(assessed(), again, now=authorised())
    change = event("incident", "2026-03-03")
    assert "something happened" in refused(assessed(), change, now=authorised())


@pytest.mark.parametrize("begins", [{"from": "2026-01-01"}, {}], ids=["dated", "undated"])
def test_where_an_alert_says_in_pairs_nobody_is_assessed_to_go_alone(begins):
    file = case_file(orders=[order()])
    file["child"]["alerts"] = [{"kind": "visit-in-pairs", **begins, "to": "2026-03-31"}]
    casefile = trusted(file)

    def told(**facts):
        proposed = next_event(casefile, {**assessed(**facts), "id": "now"})
        return list(gates.shut(known_on(casefile, LATER), proposed))

    assert "two go together" in told()[0]
    assert told(who_goes="pairs") == []
    assert told(on="2026-04-01") == []  # the alert is over


def test_what_is_returned_says_what_is_to_be_mended():
    returned = event("visits-not-authorised", "2026-03-04", assessment="e1")
    assert refused(assessed(), now=returned) == "Say what is to be mended."


def test_on_the_spot_a_manager_lets_one_day_go_ahead_and_says_what_she_knows():
    spot = event("visits-authorised", "2026-03-04", until="2026-03-04")
    assert "what you know of the risk" in refused(now=spot)
    assert refused(now={**spot, "note": "Mum is alone at home, she rings at four."}) == ""
    assert "today alone" in refused(now={**spot, "until": "2026-03-05", "note": "Mum is alone."})
    assert may_go(spot, on="2026-03-04")
    assert not may_go(spot, on="2026-03-05")
    assert not may_go(spot, event("incident", "2026-03-04"), on="2026-03-04")


def test_a_manager_is_offered_what_was_asked_for_and_three_months_at_most():
    day = date(2026, 3, 3)
    assert offered(DEFAULTS, day, date(2026, 4, 1)) == date(2026, 4, 1)
    assert offered(DEFAULTS, day, date(2026, 9, 1)) == date(2026, 6, 3)
    assert offered(DEFAULTS, day, None) == date(2026, 6, 3)
    assert offered(Settings(visits_authorised=1), day, None) == date(2026, 4, 3)
