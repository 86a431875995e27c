"""Nobody and nothing is in two places at once, whatever people do at the same moment."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_child, a_service, asked_by, somebody, waymark_itself
from waymark.children.models import Child, Named
from waymark.diary import acts
from waymark.diary.acts import Asked
from waymark.diary.models import Apart, Appointment, Place, RiskAssessment
from waymark.rules.free import Period

FOUR = datetime(2028, 1, 18, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def jo(service):
    return somebody(service)


@pytest.fixture
def ash(service):
    return somebody(service)


@pytest.fixture
def room(service):
    with waymark_itself(service):
        return Place.objects.create(service=service, name="The blue room")


def book(child, by, *, at=FOUR, lasts=HOUR, now=NOW, **asked):
    """Book, as somebody does who presses the button."""
    wanted = Asked(**{"method": "office", "workers": [by], "comes": True, **asked})
    with asked_by(by):
        (made,) = acts.book(
            child=child, asked=wanted, times=[Period(at, at + lasts)], document={}, by=by, at=now
        )
    return made


def is_refused(done) -> bool:
    try:
        done()
    except acts.NotFree:
        return True
    return False


def keep_apart(one, other, by, margin=30):
    first, second = sorted([one, other], key=lambda child: child.pk)
    with asked_by(by):
        return Apart.objects.create(
            child=first,
            other=second,
            service_id=first.service_id,
            begins=NOW.date(),
            margin=margin,
            because="They fought in May.",
            made_at=NOW,
            made_by=by,
        )


def booked(owner) -> int:
    return owner.execute("SELECT count(*) FROM diary_booking").fetchone()[0]


def fifty_at_once(service, room):
    """Fifty workers book one room for fifty children at one moment; those who were let."""
    pairs = [(a_child(service), somebody(service)) for _ in range(50)]
    tries = [partial(book, child, worker, place=room) for child, worker in pairs]
    return [made for made in at_once(tries) if isinstance(made, Appointment)]


def test_of_fifty_who_book_one_slot_at_once_exactly_one_gets_it(service, room, owner):
    assert len(fifty_at_once(service, room)) == 1
    assert booked(owner) == 3  # the worker, the room and the child


def test_without_the_constraint_more_would_get_it(service, room, owner):
    owner.execute("ALTER TABLE diary_booking DROP CONSTRAINT nothing_is_taken_twice")
    assert len(fifty_at_once(service, room)) > 1


def test_a_worker_is_in_one_place_and_free_again_when_it_ends(service, jo):
    book(a_child(service), jo)
    sam = a_child(service)
    assert is_refused(lambda: book(sam, jo, at=FOUR + HOUR / 2))
    book(sam, jo, at=FOUR + HOUR)


def test_the_way_there_and_back_is_taken_too(service, jo):
    book(a_child(service), jo, way=20)
    sam = a_child(service)
    assert is_refused(lambda: book(sam, jo, at=FOUR + HOUR))
    book(sam, jo, at=FOUR + HOUR + timedelta(minutes=20))


def test_a_child_is_met_by_two_workers_at_once_and_not_by_each_alone(service, jo, ash):
    sam = a_child(service)
    book(sam, jo, workers=[jo, ash])
    assert is_refused(lambda: book(sam, ash, at=FOUR + HOUR / 2))


def test_what_is_called_off_is_free_again(service, jo, owner):
    sam = a_child(service)
    made = book(sam, jo)
    with asked_by(jo):
        acts.call_off(appointment=made, whose="child", because="A match.", by=jo, at=NOW)
    assert booked(owner) == 0
    book(a_child(service), jo)


def test_what_is_moved_takes_its_new_time_and_lets_go_the_old(service, jo):
    made = book(a_child(service), jo)
    with asked_by(jo):
        acts.move(appointment=made, to=Period(FOUR + HOUR, FOUR + 2 * HOUR), by=jo, at=NOW)
    book(a_child(service), jo)
    assert is_refused(lambda: book(a_child(service), jo, at=FOUR + HOUR))


def test_what_cannot_be_moved_stays_where_it_was(service, jo, owner):
    made = book(a_child(service), jo)
    book(a_child(service), jo, at=FOUR + HOUR)
    with asked_by(jo):
        with pytest.raises(acts.NotFree):
            acts.move(appointment=made, to=Period(FOUR + HOUR, FOUR + 2 * HOUR), by=jo, at=NOW)
        made.meeting.refresh_from_db()
        assert made.meeting.begins == FOUR
    assert booked(owner) == 4


def test_of_a_weekly_time_all_are_booked_or_none(service, jo, owner):
    book(a_child(service), jo, at=FOUR + timedelta(weeks=2))
    sam = a_child(service)
    weeks = [FOUR + timedelta(weeks=week) for week in range(4)]
    with asked_by(jo), pytest.raises(acts.NotFree):
        acts.book(
            child=sam,
            asked=Asked("office", [jo]),
            times=[Period(begins, begins + HOUR) for begins in weeks],
            document={},
            by=jo,
            at=NOW,
        )
    assert booked(owner) == 2


@pytest.mark.provision("CM-407")
class TestTwoChildrenKeptApart:
    @pytest.fixture(autouse=True)
    def they_are_kept_apart(self, service, jo, ash):
        self.kai, self.tim = a_child(service), a_child(service)
        self.pair = keep_apart(self.kai, self.tim, jo)

    def test_they_do_not_come_at_one_time_nor_meet_on_the_way(self, jo, ash):
        book(self.kai, jo)
        assert is_refused(lambda: book(self.tim, ash))
        assert is_refused(lambda: book(self.tim, ash, at=FOUR + HOUR + timedelta(minutes=45)))
        book(self.tim, ash, at=FOUR + 2 * HOUR)

    def test_one_of_them_may_come_twice_in_an_afternoon(self, jo, ash):
        book(self.kai, jo)
        book(self.kai, ash, at=FOUR + HOUR)

    def test_who_is_seen_at_home_or_called_comes_near_nobody(self, jo, ash):
        book(self.kai, jo)
        book(self.tim, ash, comes=False, method="telephone")

    def test_the_refusal_is_the_same_where_one_of_them_is_hidden_from_who_asks(
        self, jo, ash, service
    ):
        book(self.kai, jo)
        with waymark_itself(service):
            Child.objects.filter(pk=self.kai.pk).update(restricted=True)
            Named.objects.create(child=self.kai, service=service, user=jo)
        assert is_refused(lambda: book(self.tim, ash))
        with asked_by(ash):
            assert not Apart.objects.exists()
        with asked_by(jo):
            assert Apart.objects.exists()

    def test_both_never_come_to_one_meeting(self, jo, service):
        made = book(self.kai, jo)
        told = {"reference": "a1", "made_at": NOW, "made_by": jo}
        taken = pytest.raises(IntegrityError, match="nothing_is_taken_twice")
        with asked_by(jo), taken, transaction.atomic():
            Appointment.objects.create(
                child=self.tim, service=service, meeting=made.meeting, **told
            )


@pytest.mark.provision("CM-407")
def test_what_was_booked_before_two_were_kept_apart_is_told_of(service, jo, ash, application):
    kai, tim, sam = a_child(service), a_child(service), a_child(service)
    book(kai, jo)
    later = book(tim, ash)
    book(sam, somebody(service))
    keep_apart(kai, tim, jo)
    assert unsafe(jo) == [later.pk]
    with asked_by(ash):
        acts.move(appointment=later, to=Period(FOUR + 2 * HOUR, FOUR + 3 * HOUR), by=ash, at=NOW)
    assert unsafe(jo) == []


def unsafe(by):
    with asked_by(by), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM unsafe_appointments(%s) ORDER BY 1", [NOW])
        return [each for (each,) in cursor.fetchall()]


def a_group(children, by, place):
    with waymark_itself(by.service):
        held = {"found": "Safe.", "way": "The bus.", "capacity": 9, "detection": "none"}
        days = {"on": NOW.date(), "until": FOUR.date() + timedelta(days=1)}
        made = {"service": by.service, "made_at": NOW, "made_by": by, "assessed_by": "Bea"}
        RiskAssessment.objects.create(place=place, **held, **days, **made)
    asked = Asked(method="group", workers=[by], place=place, comes=True)
    parts = [acts.Part(each, {"group": "Boxing"}) for each in children]
    with asked_by(by):
        times = [Period(FOUR, FOUR + HOUR)]
        return acts.book_group(parts=parts, asked=asked, times=times, by=by, at=NOW)


def test_two_who_book_groups_of_some_of_the_same_children_at_once_do_not_both_get_them(
    service, jo, ash, room, owner
):
    with waymark_itself(service):
        other = Place.objects.create(service=service, name="The hall")
    one, two, three, four = (a_child(service) for _ in range(4))
    tries = [
        partial(a_group, [one, two, three], jo, room),
        partial(a_group, [four, three, two], ash, other),
    ]
    made = [each for each in at_once(tries) if isinstance(each, list)]
    assert [len(each) for each in made] == [3]
    assert booked(owner) == 5  # a worker, a place and three children


def test_two_who_are_kept_apart_are_in_no_group(service, jo, room, owner):
    sam, theo, kai = (a_child(service) for _ in range(3))
    keep_apart(sam, theo, jo)
    assert is_refused(lambda: a_group([sam, theo, kai], jo, room))
    assert booked(owner) == 0


def test_two_who_are_rather_not_in_one_group_may_come_at_one_time(service, jo, ash, owner):
    sam, theo = a_child(service), a_child(service)
    with asked_by(jo):
        acts.keep_apart(
            child=sam, other=theo, kind="rather-not", why="areas", because="X.", by=jo, at=NOW
        )
    book(sam, jo)
    book(theo, ash)
    assert booked(owner) == 4
