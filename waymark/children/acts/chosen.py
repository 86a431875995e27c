"""Whom a manager may choose for a piece of work."""

from waymark.accounts.answers import Refused
from waymark.accounts.models import User
from waymark.accounts.permissions import Permission, user_can
from waymark.children.working import leads


def refuse_who_may_not_work(worker: User, by: User) -> None:
    same_service = worker.service_id == by.service_id
    if not (same_service and worker.is_active and user_can(worker, Permission.RECORD)):
        raise Refused("Choose somebody of your service who works with children.")


def refuse_who_is_not_led(worker: User, by: User) -> None:
    """Let a manager arrange the work of her own team; a senior manager, of the service."""
    if not leads(by, worker):
        raise Refused("Choose somebody of your own team, or ask a senior manager.")


def refuse_oneself(worker: User, by: User) -> None:
    if worker.pk == by.pk:
        raise Refused("Ask another manager: nobody arranges her own cover or duty.")
