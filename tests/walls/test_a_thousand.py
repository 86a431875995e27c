"""A thousand people were harmed, fifty are written about: of none a trace is left in casework."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests import database, sealed
from tests.children import make_child
from tests.corpus.persons import people
from tests.corpus.shapes import Person
from tests.forms import day_parts, form_with
from tests.people import make_person, make_service, make_team, signed_in_client
from tests.serving import VictimsServer, victims_served
from tests.unpacked import MADE, unpacked
from tests.web.plans import writing
from waymark import guard
from waymark.accounts import asking
from waymark.accounts.models import Role, User
from waymark.chronology.models import Seal, Words
from waymark.papers.models import Paper
from waymark.plans.models import Version
from waymark.running import roles
from waymark.running.postgres import find_binaries

TYPED, CHILDREN = 50, 10
MANY = 1000
TODAY = timezone.localdate()
AUTOSAVE = {"Waymark-Autosave": "1"}
ORDER = {"id": "o1", "kind": "referral-order", "made_on": TODAY.isoformat()}
ASSESSED = {"id": "e7", "kind": "assessment-completed", "on": TODAY.isoformat(), "orders": ["o1"]}
REFUSED, WARNING = 422, "A protected name may be in what you typed"
KEEP = """
    INSERT INTO papers_file (child_id, service_id, name, media_type, size, digest, content, at,
        by_id, for_record_alone)
    VALUES (%(child)s, %(service)s, 'letter', 'any', 1, '', %(file)s, now(), %(by)s, false)
