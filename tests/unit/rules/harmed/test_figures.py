"""What a service can show of its work with people who were harmed, and why each counts."""

import pytest

from tests.unit.rules.harmed.people import day, due, happened, link, spell, victim
from waymark.rules.harmed.figures import (
    Counted,
    Period,
    children_in,
    code_figures,
    days_to_first_contact,
    indicator,
    response_rate,
)

SPRING = Period(day("2026-04-01"), day("2026-06-30"))
SUMMER = day("2026-07-01")


def one(*records, **facts):
    return victim(*records, links=(link(**facts),))


def contacted(on, *, reached):
    return happened("contacted", on, how="letter", reached=reached)


@pytest.mark.provision("CM-388")
def test_who_was_contacted_and_who_answered_before_court_and_of_orders():
    people = [
        one(contacted("2026-04-01", reached=False), contacted("2026-04-09", reached=True)),
        one(contacted("2026-05-01", reached=False), ref="v2"),
        one(contacted("2026-06-30", reached=True), child=8, stage="pre-court"),
        one(contacted("2026-07-01", reached=True), child=9),
    ]
    figures = code_figures(people, SPRING)
    assert response_rate(figures, "statutory") == (1, 2)
    assert response_rate(figures, "pre-court") == (1, 1)
    assert figures["responded:statutory"] == [Counted(7, "v1", "reached on 9 April 2026")]
    assert figures["contacted:statutory"][0].why == "contacted on 1 April 2026"


TALK = {"kind": "prepared", "activity": "e1", "prepared": "not-yet"}
TOLD_WHO = {"kind": "told-who-we-are"}
REACHED = ((1, 1), ["they were contacted on 21 April 2026"], [20])


@pytest.mark.provision("CM-388")
@pytest.mark.parametrize(
    ("talk", "counts"),
    [
        ({**TALK, "how": "visit"}, REACHED),
        ({**TALK, "how": "letter"}, ((0, 1), REACHED[1], [])),
        (TALK, ((0, 0), [], [])),
        ({**TOLD_WHO, "how": "phone"}, REACHED),
        ({**TOLD_WHO, "how": "visit"}, REACHED),
        ({**TOLD_WHO, "how": "letter"}, ((0, 1), REACHED[1], [])),
        (TOLD_WHO, ((0, 0), [], [])),
    ],
)
def test_a_talk_is_a_contact_where_it_says_how_and_reaches_them_where_they_spoke(talk, counts):
    somebody = one(
        happened(on="2026-04-21", **talk),
        happened("details-received", "2026-04-01"),
        ends_on="2026-05-01",
    )
    found = code_figures([somebody], SPRING)
    national = [each.why for each in indicator([somebody], SPRING, SUMMER).get("10g", ())]
    first = list(days_to_first_contact([somebody], SPRING))
    assert (response_rate(found, "statutory"), national, first) == counts
    assert ("first-contact" in due(somebody, "2026-04-22")) == (not first)


@pytest.mark.provision("CM-388")
def test_what_was_offered_and_received_counts_each_time_and_by_type():
    somebody = one(
        happened("restorative-offered", "2026-04-02", forms=["letter", "conference"]),
        happened("restorative-offered", "2026-05-02", forms=["shuttle"]),
        happened("restorative-received", "2026-06-02", form="shuttle"),
        happened("restorative-answered", "2026-04-09", answer="declined", forms=["conference"]),
        happened("restorative-not-appropriate", "2026-04-10", forms=["meeting"]),
        happened("feedback-asked", "2026-06-19"),
        happened("feedback-given", "2026-06-20", satisfied="very"),
        happened("feedback-given", "2026-06-21", satisfied="not", said="Nobody rang back."),
    )
    figures = code_figures([somebody], SPRING)
    assert {name: len(counted) for name, counted in figures.items()} == {
        "offered:indirect": 2,
        "offered:letter": 1,
        "offered:shuttle": 1,
        "offered:direct": 1,
        "offered:conference": 1,
        "received:indirect": 1,
        "received:shuttle": 1,
        "declined": 1,
        "declined:conference": 1,
        "not-appropriate": 1,
        "not-appropriate:meeting": 1,
        "feedback-asked": 1,
        "feedback-given": 1,
        "satisfied": 1,
    }
    assert figures["offered:direct"] == [Counted(7, "v1", "a conference, offered on 2 April 2026")]


