"""Making something right, as somebody does on the page; and what the victims' side tells."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.plans.reviewing import answer
from waymark import guard
from waymark.accounts import asking
from waymark.accounts.models import User
from waymark.audit import recording
from waymark.chronology.door import today
from waymark.chronology.models import Event
from waymark.pages.words import day
from waymark.papers.models import Paper
from waymark.restorative.told import take_in
from waymark.rules.gates.restorative import PRINCIPLES
from waymark.rules.letters import VictimConsent, VictimPrepared, VictimReadiness, WorkAnswered

TODAY = timezone.localdate()
AGO = TODAY - timedelta(days=30)
ORDER = {
    "id": "o1",
    "kind": "referral-order",
    "made_on": AGO.isoformat(),
    "ends_on": (TODAY + timedelta(days=200)).isoformat(),
    "offences": [{"id": "f1", "category": "robbery", "victims": ["v1", "v2"]}],
    "requirements": [{"id": "r1", "kind": "reparation", "hours": 12}],
}
UNTIL = TODAY + timedelta(days=60)
DISTRESSES = f"Contact before {day(UNTIL, TODAY)} would cause distress."
FIRST = guard.Harmed(
    "v1",
    age="adult",
    known="unknown",
    sex="female",
    signals=(DISTRESSES,),
    held_back=(guard.HeldBack(DISTRESSES, UNTIL),),
)
WANTS = "I want to tell her it was not her fault."
SAID = {"restore_child_wants": WANTS, "restore_link": "He took her bag."}
SETTLED = [
    *("child", "understands", "everybody", "needs", "parents", "knows", "harmless"),
]
HELD = {"note": "He read the poem to me.", "raised": "Both said all they wanted to."}
LOOKED_AT = {
    "could_harm": "Old anger.",
    "keeps_safe": "Either may stop it.",
    "impact": "He may be ashamed.",
    "settled": SETTLED,
    "principles": list(PRINCIPLES),
    "safe": "yes",
    "facilitator": "Ruth Ede",
    **day_parts("trained_on", AGO),
}


def a_child(worker, *orders, name="Theo"):
    child = {"given_name": name, "sex": "male"}
    made = make_child(worker.service, worker=worker, orders=list(orders or [ORDER]), child=child)
    asking.as_user(worker)
    return made


def page(child):
    return f"/children/{child}/restorative/"


def begin(client, child, person=""):
    answer = client.post(page(child), {"person": person} if person else {})
    assert answer.status_code == 302, answer.text
    return Paper.objects.filter(child=child, form="restorative").latest("pk")


def answered(client, paper, by):
    """Answer what a paper needs; returns where it is completed."""
    answer(paper, by, **SAID)
    return f"/children/{paper.child_id}/papers/{paper.pk}/complete/restorative/"


def complete(client, address, **decided):
    told = {"appropriate": "yes", "form": "letter", "because": "He asks for it.", **decided}
    return client.post(address, form_with(client.get(address).text, "appropriate").sent(**told))


def record(client, child, kind, asked="", **typed):
    address = f"/children/{child}/record/{kind}/?then=restorative{asked}"
    sent = form_with(client.get(address).text, "on_day").sent()
    return client.post(address, {**sent, **typed})


def judged(client, child, ready="yes", victim="v1"):
    typed = {"victim": victim, "ready": ready, "because": "He says so.", "child_said": "Yes."}
    return record(client, child, "child-readiness-judged", **typed)


def planned(client, child, form="letter", victim="v1", **typed):
    told = {"form": form, "victim": victim, "link": "A poem for her.", **typed}
    answered = record(client, child, "restorative-activity-planned", **told)
    assert answered.status_code == 302, answered.text
    return "&" + urlencode({"activity": newest(child, "restorative-activity-planned")})


def safe(client, child, activity):
    """Look at its risks, once the victims' side told that the person harmed is prepared."""
    told(User.objects.get(pk=client.session["_auth_user_id"]), is_prepared(child, activity))
    about = "&" + urlencode({"activity": activity})
    answered = record(client, child, "restorative-risk-assessed", about, **LOOKED_AT)
    assert answered.status_code == 302, answered.text


def newest(child, *kinds):
    events = Event.objects.filter(child=child)
    return (events.filter(kind__in=kinds) if kinds else events).latest("position").reference


def told(worker, *letters):
    """Let the victims' side tell something, as Waymark takes it in."""
    at = timezone.now()
    with recording.command("letters", service_id=worker.service_id, user_id=None, at=at):
        asking.as_waymark(worker.service_id)
        for each in letters:
            take_in(each, service=worker.service_id, at=at)
    asking.as_user(worker)


def is_ready(child, ready="yes", to=(), victim="v1", on: date | None = None):
    on = on or today(timezone.now())
    return VictimReadiness(child=child, on=on, victim=victim, ready=ready, to=tuple(to))


def is_prepared(child, activity, prepared="yes", victim="v1"):
    of = {"child": child, "on": today(timezone.now()), "victim": victim}
    return VictimPrepared(**of, activity=activity, prepared=prepared)


def consents(child, *, given=True, to=(), victim="v1", on: date | None = None):
    on = on or today(timezone.now())
    return VictimConsent(child=child, on=on, victim=victim, given=given, to=tuple(to))


def a_poem_wished_for(client, worker, says):
    """Let a child make a poem that may go; returns the child, and where it is printed."""
    child = a_child(worker)
    typed = {"made": "poem", "victim": "v1", "child_said": says}
    assert record(client, child, "work-made", **typed).status_code == 302
    made = Event.objects.get(child=child, kind="work-made")
    safe(client, child, made.reference)
    told(worker, wishes(child), is_ready(child), consents(child))
    judged(client, child)
    return child, f"/children/{child}/work/{made.pk}/"


def wishes(child, answer="now", victim="v1"):
    work, on = newest(child, "work-made"), today(timezone.now())
    return WorkAnswered(child=child, on=on, victim=victim, work=work, answer=answer)
