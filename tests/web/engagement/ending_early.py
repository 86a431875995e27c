"""What a worker, a panel and a court do about an early end, as on their pages."""

from datetime import timedelta

from tests.children import make_child
from tests.forms import day_parts, form_with
from tests.web.diary.booking import TODAY
from tests.web.plans.reviewing import answer, events
from waymark.accounts import asking
from waymark.duties.models import Duty
from waymark.papers.models import Paper

SAID = {
    "early_child_done": "I got up every day.",
    "early_child_says": "I would like to be done.",
    "early_family_says": "He is another boy.",
    "early_plan": "met",
    "early_progress": "nearly",
    "early_lasts": "met",
    "early_plan_why": "No plan was agreed; he did what the court asked.",
    "early_progress_why": "His old friends ask no more.",
    "early_lasts_why": "His nan is there each day.",
    "early_report_engaged": "He came, and he rang when he could not.",
    "early_report_progress": "He passed his first exam.",
    "early_after_who": "His nan, and the college.",
}
WELL = [
    {
        "id": "j1",
        "kind": "judgement",
        "on": f"{TODAY - timedelta(days=150)}",
        "reoffending": "high",
    },
    {"id": "j2", "kind": "judgement", "on": f"{TODAY - timedelta(days=20)}", "reoffending": "low"},
    {"id": "a1", "kind": "achievement", "on": f"{TODAY - timedelta(days=9)}", "note": "An exam."},
    {
        "id": "v1",
        "kind": "plan-reviewed",
        "on": f"{TODAY - timedelta(days=30)}",
        "orders": ["o1"],
        "note": "He keeps away from the station.",
    },
    *(
        {
            "id": f"c{days}",
            "kind": "contact",
            "on": f"{TODAY - timedelta(days=days)}",
            "outcome": outcome,
        }
        for days, outcome in ((80, "attended"), (60, "attended"), (40, "missed"), (3, "attended"))
    ),
]
COLLEGE = {"from": f"{TODAY - timedelta(days=300)}", "kind": "college", "name": "Hidden Hill"}
NOBODY = {"decision": "apply"}


def page(client, child):
    return client.get(f"/children/{child}/early/").text


def begun(client, child, worker):
    assert client.post(f"/children/{child}/early/", {"order": "o1"}).status_code == 302
    asking.as_user(worker)
    return Paper.objects.get(child=child, form="early-end", completed_on=None)


def ready(client, child, worker, **own):
    paper = begun(client, child, worker)
    answer(paper, worker, **SAID, **own)
    return paper


def deciding(paper):
    return f"/children/{paper.child_id}/papers/{paper.pk}/complete/early/"


def decide(client, paper, **typed):
    address = deciding(paper)
    sent = form_with(client.get(address).text, "names").sent(**typed)
    return client.post(address, sent)


def record(client, child, kind, asked, **typed):
    address = f"/children/{child}/record/{kind}/?then=early&{asked}"
    form = form_with(client.get(address).text, next(iter(typed)))
    return client.post(address, form.sent(**typed, **day_parts("on", TODAY)))


def the_panel_decides(client, child, worker, decision="apply", **typed):
    considered = events(child, worker, "early-revocation-considered")[-1]["id"]
    told = {"decision": decision, "note": "You have shown us.", **typed}
    return record(
        client, child, "progress-panel-decided", f"order=o1&considered={considered}", **told
    )


def court_asked(client, child, worker):
    considered = events(child, worker, "early-revocation-considered")[-1]["id"]
    asked = f"for={considered}&purpose=revoke"
    return record(client, child, "court-application", asked, purpose="revoke")


def duty(child, name):
    return Duty.objects.filter(child=child, duty=name).order_by("opens_on", "key").last()


def plan_with(steps, done):
    """A plan that was agreed elsewhere, with so many steps of which so many are done."""
    ticked = {"done_on": f"{TODAY - timedelta(days=9)}"}
    made = [
        {"id": f"s{each}", "what": "A session.", **(ticked if each < done else {})}
        for each in range(steps)
    ]
    goal = {"id": "g1", "family": "own", "words": "I get on.", "steps": made}
    agreed = {"number": 1, "state": "agreed", "agreed_on": f"{TODAY - timedelta(days=150)}"}
    told = {"orders": ["o1"], "goals": [goal]}
    return {"id": "plan1", "versions": [{**agreed, "plan": told}]}


def kai_under(
    worker,
    kind="youth-rehabilitation-order",
    *told,
    gone=200,
    left=100,
    victims=(),
    plans=(),
    **child,
):
    """Kai, under an order half of which has gone."""
    order = {
        "id": "o1",
        "kind": kind,
        "made_on": f"{TODAY - timedelta(days=gone)}",
        "ends_on": f"{TODAY + timedelta(days=left)}",
        "offences": [{"id": "f1", "category": "theft", "victims": list(victims)}],
    }
    who = {"given_name": "Kai", "family_name": "Marsh", **child}
    made = make_child(
        worker.service,
        worker=worker,
        child=who,
        orders=[order],
        events=list(told),
        plans=list(plans),
    )
    asking.as_user(worker)
    return made
