"""Whatever changes what is known of a child is told to the victims' side, and nothing else is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.walls.made import NOW, SAID, a_child, a_service, asked_by, somebody
from tests.web.letters.post_office import ORDER, who_harmed, written
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.children.acts import workers
from waymark.chronology import acts
from waymark.orders import acts as orders
from waymark.rules.letters import OrderMade, opened

ANOTHER = {name: fact for name, fact in ORDER.items() if name != "id"} | {"made_on": "2028-01-04"}


@pytest.fixture
def jo(db):
    return somebody(a_service())


@pytest.fixture
def bea(jo):
    return somebody(jo.service, Role.OPERATIONS_MANAGER)


@pytest.fixture
def sam(jo):
    return who_harmed(jo.service)


def told(child):
    """The letters of a child as the other side reads them."""
    return [
        opened(each.kind, each.document, of="casework")
        for each in written(child.service)
        if each.document["child"] == child.pk
    ]


def test_a_case_file_that_is_taken_in_tells_of_its_orders(sam):
    assert [each.kind for each in told(sam)] == ["order-made", "people-harmed", "works-with"]


def test_of_a_child_who_harmed_nobody_nothing_is_written(jo):
    child = a_child(jo.service, orders=[{**ORDER, "offences": [{"category": "fraud"}]}], events=[])
    assert told(child) == []


def test_an_order_that_is_added_is_told_and_nothing_is_told_twice(jo, sam):
    before = len(told(sam))
    with asked_by(jo):
        order = orders.add(child=sam, facts=ANOTHER, by=jo, at=NOW)
    new = told(sam)[before:]
    assert {each.order for each in new} == {order.reference}
    assert isinstance(new[0], OrderMade)


def test_a_contact_tells_nothing_and_costs_one_query(jo, sam):
    before = len(told(sam))
    with (
        asked_by(jo),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        acts.record(children=[sam.pk], facts=SAID, by=jo, at=NOW)
    assert len(told(sam)) == before
    of_telling = [each for each in asked if "telling_told" in each["sql"]]
    assert len(of_telling) == 1
    assert not any("letters_outgoing" in each["sql"] for each in asked)


def test_how_many_were_harmed_is_told_anew_where_it_was_miscounted(jo, sam):
    before = len(told(sam))
    recount = {"kind": "harmed-counted-again", "on": "2028-01-11", "offence": "o1:f1", "harmed": 1}
    with asked_by(jo):
        acts.record(children=[sam.pk], facts=recount, by=jo, at=NOW)
    (harmed,) = told(sam)[before:]
    assert harmed.victims == ("v1",)


def test_who_works_with_the_child_is_told(bea, jo, sam):
    with asked_by(bea):
        workers.allocate(child=sam.pk, worker=jo, by=bea, at=NOW)
    assert [each.people for each in told(sam) if each.kind == "works-with"] == [(), (jo.pk,)]


def test_what_is_refused_tells_nothing(jo, sam):
    before = len(told(sam))
    with pytest.raises(Refused), asked_by(jo):
        orders.add(child=sam, facts={**ANOTHER, "made_on": "2028-01-14"}, by=jo, at=NOW)
    assert len(told(sam)) == before
