"""Each duty says why it is owed, in one plain sentence with the facts in it."""

import random
import re
from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event, order
from tests.unit.rules.generated import case_file as by_chance
from tests.unit.rules.generated import telling_days
from waymark.rules.casefile import parse
from waymark.rules.duties import duties
from waymark.rules.known import known_on


def whys(*events, on="2026-12-01", **facts):
    casefile = parse(case_file(*events, orders=[order(**facts)]))
    return {duty.key: duty.why for duty in duties(known_on(casefile, date.fromisoformat(on)))}


def test_a_review_says_from_when_it_is_counted():
    why = whys(
        event("plan-agreed", "2026-01-12", orders=["o1"], next_review_on="2026-03-02"),
        event("plan-reviewed", "2026-03-03", orders=["o1"]),
    )
    assert why["review-plan:o1:1"] == (
        "The youth rehabilitation order begins on 9 January 2026, and its next review was agreed "
        "for 2 March 2026."
    )
    assert why["review-plan:o1:2"] == (
        "The plan was last reviewed on 3 March 2026, and a plan is reviewed at least every three "
        "months."
    )


def test_ending_early_says_whether_it_is_half_of_the_order_or_another_look():
    not_yet = {"order": "o1", "decision": "not-yet"}
    why = whys(event("early-revocation-considered", "2026-06-01", **not_yet), ends_on="2026-09-08")
    assert why["consider-early-revocation:o1:1"].startswith(
        "Half of the youth rehabilitation order has gone by 10 May 2026, and"
    )
    assert why["consider-early-revocation:o1:2"].startswith(
        "Ending the youth rehabilitation order early is to be looked at again from 1 September 2026"
    )


@pytest.mark.provision("CM-436", "CM-437")
@pytest.mark.parametrize(
    ("kind", "asks"),
    [
        ("youth-rehabilitation-order", "to end early: the court is asked, and is told how well"),
        ("referral-order", "to end early: its panel decides first whether the court is asked"),
    ],
)
def test_asking_for_an_early_end_says_who_is_asked(kind, asks):
    apply = {"order": "o1", "decision": "apply"}
    why = whys(event("early-revocation-considered", "2026-06-01", **apply), kind=kind)
    assert asks in why["apply-for-early-revocation:e1"]


def test_a_panel_says_which_warning_called_it():
    warnings = [event("warning", f"2026-0{month}-05", order="o1") for month in (2, 3)]
    assert whys(*warnings)["hold-engagement-panel:o1:1"] == (
        "The child was given warning number 2 under the youth rehabilitation order on "
        "5 March 2026, and a panel is to find out what more would help."
    )


CHILDS_OWN = (
    "it is the child's own duty under the Sexual Offences Act 2003, and the service explains, "
    "reminds and records."
)


@pytest.mark.parametrize(
    ("told", "stricter"),
    [
        (("sexual-offence-registered", {}), ""),
        (("address-changed", {}), "because the law is stricter than the guidance's 14 days; "),
        (
            ("travel-planned", {"abroad": True, "leaves_on": "2026-07-01"}),
            "because the law is stricter than the guidance's 24 hours before journeys of more "
            "than eight days; ",
        ),
    ],
)
def test_what_a_registered_child_tells_the_police_says_where_law_and_guidance_differ(
    told, stricter
):
    kind, facts = told
    registered = event("sexual-offence-registered", "2026-02-01")
    why = whys(registered, event(kind, "2026-06-01", **facts))
    (of_this,) = (each for key, each in why.items() if key.startswith("notify") and ":e2" in key)
    assert of_this.endswith(stricter + CHILDS_OWN)


def test_every_reason_is_a_sentence_with_a_day_and_without_ids():
    for seed in range(300):
        document = by_chance(random.Random(seed))
        for duty in duties(known_on(parse(document), telling_days(document)[-1])):
            assert re.fullmatch(r"[A-Z][^\n]*\b\d{1,2} [A-Z][a-z]+ \d{4}\b[^\n]*\.", duty.why)
            assert not re.search(r"\b[oev]\d+\b|_|None", duty.why)
