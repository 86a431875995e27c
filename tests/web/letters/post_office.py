"""The other side of the door, for tests of letters: what it was sent, and what it has to say."""

from itertools import count

from tests.walls.made import NOW, a_child, waymark_itself
from waymark import guard
from waymark.chronology.models import Event
from waymark.letters import post
from waymark.letters.models import Outgoing
from waymark.rules.letters import InvitationDecided

ROBBERY = {"id": "f1", "category": "robbery", "violent": True, "victims": ["v1", "v2"]}
ORDER = {
    "id": "o1",
    "kind": "youth-rehabilitation-order",
    "made_on": "2027-11-01",
    "ends_on": "2028-10-31",
    "offences": [ROBBERY],
}


class OtherSide:
    """Stands in for the victims' process: it applies all letters but those of some children."""

    def __init__(self):
        self.is_away = False
        self.refuses, self.letters, self.sent, self.heard = set(), [], [], []

    def signal(self, *, letters, applied, after=0, without=()):
        if self.is_away:
            raise guard.Shut(guard.AWAY)
        self.heard += applied
        self.letters = [each for each in self.letters if each["number"] not in applied]
        taken = [each for each in letters if each["document"]["child"] not in self.refuses]
        self.sent += taken
        ours = [each for each in self.letters if post._line(each) not in without]
        ours = [each for each in ours if each["number"] > after][: post.AT_ONCE]
        return guard.Exchanged(tuple(ours), tuple(each["number"] for each in taken))


_numbers = count(1)


def decided(child, victim="v1", *, says=None, **changes):
    """A letter of the victims' side as it travels: whether to invite somebody was decided."""
    said = {"on": NOW.date(), "decision": "invite", **(says or {})}
    letter = InvitationDecided(child=child.pk, victim=victim, **said)
    return {
        "number": next(_numbers),
        "service": child.service_id,
        "kind": letter.kind,
        "document": letter.document(),
        **changes,
    }


def who_harmed(service):
    return a_child(service, orders=[ORDER], events=[])


def written(service):
    with waymark_itself(service):
        return list(Outgoing.objects.order_by("number"))


def invited(child):
    """Whom it was decided to invite, as it stands in the child's chronology."""
    with waymark_itself(child.service):
        rows = Event.objects.filter(child=child, kind="victim-invitation-decided")
        return [each.document["victim"] for each in rows.order_by("position")]
