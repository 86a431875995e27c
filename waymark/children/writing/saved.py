"""Who saved what stands now, and when: the audit tells, by the version that an act left behind.

A version tells nothing of what was saved, and is never that of something else: so nobody is named
who did not save just this.
"""

from datetime import datetime

from django.utils.timezone import localdate

from waymark.accounts.answers import Saved
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.children.facts import version
from waymark.chronology.casefile import Document
from waymark.drafts import store
from waymark.pages.words import clock, day


def note(document: Document) -> None:
    """Say in the audit which version an act has left to stand."""
    recording.note(saved=version(document))


def last_saved(*, child: int, stands: str, by: User, at: datetime) -> Saved:
    """Return who saved what stands now, as whoever else was writing is told it. One query.

    :param stands: the version of what stands; nothing where that is not known.
    """
    if not stands:
        return Saved()
    rows = AuditRow.objects.filter(at__gt=store.since(at), children__contains=[child])
    found = rows.filter(content__contains=f'"saved":"{stands}"').select_related("user")
    row = found.order_by("-number").first()
    if row is None or row.user is None:
        return Saved()
    who = "You" if row.user_id == by.pk else row.user.name
    return Saved(who, f"{day(localdate(row.at), localdate(at))} at {clock(row.at)}")
