"""Two acts on one child follow each other, and whatever is refused leaves nothing behind."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.http import Http404

from tests.walls.at_once import PATIENCE, at_once, wait_for, waiting
from tests.walls.made import NOW, SAID, a_child, a_service, asked_by, somebody
from waymark.accounts.answers import Refused
from waymark.chronology import acts, casefile, door
from waymark.chronology.models import Event
from waymark.duties import renewal
from waymark.duties.models import Duty
from waymark.papers import acts as papers
from waymark.rules import gates
from waymark.rules.casefile import trusted
from waymark.rules.duties import duties
from waymark.rules.known import known_on

ORDER = {
    "id": "o1",
    "kind": "youth-rehabilitation-order",
    "made_on": "2027-11-01",
    "ends_on": "2028-10-31",
}
# Each is of a contact that was missed and asked about: no other warning is given.
WARNINGS = [
    {"kind": "warning", "order": "o1", "on": "2028-01-11", "contact": f"missed{number}"}
    for number in range(8)
]
WARNING = WARNINGS[0]
ASKED = {"kind": "absence-followed-up", "on": "2028-01-07", "acceptable": False}
UNDERSTOOD = [
    event
    for number in range(8)
    for event in (
        {"id": f"missed{number}", "kind": "contact", "on": "2028-01-06", "outcome": "missed"},
        {"id": f"asked{number}", **ASKED, "contact": f"missed{number}"},
    )
]
PANEL = "hold-engagement-panel"
WRITTEN = (
    *("children_child", "children_episode", "orders_order", "chronology_event"),
    *("chronology_words", "duties_duty", "duties_standing"),
)


@pytest.fixture
def jo(committed):
    return somebody(a_service())


@pytest.fixture
def sam(jo):
    return a_child(jo.service, orders=[ORDER], events=UNDERSTOOD)


def record(child, by, **facts):
    with asked_by(by):
        return acts.record(children=[child.pk], facts=facts, by=by, at=NOW)[child.pk]


COLUMNS = ("key", "owed_by", "opens_on", "due_on", "done_on", "closes_on", "expected_by")


def stored(by):
    """Every duty that is kept, as the rules would name it."""
    columns = ("child_id", *COLUMNS, "closed_as", "why")
    with asked_by(by):
        return sorted(Duty.objects.values_list(*columns), key=str)


def reckoned(by, *children):
    """Every duty as the rules work it out from the case files as they are now."""
    with asked_by(by):
        found = casefile.documents([child.pk for child in children])
    rows = []
    for child, document in found.items():
        for duty in duties(known_on(trusted(document), door.today(NOW), record=child)):
            columns = [getattr(duty, name) for name in COLUMNS]
            rows.append((child, *columns, str(duty.closed_as or ""), duty.why))
    return sorted(rows, key=str)


def test_acts_on_one_child_at_once_all_succeed_one_after_the_other(sam, jo):
    people = [somebody(jo.service) for _ in range(8)]

    def work(person, warning):
        for day in (8, 9, 10):
            record(sam, person, **{**SAID, "on": f"2028-01-{day:02}"})
        return record(sam, person, **warning).position

    positions = at_once(partial(work, *each) for each in zip(people, WARNINGS, strict=True))
    assert len(set(positions)) == 8, positions
    with asked_by(jo):
        found = Event.objects.filter(child=sam).order_by("position")
        assert list(found.values_list("position", flat=True)) == list(range(len(UNDERSTOOD) + 32))
    assert stored(jo) == reckoned(jo, sam)
    assert PANEL in str(stored(jo))


@pytest.fixture
def two_warnings(sam, jo, owner, monkeypatch):
    """Two people give the child a warning; the first does not finish before the second is there."""
    reckon, second_has_reckoned = renewal.duties, threading.Event()
    second = somebody(jo.service)

    def give(*, nothing_holds_her=False):
        def reckon_in_turn(case):
            found = reckon(case)
            if threading.current_thread().name.endswith("_0"):
                wait_for(lambda: second_has_reckoned.is_set() or is_held())
            else:
                second_has_reckoned.set()
            return found

        def is_held():
            return not nothing_holds_her and waiting(owner)

        monkeypatch.setattr(renewal, "duties", reckon_in_turn)
        first_is_in, first_has_a_place = threading.Event(), threading.Event()
        lock, next_position = door.lock, door._next_position

        def lock_and_say(children):
            if threading.current_thread().name.endswith("_1"):
                assert first_is_in.wait(PATIENCE)
            locked = lock(children)
            first_is_in.set()
            return locked

        def place_and_say(child):
            if threading.current_thread().name.endswith("_1"):
                assert first_has_a_place.wait(PATIENCE)
            place = next_position(child)
            first_has_a_place.set()
            return place

        monkeypatch.setattr(door, "lock", lock_and_say)
        monkeypatch.setattr(door, "_next_position", place_and_say)
        outcomes = at_once(
            [
                partial(record, sam, who, **warning)
                for who, warning in zip((jo, second), WARNINGS, strict=False)
            ]
        )
        monkeypatch.setattr(renewal, "duties", reckon)
        return outcomes

    return give


def read_only(children):
    """The door's lock, taken out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, service_id FROM children_child WHERE id = ANY(%s)", [children])
        return dict(cursor.fetchall())


def test_of_two_warnings_at_once_the_second_calls_a_panel(two_warnings, sam, jo):
    assert all(isinstance(outcome, Event) for outcome in two_warnings())
    assert PANEL in str(stored(jo))
    assert stored(jo) == reckoned(jo, sam)


