"""A child whose worker assesses."""

import pytest
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_service, signed_in_client
from waymark.accounts import asking
from waymark.audit import recording
from waymark.children.models import Child
from waymark.chronology import door
from waymark.guidance import forms
from waymark.papers import acts

OWN = "self-assessment-child"


@pytest.fixture
def worker(db):
    return make_person(service=make_service())


@pytest.fixture
def child(worker):
    made = make_child(worker.service, worker=worker)
    asking.as_user(worker)
    return Child.objects.get(pk=made)


@pytest.fixture
def jo(worker):
    return signed_in_client(worker)


@pytest.fixture
def said_alone(child, worker):
    """The child says alone, on a form of its own, how it is at home."""

    def hand_in(**answers):
        now = timezone.now()
        told = {"form": OWN, "version": forms.form(OWN).version, "stage": "start", "whose": "child"}
        with (
            recording.command("test", service_id=worker.service_id, user_id=worker.pk, at=now),
            door.act("take-in", by=worker, at=now, children=[child.pk]) as act,
        ):
            asked = forms.form(OWN).questions
            where = {question.id: section.id for section, question in asked}
            said = {}
            for name, answer in answers.items():
                said.setdefault(where[name], {})[name] = answer
            acts.taken_in(act, child, told, said)

    return hand_in
