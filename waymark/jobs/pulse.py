"""Whether jobs are done at all: one job says each minute that it was done.

It waits in the queue as all others do. Where it is late, the worker is dead or cannot keep up.
"""

from datetime import datetime, timedelta

from django.db import connection

from waymark.jobs.models import Pulse

STILL = timedelta(minutes=2)
KEPT = timedelta(days=7)
TIDY = """
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted', 'doing')
        AND NOT EXISTS (
            SELECT FROM procrastinate_events AS event WHERE event.job_id = job.id AND event.at > %s
        )
"""


def beat(at: datetime) -> None:
    Pulse.objects.update(at=at)


def tidy(at: datetime) -> None:
    """Forget the jobs that failed, or whose worker died, a week ago."""
    with connection.cursor() as cursor:
        cursor.execute(TIDY, [at - KEPT])


def is_still(last: datetime, at: datetime) -> bool:
    return at - last > STILL
