"""Provisions, settings and codes are found by their ids, as they stand on a day."""

from dataclasses import replace
from datetime import date

import pytest

from waymark import guidance as said
from waymark.guidance import Code, Period, Value

TODAY = date(2026, 3, 2)


def test_a_provision_says_what_it_asks_and_where_it_stands():
    allocation = said.provision("CM-463")

    assert "two working days" in allocation.requirement
    assert allocation.place.endswith("How to manage staff working with children in YJSs")
    assert said.source(allocation.source).publisher.startswith("Youth Justice Board")


@pytest.mark.parametrize(
    "look_up",
    [
        lambda: said.provision("CM-000"),
        lambda: said.source("a-novel"),
        lambda: said.setting("patience"),
        lambda: said.codes("moods", TODAY),
        lambda: said.label("sex", "unheard-of"),
    ],
)
def test_what_is_not_there_is_refused_by_name(look_up):
    with pytest.raises(LookupError, match=r"^no (provision|source|setting|code|code list) '"):
        look_up()


def test_a_setting_has_the_value_of_the_day():
    changed = replace(
        said.setting("review-plan"),
        values=(Value(Period(date(2020, 1, 1), TODAY), 3), Value(Period(TODAY), 2)),
    )

    assert changed.on(date(2026, 3, 1)) == 3
    assert changed.on(TODAY) == 2
    with pytest.raises(LookupError, match="no value on 2019-12-31"):
        changed.on(date(2019, 12, 31))


def test_a_setting_that_had_not_begun_is_left_out():
    assert "serious-incident-notice" in said.settings(TODAY)
    assert "serious-incident-notice" not in said.settings(date(2022, 3, 31))


def test_an_order_that_courts_no_longer_make_is_not_offered_but_still_read():
    assert "reparation-order" in {each.code for each in said.codes("order-kinds", date(2022, 6, 1))}
    assert "reparation-order" not in {each.code for each in said.codes("order-kinds", TODAY)}
    assert said.label("order-kinds", "reparation-order") == "Reparation order"


def test_a_code_keeps_the_label_of_its_day(monkeypatch):
    before = Code("male", "Boy", Period(None, TODAY), "1", "", "unverified", "")
    after = replace(before, label="Male", period=Period(TODAY))
    listed = replace(said.code_list("sex"), codes=(before, after))
    monkeypatch.setattr(said, "code_list", {"sex": listed}.__getitem__)

    assert said.label("sex", "male", date(2026, 3, 1)) == "Boy"
    assert said.label("sex", "male", TODAY) == "Male"
    assert said.label("sex", "male") == "Male"


def test_roma_and_gypsy_or_irish_traveller_children_are_told_apart():
    codes = {each.code: each for each in said.codes("ethnicity", TODAY)}

    assert (codes["roma"].national, codes["gypsy-or-irish-traveller"].national) == ("W9", "W3")
    assert len({each.national for each in codes.values()}) == 19


def test_every_order_kind_of_the_contract_has_a_label():
    families = {each.group for each in said.code_list("order-kinds").codes}

    assert families == {"out of court", "court order", "before sentence", "beside an order"}
    assert len(said.code_list("order-kinds").codes) == 22
