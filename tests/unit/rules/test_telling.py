"""What the victims' side is told of a child: what holds, once, and that it holds no more."""

from datetime import date

import pytest
from hypothesis import given

from tests.unit.rules.cases import case_file, event, order
from tests.unit.rules.generated import case_files
from waymark.rules.casefile import parse
from waymark.rules.findings import RefusedError
from waymark.rules.known import known_on
from waymark.rules.letters import WorkerTried, opened
from waymark.rules.telling import holding, key_of, news

DAY = date(2026, 3, 2)
ROBBERY = {"id": "f1", "category": "robbery", "violent": True, "victims": ["v1", "v2"]}
NO_LONGER_COUNTED = event("harmed-counted-again", "2026-02-03", offence="o1:f1", harmed=1)


def held(document, *, on=DAY, people=(7,)):
    case = known_on(parse(document), on)
    return list(holding(5, case, people=people))


def told(document, before=None, **how):
    """What is told of a case file, and what then stands as told."""
    new = news(held(document, **how), before or {}, how.get("on", DAY))
    return new, (before or {}) | {key: each.document() for key, each in new.items()}


def test_an_order_whom_it_harmed_and_who_works_with_the_child_are_told():
    new, _ = told(case_file(orders=[order(offences=[ROBBERY], ends_on="2026-07-08")]))
    assert list(new) == [
        "order-made o1",
        "people-harmed o1:f1",
        "works-with",
    ]
    assert new["order-made o1"].ends_on == date(2026, 7, 8)
    assert new["people-harmed o1:f1"].victims == ("v1", "v2")
    assert new["works-with"].people == (7,)


@pytest.mark.provision("CM-394")
def test_an_order_that_runs_for_no_time_is_told_to_be_over_and_one_whose_end_is_unknown_is_not():
    disposal = order(kind="other-order", offences=[ROBBERY], intervention=False)
    new, _ = told(case_file(orders=[disposal]))
    assert new["order-made o1"].ends_on == new["order-made o1"].made_on
    new, _ = told(case_file(orders=[order(offences=[ROBBERY])]))
    assert new["order-made o1"].ends_on is None


def test_of_a_child_who_harmed_nobody_nothing_is_told():
    assert held(case_file(orders=[order(offences=[{"category": "shoplifting"}])])) == []


def test_what_was_told_is_not_told_again_on_another_day():
    document = case_file(orders=[order(offences=[ROBBERY])])
    _, before = told(document)
    assert told(document, before, on=date(2026, 3, 3)) == ({}, before)


def test_what_an_earlier_waymark_told_and_this_one_does_not_stops_nothing():
    document = case_file(orders=[order(offences=[ROBBERY])])
    _, before = told(document)
    assert told(document, before | {"owed-to-victim d1 o1 v1": {"child": 1}})[0] == {}


def test_somebody_who_was_counted_wrongly_is_told_to_be_harmed_no_more():
    _, before = told(case_file(orders=[order(offences=[ROBBERY])]))
    new, after = told(case_file(NO_LONGER_COUNTED, orders=[order(offences=[ROBBERY])]), before)
    assert new["people-harmed o1:f1"].victims == ("v1",)
    assert len(new) == 1
    again, _ = told(case_file(NO_LONGER_COUNTED, orders=[order(offences=[ROBBERY])]), after)
    assert again == {}


def test_where_nobody_was_harmed_after_all_each_letter_but_the_order_ends():
    nobody = {**NO_LONGER_COUNTED, "harmed": 0}
    _, before = told(case_file(orders=[order(offences=[ROBBERY])]))
    new, _ = told(case_file(nobody, orders=[order(offences=[ROBBERY])]), before)
    assert new["people-harmed o1:f1"].victims == ()
    assert new["works-with"].people == ()
    assert len(new) == 2


def test_an_order_that_a_court_changed_is_told_as_it_now_stands():
    document = case_file(orders=[order(offences=[ROBBERY], ends_on="2026-07-08")])
    _, before = told(document)
    amended = event("order-amended", "2026-02-03", order="o1", ends_on="2026-09-08")
    document["events"] = [{"id": "e1", **amended}]
    new, _ = told(document, before)
    assert [each.document()["ends_on"] for each in new.values()] == ["2026-09-08"]


@pytest.mark.parametrize("people", [(7, 9), ()])
def test_who_works_with_the_child_is_told_anew(people):
    document = case_file(orders=[order(offences=[ROBBERY])])
    _, before = told(document)
    new, _ = told(document, before, people=people)
    assert [each.people for each in new.values()] == [people]


@given(case_files)
def test_whatever_the_case_is_each_letter_opens_there(document):
    on = date(2027, 6, 1)
    letters = held(document, on=on)
    for each in letters:
        assert opened(each.kind, each.document(), of="casework") == each
    _, after = told(document, on=on)
    assert news(letters, after, DAY) == {}


