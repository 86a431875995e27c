"""A day on which a worker is away is taken like a meeting's time, whoever presses at once."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_child, a_service, asked_by, somebody
from tests.walls.test_diary import FOUR, HOUR, book, is_refused
from waymark.accounts.models import Role
from waymark.diary import acts, away, queries
from waymark.diary.away import Absence, Choice
from waymark.diary.models import Away, Staff
from waymark.rules.free import Period

DAY = FOUR.date()
MANY = 6


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def jo(service):
    return somebody(service)


@pytest.fixture
def bosses(service):
    return [somebody(service, Role.SENIOR_MANAGER) for _ in range(2)]


def be_away(worker, by, chosen=None, day=DAY):
    with asked_by(by):
        absence = Absence(worker, day, day)
        return away.be_away(absence=absence, why="away", chosen=chosen or {}, by=by, at=NOW)


def away_bookings(owner):
    rows = owner.execute(
        "SELECT lower(period), upper(period) FROM diary_booking WHERE away_id IS NOT NULL"
        " ORDER BY period"
    )
    return [(begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in rows]


def test_the_day_takes_what_no_meeting_has_and_what_is_let_go_of_it(service, jo, owner):
    made = book(a_child(service), jo)
    be_away(jo, jo)
    midnight = datetime(2028, 1, 18, tzinfo=UTC)
    whole = (midnight, midnight + timedelta(days=1))
    assert away_bookings(owner) == [(whole[0], FOUR), (FOUR + HOUR, whole[1])]
    with asked_by(jo):
        acts.call_off(appointment=made, whose="child", because="A match.", by=jo, at=NOW)
    assert away_bookings(owner) == [whole]
    assert is_refused(lambda: book(a_child(service), jo))


@pytest.mark.parametrize(("day", "hours"), [(date(2028, 3, 26), 23), (date(2028, 10, 29), 25)])
def test_a_day_on_which_the_clocks_change_is_taken_whole(service, jo, owner, day, hours):
    be_away(jo, jo, day=day)
    ((begins, ends),) = away_bookings(owner)
    assert (ends - begins) / HOUR == hours
    with asked_by(jo):
        assert queries.day_of(day) == Period(begins, ends)


def test_who_is_away_is_not_free_to_whoever_asks(service, jo):
    be_away(jo, jo)
    with asked_by(somebody(service)):
        taken = queries.not_free(
            Period(FOUR, FOUR + HOUR), workers=[jo.pk], place=None, children=[], they_come=False
        )
    assert [each.whose for each in taken] == [f"worker:{jo.pk}"]


def two_press_at_once(service, bosses, owner):
    """Two workers are away, and each manager gives the same colleague a child of one of them."""
    ash = somebody(service)
    tries, workers = [], [somebody(service) for _ in bosses]
    for boss, worker in zip(bosses, workers, strict=True):
        made = book(a_child(service), worker)
        tries.append(partial(be_away, worker, boss, {made.pk: Choice("give", to=ash.pk)}))
    return at_once(tries), owner.execute(
        "SELECT count(*) FROM diary_staff WHERE worker_id = %s", [ash.pk]
    ).fetchone()[0]


def test_of_two_managers_who_give_one_colleague_a_child_at_once_one_is_told(service, bosses, owner):
    told, given = two_press_at_once(service, bosses, owner)
    assert given == 1
    assert sorted(map(len, told)) == [0, 1]
    ((left,),) = [each for each in told if each]
    assert "Not free then" in left
    assert Away.objects.count() == 0, "nobody asks"
    assert len(away_bookings(owner)) == 3  # a whole day, and another around the time that stayed


def test_without_the_constraint_both_would_give_it(service, bosses, owner):
    owner.execute("ALTER TABLE diary_booking DROP CONSTRAINT nothing_is_taken_twice")
    told, given = two_press_at_once(service, bosses, owner)
    assert given == 2
    assert told == [[], []]


def test_of_two_managers_who_arrange_one_day_at_once_one_does_and_the_other_is_told(
    service, jo, bosses, owner
):
    ash = somebody(service)
    made = book(a_child(service), jo)
    told = at_once(
        partial(be_away, jo, boss, {made.pk: Choice("give", to=ash.pk)}) for boss in bosses
    )
    assert sorted(told) == [[], ["Somebody was quicker with 1 time: see what stands now."]]
    with asked_by(jo):
        assert Staff.objects.get(meeting=made.meeting_id).worker == ash
        assert Away.objects.count() == 1


def test_many_who_book_while_others_arrange_days_wait_in_one_order(service, bosses, owner):
    """Everybody wants of everybody: whoever took one thing at a time would wait in a circle."""
    workers = [somebody(service) for _ in range(MANY)]
    tries = []
    for n, worker in enumerate(workers):
        other = workers[(n + 1) % MANY]
        give, times = Choice("give", to=other.pk), (FOUR, FOUR + 2 * HOUR)
        moved = {book(a_child(service), worker, at=at).pk: give for at in times}
        tries += [partial(be_away, worker, bosses[n % 2], moved)]
        tries += [partial(book, a_child(service), worker, workers=[worker, other], at=FOUR + HOUR)]
    faults = [each for each in at_once(tries) if isinstance(each, Exception)]
    assert [each for each in faults if not isinstance(each, acts.NotFree)] == []
