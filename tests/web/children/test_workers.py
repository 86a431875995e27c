"""Who works with the child: one worker at a time, and no handing over without a word."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404

from tests.people import make_person, make_service, make_team
from tests.web.children.made import NOW, ORDER, asked_by, make_child
from waymark.accounts import acts as account_acts
from waymark.accounts.answers import Refused
from waymark.accounts.asking import as_user, as_waymark
from waymark.accounts.models import Role
from waymark.children.access import IsOwnWork
from waymark.children.acts import standing_in, workers
from waymark.children.models import Allocation, Child, Named
from waymark.chronology.models import Event, Words
from waymark.duties.models import Duty

TOLD = {"why": "Jo leaves.", "introduced": "Both visit on Tuesday.", "need_not_repeat": "The move."}
TODAY = date(2026, 5, 14)


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def service(team):
    return team.service


@pytest.fixture
def bea(team):
    return make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Hill")


@pytest.fixture
def jo(team):
    return make_person(team=team, name="Jo Field")


@pytest.fixture
def ash(team):
    return make_person(team=team, name="Ash Moor")


@pytest.fixture
def child(service):
    return make_child(service, orders=[ORDER])


@pytest.fixture
def asking(bea):
    with asked_by(bea) as recording:
        yield recording
        as_user(bea)  # others asked meanwhile; the row tells of her


def kinds(child):
    events = Event.objects.filter(child=child).order_by("position")
    return list(events.values_list("kind", flat=True))


def standing(child, on=TODAY):
    rows = Allocation.objects.filter(child=child, period__contains=on).order_by("part")
    return [(row.user.first_name, row.part) for row in rows.select_related("user")]


def has(worker, child, at=NOW):
    """Tell whether the child is this person's work, as she asks it herself."""
    with asked_by(worker):
        own = Child.objects.filter(IsOwnWork("pk", at), pk=child.pk).exists()
    as_user(child.service.users.get(name="Bea Hill"))
    return own


def duty(child, name):
    return Duty.objects.get(child=child, duty=name)


@pytest.mark.provision("CM-001", "CM-463")
def test_giving_a_worker_does_the_duty_to_give_one(asking, child, jo, bea):
    owed = duty(child, "allocate-worker")
    assert (owed.due_on, owed.done_on) == (date(2026, 5, 7), None)
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager")]
    assert duty(child, "allocate-worker").done_on == TODAY
    assert Event.objects.get(child=child).document["worker"] == jo.email


@pytest.mark.provision("EP-144")
def test_a_child_who_loses_the_worker_is_owed_another_in_two_working_days(
    asking, child, jo, ash, bea
):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW - timedelta(days=2))
    workers.unallocate(child=child.pk, reason="Jo is ill.", by=bea, at=NOW)
    assert standing(child) == []
    owed = duty(child, "reallocate-worker")
    assert (owed.opens_on, owed.due_on, owed.done_on) == (TODAY, date(2026, 5, 18), None)
    workers.allocate(child=child.pk, worker=ash, by=bea, at=NOW + timedelta(days=1))
    assert duty(child, "reallocate-worker").done_on == date(2026, 5, 15)


def test_a_child_without_a_worker_cannot_lose_one(asking, child, bea):
    with pytest.raises(Refused, match="has no worker"):
        workers.unallocate(child=child.pk, reason="Jo is ill.", by=bea, at=NOW)
    assert kinds(child) == []


def test_a_worker_follows_another_on_the_same_day_without_a_trace_of_a_day(
    asking, child, jo, ash, bea
):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    workers.hand_over(child=child.pk, worker=ash, facts=TOLD, by=bea, at=NOW)
    assert [row.user for row in Allocation.objects.filter(child=child)] == [ash]
    assert kinds(child) == ["worker-allocated", "worker-allocated", "handover"]
    workers.hand_over(child=child.pk, worker=jo, facts=TOLD, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager")]


def test_a_worker_follows_another_on_a_later_day_and_both_are_known(asking, child, jo, ash, bea):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW - timedelta(days=3))
    workers.hand_over(child=child.pk, worker=ash, facts=TOLD, by=bea, at=NOW)
    periods = Allocation.objects.filter(child=child).order_by("period")
    assert [row.period for row in periods] == [
        DateRange(date(2026, 5, 11), TODAY),
        DateRange(TODAY, None),
    ]


