"""Making a plan as its worker's browser does."""

from datetime import timedelta

from django.utils import timezone

from tests.forms import day_parts, form_with
from waymark.accounts import asking
from waymark.plans.models import Version

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
    page = address(child, "agree/")
    form = form_of(client, page, "names")
    why = {"because": "It was time"} if "because" in form.fields else {}
    return client.post(page, form.sent(**{"no_names": "on", **why, **typed}))


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
