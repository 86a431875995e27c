"""Settling in, the assessment, and the plan."""

import pytest

from tests.unit.rules.cases import case_file, event, order, seen


@pytest.mark.provision("CM-464")
def test_settling_in_opens_when_the_order_begins():
    file = case_file(orders=[order(starts_on="2026-02-01", ends_on="2026-08-01")])
    assert seen(file, "2026-01-31")["induct-child:o1"].status == "upcoming"
    assert seen(file, "2026-02-01")["induct-child:o1"] == ("2026-02-01", None, None, "open")
    assert seen(file, "2026-08-02")["induct-child:o1"].status == "missed"


@pytest.mark.provision("CM-464")
def test_a_child_may_be_settled_in_from_the_day_the_order_was_made():
    file = case_file(
        event("child-inducted", "2026-01-08", order="o1"),  # before the order: counts for nothing
        event("child-inducted", "2026-01-20", order="o2"),  # another order
        event("child-inducted", "2026-01-21", order="o1"),
        orders=[order(starts_on="2026-02-01"), order(id="o2")],
    )
    assert seen(file, "2026-01-21")["induct-child:o1"].done == "2026-01-21"


@pytest.mark.provision("CM-003", "CM-082")
@pytest.mark.parametrize(
    ("duty", "kind"),
    [("complete-assessment", "assessment-completed"), ("agree-plan", "plan-agreed")],
)
def test_every_order_has_an_assessment_and_a_plan(duty, kind):
    file = case_file(
        event(kind, "2026-01-08", orders=["o1"]),  # before the order was made
        event(kind, "2026-01-12", orders=["o2"]),
        event(kind, "2026-01-20", orders=["o2", "o1"]),
        orders=[order(ends_on="2026-07-01"), order(id="o2")],
    )
    assert seen(file, "2026-01-19")[f"{duty}:o1"] == ("2026-01-09", None, None, "open")
    assert seen(file, "2026-01-20")[f"{duty}:o1"] == ("2026-01-09", None, "2026-01-20", "done")
    assert seen(file, "2026-01-20")[f"{duty}:o2"].done == "2026-01-12"


@pytest.mark.provision("CM-003", "CM-082")
def test_an_assessment_and_a_plan_never_made_were_missed_when_the_order_ended():
    file = case_file(
        event("order-ended", "2026-03-01", order="o1"),
        event("order-ended", "2026-04-01", order="o1"),
        orders=[order(ends_on="2026-07-01")],
    )
    owed = seen(file, "2026-03-02")
    assert owed["complete-assessment:o1"].status == owed["agree-plan:o1"].status == "missed"


@pytest.mark.provision("CM-465")
def test_a_manager_countersigns_each_plan():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"]),
        event("plan-agreed", "2026-04-20", orders=["o1"]),
        event("plan-countersigned", "2026-04-21", plan="e2"),
        orders=[order()],
    )
    owed = seen(file, "2026-05-01")
    assert owed["countersign-plan:e1"] == ("2026-01-20", None, None, "open")
    assert owed["countersign-plan:e2"] == ("2026-04-20", None, "2026-04-21", "done")


@pytest.mark.provision("CM-078")
def test_the_child_is_given_the_plan_and_again_when_it_changes():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"]),
        event("plan-given", "2026-01-23", plan="e1", format="pictures"),
        event("plan-amended", "2026-03-02", orders=["o1"]),
        orders=[order()],
    )
    owed = seen(file, "2026-04-01")
    assert owed["give-plan:e1"] == ("2026-01-20", None, "2026-01-23", "done")
    assert owed["give-plan:e3"] == ("2026-03-02", None, None, "open")
    assert "countersign-plan:e3" not in owed


@pytest.mark.provision("CM-078")
def test_a_copy_for_a_parent_is_none_for_the_child():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"]),
        event("plan-given", "2026-01-23", plan="e1", to_whom="p1"),
        orders=[order()],
    )
    assert seen(file, "2026-04-01")["give-plan:e1"] == ("2026-01-20", None, None, "open")
    file["events"].append({**file["events"][-1], "id": "e9", "to_whom": "child"})
    assert seen(file, "2026-04-01")["give-plan:e1"][-1] == "done"


