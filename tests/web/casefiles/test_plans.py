"""Plans come in and go out with the case file."""

import pytest

from tests.children import make_child
from tests.people import make_service
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.chronology import casefile
from waymark.plans.models import Version

pytestmark = pytest.mark.django_db
GOAL = {"id": "g1", "family": "own", "words": "I want to be a mechanic", "from elsewhere": 1}
AGREED = {
    "number": 1,
    "state": "countersigned",
    "agreed_on": "2026-01-20",
    "agreed_by": "jo@example.org",
    "countersigned_by": "ash@example.org",
    "event": "e7",
    "plan": {"goals": [GOAL]},
    "answers": [{"question": "finalising-realistic", "said": "not-yet", "because": "Too much"}],
}
DRAFT = {"number": 2, "state": "draft", "plan": {"goals": [GOAL, {**GOAL, "id": "g2"}]}}
PLANS = [{"id": "p1", "began_on": "2026-01-10", "versions": [AGREED, DRAFT]}]
HAPPENED = [{"id": "e7", "kind": "plan-agreed", "on": "2026-01-20", "orders": []}]


@pytest.fixture
def service():
    return make_service()


def test_what_comes_in_comes_out(service):
    child = make_child(service, plans=PLANS, events=HAPPENED)
    asking.as_waymark(service.pk)
    assert casefile.documents([child], words=True)[child]["plans"] == PLANS
    assert list(Version.objects.order_by("number").values_list("state", "event")) == [
        ("countersigned", "e7"),
        ("draft", ""),
    ]


def test_what_is_owed_is_worked_out_without_reading_plans(service):
    child = make_child(service, plans=PLANS, events=HAPPENED)
    asking.as_waymark(service.pk)
    assert "plans" not in casefile.documents([child])[child]


def test_a_child_without_a_plan_has_none_in_the_case_file(service):
    child = make_child(service)
    asking.as_waymark(service.pk)
    assert "plans" not in casefile.documents([child], words=True)[child]


def test_a_version_that_names_an_event_that_never_was_is_refused(service):
    with pytest.raises(Refused, match="no event"):
        make_child(service, plans=PLANS)