def test_nobody_is_replaced_without_a_handing_over(asking, child, jo, ash, bea):
    """Two managers who give the child a worker at the same time do not undo one another."""
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    for worker in (jo, ash):
        with pytest.raises(Refused, match="Jo Field is the child’s worker already"):
            workers.allocate(child=child.pk, worker=worker, by=bea, at=NOW)
    with pytest.raises(Refused, match="Jo Field is the child's worker already"):
        workers.hand_over(child=child.pk, worker=jo, facts=TOLD, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager")]


def test_the_database_knows_one_worker_at_a_time(asking, child, jo, ash, service):
    row = {"child": child, "service": service, "part": "case-manager"}
    Allocation.objects.create(**row, user=jo, period=DateRange(TODAY, None))
    with pytest.raises(IntegrityError, match="one_case_manager"), transaction.atomic():
        Allocation.objects.create(**row, user=ash, period=DateRange(date(2030, 1, 1), None))


@pytest.mark.provision("CM-118", "EP-145")
@pytest.mark.parametrize(
    ("missing", "asked"),
    [("introduced", "Say how the new worker"), ("need_not_repeat", "Say what")],
)
def test_handing_over_asks_how_the_worker_is_introduced_and_what_need_not_be_told_again(
    asking, child, jo, ash, bea, missing, asked
):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    facts = {name: value for name, value in TOLD.items() if name != missing}
    with pytest.raises(Refused, match=asked):
        workers.hand_over(child=child.pk, worker=ash, facts=facts, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager")]
    assert kinds(child) == ["worker-allocated"]
    facts["not_yet_because"] = "Ash starts on Monday."
    workers.hand_over(child=child.pk, worker=ash, facts=facts, by=bea, at=NOW)
    assert standing(child) == [("Ash", "case-manager")]


def test_a_handing_over_is_told_after_the_new_worker_and_its_words_lie_apart(
    asking, child, jo, ash, bea
):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW - timedelta(days=1))
    workers.hand_over(child=child.pk, worker=ash, facts=TOLD, by=bea, at=NOW)
    assert kinds(child) == ["worker-allocated", "worker-allocated", "handover"]
    told = Event.objects.get(child=child, kind="handover")
    assert (told.document["from_worker"], told.document["to_worker"]) == (jo.email, ash.email)
    assert dict(Words.objects.filter(event=told).values_list("field", "text")) == TOLD


def test_a_co_worker_works_beside_and_may_become_the_worker(asking, child, jo, ash, bea):
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    workers.add_co_worker(child=child.pk, worker=ash, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager"), ("Ash", "co-worker")]
    with pytest.raises(Refused, match="Ash Moor works with the child already"):
        workers.add_co_worker(child=child.pk, worker=ash, by=bea, at=NOW)
    assert has(ash, child)
    workers.hand_over(child=child.pk, worker=ash, facts=TOLD, by=bea, at=NOW + timedelta(days=1))
    assert standing(child, date(2026, 5, 15)) == [("Ash", "case-manager")]


def test_a_co_worker_who_ends_no_longer_has_the_child(asking, child, jo, ash, bea):
    with pytest.raises(Refused, match="is no co-worker"):
        workers.remove_co_worker(child=child.pk, worker=ash, by=bea, at=NOW)
    workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    workers.add_co_worker(child=child.pk, worker=ash, by=bea, at=NOW - timedelta(days=1))
    workers.remove_co_worker(child=child.pk, worker=ash, by=bea, at=NOW)
    assert standing(child) == [("Jo", "case-manager")]
    assert not has(ash, child)


def test_only_people_of_the_service_who_work_with_children_become_workers(asking, child, bea):
    stranger = make_person(service=make_service())
    administrator = make_person(Role.ADMINISTRATOR, service=bea.service)
    gone = make_person(service=bea.service, is_active=False)
    for person in (stranger, administrator, gone):
        for act in (workers.allocate, workers.add_co_worker):
            with pytest.raises(Refused, match="Choose somebody of your service"):
                act(child=child.pk, worker=person, by=bea, at=NOW)


def test_a_case_manager_gives_no_child_to_anybody(child, jo, ash):
    facts = {"child": child.pk, "worker": ash, "by": jo, "at": NOW}
    with asked_by(jo):
        for act, more in (
            (workers.allocate, {}),
            (workers.add_co_worker, {}),
            (workers.remove_co_worker, {}),
            (workers.hand_over, {"facts": TOLD}),
        ):
            with pytest.raises(PermissionDenied):
                act(**facts, **more)
        with pytest.raises(PermissionDenied):
            workers.hand_over_all(leaver=ash, to={}, facts=TOLD, by=jo, at=NOW)
        with pytest.raises(PermissionDenied):
            standing_in.cover(worker=jo, away=ash, first=TODAY, last=TODAY, by=jo)


def test_a_restricted_child_goes_only_to_who_is_named(service, jo, bea):
    child = make_child(service, restricted=True)
    with asked_by(bea), pytest.raises(Http404):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
    as_waymark(service.pk)
    Named.objects.create(child_id=child.pk, service=service, user=bea)
    with asked_by(bea):
        with pytest.raises(Refused, match="name Jo Field first"):
            workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
        Named.objects.create(child_id=child.pk, service=service, user=jo)
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)


class TestSomebodyLeaves:
    @pytest.fixture
    def children(self, asking, service, jo, bea):
        made = [make_child(service, name) for name in ("Kai", "Tim", "Theo")]
        with asked_by(bea):
            for each in made:
                workers.allocate(child=each.pk, worker=jo, by=bea, at=NOW - timedelta(days=1))
        return made

    def test_all_children_are_handed_over_in_one_act(self, asking, children, jo, ash, bea):
        cleo = make_person(team=bea.team, name="Cleo Reed")
        to = dict(zip((each.pk for each in children), (ash, ash, cleo), strict=True))
        workers.hand_over_all(leaver=jo, to=to, facts=TOLD, by=bea, at=NOW)
        assert [standing(each)[0][0] for each in children] == ["Ash", "Ash", "Cleo"]
        assert not workers.children_of(jo, on=TODAY).exists()
        assert asking.children >= {each.pk for each in children}

    def test_none_moves_while_one_has_nobody_to_go_to(self, asking, children, jo, ash, bea):
        to = {each.pk: ash for each in children[:2]}
        with pytest.raises(Refused, match="1 have none yet"):
            workers.hand_over_all(leaver=jo, to=to, facts=TOLD, by=bea, at=NOW)
        assert workers.children_of(jo, on=TODAY).count() == 3

    def test_none_moves_when_the_last_is_refused(self, asking, children, jo, ash, bea):
        to = {each.pk: ash for each in children}
        to[max(to)] = make_person(Role.ADMINISTRATOR, service=bea.service)
        with pytest.raises(Refused):
            workers.hand_over_all(leaver=jo, to=to, facts=TOLD, by=bea, at=NOW)
        assert workers.children_of(jo, on=TODAY).count() == 3
        assert kinds(children[0]) == ["worker-allocated"]

    def test_an_account_ends_when_its_children_are_handed_over(
        self, asking, children, jo, ash, bea, service
    ):
        ada = make_person(Role.ADMINISTRATOR, service=service)
        with asked_by(ada), pytest.raises(Refused, match="hand over the children of Jo first"):
            account_acts.end_account(by=ada, person=jo, at=NOW)
        with asked_by(bea):
            to = {each.pk: ash for each in children}
            workers.hand_over_all(leaver=jo, to=to, facts=TOLD, by=bea, at=NOW)
        with asked_by(ada):
            account_acts.end_account(by=ada, person=jo, at=NOW)
        jo.refresh_from_db()
        assert not jo.is_active

    def test_an_account_ends_when_nobody_has_the_person_as_co_worker(
        self, asking, child, jo, bea, service
    ):
        workers.add_co_worker(child=child.pk, worker=jo, by=bea, at=NOW)
        ada = make_person(Role.ADMINISTRATOR, service=service)
        with asked_by(ada), pytest.raises(Refused, match="end the work of Jo as co-worker first"):
            account_acts.end_account(by=ada, person=jo, at=NOW)
        with asked_by(bea):
            workers.remove_co_worker(child=child.pk, worker=jo, by=bea, at=NOW)
        with asked_by(ada):
            account_acts.end_account(by=ada, person=jo, at=NOW)
        jo.refresh_from_db()
        assert not jo.is_active

    def test_a_child_whom_the_administrator_cannot_see_keeps_an_account_open(self, jo, service):
        began = {"id": "w1", "kind": "worker-allocated", "on": "2026-05-06", "worker": jo.email}
        make_child(service, restricted=True, events=[began])
        ada = make_person(Role.ADMINISTRATOR, service=service)
        with asked_by(ada), pytest.raises(Refused, match="hand over"):
            account_acts.end_account(by=ada, person=jo, at=NOW)


class TestStandingIn:
    def test_who_stands_in_has_the_children_on_these_days_and_no_other(
        self, asking, child, jo, ash, bea
    ):
        workers.allocate(child=child.pk, worker=jo, by=bea, at=NOW)
        standing_in.cover(worker=ash, away=jo, first=TODAY, last=TODAY + timedelta(days=1), by=bea)
        for days, hers in ((0, True), (1, True), (2, False)):
            assert has(ash, child, at=NOW + timedelta(days=days)) is hers

    def test_cover_has_an_order_of_days_and_two_people(self, asking, jo, ash, bea):
        with pytest.raises(Refused, match="not before the first"):
            standing_in.cover(worker=ash, away=jo, first=TODAY, last=date(2026, 5, 1), by=bea)
        with pytest.raises(Refused, match="somebody else"):
            standing_in.cover(worker=jo, away=jo, first=TODAY, last=TODAY, by=bea)
        stranger = make_person(service=make_service())
        with pytest.raises(Refused, match="of your service"):
            standing_in.cover(worker=ash, away=stranger, first=TODAY, last=TODAY, by=bea)

    def test_who_is_on_duty_has_every_child_that_day(self, asking, child, ash, bea):
        standing_in.put_on_duty(worker=ash, day=TODAY, by=bea)
        standing_in.put_on_duty(worker=ash, day=TODAY, by=bea)
        assert has(ash, child)
        assert not has(ash, child, at=NOW + timedelta(days=1))
