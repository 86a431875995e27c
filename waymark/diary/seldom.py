"""Whether a time is meant that is seldom right: at night, in a break in which contact stops, or
after the last of a child's orders.
That is asked once, with a tick, and never refused."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django import forms

from waymark.diary import words
from waymark.diary.all_the_same import Coming
from waymark.guidance import setting
from waymark.pages.sure import make_sure
from waymark.pages.words import clock, day
from waymark.rules.clock import on_the_wall
from waymark.rules.free import Period

FROM, UNTIL = "met-from", "met-until"  # of guidance/settings.toml: hours of the day
HOUR = timedelta(hours=1)


def ask(
    form: forms.Form,
    coming: Iterable[Coming],
    times: Iterable[Period],
    *,
    also: Iterable[str] = (),
    today: date,
) -> None:
    """Ask whether these times are meant, where one of them is seldom right.

    :param also: what else is asked, of the place.
    """
    every = list(times)
    children = list(coming)
    found = [
        *_at_night(every, today),
        *_in_a_break(children, every, today),
        *_after_the_orders(children, every, today),
    ]
    said = [*also, *found]
    if said:
        what, do = ("time", "Choose another time, or") if found else ("place", "Or")
        asked = f"{' '.join(said)} {do} tick this if it is meant."
        make_sure(form, f"Yes, this {what} is meant", asked)


def _at_night(times: Iterable[Period], today: date) -> Iterator[str]:
    first, last = setting(FROM).on(today), setting(UNTIL).on(today)
    for begins, ends in (map(on_the_wall, each) for each in times):
        midnight = datetime.combine(begins, time())
        if begins < midnight + first * HOUR or ends > midnight + last * HOUR:
            yield f"{clock(begins.time())} to {clock(ends.time())} is late or at night."
            return  # by the clock, each week is the same


def _in_a_break(coming: Iterable[Coming], times: Iterable[Period], today: date) -> Iterator[str]:
    days = {on_the_wall(each.begins).date() for each in times}
    for each in coming:
        for agreed in each.breaks:
            if any(agreed.from_ <= on <= agreed.to for on in days):
                span = f"{day(agreed.from_, today)} to {day(agreed.to, today)}"
                yield f"A break is agreed for {each.name}, {span}, in which contact stops."


def _after_the_orders(
    coming: Iterable[Coming], times: Iterable[Period], today: date
) -> Iterator[str]:
    last = max((each.begins for each in times), default=None)
    for each in coming:
        if last and each.orders_end and on_the_wall(last).date() > each.orders_end:
            when, ends = words.moment(last, today), day(each.orders_end, today)
            yield f"{when} is after the last day of {each.name}’s orders, {ends}."
