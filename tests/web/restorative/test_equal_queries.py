"""However many people were harmed, and however much is planned with them, pages cost the same."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.children import make_child
from tests.web.restorative.repairing import AGO, ORDER, page
from waymark.accounts import asking
from waymark.papers import queries as papers
from waymark.restorative import standing
from waymark.restorative.considering import RESTORATIVE

MANY = 2
AT_ALL = {"on": AGO.isoformat()}


def harmed(worker, many):
    """A child who harmed so many, with something planned, looked at and made with each."""
    people = [f"v{number}" for number in range(1, many + 1)]
    order = {**ORDER, "offences": [{**ORDER["offences"][0], "victims": people}]}
    events = []
    for each in people:
        about = {**AT_ALL, "victim": each}
        events += [
            {**about, "id": f"ready-{each}", "kind": "child-readiness-judged", "ready": "yes"},
            {**about, "id": each, "kind": "restorative-activity-planned", "form": "meeting"},
            {**about, "id": f"made-{each}", "kind": "work-made", "made": "poem"},
        ]
        risks = {"kind": "restorative-risk-assessed", "activity": each, "safe": "not-yet"}
        events.append({**AT_ALL, **risks, "id": f"risks-{each}"})
    made = make_child(worker.service, worker=worker, orders=[order], events=events)
    asking.as_user(worker)
    return made


def statements(client, child, address):
    client.get(address(child))  # what is read once is read
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(child)).status_code == 200
    return len(asked)


def the_plan(child):
    return f"/children/{child}/plan/"


def test_twice_as_many_people_harmed_ask_as_many_queries_of_the_page_and_of_the_plan(
    jo, worker, known
):
    few, many = harmed(worker, MANY), harmed(worker, 2 * MANY)
    for address in (page, the_plan):
        assert statements(jo, many, address) == statements(jo, few, address)


def test_one_query_for_each_of_them_would_be_seen(jo, worker, known, monkeypatch):
    """The control."""
    usual = standing._Teller.stand

    def one_by_one(teller, number, victim, of):
        list(papers.of(teller.child, RESTORATIVE))
        return usual(teller, number, victim, of)

    monkeypatch.setattr(standing._Teller, "stand", one_by_one)
    few, many = harmed(worker, MANY), harmed(worker, 2 * MANY)
    assert statements(jo, many, page) > statements(jo, few, page)