def test_how_ready_the_child_is_for_work_with_each_is_told_as_it_was_said_last():
    orders = [order(offences=[ROBBERY])]
    judged = {"id": "e1", **event("child-readiness-judged", DAY, victim="v1", ready="yes")}
    changed = {"id": "e2", **event("mind-changed", DAY, victim="v1")}
    for each in (judged, changed):
        each["on"] = DAY.isoformat()
    document = case_file(orders=orders)
    _, before = told(document)
    document["events"] = [judged]
    new, after = told(document, before)
    assert new["child-readiness v1"].ready == "yes"
    document["events"] = [judged, changed]
    new, _ = told(document, after)
    assert new["child-readiness v1"].ready == "no"


def set_to(day, decides="panel", **facts):
    told = event("decision-day-set", DAY, order="o1", decides=decides, decides_on=day, **facts)
    return told | {"on": DAY.isoformat()}


def test_when_a_panel_decides_is_told_before_it_does_and_moves_with_it_until_it_is_withdrawn():
    document = case_file(orders=[order(offences=[ROBBERY])])
    _, before = told(document)
    document["events"] = [{"id": "e1", **set_to("2026-03-20")}]
    new, before = told(document, before)
    (decision,) = new.values()
    assert (decision.on, decision.decides, decision.order) == (date(2026, 3, 20), "panel", "o1")
    assert told(document, before, on=date(2026, 3, 27))[0] == {}
    document["events"].append({"id": "e2", **set_to("2026-03-26", "court")})
    new, before = told(document, before)
    assert new["day-of-decision o1"].on == date(2026, 3, 26)
    withdrawn = {"kind": "withdrawn", "on": DAY.isoformat(), "reason": "Not this child"}
    document["events"] += [
        {"id": "e3", **withdrawn, "corrects": "e1"},
        {"id": "e4", **withdrawn, "corrects": "e2"},
    ]
    new, _ = told(document, before)
    assert [each.no_longer for each in new.values()] == [True]


def test_a_day_of_decision_before_the_day_on_which_it_was_set_is_at_fault():
    document = case_file(orders=[order(offences=[ROBBERY])])
    document["events"] = [{"id": "e1", **set_to("2026-03-01")}]
    with pytest.raises(RefusedError, match="decides_on"):
        parse(document)


def test_that_something_was_made_is_told_without_its_words_and_its_end_too():
    made = {**event("work-made", DAY, victim="v1", made="poem"), "id": "e1"}
    document = case_file(orders=[order(offences=[ROBBERY])])
    _, before = told(document)
    document["events"] = [{**made, "on": DAY.isoformat(), "child_said": "The street was dark."}]
    new, after = told(document, before)
    letter = new["work-made e1"]
    assert (letter.victim, letter.made) == ("v1", "poem")
    assert "dark" not in str(letter.document())
    document["events"] = []
    new, _ = told(document, after)
    assert new["work-made e1"].no_longer


def test_what_was_made_is_told_as_called_off_with_its_plan():
    made = of_the_plan("work-made", DAY.isoformat(), "e1", victim="v1", made="letter")
    _, before = told(planned(made))
    stopped = of_the_plan("mind-changed", "2026-03-02", "m")
    new, _ = told(planned(made, stopped), before)
    assert new["work-made e1"].called_off_on == DAY


def planned(*events):
    plan = event("restorative-activity-planned", DAY, form="shuttle", victim="v1", id="p")
    told_of = {"link": "He broke it.", "place": "The library", "planned_for": "2026-04-02"}
    told_of["on"] = DAY.isoformat()
    document = case_file(orders=[order(offences=[ROBBERY])])
    document["events"] = [{**plan, **told_of}, *events]
    return document


def of_the_plan(kind, on, name, **facts):
    return {**event(kind, on, activity="p", **facts), "id": name}


def test_what_is_planned_is_told_by_its_form_and_days_and_by_no_word_or_place():
    _, before = told(case_file(orders=[order(offences=[ROBBERY])]))
    new, _ = told(planned(), before)
    (letter,) = new.values()
    assert (letter.kind, letter.victim, letter.form) == ("activity-stands", "v1", "shuttle")
    assert letter.planned_for == date(2026, 4, 2)
    assert not any(word in str(letter.document()) for word in ("broke", "library"))


def test_each_day_on_which_it_was_done_is_told_and_that_it_was_called_off_or_struck():
    _, before = told(planned())
    held = [
        of_the_plan("restorative-activity-held", f"2026-03-0{day}", f"h{day}", note="They wept.")
        for day in (2, 1)
    ]
    new, after = told(planned(*held), before)
    assert new["activity-stands p"].done_on == (date(2026, 3, 1), date(2026, 3, 2))
    assert "wept" not in str(after)
    stopped = of_the_plan("mind-changed", "2026-03-02", "m")
    new, _ = told(planned(stopped), before)
    assert new["activity-stands p"].called_off_on == DAY
    struck = {"kind": "withdrawn", "on": DAY.isoformat(), "reason": "Not this child"}
    new, _ = told(planned({**struck, "id": "w", "corrects": "p"}), before)
    assert new["activity-stands p"].no_longer


def test_what_is_planned_for_the_community_is_told_to_nobody():
    document = planned()
    document["events"][0].pop("victim")
    assert not any(each.kind == "activity-stands" for each in held(document))


def test_what_a_letter_is_about_may_be_a_number():
    tried = WorkerTried(child=5, on=DAY, by=3, by_name="Jo", people=(7,))
    assert key_of(tried) == "worker-tried 3"
