"""A child with a worker, a parent, and somebody on the duty desk."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.children import make_child
from tests.people import make_person, make_team, signed_in_client
from waymark.accounts import asking
from waymark.accounts.models import Role, Service, User
from waymark.children.models import DutyDay, Episode, Person
from waymark.chronology.door import today

MUM = {"id": "p1", "name": "Dawn", "relationship": "mother"}
WORDS = "blue otter"


@dataclass
class Scene:
    """Who is there, and the pages they are on."""

    jo: User
    duty: User
    child: int
    mum: str

    @property
    def service(self) -> Service:
        return self.jo.service

    @property
    def said(self) -> str:
        return f"/children/{self.child}/said/"

    def as_waymark(self) -> None:
        asking.as_waymark(self.service.pk)

    def ask(self, client: Client, **told: Any) -> Any:
        """Ask the child what they think, on this device unless told."""
        typed = {
            "what": "self-assessment-child:child",
            "stage": "start",
            "language": "en",
            "way": "here",
            **told,
        }
        return client.post(f"{self.said}ask/", typed)

    def link(self, **told: Any) -> str:
        """Give a link, and return where it leads."""
        page = self.ask(signed_in_client(self.jo), way="link", chosen=WORDS, **told).text
        return re.search(r"/for-you/open/[^\"]+/", page)[0]

    def phone(self, **told: Any) -> Client:
        """A phone of their own, on which the link was opened."""
        client = Client()
        assert client.post(self.link(**told), {"words": WORDS}).status_code == 302
        return client

    def handed(self, **told: Any) -> Client:
        """The worker's browser, handed over."""
        client = signed_in_client(self.jo)
        assert self.ask(client, **told)["Location"] == "/for-you/"
        return client


@pytest.fixture
def scene(db: None) -> Scene:
    team = make_team()
    jo, duty = make_person(team=team, name="Jo Field"), make_person(service=team.service)
    child = make_child(jo.service, worker=jo, child={"people": [MUM], "known_as": "Soph"})
    asking.as_waymark(jo.service_id)
    DutyDay.objects.create(service=jo.service, user=duty, day=today(timezone.now()))
    return Scene(jo, duty, child, f"person-{Person.objects.get(child=child).pk}")


@pytest.fixture
def manager(scene: Scene) -> User:
    return make_person(Role.OPERATIONS_MANAGER, team=scene.jo.team)


def not_to_be_told(scene: Scene, *who: str) -> None:
    """An address that these must not be told."""
    lives = {"from": "2020-01-01", "lines": ["9 Elm Row"], "not_to_be_told_to": list(who)}
    protected(scene, "addresses", lives)


def protected(scene: Scene, kind: str, document: dict[str, object]) -> None:
    scene.as_waymark()
    Episode.objects.create(
        child_id=scene.child,
        service_id=scene.service.pk,
        kind=kind,
        position=99,
        protected=True,
        document=document,
    )
