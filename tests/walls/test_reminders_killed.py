"""A worker that is killed while it sends leaves nobody with two texts."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.notifying import KEY, TEMPLATES, notifying
from tests.walls.at_once import wait_for
from tests.walls.made import a_service, somebody, waymark_itself
from tests.web.reminders.reminding import TUESDAY_AT_FOUR, Kai
from waymark.jobs import pulse, queue
from waymark.jobs.models import Pulse
from waymark.reminders import watching
from waymark.reminders.models import Reminder
from waymark.reminders.planning import SEND

HOUR = timedelta(hours=1)
MANY, KILLS = 40, 8
WORKER = [sys.executable, "-m", "waymark", "worker"]
# The control: what is being sent is only said once Notify has answered.
WITHOUT_THE_MARK = [sys.executable, "-m", "tests.walls.without_the_mark", "worker"]


@pytest.fixture
def kai(committed):
    made = Kai(somebody(a_service()))
    made.likes("text")
    for hour in range(MANY):
        made.is_booked(TUESDAY_AT_FOUR + hour * HOUR)
    return made


@contextmanager
def a_worker(command, url, notify):
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "WAYMARK_NOTIFY_KEY": KEY,
        "WAYMARK_NOTIFY_URL": notify.address,
        "WAYMARK_NOTIFY_TEXT": TEMPLATES["text"],
    }
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        try:
            yield running
        finally:
            running.send_signal(signal.SIGKILL)


def are_due(kai):
    now = timezone.now()
    with waymark_itself(kai.jo.service):
        Reminder.objects.update(due_at=now, until=now + HOUR)
        for pk in Reminder.objects.values_list("pk", flat=True):
            queue.put(SEND, reminder=pk, service=kai.jo.service_id)


def states(kai):
    return Counter(each.state for each in kai.reminders)


def killed_again_and_again(command, kai, url, notify, kills=KILLS):
    """Kill the worker while Notify is at it, many times; then let the last one end its work.
    Returns how many reminders were left half sent."""
    are_due(kai)
    left = 0
    notify.seconds = 0.3
    for _ in range(kills):
        before = notify.asked
        with a_worker(command, url, notify):
            wait_for(lambda before=before: notify.asked > before)
            time.sleep(0.1)
        left += states(kai)["sending"]
        # What waited for two minutes is rung for again, and what was left so is never sent.
        watching.watch(timezone.now() + 3 * watching.LOST)
    notify.seconds = 0
    with a_worker(command, url, notify):
        wait_for(lambda: not states(kai)["planned"])
        time.sleep(0.5)
    watching.watch(timezone.now() + 3 * watching.LOST)
    return left


def texts(notify):
    return Counter(each["reference"] for each in notify.taken)


@pytest.mark.provision("CM-428")
def test_nobody_gets_two_texts_however_often_the_worker_is_killed(kai, application_url):
    with notifying() as notify:
        left = killed_again_and_again(WORKER, kai, application_url, notify)
        sent = texts(notify)
        found = states(kai)
        assert left >= KILLS
        assert set(sent.values()) == {1}
        assert found["sent"] + found["unsure"] == MANY
        assert {each.state for each in kai.reminders if each.reference not in sent} <= {"unsure"}


def test_without_the_mark_somebody_would_get_two(kai, application_url):
    with notifying() as notify:
        killed_again_and_again(WITHOUT_THE_MARK, kai, application_url, notify, kills=3)
        assert max(texts(notify).values()) > 1


def test_a_worker_that_lives_says_so(committed, application_url):
    long_ago = timezone.now() - HOUR
    pulse.beat(long_ago)
    with notifying() as notify, a_worker(WORKER, application_url, notify):
        wait_for(lambda: Pulse.objects.get().at > long_ago)