"""
ELSEWHERE = 1_000_000  # children of whom casework holds nothing


class Casework(NamedTuple):
    """Its people, its children, and who of those harmed is known to casework by another way."""

    worker: User
    jo: Any
    bea: Any
    children: list[int]
    also_child: Person
    family: Person


@pytest.fixture(scope="module")
def victims(cluster, tmp_path_factory):
    with victims_served(tmp_path_factory.mktemp("victims")) as server:
        yield server


@pytest.fixture(scope="module")
def casework(module_database, victims, django_db_blocker):
    door = victims.door["WAYMARK_VICTIMS_DOOR"]
    with (
        django_db_blocker.unblock(),
        database.django_at(module_database),
        override_settings(VICTIMS_DOOR=door, DOOR_KEY=database.KEY),
    ):
        made = in_casework(*people()[-2:])
        asking.as_user(made.worker)
        guard.reference(child=made.children[0], service=made.worker.service_id, by=1)
        url = database.CLUSTER.url(victims.database, roles.VICTIMS_OWNER_LOGIN)
        with psycopg.connect(url) as owner:
            load(owner, made)
        yield made


def in_casework(also_child: Person, family: Person) -> Casework:
    service = make_service("Anyshire")
    team = make_team(service)
    worker = make_person(team=team, name="Jo Field")
    manager = make_person(Role.OPERATIONS_MANAGER, team=team, name="Bea Hill")
    mother = {"id": "p1", "name": family.name, "relationship": "mother"}
    told = {"worker": worker, "orders": [ORDER], "events": [ASSESSED]}
    children = [make_child(service, **told) for _ in range(CHILDREN - 1)]
    children.append(make_child(service, **told, child={"people": [mother]}))
    own = {"given_name": also_child.first, "family_name": also_child.last}
    children.append(make_child(service, worker=worker, child=own))
    clients = (signed_in_client(each) for each in (worker, manager))
    return Casework(worker, *clients, children, also_child, family)


def load(owner: psycopg.Connection, casework: Casework) -> None:
    """Write down all of them, the first fifty as harmed by the children whom casework has."""
    service = casework.worker.service_id
    for place, each in enumerate(people()):
        known = place < TYPED or each is casework.family
        child = casework.children[-2 if each is casework.family else place % CHILDREN]
        victim = sealed.somebody(
            owner,
            each.name,
            service=service,
            child=child if known else ELSEWHERE + place,
            reference=f"v{place}",
            nicknames=each.nicknames,
            also=casework.children[-1] if each is casework.also_child else None,
        )
        ways = {"address": each.addresses, "phone": each.phones, "email": each.emails}
        for by, all_of_it in ways.items():
            for at in all_of_it:
                sealed.reached(owner, victim, service, by, at)


def says(person: Person) -> str:
    return f"He saw {person.name} at {person.addresses[0]}, and rang {person.phones[0]}."


def type_(client: Any, address: str, **typed: str) -> str:
    """Type into a form, and read beside it that somebody protected is named; returns the draft."""
    ticket = re.search(r'data-draft="([^"]+)"', client.get(address).text)[1]
    warned = client.post("/drafts/save/", {**typed, "draft": ticket}, headers=AUTOSAVE).json()
    assert WARNING in warned["named"], (address, warned)
    return ticket


def send(client: Any, address: str, **typed: Any) -> Any:
    field = next(each for each in typed)
    return client.post(address, {**form_with(client.get(address).text, field).sent(), **typed})


def a_note(casework: Casework, child: int, person: Person) -> None:
    """A note is written; no praise leaves with it; two people seal it."""
    address, typed = f"/children/{child}/record/achievement/", {"note": says(person)}
    type_(casework.jo, address, **typed)
    assert send(casework.jo, address, **typed, **day_parts("on", TODAY)).status_code == 302
    there = set(re.findall(rf"/children/{child}/praise/\d+/", page(casework.jo, child)))
    (_this,) = (each for each in there if casework.jo.get(each).status_code == REFUSED)
    seal(casework, child)


def a_message(casework: Casework, child: int, person: Person) -> None:
    """What the child said is written down; nothing of what came of it leaves; it is sealed."""
    address, typed = f"/children/{child}/record/child-heard/", {"said": says(person)}
    type_(casework.jo, address, **typed)
    typed |= {"changed": "We meet at four.", **day_parts("on", TODAY)}
    assert send(casework.jo, address, **typed).status_code == 302
    for way in ("paper", "device"):
        assert send(casework.jo, f"/children/{child}/said/give/", way=way).status_code == REFUSED
    seal(casework, child)


def a_plan(casework: Casework, child: int, person: Person) -> None:
    """A plan is drafted; it is not agreed, what names them is sealed in it, and nothing is left."""
    writing.begin(casework.jo, child)
    goal = writing.address(child, "draft/goals/new/")
    type_(casework.jo, goal, success=says(person))
    writing.add_goal(casework.jo, child, s0_requirement="", success=says(person))
    refused = writing.agree(casework.jo, child)
    assert (refused.status_code, "a protected name" in refused.text) == (REFUSED, True)
    versions = Version.objects.filter(child=child)
    assert says(person) in str(numbers(casework, versions, "document"))
    seal_passage(casework, child, says(person))
    assert says(person) not in str(numbers(casework, versions, "document"))
    number = numbers(casework, versions, "number")[-1]
    assert writing.throw_away(casework.jo, child, number).status_code == 302


def a_file(casework: Casework, child: int, person: Person) -> None:
    """A letter of somebody's is brought to an assessment; it waits there to be cut."""
    begun = {"kind": "statutory", "stage": "start", "orders": ["o1"]}
    casework.jo.post(f"/children/{child}/assessment/begin/", begun)  # once: it is under way then
    (under_way,) = numbers(casework, Paper.objects.filter(child=child))
    paper = f"/children/{child}/papers/{under_way}/"
    add = f"{paper}sources/add/"
    draft = type_(casework.jo, f"{paper}home/", note=says(person))
    assert casework.jo.post("/drafts/throw-away/", {"draft": draft}).status_code == 302
    kind = list(MADE)[child % len(MADE)]
    brought = SimpleUploadedFile(f"letter.{kind}", MADE[kind](says(person)))
    assert send(casework.jo, add, who="Form tutor", attachment=brought).status_code == 302
    assert "Waits to be cut" in casework.jo.get(paper).text


def a_draft(casework: Casework, child: int, person: Person) -> None:
    """What was typed is left unsaved; each thing that leads to them is sealed in it."""
    type_(casework.jo, f"/children/{child}/contact/", note=says(person))
    for passage in (person.name, person.addresses[0], person.phones[0]):
        seal_passage(casework, child, passage)


def page(client: Any, child: int) -> str:
    return client.get(f"/children/{child}/tried/").text


