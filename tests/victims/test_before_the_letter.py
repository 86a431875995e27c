"""What somebody harmed takes back is over at once: casework reads so before its letter arrives."""

import pytest
from django.utils import timezone

from tests.forms import day_parts
from tests.victims.test_recording import A_DAY, CHILD, today
from waymark.accounts import asking
from waymark.audit import recording as audit
from waymark.letters import post
from waymark.letters.models import Outgoing
from waymark.rules.harmed.signals import LEFT_ALONE
from waymark.victims.door.reference import NEWS, reference


def told(person):
    asked, at = {"child": CHILD, "service": person.service_id}, timezone.now()
    with audit.command("test", service_id=person.service_id, user_id=None, at=at):
        asking.as_waymark(person.service_id)
        (said,) = reference(**asked, once="once", at=at)["harmed"]
    return said["signals"], said["held_back"], said["news"]


def applied_there(person):
    asking.as_waymark(person.service_id)
    there = list(Outgoing.objects.values_list("number", flat=True))
    post.mark_applied(there, timezone.now())


@pytest.mark.provision("CM-379", "CM-383")
def test_a_consent_that_is_over_holds_back_what_rests_on_it_until_the_record_says_so(write, person):
    said = {"allows": "direct", "how": "written", "informed": "on"}
    write("consent", **said, **day_parts("from", today() - A_DAY))
    applied_there(person)
    assert told(person) == ([], [], [])
    write("details-refused", **day_parts("on", today()))
    alone = (LEFT_ALONE, "")
    assert told(person) == ([NEWS], [alone], [NEWS])
    applied_there(person)
    assert told(person) == ([], [alone], [])