@pytest.mark.provision("CM-388")
def test_who_was_harmed_by_what_led_to_two_orders_of_one_child_counts_once_in_what_is_of_neither():
    links = (link(order="o1", stage="pre-court"), link(order="o2", stage="statutory"))
    offered = happened("restorative-offered", "2026-04-02", forms=["letter"])
    somebody = victim(offered, contacted("2026-04-01", reached=True), links=links)
    figures = code_figures([somebody], SPRING)
    assert figures["offered:indirect"] == [Counted(7, "v1", "a letter, offered on 2 April 2026")]
    assert response_rate(figures, "pre-court") == response_rate(figures, "statutory") == (1, 1)


def test_what_is_of_one_childs_offence_counts_for_that_child_alone():
    both = (link(), link(child=8, ref="v5", order="o9"))
    somebody = victim(
        happened("restorative-received", "2026-04-02", form="letter", child=8), links=both
    )
    figures = code_figures([somebody], SPRING)
    assert [each.child for each in figures["received:indirect"]] == [8]


def test_in_how_many_days_people_are_first_reached():
    quick = one(happened("details-received", "2026-04-01"), contacted("2026-04-03", reached=True))
    slow = one(
        happened("details-received", "2026-04-01"),
        contacted("2026-04-02", reached=False),
        contacted("2026-04-21", reached=True),
    )
    found = days_to_first_contact([quick, quick, slow, one()], SPRING)
    assert {days: len(people) for days, people in found.items()} == {2: 2, 20: 1}
    late = days_to_first_contact([quick, slow], SPRING._replace(begins=day("2026-04-21")))
    why = "details came on 1 April 2026, reached on 21 April 2026"
    assert late == {20: [Counted(7, "v1", why)]}


def test_the_national_indicator_counts_orders_that_ended_and_says_why_each_counts():
    consent = spell("consent", allows="contact", how="spoken", **{"from": "2026-03-10"})
    took_part = one(
        consent,
        contacted("2026-03-10", reached=True),
        happened("view-asked", "2026-03-11", before="panel", given=True),
        happened("progress-asked", "2026-04-01"),
        happened("progress-told", "2026-04-02"),
        happened("restorative-received", "2026-05-02", form="shuttle"),
        ends_on="2026-06-01",
    )
    did_not = one(ends_on="2026-06-30", ref="v2")
    later = one(consent, ends_on="2026-07-01", child=9)
    figures = indicator([took_part, did_not, later], SPRING, SUMMER)

    assert {name: [each.ref for each in counted] for name, counted in figures.items()} == {
        "10a": ["v1", "v2"],
        "10-of": ["v1"],
        "10": ["v1"],
        "10c:shuttle": ["v1"],
        "10d": ["v1"],
        "10e-asked": ["v1"],
        "10e-given": ["v1"],
        "10g": ["v1"],
    }
    assert len(children_in(figures["10a"])) == 1
    assert figures["10"][0].why == (
        "they took part on 2 May 2026 (messages carried to and fro), as was written down here"
    )


def test_no_reason_of_a_count_tells_what_was_typed():
    somebody = one(
        happened("complaint-received", "2026-04-02", said="Marigold Dunmore rang"),
        happened("restorative-not-appropriate", "2026-04-02", said="Marigold Dunmore is afraid"),
        spell("consent", allows="contact", how="spoken", given_by="Marigold Dunmore"),
        ends_on="2026-06-01",
    )
    told = [code_figures([somebody], SPRING), indicator([somebody], SPRING, SUMMER)]
    whys = [each.why for figures in told for counted in figures.values() for each in counted]
    assert whys
    assert not any("Dunmore" in why for why in whys)


def test_two_processes_of_one_form_are_two_and_two_offences_of_one_order_are_no_more():
    twice = [happened("restorative-received", f"2026-05-0{day}", form="letter") for day in (2, 9)]
    links = (link(ends_on="2026-06-01"), link(ends_on="2026-06-01"))
    somebody = victim(*twice, contacted("2026-05-01", reached=True), links=links)
    national, code = indicator([somebody], SPRING, SUMMER), code_figures([somebody], SPRING)
    assert [len(national[name]) for name in ("10a", "10g", "10c:letter")] == [1, 1, 2]
    assert [len(code[name]) for name in ("received:letter", "contacted:statutory")] == [2, 1]


@pytest.mark.provision("CM-388")
def test_each_time_that_nothing_was_appropriate_counts():
    judged = [happened("restorative-not-appropriate", f"2026-05-0{day}") for day in (2, 9)]
    assert len(code_figures([one(*judged)], SPRING)["not-appropriate"]) == 2


def test_an_order_that_has_not_ended_yet_counts_in_nothing():
    somebody = one(ends_on="2026-06-30")
    assert indicator([somebody], SPRING, day("2026-06-29")) == {}
    assert set(indicator([somebody], SPRING, day("2026-06-30"))) == {"10a"}
