"""What is done again and again. An app registers here in its `ready`:

periodic.every(1, "raise-alarms", raise_everywhere)
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

AN_HOUR = 60


def every(minutes: int, name: str, do: Callable[[datetime], object]) -> None:
    """Do something every so many minutes, by the worker: `do` is told the moment.

    :param minutes: a part of an hour, or an hour.
    """

    def now(timestamp: int) -> None:
        del timestamp  # when it should have been: what is late asks what is owed now
        do(timezone.now())

    when = "*" if minutes == 1 else f"*/{minutes}"
    cron = "0 * * * *" if minutes == AN_HOUR else f"{when} * * * *"
    app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, pass_context=False)(now))
