"""A child whose plan was agreed elsewhere, and the copies that are made of it."""

import re

from tests.children import make_child
from tests.web.plans.conftest import MADE, TODAY
from tests.web.plans.writing import address, form_of
from waymark.accounts import asking
from waymark.portal.models import Sheet

CANARY = "Zephyrine Quillfeather"
SURNAME = "Thistlewick"
GOAL = {
    "id": "g1",
    "family": "own",
    "words": "I want to be a mechanic",
    "child": "agrees",
    "steps": [{"id": "s1", "what": "See the careers adviser", "who": f"Sophie {SURNAME}"}],
}
SAFE = {
    "kind": "home",
    "lines": ["40 Saltmarsh Road"],
    "from": MADE.isoformat(),
    "safe_to_use": False,
    "not_to_be_told_to": ["p2"],
}


def with_plan(worker, family=(), about=None, orders=None, happened=(), **goal):
    """Take in a child whose plan was agreed today.

    :param about: what else the record says of the child.
    :param happened: what else did.
    """
    plan = {
        "orders": ["o1"],
        "goals": [{**GOAL, **goal}],
        "family": list(family),
        "controls": [{"id": "k1", "keeps": "others", "what": "A tag"}],
        "call_name": "Jo",
        "call_number": "01632 960111",
    }
    version = {
        "number": 1,
        "state": "agreed",
        "event": "e9",
        "agreed_on": TODAY.isoformat(),
        "plan": plan,
    }
    agreed = {"id": "e9", "kind": "plan-agreed", "on": TODAY.isoformat(), "orders": ["o1"]}
    people = [
        {"id": "p1", "name": f"Mary {SURNAME}", "relationship": "mother"},
        {"id": "p2", "name": "Mick Sloane", "relationship": "father"},
    ]
    child = {"given_name": "Sophie", "family_name": SURNAME, "people": people, "addresses": [SAFE]}
    child |= about or {}
    made = make_child(
        worker.service,
        worker=worker,
        **({"orders": orders} if orders else {}),
        events=[agreed, *happened],
        child=child,
        plans=[{"id": "plan1", "versions": [version]}],
    )
    asking.as_user(worker)
    return made


def give(child):
    return address(child, "give/")


def copy_for(client, child, **typed):
    asked = {"format": "print", **typed}
    return client.post(give(child), form_of(client, give(child), "names").sent(**asked))


def copies(worker):
    asking.as_user(worker)
    return list(Sheet.objects.filter(kind="copy"))


def copy_page(client, child, **told):
    made = copy_for(client, child, format="print", **told)
    return client.get(made["Location"]).text


def keep_for_later(client, child, **typed):
    """Press the button that keeps a form, as the page's script does while somebody types."""
    page = client.get(give(child)).text
    to = re.search(r'formaction="([^"]+)"', page)[1].replace("&amp;", "&")
    ticket = re.search(r'name="draft" value="([^"]+)"', page)[1]
    asked = {"format": "print", "whom": "child", **typed, "draft": ticket}
    assert client.post(to, asked).status_code == 302