@pytest.mark.provision("CM-078", "CM-465")
@pytest.mark.parametrize(
    ("ends", "last_day"),
    [
        (["2026-03-01", "2026-05-01"], "2026-05-01"),  # the latest end
        (["2026-03-01", None], None),  # one has no known end
    ],
)
def test_a_plan_for_several_orders_closes_with_the_last_of_them(ends, last_day):
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1", "o2"]),
        orders=[order(id="o1", ends_on=ends[0]), order(id="o2", ends_on=ends[1])],
    )
    for key in ("countersign-plan:e1", "give-plan:e1"):
        assert seen(file, "2026-05-01")[key].status == "open"
        assert seen(file, "2026-05-02")[key].status == ("missed" if last_day else "open")


@pytest.mark.provision("CM-078", "CM-465")
def test_an_order_not_yet_known_has_no_known_end():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1", "o2"]),
        orders=[order(ends_on="2026-03-01"), order(id="o2", made_on="2026-06-01")],
    )
    assert seen(file, "2026-05-01")["give-plan:e1"].status == "open"


@pytest.mark.provision("CM-078", "CM-465")
def test_a_plan_agreed_after_its_order_ended_leaves_nothing_to_do():
    file = case_file(
        event("plan-agreed", "2026-04-01", orders=["o1"]), orders=[order(ends_on="2026-03-01")]
    )
    owed = seen(file, "2026-04-01")
    assert "give-plan:e1" not in owed
    assert "countersign-plan:e1" not in owed


@pytest.mark.provision("CM-078")
def test_a_change_that_names_no_order_is_given_all_the_same():
    file = case_file(event("plan-amended", "2026-03-02"), orders=[order(ends_on="2026-03-10")])
    assert seen(file, "2026-04-01")["give-plan:e1"] == ("2026-03-02", None, None, "open")


@pytest.mark.provision("CM-465")
def test_what_a_manager_returned_is_mended_by_a_later_version_whenever_that_was_agreed():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"], plan_version=1),
        event("plan-returned", "2026-01-22", plan="e1", plan_version=1, by="Bea"),
        event("plan-amended", "2026-01-21", orders=["o1"], plan="e1", plan_version=2),
        event("plan-returned", "2026-01-26", plan="e3", plan_version=2),
        orders=[order(ends_on="2026-07-01")],
    )
    owed = seen(file, "2026-02-01")
    assert owed["mend-plan:e2"] == ("2026-01-22", "2026-01-22", "2026-01-21", "done")
    assert owed["mend-plan:e4"] == ("2026-01-26", "2026-01-26", None, "overdue")
    assert seen(file, "2026-07-02")["mend-plan:e4"].status == "missed"


@pytest.mark.provision("CM-078")
def test_of_several_versions_the_last_that_no_manager_returned_is_given():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"], plan_version=1),
        event("plan-amended", "2026-01-27", orders=["o1"], plan="e1", plan_version=2),
        orders=[order()],
    )
    assert "give-plan:e1" not in seen(file, "2026-02-01"), "a later one stands in its place"
    assert seen(file, "2026-02-01")["give-plan:e2"].status == "open"
    returned = event("plan-returned", "2026-01-28", plan="e2", plan_version=2)
    file["events"].append({"id": "e3", **returned})
    assert seen(file, "2026-02-01")["give-plan:e1"].status == "open", "it stands as it did"
    assert "give-plan:e2" not in seen(file, "2026-02-01")
    assert "give-plan:e2" in seen(file, "2026-01-27"), "nobody had returned it then"


@pytest.mark.provision("CM-078")
def test_that_a_version_was_given_stays_when_it_is_returned_later():
    file = case_file(
        event("plan-agreed", "2026-01-20", orders=["o1"], plan_version=1),
        event("plan-given", "2026-01-23", plan="e1"),
        event("plan-returned", "2026-01-26", plan="e1", plan_version=1),
        orders=[order()],
    )
    assert seen(file, "2026-02-01")["give-plan:e1"].status == "done"
