"""A victims' process that takes a question and does not answer is not waited for each time."""

from typing import NamedTuple

import pytest
import requests
from django.test import override_settings

from tests.database import KEY
from waymark import guard, wire

DOOR = "http://127.0.0.1:9/silent"


@pytest.fixture
def asked(monkeypatch):
    """What was asked at the door, whose answers fail as the test says; the hour is a test's."""
    asked, clock = [], [1000.0]

    def post(_address, *, data, **_told):
        asked.append(clock[0])
        if post.meanwhile:
            post.meanwhile.pop()()
        if post.fault:
            raise post.fault
        return Answer(wire.answer(wire.called(data.decode()).once, {"letters": [], "applied": []}))

    post.fault, post.meanwhile = requests.ReadTimeout(), []
    monkeypatch.setattr(guard._session, "post", post)
    monkeypatch.setattr(guard, "monotonic", lambda: clock[0])
    monkeypatch.setattr(guard, "_silent_until", {})
    monkeypatch.setattr(guard, "_all_called", dict)
    with override_settings(VICTIMS_DOOR=DOOR, DOOR_KEY=KEY):
        yield asked, clock, post


class Answer(NamedTuple):
    text: str

    def raise_for_status(self):
        """It is a good one."""


def is_shut() -> bool:
    try:
        guard.signal(letters=[], applied=[])
    except guard.Shut:
        return True
    return False


def test_after_a_question_without_an_answer_the_next_are_shut_at_once_for_some_seconds(asked):
    questions, clock, _ = asked
    assert all(is_shut() for _ in range(3))
    assert len(questions) == 1
    clock[0] += guard.REST_SECONDS
    assert is_shut()
    assert len(questions) == 2
    assert is_shut()
    assert len(questions) == 2, "it rests anew"


def test_one_that_answers_again_is_asked_each_time_after_its_rest(asked):
    questions, clock, post = asked
    assert is_shut()
    post.fault = None
    assert is_shut(), "it rests, be it well or not: nothing goes out unasked"
    clock[0] += guard.REST_SECONDS
    assert not any(is_shut() for _ in range(3))
    assert len(questions) == 4
    post.fault = requests.ReadTimeout()
    assert all(is_shut() for _ in range(2))
    assert len(questions) == 5


def test_one_that_is_stopped_while_it_rests_is_asked_each_time_so_its_start_is_seen_at_once(asked):
    questions, clock, post = asked
    assert is_shut()
    post.fault = requests.ConnectionError()
    clock[0] += guard.REST_SECONDS
    assert is_shut()
    post.fault = None
    assert not is_shut()
    assert len(questions) == 3


def test_while_one_tries_it_again_others_are_shut_at_once(asked):
    questions, clock, post = asked
    assert is_shut()
    clock[0] += guard.REST_SECONDS
    meanwhile = []
    post.meanwhile = [lambda: meanwhile.append(is_shut())]
    assert is_shut()
    assert meanwhile == [True]
    assert len(questions) == 2, "only whoever tries it asked"


def test_without_the_rest_everybody_waits_for_each_question(asked, monkeypatch):
    """The control."""
    questions, _, _ = asked
    monkeypatch.setattr(guard, "REST_SECONDS", 0)
    assert all(is_shut() for _ in range(3))
    assert len(questions) == 3


def test_a_process_that_is_not_there_is_asked_each_time_since_that_costs_nothing(asked):
    questions, _, post = asked
    post.fault = requests.ConnectionError()
    assert all(is_shut() for _ in range(3))
    assert len(questions) == 3