def test_without_the_doors_lock_one_of_two_acts_at_once_fails(two_warnings, sam, jo, monkeypatch):
    """The events' places are the second lock: nothing is lost, but somebody's work is refused."""
    monkeypatch.setattr(door, "lock", read_only)
    outcomes = two_warnings()
    assert {type(outcome) for outcome in outcomes} == {Event, IntegrityError}


def test_without_both_locks_the_panel_is_never_called(two_warnings, sam, jo, monkeypatch):
    monkeypatch.setattr(door, "lock", read_only)
    places = iter(range(100, 200))
    monkeypatch.setattr(door, "_next_position", lambda child: next(places))
    assert all(isinstance(outcome, Event) for outcome in two_warnings(nothing_holds_her=True))
    assert PANEL not in str(stored(jo))
    assert PANEL in str(reckoned(jo, sam))


def group_session(children, by):
    with asked_by(by):
        acts.record(children=[child.pk for child in children], facts=SAID, by=by, at=NOW)


def test_acts_on_the_same_children_in_another_order_do_not_wait_for_each_other(sam, jo):
    kim, ash = a_child(jo.service), somebody(jo.service)

    def work(children, by):
        for _ in range(8):
            group_session(children, by)

    tasks = [partial(work, children, by) for children, by in (([sam, kim], jo), ([kim, sam], ash))]
    assert at_once(tasks) == [None, None]
    assert stored(jo) == reckoned(jo, sam, kim)


def test_locked_in_the_order_they_were_named_they_would(sam, jo, monkeypatch):
    """What the test above stands on: the order of the ids is what keeps them apart."""
    kim, ash = a_child(jo.service), somebody(jo.service)
    both_have_one = threading.Barrier(2, timeout=PATIENCE)
    lock = door.lock

    def one_by_one(children):
        if threading.current_thread().name.endswith("_1"):
            children = children[::-1]
        first = lock(children[:1])
        both_have_one.wait()
        return first | lock(children[1:])

    monkeypatch.setattr(door, "lock", one_by_one)
    outcomes = at_once([partial(group_session, [sam, kim], who) for who in (jo, ash)])
    assert sorted(map(type, outcomes), key=str) == [type(None), OperationalError]
    assert "deadlock" in str(next(filter(None, outcomes)))


def everything(owner):
    return {
        table: owner.execute(f"SELECT ctid, xmin, * FROM {table} ORDER BY ctid").fetchall()
        for table in WRITTEN
    }


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kind": "contact", "on": "2028-01-11"}, "outcome"),
        ({**WARNING, "order": "o9"}, "no order 'o9'"),
        ({**SAID, "on": "2028-01-13"}, "not after today"),
        ({**SAID, "note": "shut"}, "Not before she has been asked."),
    ],
    ids=["a fault", "an unknown order", "after today", "a gate"],
)
def test_a_refused_act_leaves_nothing_but_its_audit_row(sam, jo, owner, monkeypatch, facts, reason):
    if facts.get("note") == "shut":
        said = iter(["Not before she has been asked."])
        monkeypatch.setattr(gates, "GATES", (lambda case, proposed: said,))
    before, (rows,) = everything(owner), owner.execute("SELECT count(*) FROM audit_row").fetchone()
    with asked_by(jo) as answer:
        with pytest.raises(Refused, match=reason):
            acts.record(children=[sam.pk], facts=facts, by=jo, at=NOW)
        answer.outcome = "refused"
    assert everything(owner) == before
    told = owner.execute(
        "SELECT outcome, children, user_id, content FROM audit_row ORDER BY number"
    ).fetchall()[rows:]
    assert [row[:3] for row in told] == [("refused", [sam.pk], jo.pk)]
    assert f"record-{facts['kind']}" in told[0][3]
    assert "2028-01-1" not in told[0][3].partition(",")[2]  # codes, and nothing of what was typed


def test_what_fails_half_way_leaves_nothing_either(sam, jo, owner, monkeypatch):
    before = everything(owner)

    def fail(children, on):
        raise RuntimeError("half way")

    monkeypatch.setattr(door, "_renewers", [*door._renewers, fail])
    with asked_by(jo), pytest.raises(RuntimeError, match="half way"):
        acts.record(children=[sam.pk], facts=SAID, by=jo, at=NOW)
    assert everything(owner) == before


def test_an_act_that_renews_nothing_can_record_nothing(sam, jo, owner):
    before = everything(owner)
    quiet = partial(door.act, "answer", by=jo, at=NOW, children=[sam.pk], renews=False)
    with asked_by(jo), pytest.raises(AssertionError, match="what is owed"), quiet() as act:
        act.record(sam.pk, SAID)
    assert everything(owner) == before


def test_no_duty_rests_on_what_is_written_in_a_paper(sam, jo):
    """Why an answer is saved without renewing anything: duties are worked out without papers."""
    with asked_by(jo):
        papers.begin(child=sam, form="assessment", kind="statutory", by=jo, at=NOW)
        assert "papers" in casefile.documents([sam.pk], words=True)[sam.pk]
        assert "papers" not in casefile.documents([sam.pk])[sam.pk]


def test_a_child_of_another_service_is_not_there_to_act_on(sam, jo):
    other = somebody(a_service())
    with asked_by(other), pytest.raises(Http404):
        acts.record(children=[sam.pk], facts=SAID, by=other, at=NOW)


def test_one_hidden_child_of_several_stops_the_whole_act(sam, jo, owner):
    other = somebody(a_service())
    kim = a_child(other.service)
    before = everything(owner)
    with asked_by(other), pytest.raises(Http404):
        acts.record(children=[kim.pk, sam.pk], facts=SAID, by=other, at=NOW)
    assert everything(owner) == before
