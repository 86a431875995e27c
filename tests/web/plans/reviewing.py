"""Reviewing a plan as its worker's browser does."""

from tests.web.plans.writing import form_of
from tests.web.written import answered
from waymark.accounts import asking
from waymark.chronology.models import Event
from waymark.orders.models import Order
from waymark.papers import queries
from waymark.papers.models import Paper

WORKS = "The boxing works. The mornings do not."


def page(child, what=""):
    return f"/children/{child}/review/{what}"


def open_paper(child, by):
    asking.as_user(by)
    return Paper.objects.get(child=child, completed_on=None, form="review")


def begun(jo, child, worker):
    assert jo.post(page(child)).status_code == 302
    return open_paper(child, worker)


def answer(paper, by, **own):
    """Answer what a paper needs, and what is asked here."""
    asking.as_user(by)
    said = {}
    for part in queries.read(paper).parts:
        said |= {each.id: _some(each) for each in part.missing}
        said |= {each.id: own[key] for each in part.asked.questions if (key := _key(each)) in own}
    answered(by, paper.pk, **said)
    asking.as_user(by)


def _key(question):
    return question.id.replace("-", "_")


def _some(question):
    if question.answer == "prompt":
        return "yes"
    return question.choices[0][0] if question.choices else "As they told us."


def complete(client, paper, **typed):
    address = f"/children/{paper.child_id}/papers/{paper.pk}/complete/review/"
    return client.post(address, form_of(client, address, "outcome").sent(**typed))


def ready(jo, child, worker, **own):
    paper = begun(jo, child, worker)
    said = {"review_child_works": WORKS, "review_child_present": "all", **own}
    answer(paper, worker, **said)
    return paper


def events(child, by, *kinds):
    asking.as_user(by)
    found = Event.objects.filter(child=child, kind__in=kinds).order_by("position")
    return [each.document for each in found]


def order_until(child, by, day):
    """Return the order as it would be if it ended on a day."""
    asking.as_user(by)
    return {**Order.objects.get(child=child).document, "ends_on": day.isoformat()}
