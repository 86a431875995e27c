"""A version of a plan that was agreed is never changed, and nobody countersigns her own."""

import pytest
from django.db import IntegrityError, transaction

from tests.walls import made
from waymark.accounts.models import Role
from waymark.plans.models import Plan, Version

pytestmark = pytest.mark.django_db
SAYS = {"number": 1, "state": "agreed", "plan": {"goals": []}, "agreed_on": "2028-01-03"}


@pytest.fixture
def worker():
    return made.somebody(made.a_service())


@pytest.fixture
def agreed(worker):
    """A version that the worker agreed with a child."""
    child = made.a_child(worker.service)
    with made.asked_by(worker):
        own = {"child": child, "service": child.service}
        plan = Plan.objects.create(**own, position=0, reference="p1", document={"id": "p1"})
        return Version.objects.create(
            **own, plan=plan, number=1, state="agreed", agreed_by=worker, document=SAYS, event="e1"
        )


def tried(version, **changed):
    """Change its row by itself, as code that knows no door would."""
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"document": {**SAYS, "plan": {"goals": [{"id": "g1"}]}}},
        {"document": {**SAYS, "answers": [{"question": "q", "said": "yes"}]}},
        {"number": 2},
        {"event": "e2"},
        {"agreed_by": None},
        {"state": "draft"},
    ],
)
def test_what_was_agreed_is_not_changed(worker, agreed, changed):
    with made.asked_by(worker), pytest.raises(IntegrityError, match="is not changed"):
        tried(agreed, **changed)


def test_what_was_agreed_is_not_deleted(worker, agreed):
    with made.asked_by(worker), pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Version.objects.filter(pk=agreed.pk).delete()


def test_what_becomes_of_it_is_added_once(worker, agreed):
    manager = made.somebody(worker.service, Role.OPERATIONS_MANAGER)
    with made.asked_by(manager):
        tried(agreed, state="returned", checked_by=manager, document={**SAYS, "comments": "How?"})
        with pytest.raises(IntegrityError):
            tried(agreed, state="countersigned")
        with pytest.raises(IntegrityError):
            tried(agreed, document={**SAYS, "comments": "Never mind"})


def test_nobody_countersigns_her_own(worker, agreed):
    named = "version_nobody_countersigns_her_own"
    with made.asked_by(worker), pytest.raises(IntegrityError, match=named):
        tried(agreed, state="countersigned", checked_by=worker)


def test_a_plan_has_one_draft(worker, agreed):
    own = {"child": agreed.child, "service": agreed.service, "plan": agreed.plan}
    with made.asked_by(worker):
        Version.objects.create(**own, number=2, state="draft", document={})
        with pytest.raises(IntegrityError, match="version_one_draft"), transaction.atomic():
            Version.objects.create(**own, number=3, state="draft", document={})


def test_a_draft_is_changed_and_thrown_away_freely(worker, agreed):
    """What is refused above is refused because it was agreed, and for no other reason."""
    own = {"child": agreed.child, "service": agreed.service, "plan": agreed.plan}
    with made.asked_by(worker):
        draft = Version.objects.create(**own, number=2, state="draft", document={})
        tried(draft, document=SAYS, number=3, event="e2", agreed_by=worker)
        assert Version.objects.filter(pk=draft.pk).delete()[0] == 1