def seal_passage(casework: Casework, child: int, passage: str) -> None:
    """One asks that it goes wherever the record says it, and another agrees."""
    asked = {"passage": passage, "looked_for": passage, "reason": "It names somebody."}
    assert casework.jo.post(f"/children/{child}/seal-a-name/", asked).status_code == 302
    (waits,) = numbers(casework, Seal.objects.filter(child=child, agreed_by=None))
    assert casework.bea.post(f"/seals/{waits}/agree/").status_code == 200


def seal(casework: Casework, child: int) -> None:
    """One asks that what was written goes, and another agrees."""
    for words in numbers(casework, Words.objects.filter(child=child).exclude(text=None)):
        address = f"/children/{child}/words/{words}/seal/"
        assert casework.jo.post(address, {"reason": "It names somebody."}).status_code == 302
        (asked,) = numbers(casework, Seal.objects.filter(words=words))
        assert casework.bea.post(f"/seals/{asked}/agree/").status_code == 200


def numbers(casework: Casework, rows: Any, of: str = "pk") -> list[int]:
    """Return the numbers of rows, as their worker finds them."""
    with transaction.atomic():
        asking.as_user(casework.worker)
        return list(rows.order_by(of).values_list(of, flat=True))


WRITTEN = (a_note, a_message, a_plan, a_file, a_draft)


def kept(url: str) -> str:
    """Return all that a backup of a database holds, what is packed in its files as well. Drafts,
    files and the audit are tables of it, and a search reads no other."""
    command = [find_binaries() / "pg_dump", "--dbname", url]
    backup = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    return unpacked(backup).replace("\t", " ").lower()  # two columns of a row are one name


def found_in(text: str) -> set[str]:
    """Return whose name, address, number or e-mail stands there."""
    return {each.name for each in people() if ways_found(each, text)}


def ways_found(person: Person, text: str) -> list[str]:
    return [each for each in leads_to(person) if each.lower() in text]


def leads_to(person: Person) -> Iterator[str]:
    yield from (person.name, f"{person.first} {person.last}", f"{person.last} {person.first}")
    yield from (*person.addresses, *person.phones, *person.emails)
    yield from (each.replace(" ", "") for each in person.phones)


def test_fifty_of_a_thousand_are_written_about_and_nothing_of_any_is_left(
    casework, victims, cluster, module_database, caplog
):
    assert len(people()) == MANY
    for place, person in enumerate(people()[:TYPED]):
        WRITTEN[place % len(WRITTEN)](casework, casework.children[place % CHILDREN], person)
    logs = [caplog.text, *(log.read_text(errors="replace") for log in logs_of(victims, cluster))]
    assert found_in("\n".join(logs).lower()) == set()
    own = {casework.family.name, casework.also_child.name}
    assert found_in(kept(cluster.url(module_database, roles.OWNER_LOGIN))) == own


def logs_of(victims: VictimsServer, cluster: Any) -> tuple[Any, ...]:
    return victims.log, cluster.data.with_suffix(".log")


def test_a_name_that_is_left_in_a_note_is_found(casework, cluster, module_database):
    """The control: what nobody seals, a backup holds: the name, the address and the number."""
    person = people()[0]
    told = {"note": says(person), **day_parts("on", TODAY)}
    address = f"/children/{casework.children[0]}/record/achievement/"
    assert send(casework.jo, address, **told).status_code == 302
    found = ways_found(person, kept(cluster.url(module_database, roles.OWNER_LOGIN)))
    assert {person.addresses[0], person.phones[0]} < set(found)


@pytest.mark.parametrize("kind", MADE)
def test_what_is_packed_in_a_file_or_stands_in_a_draft_is_found(
    casework, module_database, as_owner, cluster, kind
):
    """The control: of a file that casework would keep, and of what somebody is still typing."""
    by_file, by_draft = people()[10 + list(MADE).index(kind)], people()[20]
    file = MADE[kind](says(by_file))
    left = {"service": casework.worker.service_id, "child": casework.children[0], "file": file}
    left["by"] = casework.worker.pk
    as_owner.execute(KEEP, left)
    type_(casework.jo, f"/children/{left['child']}/record/achievement/", note=says(by_draft))
    text = kept(cluster.url(module_database, roles.OWNER_LOGIN))
    for each in (by_file, by_draft):
        assert {each.addresses[0], each.phones[0]} < set(ways_found(each, text))
