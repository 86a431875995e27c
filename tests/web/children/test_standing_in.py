"""Cover and duty days: listed, ended, taken back, and only by who leads these people."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.children.acts import chosen
from waymark.children.models import Cover, DutyDay

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def bea(team):
    return make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Hill")


@pytest.fixture
def rob(team):
    other = make_team(team.service)
    return signed_in_client(make_person(Role.OPERATIONS_MANAGER, team=other, name="Rob Lane"))


@pytest.fixture
def jo(team):
    return make_person(team=team, name="Jo Field")


@pytest.fixture
def ash(team):
    return make_person(team=team, name="Ash Moor")


@pytest.fixture
def manager(bea):
    return signed_in_client(bea)


@pytest.fixture
def cover(team, jo, ash):
    def arrange(first, last):
        asking.as_user(jo)
        return Cover.objects.create(
            service=team.service, user=ash, away=jo, period=DateRange(first, last + DAY)
        )

    return arrange


@pytest.fixture
def duty(team, ash):
    def arrange(day):
        asking.as_user(ash)
        return DutyDay.objects.create(service=team.service, user=ash, day=day)

    return arrange


def test_cover_that_stands_ends_now_and_the_children_are_no_longer_there(manager, cover, jo, ash):
    child = make_child(jo.service, worker=jo)
    arranged = cover(TODAY - DAY, TODAY + DAY)
    stand_in = signed_in_client(ash)
    assert stand_in.get(reverse("child", args=[child])).status_code == 200
    assert "End now" in manager.get(reverse("cover")).text
    assert manager.post(reverse("end-cover", args=[arranged.pk])).status_code == 302
    assert stand_in.get(reverse("child", args=[child])).status_code == 403
    row = AuditRow.objects.filter(content__contains='"act":"end-cover"').get()
    assert row.children == [child]
    asking.as_user(jo)
    assert Cover.objects.get().last_day == TODAY - DAY, "what was is still known"


def test_cover_to_come_is_taken_back(manager, cover):
    arranged = cover(TODAY + DAY, TODAY + 3 * DAY)
    assert "Take back" in manager.get(reverse("cover")).text
    page = manager.post(reverse("end-cover", args=[arranged.pk]), follow=True).text
    assert "Ash Moor does not stand in for Jo Field now." in page
    assert "Nobody stands in for anybody" in page


def test_what_is_over_is_not_ended_again(manager, cover, duty):
    past, was_on = cover(TODAY - 5 * DAY, TODAY - DAY), duty(TODAY - DAY)
    assert manager.post(reverse("end-cover", args=[past.pk])).status_code == 422
    assert manager.post(reverse("take-off-duty", args=[was_on.pk])).status_code == 422


@pytest.mark.parametrize(("day", "words"), [(TODAY, "End now"), (TODAY + DAY, "Take back")])
def test_somebody_is_taken_off_the_duty_desk(manager, duty, ash, team, day, words):
    child = make_child(team.service, worker=make_person(team=make_team(team.service)))
    put = duty(day)
    on_duty = signed_in_client(ash)
    assert words in manager.get(reverse("duty-days")).text
    assert on_duty.get(reverse("child", args=[child])).status_code == (200 if day == TODAY else 403)
    assert manager.post(reverse("take-off-duty", args=[put.pk])).status_code == 302
    assert on_duty.get(reverse("child", args=[child])).status_code == 403
    assert "Nobody is on duty yet" in manager.get(reverse("duty-days")).text


def test_another_teams_manager_sees_it_and_ends_nothing(rob, cover, duty, jo):
    arranged, put = cover(TODAY, TODAY), duty(TODAY)
    for name, ending, one in (
        ("cover", "end-cover", arranged),
        ("duty-days", "take-off-duty", put),
    ):
        page = rob.get(reverse(name)).text
        assert "Ash Moor" in page
        assert "End now" not in page
        assert "Take back" not in page
        assert rob.post(reverse(ending, args=[one.pk])).status_code == 422
    asking.as_user(jo)
    assert (Cover.objects.count(), DutyDay.objects.count()) == (1, 1)


def test_without_the_wall_another_teams_manager_would_end_it(rob, cover, jo, monkeypatch):
    monkeypatch.setattr(chosen, "leads", lambda _by, _person: True)
    arranged = cover(TODAY + DAY, TODAY + DAY)
    assert rob.post(reverse("end-cover", args=[arranged.pk])).status_code == 302


def test_another_services_cover_is_not_there(cover, duty):
    arranged, put = cover(TODAY, TODAY), duty(TODAY)
    stranger = signed_in_client(make_person(Role.SENIOR_MANAGER))
    assert stranger.post(reverse("end-cover", args=[arranged.pk])).status_code == 404
    assert stranger.post(reverse("take-off-duty", args=[put.pk])).status_code == 404


def test_only_the_people_whom_a_manager_leads_are_offered(manager, team, jo, ash):
    make_person(team=make_team(team.service), name="Kit Else")
    for name in ("cover", "duty-days"):
        page = manager.get(reverse(name)).text
        assert "Jo Field</option>" in page
        assert "Kit Else" not in page
    offered = manager.get(reverse("duty-days")).text
    assert "Bea Hill</option>" not in offered, "nobody arranges her own duty"
