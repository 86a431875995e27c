"""What is owed to victims."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order, seen
from waymark.rules.casefile import parse
from waymark.rules.duties import duties
from waymark.rules.known import known_on
from waymark.rules.known_as import known_as


def offence(*victims, **facts):
    return {"category": "robbery", "victims": list(victims), **facts}


VIOLENT = offence("v1", "v2", violent=True)
SEXUAL = offence("v1", sexual=True)
THEFT = offence("v2", "v3")


@pytest.mark.provision("CM-377")
def test_the_contact_scheme_is_told_of_every_victim_within_one_working_day():
    grave = order(
        "detention-and-training-order",
        made_on="2026-12-24",
        custodial_months=12,
        offences=[VIOLENT, THEFT],
    )
    file = case_file(
        event("victim-contact-scheme-notified", "2026-12-24", order="o1", victim="v1"),
        event("victim-contact-scheme-notified", "2026-12-23", order="o1", victim="v2"),
        event("victim-contact-scheme-notified", "2026-12-30", order="o1", victim="v2"),
        orders=[grave],
    )
    owed = seen(file, "2026-12-30")
    name = "notify-victim-contact-scheme:o1:"
    # Christmas Day, a Saturday, a Sunday and the day for Boxing Day: Tuesday 29 December
    assert owed[f"{name}v1"] == ("2026-12-24", "2026-12-29", "2026-12-24", "done")
    assert owed[f"{name}v2"] == ("2026-12-24", "2026-12-29", "2026-12-30", "done-late")
    assert owed[f"{name}v3"] == ("2026-12-24", "2026-12-29", None, "overdue")


@pytest.mark.provision("CM-377")
def test_of_several_each_is_called_as_the_record_and_the_victim_worker_call_them():
    grave = order("detention-and-training-order", custodial_months=12, offences=[VIOLENT])
    file = case_file(orders=[grave])
    why = {each.why for each in duties(known_on(parse(file), date(2026, 6, 1), record=4))}
    for victim in ("v1", "v2"):
        assert any(each.endswith(f"within one working day: {known_as(4, victim)}.") for each in why)
    assert known_as(4, "v1") != known_as(5, "v1")


@pytest.mark.provision("CM-377")
@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"custodial_months": 12, "offences": [SEXUAL]}, True),
        ({"custodial_months": 11.5, "offences": [SEXUAL]}, False),
        ({"custodial_months": 24, "offences": [THEFT]}, False),
        ({"offences": [VIOLENT]}, False),
        ({"mental_health_detention": True, "offences": [THEFT]}, True),
        ({"custodial_months": 12, "offences": [SEXUAL], "intervention": False}, True),
    ],
)
def test_which_sentences_the_contact_scheme_is_told_of(facts, told):
    owed = seen(case_file(orders=[order("section-250-detention", **facts)]), "2026-02-01")
    assert any(key.startswith("notify-victim-contact-scheme") for key in owed) == told


@pytest.mark.provision("CM-377")
def test_a_sentence_that_an_appeal_shortened_calls_for_it_no_more():
    grave = order("section-250-detention", custodial_months=14, offences=[VIOLENT])
    file = case_file(
        event("order-amended", "2026-02-01", order="o1", custodial_months=10), orders=[grave]
    )
    assert "notify-victim-contact-scheme:o1:v1" in seen(file, "2026-01-31")
    assert "notify-victim-contact-scheme:o1:v1" not in seen(file, "2026-02-01")


@pytest.mark.provision("CM-380")
def test_in_every_case_it_is_decided_once_for_each_victim_whether_to_invite_them():
    file = case_file(
        event("victim-invitation-decided", "2025-11-01", victim="v2"),  # for another order
        event("victim-invitation-decided", "2026-02-01", victim="v2"),
        orders=[
            order(id="o1", offences=[offence("v1", "v2"), THEFT]),
            order("criminal-behaviour-order", id="o2", offences=[offence("v1")]),
        ],
    )
    name = "decide-victim-invitation"
    owed = {key: row for key, row in seen(file, "2026-02-02").items() if key.startswith(name)}
    assert owed == {
        f"{name}:o1:v1": ("2026-01-09", None, None, "open"),
        f"{name}:o1:v2": ("2026-01-09", None, "2025-11-01", "done"),
        f"{name}:o1:v3": ("2026-01-09", None, None, "open"),
        f"{name}:o2:v1": ("2026-01-09", None, None, "open"),
    }


@pytest.mark.provision("CM-380")
def test_what_is_not_decided_yet_is_still_owed():
    file = case_file(
        event("victim-invitation-decided", "2026-02-01", victim="v1", decision="not-yet"),
        orders=[order(id="o1", offences=[offence("v1")])],
    )
    assert seen(file, "2026-02-02")["decide-victim-invitation:o1:v1"][-1] == "open"


@pytest.mark.provision("CM-380")
def test_what_nobody_decided_while_they_could_be_reached_is_missed_and_owed_no_more():
    file = case_file(orders=[order(id="o1", offences=[offence("v1")], ends_on="2026-03-02")])
    of_it = "decide-victim-invitation:o1:v1"
    assert seen(file, "2027-03-02")[of_it][-1] == "open"
    assert seen(file, "2027-03-03")[of_it][-1] == "missed"
    at_once = order("youth-caution", made_on="2026-03-02", intervention=False)
    file = case_file(orders=[{**at_once, "offences": [offence("v1")]}])
    assert seen(file, "2027-03-02")[of_it][-1] == "open"
    assert seen(file, "2027-03-03")[of_it][-1] == "missed"


@pytest.mark.provision("CM-404", "CM-402")
def test_after_a_name_was_taken_out_the_files_are_looked_at_and_what_was_found_is_said():
    gone = event("name-gone", "2026-03-02", id="g1", files=2)
    looked = event("files-looked-at", "2026-03-04", gone="g1", found="cut")
    name = "look-at-files:g1"
    assert seen(case_file(gone), "2026-03-03")[name] == ("2026-03-02", None, None, "open")
    done = seen(case_file(gone, looked), "2026-03-04")[name]
    assert done == ("2026-03-02", None, "2026-03-04", "done")
    assert name not in seen(case_file({**gone, "files": 0}), "2026-03-03")
