"""Where the case is, and which service works with the child."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.people import make_person, make_service
from tests.web.children.made import NOW, ORDER, asked_by, make_child
from waymark.accounts import acts as accounts
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.children.acts import moves, workers
from waymark.children.models import Allocation, Child, Episode, Hosting
from waymark.chronology import casefile
from waymark.chronology.models import Event
from waymark.duties.models import Duty

TODAY = date(2026, 5, 14)
CLOSED = {
    "kind": "case-closed",
    "on": "2026-05-14",
    "reason": "The order has ended.",
    "left_because": "The family moved away, and wants no more of us.",
}
LOOKED_AT = {"id": "m1", "kind": "closing-countersigned", "on": "2026-05-14"}
AGAIN = {"kind": "case-reopened", "on": "2026-05-14", "reason": "A new order was made."}
GONE = {"kind": "case-transferred", "on": "2026-05-14", "to_service": "Kent"}
CAME = {"kind": "case-received", "on": "2026-05-12", "from_service": "Kent"}


@pytest.fixture
def service(db):
    return make_service("Anyshire")


@pytest.fixture
def bea(service):
    return make_person(Role.SENIOR_MANAGER, service=service)


@pytest.fixture
def jo(service):
    return make_person(service=service)


@pytest.fixture
def child(service, bea, jo):
    made = make_child(service, orders=[ORDER], events=[LOOKED_AT])
    with asked_by(bea):
        workers.allocate(child=made.pk, worker=jo, by=bea, at=NOW - timedelta(days=8))
    return made


def move(child, facts, by, at=NOW):
    with asked_by(by):
        moves.move(child=child.pk, facts=facts, by=by, at=at)


def works(child):
    return Allocation.objects.filter(child=child, period__contains=TODAY).exists()


@pytest.mark.parametrize("facts", [CLOSED, GONE])
def test_a_case_that_closes_or_moves_has_nobody_working_with_the_child(child, bea, facts):
    move(child, facts, bea)
    assert not works(child)
    assert Event.objects.filter(child=child).last().kind == facts["kind"]


def test_a_case_closes_once_and_opens_again_only_when_it_is_closed(child, bea):
    with pytest.raises(Refused, match="This case is open"):
        move(child, AGAIN, bea)
    move(child, CLOSED, bea)
    with pytest.raises(Refused, match="was closed on"):
        move(child, GONE, bea)
    move(child, AGAIN, bea)
    move(child, CLOSED, bea)


def test_a_closed_case_is_opened_again_before_it_has_a_worker(child, bea, jo):
    move(child, CLOSED, bea)
    with asked_by(bea), pytest.raises(Refused, match="Open it again first"):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    move(child, AGAIN, bea)
    with asked_by(bea):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    assert works(child)


def test_a_case_that_came_is_owed_a_worker_and_whoever_worked_there_is_not_ours(child, bea, jo):
    move(child, CAME, bea)
    assert not works(child)
    owed = Duty.objects.get(child=child, duty="reallocate-worker")
    assert (owed.due_on, owed.done_on) == (TODAY, None)
    with asked_by(bea):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    owed.refresh_from_db()
    assert owed.done_on == TODAY


def test_a_worker_given_since_the_case_came_stays(service, bea, jo):
    child = make_child(service)
    with asked_by(bea):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    move(child, CAME, bea)
    assert works(child)


def test_what_was_owed_before_a_record_was_brought_here_is_not_late_here(service, bea):
    child = make_child(service, orders=[ORDER])
    assert Duty.objects.get(child=child, duty="allocate-worker").closes_on != TODAY
    move(child, {"kind": "brought-forward", "on": "2026-05-14", "source": "the old one"}, bea)
    assert Event.objects.get(child=child).document["source"] == "the old one"


def test_nothing_but_a_move_goes_through_this_door(child, bea):
    with pytest.raises(Refused, match="Choose what happens"):
        move(child, {"kind": "handover", "on": "2026-05-14"}, bea)
    with pytest.raises(Refused, match="not after today"):
        move(child, {**CLOSED, "on": "2026-05-15"}, bea)
    assert works(child)


def test_only_managers_move_a_case(child, jo, service):
    with pytest.raises(PermissionDenied):
        move(child, CLOSED, jo)
    with asked_by(jo), pytest.raises(PermissionDenied):
        moves.let_another_service_work(
            child=child.pk, host=make_service(), reason="x", by=jo, at=NOW
        )


class TestLookedAfter:
    @pytest.fixture
    def child(self, service):
        return make_child(service, looked_after=[{"from": "2026-01-01", "basis": "care-order"}])

    @pytest.mark.provision("CM-020", "CM-021")
    def test_a_looked_after_child_stays_with_the_home_service(self, child, bea):
        with pytest.raises(Refused, match="stays with the home service"):
            move(child, GONE, bea)
        assert not Event.objects.filter(child=child).exists()

    @pytest.mark.provision("CM-021")
    def test_another_service_works_with_the_child_and_ours_stays_responsible(self, child, bea):
        kent = make_service("Kent")
        theirs = make_person(service=kent)
        with asked_by(theirs):
            assert not Child.objects.exists()
        with asked_by(bea):
            moves.let_another_service_work(
                child=child.pk, host=kent, reason="Placed there.", by=bea, at=NOW
            )
        child.refresh_from_db()
        assert child.service_id == bea.service_id
        told = Event.objects.get(child=child)
        assert told.kind == "day-to-day-work-moved"
        (spell,) = casefile.documents([child.pk])[child.pk]["child"]["responsibility"]
        assert (spell["home"], spell["host"], spell["from"]) == ("Anyshire", "Kent", "2026-05-14")
        with asked_by(theirs):
            assert Hosting.objects.get().host == kent
            assert Child.objects.get() == child

    def test_only_the_home_service_says_who_hosts(self, child, bea):
        kent = make_service("Kent")
        theirs = make_person(Role.SENIOR_MANAGER, service=kent)
        with asked_by(bea):
            host = {"child": child.pk, "host": kent, "reason": "Placed.", "by": bea, "at": NOW}
            moves.let_another_service_work(**host)
            with pytest.raises(Refused, match="Kent works with the child already"):
                moves.let_another_service_work(**host)
            moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=NOW)
            with pytest.raises(Refused, match="another service than yours"):
                moves.let_another_service_work(**host | {"host": bea.service})
            moves.let_another_service_work(**host)
        with asked_by(theirs), pytest.raises(Refused, match="Ask the home service"):
            moves.end_hosting(child=child.pk, reason="x", by=theirs, at=NOW)

    def test_when_hosting_ends_the_other_service_sees_no_more(self, child, bea):
        kent = make_service("Kent")
        theirs = make_person(service=kent)
        with asked_by(bea):
            with pytest.raises(Refused, match="No other service"):
                moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=NOW)
            moves.let_another_service_work(
                child=child.pk, host=kent, reason="Placed.", by=bea, at=NOW - timedelta(days=7)
            )
            moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=NOW)
            spells = Episode.objects.filter(child=child, kind="responsibility").order_by("position")
            assert [each.document.get("to") for each in spells] == ["2026-05-13", None]
            assert Hosting.objects.get().period.upper == TODAY
        with asked_by(theirs):
            assert not Child.objects.exists()

    def test_when_hosting_ends_nobody_of_the_other_service_is_the_worker(self, child, bea):
        kent = make_service("Kent")
        lead = make_person(Role.SENIOR_MANAGER, service=kent)
        hana, ray = make_person(service=kent), make_person(service=kent)
        with asked_by(bea):
            moves.let_another_service_work(
                child=child.pk, host=kent, reason="Placed.", by=bea, at=NOW - timedelta(days=7)
            )
        with asked_by(lead):
            workers.allocate(child=child.pk, worker=hana, by=lead, at=NOW - timedelta(days=6))
            workers.add_co_worker(child=child.pk, worker=ray, by=lead, at=NOW - timedelta(days=6))
        with asked_by(bea):
            moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=NOW)
            assert not works(child)
            ended = Event.objects.filter(child=child).order_by("position").values_list("document")
            told = [(each["kind"], each["worker"]) for (each,) in ended if "worker" in each][-2:]
        assert told == [("worker-unallocated", hana.email), ("co-worker-removed", ray.email)]

    def test_ours_who_work_with_the_child_stay_when_hosting_ends(self, child, bea, jo):
        with asked_by(bea):
            workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW - timedelta(days=8))
            host = {"child": child.pk, "host": make_service("Kent"), "by": bea, "at": NOW}
            moves.let_another_service_work(**host, reason="Placed.")
            moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=NOW)
        assert works(child)

    def test_the_account_of_whoever_works_with_a_hosted_child_ends_after_handing_over(
        self, child, bea
    ):
        kent = make_service("Kent")
        lead, hana = make_person(Role.SENIOR_MANAGER, service=kent), make_person(service=kent)
        ada = make_person(Role.ADMINISTRATOR, service=kent)
        with asked_by(bea):
            moves.let_another_service_work(
                child=child.pk, host=kent, reason="Placed.", by=bea, at=timezone.now()
            )
        with asked_by(lead):
            workers.allocate(child=child.pk, worker=hana, by=lead, at=timezone.now())
        with asked_by(ada), pytest.raises(Refused, match="hand over the children"):
            accounts.end_account(by=ada, person=hana, at=timezone.now())
        with asked_by(bea):
            moves.end_hosting(child=child.pk, reason="Back.", by=bea, at=timezone.now())
        with asked_by(ada):
            accounts.end_account(by=ada, person=hana, at=timezone.now())
