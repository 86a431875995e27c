"""The control of `test_reminders_killed`: a worker that says what it sends only afterwards."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from waymark.reminders import sending  # noqa: E402
from waymark.reminders.models import Reminder, State  # noqa: E402
from waymark.reminders.sending import _begun, _keep, held  # noqa: E402


def begun(pk, service, place, at):
    with transaction.atomic():
        letter = _begun(pk, service, place, at)
        transaction.set_rollback(True)
    return letter


def keep(pk, service, answer, at):
    with held(pk, service, "control", at):
        Reminder.objects.filter(pk=pk).update(state=State.SENDING)
    _keep(pk, service, answer, at)


sending._begun, sending._keep = begun, keep
call_command(sys.argv[1])
