"""Every page of the victims' side, filled, empty and with mistakes, as casework's are."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from tests import database
from tests.browser import chromium, walking
from tests.browser.walked import EMPTY, FILLED, World
from tests.browser.walker import OK, Walk, Walker, is_usable, walking_in
from tests.people import make_person, make_service, signed_in_client
from tests.serving import victims_served
from tests.victims.conftest import train
from tests.victims.sides import asked_about_a_name, certified, held_file
from tests.walls import matrix
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.rules.harmed.base import SPELLS
from waymark.victims.people import urls
from waymark.victims.people.models import Spell
from waymark.victims.people.words import BY_AN_ACT, KINDS

OWN = {pattern.name for pattern in urls.urlpatterns}  # the others are casework's too, walked there
ROUTES = {name: route for name, route in matrix.addresses() if name in OWN}
WRITTEN = [f"write-down {kind}" for kind in sorted(KINDS.keys() - BY_AN_ACT)]
ROUTES |= {each: ROUTES["write-down"].replace("<slug:kind>", each.split()[1]) for each in WRITTEN}
SAVED = {"held-file-whole", "decided-with-me"}  # a browser shows nothing of it
SHOWN = sorted(ROUTES.keys() - {"write-down"} - SAVED)
MANAGERS = {"training", "trained", "delete-what-is-due"}
NO_MISTAKES = {
    "home",  # looking for nobody is no mistake
    "one-person",
    "over",  # nothing needs to be said
    "who",  # nothing is known of somebody yet
    "delete-what-is-due",  # nothing is asked
}
LATER = timezone.now() + timedelta(hours=6)  # when everybody signs in: no session ends on the walk


def who(name: str) -> str:
    return "val" if name in MANAGERS else "vic"


WALK = Walk(ROUTES, who, mistaken={*SHOWN} - NO_MISTAKES)


def made() -> World:
    """The demonstration, and a service that has nobody."""
    people = {each.email.partition("@")[0]: each for each in User.objects.all()}
    with transaction.atomic():
        asking.as_waymark(people["vic"].service_id)
        spell = Spell.objects.filter(kind__in=SPELLS, ends__isnull=True).first()
        certificate = certified(people["val"])
        file = held_file(people["vic"].service)
        asked_about_a_name(people["vic"])
    service = make_service()
    newly = {"val": make_person(Role.VICTIM_MANAGER, service=service)}
    newly["vic"] = make_person(Role.VICTIM_WORKER, service=service)
    train(newly["vic"], newly["val"])
    with transaction.atomic():
        asking.as_waymark(service.pk)
        asked_about_a_name(newly["vic"])
    kept = {(FILLED, login): session_of(person) for login, person in people.items()}
    kept |= {(EMPTY, login): session_of(person) for login, person in newly.items()}
    somebody = {"victim": spell.victim_id, "spell": spell.pk, "pk": people["vic"].pk}
    somebody |= {"certificate": certificate.pk, "kind": spell.kind, "entry": spell.pk}
    somebody["held_file"] = file.pk
    nobody = {**dict.fromkeys(somebody), "pk": newly["vic"].pk}
    return World(kept, {FILLED: somebody, EMPTY: nobody})


def session_of(person: User) -> str:
    return signed_in_client(person, at=LATER).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def world(cluster, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with victims_served(tmp_path_factory.mktemp("walk"), demonstrated=True) as server:
        with django_db_blocker.unblock(), database.django_at(server.database):
            there = made()
        there.origin = server.origin
        yield there


@pytest.fixture(scope="module")
def browser(world) -> Iterator[Browser]:
    """After the world, since Django speaks to its database only where no browser is driven."""
    with sync_playwright() as playwright:
        program = chromium.find()
        launched = playwright.chromium.launch(executable_path=program, args=chromium.ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def walker(browser, world) -> Iterator[Walker]:
    with walking_in(browser, world, WALK) as made:
        yield made


@pytest.fixture(scope="module")
def plain(browser, world) -> Iterator[Walker]:
    """A browser without scripts."""
    with walking_in(browser, world, WALK, java_script_enabled=False) as made:
        yield made


@pytest.mark.parametrize("name", SHOWN)
def test_everybody_can_use_the_page_whatever_they_get_wrong_and_without_a_script(
    walker, plain, name
):
    is_usable(walker, plain, name)


@pytest.mark.parametrize("name", sorted(OWN - {"write-down"} - SAVED))
def test_everybody_can_use_the_page_where_nobody_is_there_yet(walker, name):
    status = walker.comes_to(name, EMPTY)
    assert status in {OK, None}
    assert status is None or walking.faults(walker.page) == []
