"""Every duty has a button that says what will happen, and leads to the form that does it."""

import pytest
from django.test import override_settings
from django.urls import path

from waymark.accounts.models import Role, User
from waymark.rules.duties import DUTIES
from waymark.rules.events import KINDS
from waymark.web.doing import DOING, NUMBER, button_for, may_do

urlpatterns = [
    path("children/<int:pk>/record/<str:kind>/", lambda request: None, name="record-event"),
    path("children/<int:pk>/worker/", lambda request: None, name="allocate"),
]


def test_every_duty_can_be_done_from_where_it_stands():
    assert set(DOING) == {rule.name for rule in DUTIES}


@pytest.mark.parametrize("duty", [name for name, doing in DOING.items() if doing.kind])
def test_what_a_form_is_told_are_facts_of_the_event_that_it_records(duty: str):
    doing = DOING[duty]
    facts = {name.rstrip("_") for name in KINDS[doing.kind].fields}
    told = {name for name in doing.key if name != NUMBER} | {name for name, _ in doing.facts}
    assert told <= facts


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("follow-direction:d1", "record/direction-done/?direction=d1"),
        ("hold-engagement-panel:a:b:2", "record/engagement-panel-held/?order=a%3Ab"),
        ("follow-direction:e:7", "record/direction-done/?direction=e%3A7"),
        ("refer-to-mappa:2:e1", "record/mappa-referred/?category=2"),
        ("apply-to-vary:e3", "record/court-application/?for=e3&purpose=vary"),
        ("look-at-safety-plan:e4", "record/safety-plan-made/"),
        ("hold-risk-panel:3", "record/risk-panel-held/"),
        ("allocate-worker:o1", "worker/"),
    ],
)
def test_the_form_is_told_what_the_duty_is_about(key: str, address: str):
    _, href = button_for(key.partition(":")[0], key, 4)
    assert href == f"/children/4/{address}"


@override_settings(ROOT_URLCONF="tests.unit.web.no_pages")
def test_without_its_page_a_button_has_no_address():
    assert button_for("review-plan", "review-plan:o1:1", 4)[1] == ""


@pytest.mark.parametrize(
    ("duty", "owed_by", "does"),
    [
        ("allocate-worker", "manager", {"case-manager": False, "operations-manager": True}),
        ("countersign-plan", "manager", {"case-manager": False, "operations-manager": True}),
        ("look-at-concern", "manager", {"case-manager": False, "operations-manager": True}),
        ("look-at-concern", "case-manager", {"case-manager": True, "operations-manager": True}),
        ("hold-risk-panel", "manager", {"case-manager": True, "operations-manager": True}),
    ],
)
def test_a_button_is_shown_to_whoever_the_page_that_it_leads_to_lets_in(duty, owed_by, does):
    for role, may in does.items():
        assert may_do(duty, owed_by, User(role=Role(role), is_active=True)) is may, role
