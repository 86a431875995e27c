"""How a child is reminded goes with the child: out with the case file, and in."""

import pytest

from tests.people import make_service
from tests.web.reminders.reminding import THURSDAY
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.audit import recording
from waymark.casefiles import acts
from waymark.chronology import casefile
from waymark.reminders import whom
from waymark.reminders.models import Reminder, Wish


def goes_out(kai):
    with kai.asked():
        return casefile.documents([kai.pk], words=True)[kai.pk]


def comes_in(document):
    service = make_service()
    with recording.command("import", service_id=service.pk, user_id=None, at=THURSDAY):
        asking.as_waymark(service.pk)
        (child,) = acts.take_in([("file", document)], service=service, at=THURSDAY)
    return child


@pytest.mark.provision("CM-428")
def test_how_when_and_to_which_number_a_child_is_reminded_goes_with_the_child(kai):
    kai.likes("text", language="cy", evening=False, hours=True, says_place=True)
    kai.is_booked()
    document = goes_out(kai)
    assert document["reminded"] == {
        "how": "text",
        "leads": ["hours"],
        "language": "cy",
        "says_place": True,
        "number": "07700 900123",
    }
    child = comes_in(document)
    wish = Wish.objects.get(child=child)
    assert (wish.how, wish.evening, wish.hours, wish.language) == ("text", False, True, "cy")
    assert whom.number_of(child, wish.to, THURSDAY.date()).tells == wish.number
    assert Reminder.objects.filter(child=child, state="planned").count() == 1
    assert casefile.documents([child.pk], words=True)[child.pk]["reminded"] == document["reminded"]


def test_a_number_that_may_not_be_used_stays_out_and_is_chosen_anew(kai):
    kai.likes("text")
    kai.phone_is(safe_to_use=False)
    document = goes_out(kai)
    assert document["reminded"]["how"] == "text"
    assert "number" not in document["reminded"]
    wish = Wish.objects.get(child=comes_in(document))
    assert (wish.how, wish.to, wish.number) == ("text", "", "")


def test_a_child_who_was_not_asked_yet_has_nothing_to_say_of_it(kai):
    document = goes_out(kai)
    assert "reminded" not in document
    assert not Wish.objects.filter(child=comes_in(document)).exists()


def test_a_way_that_nobody_knows_is_refused_and_named(kai):
    kai.likes("call")
    document = goes_out(kai)
    document["reminded"]["how"] = "pigeon"
    with pytest.raises(Refused, match=r"reminded\.how"):
        comes_in(document)
