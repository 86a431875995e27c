"""Making a plan as its worker's browser does."""

from datetime import timedelta

from django.utils import timezone

from tests.forms import day_parts, form_with
from waymark.accounts import asking
from waymark.accounts.models import Service
from waymark.chronology.casefile import documents
from waymark.papers.models import Paper
from waymark.plans.answered import changes_of, that_hold
from waymark.plans.models import Version
from waymark.plans.prompted import asked_of
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on

GOAL = {
    "words": "I want to be a mechanic",
    "family": "own",
    "success": "I am at college",
    "child": "agrees",
    "s0_what": "See the careers adviser",
    "s0_who": "Jo",
    "s0_times_a_week": "2",
    "s0_requirement": "o1:r1",
}


def address(child, what=""):
    return f"/children/{child}/plan/{what}"


def begin(client, child):
    return client.post(address(child, "begin/"))


def form_of(client, page, field):
    """Return the form of a page that has this field."""
    return form_with(client.get(page).text, field)


def add_goal(client, child, /, **typed):
    page = address(child, "draft/goals/new/")
    return client.post(page, {**form_of(client, page, "words").sent(**GOAL), **typed})


def agree(client, child, /, **typed):
    """Agree a plan of which all that is asked is answered."""
    answer_what_is_open(child)
    return agree_as_it_is(client, child, **typed)


def answer_what_is_open(child):
    """Say yes to each question, and of what is worth another look why it is left."""
    asking.as_waymark(Service.objects.get().pk)
    draft = Version.objects.filter(child=child, state="draft").first()
    if draft is None:
        return
    case = known_on(trusted(documents([child])[child]), timezone.localdate())
    holds = that_hold(draft, changes_of(draft, case))
    of = asked_of(draft, case, timezone.localdate(), str, together=False)
    unanswered = of.unanswered(holds)
    held = [
        each for each in draft.document.get("answers", []) if each["question"] not in unanswered
    ]
    draft.document["answers"] = [
        *held,
        *(
            LEFT | {"question": each} if each in of.looks else {"question": each, "said": "yes"}
            for each in unanswered
        ),
    ]
    draft.save(update_fields=["document"])


LEFT = {"said": "not-yet", "because": "We talk on Friday"}


def agree_as_it_is(client, child, /, **typed):
    page = address(child, "agree/")
    form = form_of(client, page, "names")
    why = {"because": "It was time"} if "because" in form.fields else {}
    return client.post(page, form.sent(**{**why, **typed}))


def versions(child, by):
    """Return the versions of a child's plan as their reader sees them."""
    asking.as_user(by)
    return list(Version.objects.filter(child=child).order_by("number"))


def direct(client, child, what):
    """Give a direction as a manager's browser does."""
    page, by = f"/children/{child}/direction/", timezone.localdate() + timedelta(days=3)
    due = day_parts("due_on", by)
    sent = form_of(client, page, "what").sent(what=what, why="She was sent home", **due)
    assert client.post(page, sent).status_code == 302


def throw_away(client, child, number):
    return client.post(address(child, f"throw-away/{number}/"), {"reason": "begun-by-mistake"})


def assessed(client, child, worker, /, **said):
    """Complete an assessment with what was said, each answer in its section."""
    begun = {"kind": "statutory", "stage": "start", "orders": ["o1"]}
    paper = client.post(f"/children/{child}/assessment/begin/", begun)["Location"]
    for section in dict.fromkeys(name.partition("-")[0] for name in said):
        page, its = f"{paper}{section}/", {k: v for k, v in said.items() if k.startswith(section)}
        sent = form_of(client, page, "began_from").sent(**its)
        assert client.post(page, sent).status_code == 302
    asking.as_user(worker)
    Paper.objects.filter(form="assessment").update(completed_on=timezone.localdate())
