"""How often a child is met is agreed, with its reason, and each month shows what came of it."""

from datetime import timedelta

import pytest

from tests.forms import day_parts, form_with
from tests.web.diary.booking import MONDAY, TODAY, book, is_today, page

FIRST = TODAY.replace(day=1)
SET = "record/contact-level-set/"


def agree(client, child, **typed):
    address = f"/children/{child}/{SET}?level=enhanced&a_month=4"
    form = form_with(client.get(address).text, "a_month")
    told = {
        **day_parts("on", FIRST),
        **day_parts("review_on", TODAY + timedelta(days=60)),
        "because": "Weekly, until school is settled.",
        **typed,
    }
    return client.post(address, form.sent(**told))


def meet(client, child, outcome="attended", on=TODAY):
    address = f"/children/{child}/contact/"
    form = form_with(client.get(address).text, "outcome")
    told = {"outcome": outcome, "note": "Drew.", **day_parts("on", on), "at": "00:00"}
    assert client.post(address, form.sent(**told)).status_code == 302


@pytest.mark.provision("CM-008")
def test_how_often_is_agreed_with_its_reason_and_stands_with_the_week(jo, sophie):
    assert "not agreed yet" in jo.get(page(sophie)).text
    assert "Enhanced, 4 a month" in jo.get(page(sophie)).text  # offered, with what it means here
    assert agree(jo, sophie, child_said="Not on Fridays").status_code == 302
    shown = jo.get(page(sophie)).text
    assert "Weekly, until school is settled." in shown
    assert "“Not on Fridays”" in shown
    assert "<b>Enhanced, 4 a month</b>" in shown


@pytest.mark.parametrize(
    ("wrong", "mends"),
    [
        ({"because": ""}, "Why so often, and not less or more?"),
        ({"a_month": "101"}, "Give a number up to 100"),
        (day_parts("review_on", FIRST - timedelta(days=1)), "Choose a day on or after"),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(jo, sophie, wrong, mends):
    answer = agree(jo, sophie, **wrong)
    assert answer.status_code == 422
    assert mends in answer.text


def test_a_month_shows_what_was_kept_what_is_to_come_and_what_is_short(jo, sophie):
    agree(jo, sophie)
    meet(jo, sophie)
    meet(jo, sophie, "missed")
    month = f"{TODAY:%B}"
    book(jo, sophie)
    to_come = MONDAY.month == TODAY.month
    said = f"1 of 4, {'1 to come, ' if to_come else ''}1 missed, <b>{2 if to_come else 3} short</b>"
    assert f"</svg> {said}" in jo.get(page(sophie)).text
    short = f"1 of 4 in {month}{', 1 to come' if to_come else ''}, {2 if to_come else 3} short"
    assert short in jo.get("/").text


def test_what_is_booked_today_stands_on_my_work_and_is_recorded_from_there(jo, worker, sophie):
    book(jo, sophie)
    is_today(worker, sophie)
    first = jo.get("/").text
    assert "Sophie, At the office" in first
    assert "12:00–" in first
    came = first[first.index("/contact/?appointment=") :]
    form = jo.get(f"/children/{sophie}{came[: came.index(chr(34))]}".replace("&amp;", "&")).text
    assert 'value="12:00"' in form
