"""Orders: as they were made, what changed them, and how they ended."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import make_person, make_service, signed_in_client
from tests.web.children.made import NOW, ORDER, asked_by, make_child
from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import Role
from waymark.children.acts import workers
from waymark.chronology.models import Event
from waymark.orders import acts
from waymark.orders.models import Order

MADE = {"kind": "referral-order", "made_on": "2026-05-05", "ends_on": "2026-11-04"}
LONGER = {"on": "2026-05-12", "ends_on": "2026-12-04"}
NO_LINES = {"requirements-TOTAL_FORMS": "0", "requirements-INITIAL_FORMS": "0"}
ENDED = {"on": "2026-05-13", "reason": "revoked early"}


@pytest.fixture
def service(db):
    return make_service()


@pytest.fixture
def jo(service):
    return make_person(service=service)


@pytest.fixture
def child(service, jo):
    made = make_child(service, orders=[ORDER])
    bea = make_person(Role.SENIOR_MANAGER, service=service)
    with asked_by(bea):
        workers.allocate(child=made.pk, worker=jo, by=bea, at=NOW)
    return made


@pytest.fixture
def order(child):
    return Order.objects.get(child=child)


def test_orders_stand_in_the_order_in_which_they_were_added(child, jo):
    with asked_by(jo):
        added = acts.add(child=child, facts=MADE, by=jo, at=NOW)
    assert [each.position for each in child.orders.order_by("position")] == [0, 1]
    assert added.reference != ORDER["id"]


def test_each_order_has_offences_of_its_own(child, jo):
    offence = {"id": "f1", "category": "robbery"}
    with asked_by(jo):
        for _ in range(2):
            acts.add(child=child, facts={**MADE, "offences": [offence]}, by=jo, at=NOW)
    ids = {order.document["offences"][0]["id"] for order in child.orders.all()}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"made_on": "2026-05-15"}, "not after today"),
        ({"ends_on": "2026-05-01"}, "is before the day the order begins"),
        ({"kind": "nothing"}, "kind"),
    ],
)
def test_an_order_that_cannot_be_is_refused_and_not_kept(child, jo, facts, says):
    with asked_by(jo), pytest.raises(Refused, match=says):
        acts.add(child=child, facts={**MADE, **facts}, by=jo, at=NOW)
    assert child.orders.count() == 1


def test_a_change_is_an_event_and_the_order_as_made_is_kept(order, jo):
    with asked_by(jo):
        acts.amend(order=order, facts=LONGER, by=jo, at=NOW)
    order.refresh_from_db()
    assert order.document == ORDER
    assert Event.objects.get(kind="order-amended").document["ends_on"] == "2026-12-04"


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"on": "2026-05-01"}, "on or after .*when the order was made"),
        ({"ends_on": "2026-05-01"}, "an end on or after .*when the order starts"),
        ({"on": "2026-05-15"}, "not after today"),
    ],
)
def test_a_change_that_cannot_be_is_refused(order, jo, facts, says):
    with asked_by(jo), pytest.raises(Refused, match=says):
        acts.amend(order=order, facts={**LONGER, **facts}, by=jo, at=NOW)


def test_an_order_ends_once_and_is_not_changed_afterwards(order, jo):
    with asked_by(jo):
        acts.end(order=order, facts=ENDED, by=jo, at=NOW)
        for act, facts in ((acts.end, ENDED), (acts.amend, LONGER)):
            with pytest.raises(Refused, match="This order ended on"):
                act(order=order, facts=facts, by=jo, at=NOW)


def test_nobody_saves_over_a_colleague(order, jo):
    with asked_by(jo):
        acts.amend(order=order, facts=LONGER, changes=0, by=jo, at=NOW)
        for act, facts in ((acts.end, ENDED), (acts.amend, LONGER)):
            with pytest.raises(Stale):
                act(order=order, facts=facts, changes=0, by=jo, at=NOW)
        acts.end(order=order, facts=ENDED, changes=1, by=jo, at=NOW)


def test_who_may_not_record_adds_no_order(child, order, service):
    ada = make_person(Role.ADMINISTRATOR, service=service)
    with asked_by(ada):
        with pytest.raises(PermissionDenied):
            acts.add(child=child, facts=MADE, by=ada, at=NOW)
        for act in (acts.amend, acts.end):
            with pytest.raises(PermissionDenied):
                act(order=order, facts=ENDED, by=ada, at=NOW)


def test_amending_and_ending_read_the_case_file_once(child, order, jo):
    for act, facts in ((acts.amend, LONGER), (acts.end, ENDED)):
        with asked_by(jo), CaptureQueriesContext(connection) as asked:
            act(order=order, facts=facts, by=jo, at=NOW)
        sent = [each["sql"] for each in asked]
        recorded = next(i for i, sql in enumerate(sent) if 'INTO "chronology_event"' in sql)
        reads = [sql for sql in sent[:recorded] if "string_agg" in sql and "orders_order" in sql]
        assert len(reads) == 1


class TestPages:
    @pytest.fixture
    def client(self, jo):
        return signed_in_client(jo)

    def test_an_order_is_added_and_said_so_in_the_childs_name(self, client, child):
        address = f"/children/{child.pk}/orders/add/"
        assert "Save in Sophie’s record" in client.get(address).content.decode()
        sent = {
            "order-kind": "youth-rehabilitation-order",
            "order-made_on_day": "1",
            "order-made_on_month": "jun",
            "order-made_on_year": "2026",
            **{
                f"{name}-{form}_FORMS": "1"
                for name in ("offences", "requirements")
                for form in ("TOTAL", "INITIAL")
            },
            "requirements-0-kind": "curfew",
            "requirements-0-begins_day": "2",
            "requirements-0-begins_month": "6",
            "requirements-0-begins_year": "2026",
        }
        sent |= {"offences-INITIAL_FORMS": "0", "requirements-INITIAL_FORMS": "0"}
        assert client.post(address, sent)["Location"] == f"/children/{child.pk}/orders/"
        added = child.orders.get(kind="youth-rehabilitation-order")
        assert added.document["requirements"] == [
            {"id": "r1", "kind": "curfew", "from": "2026-06-02"}
        ]

    def test_the_day_that_is_wrong_is_named_with_its_reason(self, client, order, child):
        address = f"/children/{child.pk}/orders/{order.pk}/end/"
        sent = {"on_day": "1", "on_month": "5", "on_year": "2026", "reason": "ran to its end"}
        answer = client.post(address, {**sent, "changes": "0"})
        assert answer.status_code == 422
        assert (
            "Choose a day on or after 5 May 2026, when the order was made"
            in answer.content.decode()
        )

    def test_who_was_overtaken_sees_what_stands_now_and_keeps_the_words(self, client, order, child):
        address = f"/children/{child.pk}/orders/{order.pk}/amend/"
        sent = {"on_day": "12", "on_month": "5", "on_year": "2026", "changes": "0", **NO_LINES}
        first = {"ends_on_day": "4", "ends_on_month": "12", "ends_on_year": "2026"}
        assert client.post(address, {**sent, **first}).status_code == 302
        second = {"ends_on_day": "5", "ends_on_month": "1", "ends_on_year": "2027"}
        answer = client.post(address, {**sent, **second})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "You changed this while you were writing" in page
        assert "Fri 4 Dec" in page
        assert 'value="2027"' in page
        assert 'name="changes" value="1"' in page
        assert client.post(address, {**sent, **second, "changes": "1"}).status_code == 302

    def test_another_childs_order_is_not_found_under_this_child(
        self, client, order, child, service
    ):
        other = make_child(service, "Tim", "Arkwell")
        assert client.get(f"/children/{other.pk}/orders/{order.pk}/end/").status_code in {403, 404}

    def test_what_was_of_another_kind_once_and_ends_an_order_now_is_told(self, client, service, jo):
        about = {"on": "2026-05-12", "reason": "It should not have been made."}
        events = [
            {"id": "w1", "kind": "worker-allocated", "on": "2026-05-06", "worker": jo.email},
            {"id": "e1", "kind": "plan-amended", **about},
            {"id": "e2", "kind": "order-ended", "order": "o1", "corrects": "e1", **about},
        ]
        child = make_child(service, orders=[ORDER], events=events)
        answer = client.get(f"/children/{child.pk}/orders/")
        assert answer.status_code == 200
        assert "It should not have been made." in answer.text
