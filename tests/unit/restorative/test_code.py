"""What the Victims' Code asks stands by each person harmed, where the duties of it lead."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.restorative.code import NOT_TO_BE_CONTACTED, is_to_be_left_alone, told_of
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on

TODAY = date(2026, 12, 29)
ROBBED = [{"category": "robbery", "violent": True, "victims": ["v1", "v2"]}]
GRAVE = order("section-250", made_on="2026-12-23", offences=ROBBED, custodial_months=24)
REFERRAL = order("referral-order", made_on="2026-12-23", offences=ROBBED)


def rows(*events, of="v1", orders=(GRAVE,)):
    case = known_on(trusted(case_file(*events, orders=list(orders))), TODAY)
    return dict(told_of(case, of, TODAY))


@pytest.mark.provision("CM-380")
def test_whether_somebody_is_invited_stands_as_it_was_decided_last():
    assert "Not decided yet" in rows(orders=[REFERRAL])["Invited?"]
    not_yet = event("victim-invitation-decided", "2026-12-24", victim="v1", decision="not-yet")
    assert rows(not_yet)["Invited?"].startswith("Not yet, ")
    now = event("victim-invitation-decided", "2026-12-28", victim="v1", decision="invite")
    assert rows(not_yet, now)["Invited?"].startswith("Invite, ")
    assert "Not decided yet" in rows(not_yet, now, of="v2")["Invited?"]


def test_who_asked_to_be_left_alone_is_until_something_else_is_decided_or_told_of_them():
    def is_alone(*since, of="v1"):
        decision = {"victim": "v1", "decision": NOT_TO_BE_CONTACTED}
        decided = event("victim-invitation-decided", "2026-12-24", **decision)
        told = [decided, *(event(kind, "2026-12-28", **facts) for kind, facts in since)]
        file = trusted(case_file(*told, orders=[REFERRAL]))
        return is_to_be_left_alone(known_on(file, TODAY), of)

    assert is_alone()
    assert not is_alone(of="v2")
    assert is_alone(("victim-consent-told", {"victim": "v2", "given": True}))
    for kind, facts in (
        ("victim-invitation-decided", {"decision": "invite"}),
        ("victim-consent-told", {"given": True}),
        ("victim-readiness-told", {"ready": "not-yet"}),
    ):
        assert not is_alone((kind, {"victim": "v1", **facts}))


@pytest.mark.provision("CM-377")
def test_whether_the_contact_scheme_was_told_of_somebody_stands_with_its_day():
    told = event("victim-contact-scheme-notified", "2026-12-24", order="o1", victim="v1")
    assert rows(told)["Victim contact scheme"] == "Told Thu 24 Dec"
    assert rows(told, of="v2")["Victim contact scheme"] == "Not told yet: due Thu 24 Dec"
    assert "Victim contact scheme" not in rows(orders=[REFERRAL])


@pytest.mark.provision("CM-377", "CM-380")
def test_what_was_not_done_while_they_could_be_reached_is_said_to_be_left_undone():
    long_over = rows(orders=[{**GRAVE, "made_on": "2023-01-03", "ends_on": "2024-01-02"}])
    assert long_over["Invited?"] == "It was not decided"
    assert long_over["Victim contact scheme"] == "Not told"


def test_of_the_community_the_code_asks_nothing():
    assert rows(of=None) == {}
