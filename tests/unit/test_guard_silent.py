"""A victims' process that takes a question and does not answer is not waited for each time."""

import pytest
import requests
from django.test import override_settings

from tests.database import KEY
from waymark import guard

DOOR = "http://127.0.0.1:9/silent"


@pytest.fixture
def asked(monkeypatch):
    """What was asked at the door, whose answers fail as the test says; the hour is a test's."""
    asked, clock = [], [1000.0]

    def post(_address, **_told):
        asked.append(clock[0])
        raise post.fault

    post.fault = requests.ReadTimeout()
    monkeypatch.setattr(guard._session, "post", post)
    monkeypatch.setattr(guard, "monotonic", lambda: clock[0])
    monkeypatch.setattr(guard, "_silent_until", {})
    with override_settings(VICTIMS_DOOR=DOOR, DOOR_KEY=KEY):
        yield asked, clock, post


def is_shut() -> bool:
    with pytest.raises(guard.Shut):
        guard.signal(letters=[], applied=[])
    return True


def test_after_a_question_without_an_answer_the_next_are_shut_at_once_for_some_seconds(asked):
    questions, clock, _ = asked
    assert all(is_shut() for _ in range(3))
    assert len(questions) == 1
    clock[0] += guard.REST_SECONDS
    assert is_shut()
    assert len(questions) == 2


def test_a_process_that_is_not_there_is_asked_each_time_since_that_costs_nothing(asked):
    questions, _, post = asked
    post.fault = requests.ConnectionError()
    assert all(is_shut() for _ in range(3))
    assert len(questions) == 3
