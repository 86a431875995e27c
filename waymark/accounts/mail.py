"""One-time links by e-mail, where a mail server is configured (WAYMARK_EMAIL_URL)."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from waymark.accounts.models import User

TEXT = """Hello {name},

this link lets you sign in to Waymark at {service}. It is yours alone and is good for 7 days:

{address}

If you did not expect it, tell the administrator of your service and do not open it.
"""


def send_link(*, person: User, address: str) -> bool:
    """Send a one-time link once it is certain that there is one; returns whether mail is sent."""
    if not settings.SENDS_MAIL:
        return False
    text = TEXT.format(name=person.name, service=person.service.name, address=address)
    transaction.on_commit(
        lambda: send_mail("Your way into Waymark", text, None, [person.email]), robust=True
    )
    return True
