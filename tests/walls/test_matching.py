"""Many weekly times are booked at one press, whatever others book at the same moment."""

from datetime import time, timedelta
from functools import partial

import pytest

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_child, a_service, asked_by, somebody, waymark_itself
from tests.walls.test_diary import FOUR, HOUR, book
from waymark.diary import acts
from waymark.diary.models import Place
from waymark.matching import weekly_booking
from waymark.matching.wanted import Hers, Wanted
from waymark.timetabling.asked import DAY

MANY, WEEKS = 6, 3
MONDAY = (FOUR - timedelta(days=FOUR.weekday())).date()
AT_FOUR = FOUR.weekday() * DAY + 16 * 60


@pytest.fixture
def service(committed):
    return a_service()


@pytest.fixture
def rooms(service):
    with waymark_itself(service):
        return [Place.objects.create(service=service, name=name) for name in ("Blue", "Red")]


def book_weekly(worker, chosen):
    hers = Hers(
        worker=worker,
        monday=MONDAY,
        weeks=WEEKS,
        begins=time(9),
        ends=time(18),
        lunch=False,
        opens=(9, 18),
    )
    wanted = [
        (
            Wanted(
                child=child,
                called="Robin",
                times=1,
                method="office",
                how_in_words="at the office",
                minutes=60,
            ),
            begins,
            room,
        )
        for child, begins, room in chosen
    ]
    with asked_by(worker):
        return weekly_booking.book(wanted, hers, by=worker, at=NOW)


def test_who_books_many_weekly_times_waits_for_nobody_in_a_circle(service, rooms, owner):
    """Each wants both rooms, one after the other and half of them the other way round."""
    workers = [somebody(service) for _ in range(MANY)]
    tries = []
    for n, worker in enumerate(workers):
        first, second = rooms if n % 2 else reversed(rooms)
        chosen = [
            (a_child(service), AT_FOUR, first),
            (a_child(service), AT_FOUR + 60, second),
        ]
        tries += [partial(book_weekly, worker, chosen)]
        both = [worker, workers[(n + 1) % MANY]]
        tries += [
            partial(
                book, a_child(service), worker, workers=both, place=rooms[n % 2], at=FOUR + HOUR
            )
        ]
    done = at_once(tries)
    faults = [each for each in done if isinstance(each, Exception)]
    assert [each for each in faults if not isinstance(each, acts.NotFree)] == []
    weekly = [each for each in done if isinstance(each, weekly_booking.Booked)]
    assert len(weekly) == MANY
    (twice,) = owner.execute(
        "SELECT count(*) FROM diary_booking one JOIN diary_booking other USING (resource)"
        " WHERE one.id < other.id AND one.period && other.period AND one.holder <> other.holder"
    ).fetchone()
    assert twice == 0
    assert all(each.times == 2 * WEEKS or each.left for each in weekly), "what is left is told"
