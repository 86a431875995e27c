"""What lists show of a child is kept with the duties."""

from django.utils import timezone

from tests.web.work.conftest import MakeChild, ago
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology import acts
from waymark.duties import queries
from waymark.duties.models import Duty, Standing
from waymark.duties.renewal import renew_when_met, stamp


def test_contacts_kept_missed_and_excused_are_marked(make_child: MakeChild, jo: User):
    child = make_child(
        "Theo",
        jo,
        (
            {"kind": "contact", "id": "c1", "on": ago(30), "outcome": "attended-late"},
            {"kind": "contact", "id": "c2", "on": ago(20), "outcome": "missed"},
            {"kind": "absence-followed-up", "on": ago(19), "contact": "c2", "acceptable": True},
            {"kind": "contact", "id": "c3", "on": ago(10), "outcome": "missed"},
            {"kind": "contact", "id": "c4", "on": ago(5), "outcome": "rearranged-by-child"},
            {"kind": "plan-reviewed", "on": ago(3), "orders": ["o1"]},
        ),
    )
    standing = Standing.objects.get(child=child)
    assert standing.marks == [
        [ago(30), "kept", None],
        [ago(20), "excused", None],
        [ago(10), "missed", None],
        [ago(3), "review", "o1"],
    ]
    assert standing.last_kept_on.isoformat() == ago(30)
    assert [order["halfway"] for order in standing.orders] == [ago(-35)]


def test_that_a_child_was_seen_alone_is_never_inferred(make_child: MakeChild, jo: User):
    visit = {"kind": "contact", "outcome": "attended", "method": "home-visit"}
    child = make_child(
        "Theo",
        jo,
        (
            {**visit, "id": "c1", "on": ago(30), "seen_alone": True},
            {**visit, "id": "c2", "on": ago(20)},
            {**visit, "id": "c3", "on": ago(10), "method": "office"},
            {**visit, "id": "c4", "on": ago(5), "method": "phone", "seen_alone": True},
            {**visit, "id": "c5", "on": ago(3), "outcome": "missed", "seen_alone": True},
        ),
    )
    seen = Standing.objects.get(child=child).seen
    last = {way: contact["id"] for way, contact in seen.items()}
    assert last == {"face to face": "c3", "at home": "c2", "alone": "c1"}


def test_an_order_that_is_over_and_a_closed_case_are_not_kept_in_sight(
    make_child: MakeChild, jo: User
):
    over = (
        {"kind": "order-ended", "on": ago(9), "order": "o1"},
        {"kind": "case-closed", "on": ago(9)},
    )
    standing = Standing.objects.get(child=make_child("Theo", jo, over))
    assert standing.orders == standing.marks == []
    assert standing.closed_on.isoformat() == ago(9)


def test_a_contact_that_is_recorded_is_seen_at_once(make_child: MakeChild, jo: User, answering):
    child = make_child("Theo", jo)
    asking.as_user(jo)
    facts = {"kind": "contact", "on": ago(1), "outcome": "attended"}
    acts.record(children=[child.pk], facts=facts, by=jo, at=timezone.now())
    assert Standing.objects.get(child=child).last_kept_on.isoformat() == ago(1)


def test_a_stale_stamp_is_renewed_when_met(make_child: MakeChild, jo: User, answering):
    child = make_child("Theo", jo)
    asking.as_user(jo)
    Standing.objects.filter(child=child).update(stamp="older rules", orders=[], marks=[])
    Duty.objects.filter(child=child).delete()
    (met,) = queries.caseload(by=jo, on=timezone.localdate())
    assert met.standing.stamp == stamp()
    assert [order["id"] for order in met.standing.orders] == ["o1"]
    assert Duty.objects.filter(child=child, duty="review-plan").exists()


def test_nothing_is_renewed_while_nothing_may_be_written(make_child: MakeChild, jo: User, settings):
    child = make_child("Theo", jo)
    settings.READ_ONLY = True
    assert not renew_when_met({child.pk: None}, timezone.localdate())


def test_what_was_done_earlier_and_written_today_counts_as_todays_work(
    make_child: MakeChild, jo: User, answering: recording.Recording
):
    child = make_child("Theo", jo)
    asking.as_user(jo)
    assert not Duty.objects.exclude(done_written_on=None).exists()
    facts = {"kind": "child-inducted", "on": ago(40), "order": "o1", "child_said": "We meet."}
    acts.record(children=[child.pk], facts=facts, by=jo, at=timezone.now())
    (written,) = Duty.objects.exclude(done_written_on=None)
    assert (written.duty, written.done_written_on) == ("induct-child", timezone.localdate())
