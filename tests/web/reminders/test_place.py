"""A reminder says the place only where the child asked, and where it names nobody."""

from contextlib import contextmanager

import pytest

from tests.web.reminders.reminding import HOUR, MONDAY_AT_FIVE, TUESDAY_AT_FOUR
from waymark.children import naming
from waymark.reminders import sending


def test_the_place_is_said_only_where_the_child_asked(kai, notify):
    kai.likes("text", says_place=True)
    kai.is_booked()
    kai.worker_comes_to_it()
    said = notify.taken[0]["personalisation"]["message"]
    assert said == "See you Tue 4pm, The blue room, High Street. Jo"


@pytest.mark.provision("CM-409")
def test_a_place_that_names_whoever_was_harmed_is_not_said_nor_while_nobody_can_say(
    kai, notify, victims_side
):
    kai.likes("text", evening=True, hours=True, says_place=True)
    kai.is_booked(where="Okafor's shop")
    victims_side.protected_names(kai.pk, ["Daniel Okafor"])
    kai.worker_comes_to_it(MONDAY_AT_FIVE)
    victims_side.protected_names(kai.pk, [])
    victims_side.is_away = True
    kai.worker_comes_to_it(TUESDAY_AT_FOUR - 2 * HOUR)
    said = [each["personalisation"]["message"] for each in notify.taken]
    assert said == ["See you Tue 4pm, Jo"] * 2


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(("where", "unnamed"), [("The corner shop", 1), ("Лавка", 0)])
def test_a_place_that_somebody_must_look_at_first_is_not_said(
    kai, notify, victims_side, monkeypatch, where, unnamed
):
    monkeypatch.setattr(naming, "whom_harmed", lambda child, at: frozenset({"v1"}))
    kai.likes("text", says_place=True)
    kai.is_booked(where=where)
    victims_side.protected_names(kai.pk, [], unnamed=unnamed)
    kai.worker_comes_to_it()
    assert notify.taken[0]["personalisation"]["message"] == "See you Tue 4pm, Jo"


@pytest.mark.provision("CM-409")
def test_nobody_is_kept_waiting_while_it_is_asked_whether_the_place_may_be_said(
    kai, notify, monkeypatch
):
    kai.likes("text", says_place=True)
    kai.is_booked()
    locked, is_held = [], sending.held

    @contextmanager
    def held(*told):
        locked.append(True)
        with is_held(*told) as row:
            yield row
        locked.clear()

    def names_somebody(*_):
        assert not locked
        return False

    monkeypatch.setattr(sending, "held", held)
    monkeypatch.setattr(sending, "_names_somebody", names_somebody)
    kai.worker_comes_to_it()
    assert "The blue room" in notify.taken[0]["personalisation"]["message"]
