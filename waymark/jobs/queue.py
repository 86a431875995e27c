"""What is done later, by `waymark worker`: queued in the transaction of whoever asks for it.

A job holds ids alone. What it is about lies behind its walls until the job is done.
"""

from collections.abc import Callable
from datetime import datetime

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

# Of its own, so that what a job queues is queued in the job's transaction too.
_in_this_transaction = JobManager(DjangoConnector())


def task(name: str, do: Callable[..., object]) -> None:
    """Say at start-up what is done for the jobs of a name."""
    app.task(name=name)(do)


def put(name: str, *, at: datetime | None = None, **ids: int) -> None:
    """Queue a job in this transaction, to be done at a moment or as soon as somebody can.

    A job may be done twice, or late: it asks anew whether there is something to do.
    """
    assert all(type(each) is int for each in ids.values()), "a job holds ids alone"
    configure_task(name=name, job_manager=_in_this_transaction, schedule_at=at).defer(**ids)
