"""The pages on which managers give, hand over and move, and what stands on them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.people import make_person, make_team, signed_in_client
from tests.web.children.made import NOW, ORDER, asked_by, make_child
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children.acts import workers
from waymark.children.models import Allocation, Cover, DutyDay, Hosting
from waymark.chronology.models import Event

CHILDS = (
    "workers",
    "allocate",
    "hand-over",
    "unallocate",
    "co-worker",
    "move-case",
    "host",
    "end-hosting",
)
TOLD = {"why": "Jo leaves.", "introduced": "Both visit.", "need_not_repeat": "The move."}


@pytest.fixture
def team(db):
    return make_team()


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
def child(team, bea, jo):
    made = make_child(team.service)
    with asked_by(bea):
        workers.allocate(child=made.pk, worker=jo, by=bea, at=NOW)
    return made


@pytest.fixture
def manager(bea):
    return signed_in_client(bea)


def worker_of(child):
    return Allocation.objects.get(child=child, part="case-manager", period__endswith=None).user


@pytest.mark.parametrize("name", CHILDS)
def test_each_page_names_the_child(manager, child, name):
    page = manager.get(reverse(name, args=[child.pk]))
    assert page.status_code == 200
    assert "Sophie" in page.content.decode()


def test_a_case_manager_sees_who_works_and_changes_nobody(child, jo):
    client = signed_in_client(jo)
    page = client.get(reverse("workers", args=[child.pk])).content.decode()
    assert "Jo Field" in page
    assert "Hand over" not in page
    for name in CHILDS[1:]:
        assert client.get(reverse(name, args=[child.pk])).status_code == 403


def test_a_handing_over_says_what_is_missing_and_then_does_it(manager, child, ash):
    address = reverse("hand-over", args=[child.pk])
    sent = {"worker": ash.pk, **TOLD}
    page = manager.post(address, {**sent, "introduced": ""})
    assert page.status_code == 422
    assert "Say how the new worker is introduced" in page.content.decode()
    assert "The move." in page.content.decode()
    assert manager.post(address, sent).status_code == 302
    assert worker_of(child) == ash


def test_co_workers_come_and_go(manager, child, ash):
    assert (
        manager.post(reverse("co-worker", args=[child.pk]), {"worker": ash.pk}).status_code == 302
    )
    page = manager.get(reverse("workers", args=[child.pk])).content.decode()
    assert "Ash Moor" in page
    gone = manager.post(reverse("remove-co-worker", args=[child.pk, ash.pk]))
    assert gone.status_code == 302
    assert manager.post(reverse("remove-co-worker", args=[child.pk, ash.pk])).status_code == 404


def test_a_worker_is_taken_away_with_a_reason_and_another_given(manager, child, ash):
    address = reverse("unallocate", args=[child.pk])
    assert manager.post(address, {"reason": ""}).status_code == 422
    assert manager.post(address, {"reason": "Jo is ill."}).status_code == 302
    assert manager.post(reverse("allocate", args=[child.pk]), {"worker": ash.pk}).status_code == 302
    assert worker_of(child) == ash


def test_a_worker_who_leaves_hands_over_every_child_or_none(manager, child, jo, ash, team, bea):
    second = make_child(team.service, "Kai", "Marsh")
    with asked_by(bea):
        workers.allocate(child=second.pk, worker=jo, by=bea, at=NOW)
    assert "2 children" in manager.get(reverse("leaving")).content.decode()
    address = reverse("leaver", args=[jo.pk])
    sent = {**TOLD, f"to_{child.pk}": ash.pk}
    page = manager.post(address, {**sent, f"to_{second.pk}": ""})
    assert page.status_code == 422
    assert "Choose a worker for Kai" in page.content.decode()
    assert worker_of(child) == jo
    assert manager.post(address, {**sent, f"to_{second.pk}": ash.pk}).status_code == 302
    assert (worker_of(child), worker_of(second)) == (ash, ash)


def test_whoever_leaves_is_shown_with_the_children_of_others(manager, child, ash, bea):
    with asked_by(bea):
        workers.add_co_worker(child=child.pk, worker=ash, by=bea, at=NOW)
    assert "co-worker of 1" in manager.get(reverse("leaving")).text
    page = manager.get(reverse("leaver", args=[ash.pk])).text
    assert f'<li><a href="{reverse("workers", args=[child.pk])}">' in page


def test_cover_and_the_duty_desk_are_arranged(manager, jo, ash):
    days = {
        f"{name}_{part}": value
        for name in ("first", "last", "day")
        for part, value in (("day", "4"), ("month", "jan"), ("year", "2060"))
    }
    sent = {"worker": ash.pk, "away": jo.pk, **days}
    assert manager.post(reverse("cover"), sent).status_code == 302
    assert manager.post(reverse("cover"), {**sent, "away": ash.pk}).status_code == 422
    assert manager.post(reverse("duty-days"), sent).status_code == 302
    assert Cover.objects.get().last_day.isoformat() == "2060-01-04"
    assert DutyDay.objects.get().user == ash
    assert "Ash Moor for Jo Field" in manager.get(reverse("cover")).content.decode()
    assert "Ash Moor" in manager.get(reverse("duty-days")).content.decode()


def test_a_move_asks_for_its_own_fact(manager, child):
    address = reverse("move-case", args=[child.pk])
    day = {"on_day": "14", "on_month": "5", "on_year": "2026"}
    page = manager.post(address, {"kind": "case-transferred", **day})
    assert page.status_code == 422
    assert "Type the name of the service" in page.content.decode()
    assert (
        manager.post(address, {"kind": "case-closed", "reason": "Done.", **day}).status_code == 302
    )


def test_another_service_works_with_the_child(manager, child):
    kent = make_person(name="Kit").service
    sent = {"host": kent.pk, "reason": "Placed there."}
    assert manager.post(reverse("host", args=[child.pk]), sent).status_code == 302
    assert Hosting.objects.get().host == kent
    address = reverse("end-hosting", args=[child.pk])
    assert "nobody there works with Sophie any more" in manager.get(address).text
    assert manager.post(address, {"reason": "Back."}).status_code == 302
    assert not Hosting.objects.exists()


def test_lists_cost_as_many_queries_for_many_as_for_one(
    manager, team, bea, jo, child, django_assert_max_num_queries
):
    for name in ("leaving", "cover", "duty-days", "registrations"):
        manager.get(reverse(name))
    for number in range(6):
        made = make_child(team.service, "Kai", f"Marsh{number}")
        with asked_by(bea):
            workers.allocate(child=made.pk, worker=jo, by=bea, at=NOW)
    with django_assert_max_num_queries(22):
        manager.get(reverse("leaver", args=[jo.pk]))
    with django_assert_max_num_queries(16):
        manager.get("/find/?words=marsh")


def test_a_manager_arranges_the_work_of_her_own_team_only(team, child, manager, bea, jo, ash):
    rob = make_person(Role.OPERATIONS_MANAGER, team=make_team(team.service), name="Rob Lane")
    other = signed_in_client(rob)
    days = {
        f"{name}_{part}": value
        for name in ("first", "last", "day")
        for part, value in (("day", 14), ("month", 5), ("year", 2060))
    }
    assert "Jo Field" not in other.get(reverse("leaving")).content.decode()
    assert other.get(reverse("leaver", args=[jo.pk])).status_code == 404
    sent = {**days, "away": jo.pk, "worker": ash.pk}
    assert other.post(reverse("cover"), sent).status_code == 422
    assert other.post(reverse("duty-days"), sent).status_code == 422
    own = {**sent, "worker": bea.pk}
    assert manager.post(reverse("cover"), own).status_code == 422
    assert manager.post(reverse("duty-days"), own).status_code == 422
    assert not Cover.objects.exists()
    assert not DutyDay.objects.exists()
    assert manager.post(reverse("cover"), sent).status_code == 302
    row = AuditRow.objects.order_by("-number").first()
    assert row.children == [child.pk]
    assert f'"away":{jo.pk}' in row.content
    assert f'"worker":{ash.pk}' in row.content


class TestWhereTheCaseIs:
    @pytest.fixture
    def running(self, team, bea, jo):
        ends = (timezone.localdate() + timedelta(days=90)).isoformat()
        looked_at = {"id": "m1", "kind": "closing-countersigned", "on": "2026-05-14"}
        order = {**ORDER, "ends_on": ends}
        made = make_child(team.service, "Theo", orders=[order], events=[looked_at])
        with asked_by(bea):
            workers.allocate(child=made.pk, worker=jo, by=bea, at=NOW)
        return made

    def closes(self, manager, child, **more):
        day = timezone.localdate()
        on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
        sent = {"kind": "case-closed", "reason": "Moved away.", **on, **more}
        return manager.post(reverse("move-case", args=[child.pk]), sent)

    def test_closing_while_an_order_runs_is_asked_about(self, manager, running):
        answer = self.closes(manager, running)
        assert answer.status_code == 422
        assert "The referral order runs to " in answer.text
        assert "Tick this to close the case all the same" in answer.text
        left = {"left_because": "Kent goes on with it."}
        assert self.closes(manager, running, sure="on", **left).status_code == 302

    def test_what_is_still_open_is_listed_and_a_manager_says_why_it_is_left(self, manager, running):
        page = manager.get(reverse("move-case", args=[running.pk])).text
        assert "Complete the assessment" in page
        answer = self.closes(manager, running, sure="on")
        assert answer.status_code == 422
        assert "Say why what is still open is left" in answer.text
        self.closes(manager, running, sure="on", left_because="Kent goes on with it.")
        closed = Event.objects.get(child=running, kind="case-closed").document
        assert "complete-assessment:o1" in closed["left"]

    def test_a_case_is_not_closed_before_a_manager_has_looked_at_the_ending(self, manager, team):
        ends = timezone.localdate().isoformat()
        theo = make_child(team.service, "Theo", orders=[{**ORDER, "ends_on": ends}])
        answer = self.closes(manager, theo, left_because="Kent goes on with it.")
        assert answer.status_code == 422
        assert "has not countersigned the ending" in answer.text
        assert not Event.objects.filter(child=theo, kind="case-closed").exists()

    def test_a_closed_case_says_so_and_is_only_opened_again(self, manager, child):
        assert self.closes(manager, child).status_code == 302
        page = manager.get(reverse("workers", args=[child.pk])).text
        assert "The case was closed on" in page
        assert "Open the case again before you give Sophie a worker" in page
        assert "Give a worker" not in page
        assert "Add a co-worker" not in page
        move = manager.get(reverse("move-case", args=[child.pk])).text
        assert "Open it again" in move
        assert "Close the case" not in move

    def test_a_case_that_is_open_is_not_opened_again(self, manager, child):
        assert "Open it again" not in manager.get(reverse("move-case", args=[child.pk])).text
