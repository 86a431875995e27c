"""What could lead somebody to a child is masked on every page until it is asked for."""

import itertools
import re

import pytest
from django.urls import reverse

from tests.walls import matrix
from tests.web.children import demonstration
from waymark.audit.models import AuditRow
from waymark.children.shown import Hiding
from waymark.chronology.models import Event, Words
from waymark.orders.models import Order
from waymark.rules.events import KINDS

PAGES = ("child", "chronology", "people", "orders", "needs")
BESIDE = {"home", "team", "find-child", "seals", "registrations", "emergencies"}
LIVED = ("addresses", "phones", "placements", "education")


def protected_texts(document):
    """The texts of a case file that lead to the child, and are not to be told to everybody."""
    life = document["child"]
    spells = [spell for kind in LIVED for spell in life.get(kind, [])]
    spells += [phone for person in life["people"] for phone in person.get("phones", [])]
    for spell in spells:
        if spell.get("safe_to_use") is False or spell.get("not_to_be_told_to"):
            yield from filter(None, (spell.get("name"), spell.get("postcode"), spell.get("number")))
            yield from spell.get("lines", [])[:1]


def with_secrets_everywhere(name):
    """The child's file with a protected school and a relative's phone, and words that tell."""
    document = demonstration.file(name)
    document["child"]["education"][-1] |= {"name": "Hidden Hill School", "safe_to_use": False}
    document["child"]["people"][0]["phones"] = [
        {"from": "2020-01-01", "number": "07700 900999", "not_to_be_told_to": ["M."]}
    ]
    secrets = sorted(set(protected_texts(document)))
    told = "; ".join(secrets)
    document["child"]["matters_most"] = f"Not {told}"
    document["child"]["health"][0]["note"] = told
    document["child"]["alerts"][0]["note"] = told
    document["child"]["people"][1] |= {"note": told, "role": told}
    document["child"]["good_at"] = [told]
    document["child"]["addresses"][-1]["lives_with"] = f"Somebody of {told}"
    document["orders"][-1]["note"] = told
    visit = {"kind": "contact", "on": document["events"][0]["on"], "outcome": "attended"}
    document["events"].append(
        {**visit, "id": "told", "method": "home-visit", "place": told, "note": told}
    )
    return document, secrets


@pytest.fixture(params=["sophie", "sam"])
def told(request, service):
    document, secrets = with_secrets_everywhere(request.param)
    return demonstration.take_in(document, service), secrets


def addresses_of(child):
    """Every address about this child, and those on which children stand beside each other."""
    one_of_each_kind = {event.kind: event.pk for event in Event.objects.filter(child=child)}
    events = sorted(one_of_each_kind.values())
    asked = {
        "child": [child.pk],
        "event": events,
        "words": list(Words.objects.filter(event__in=events).values_list("pk", flat=True)),
        "order": list(Order.objects.filter(child=child).values_list("pk", flat=True)),
        "kind": ["contact", *sorted(KINDS)[::5]],
    }
    for name, route in matrix.addresses():
        names = matrix.PARAMETER.findall(route)
        if not (names[:1] == ["child"] or name in BESIDE):
            continue
        for values in itertools.product(*(asked.get(name, [0]) for name in names)):
            given = dict(zip(names, values, strict=True))
            yield "/" + matrix.PARAMETER.sub(lambda found, given=given: str(given[found[1]]), route)


def pages_of(client, child):
    yield from map(client.get, addresses_of(child))
    yield client.get(reverse("chronology", args=[child.pk]), {"show": 1000})
    yield client.get(reverse("chronology-print", args=[child.pk]))
    sheet = {"purpose": "court", "name": "The clerk"}
    yield client.post(reverse("chronology-print", args=[child.pk]), sheet)
    asked = {"thing": "episode-1", "page": "people"}
    yield client.post(reverse("unmask", args=[child.pk]), asked)


def test_what_is_protected_stands_on_no_page_of_the_child(jo, told):
    child, secrets = told
    assert len(secrets) >= 5
    for answer in pages_of(jo, child):
        assert answer.status_code < 500
        page = answer.content.decode()
        assert [secret for secret in secrets if secret in page] == [], answer.request


def test_what_one_entry_protects_is_hidden_in_another_that_nobody_marked(jo, service):
    document = demonstration.file("james")
    del document["child"]["placements"][-1]["not_to_be_told_to"]
    child = demonstration.take_in(document, service)
    page = jo.get(reverse("people", args=[child.pk])).content.decode()
    assert "Grace and Martin Oyelowe" in page
    assert "3 Orchard Lane" not in page


def test_one_thing_is_shown_once_to_who_says_what_it_is_needed_for(jo, sam):
    home = sam.episodes.get(kind="placements")
    asked = {"thing": f"episode-{home.pk}", "page": "people", "why": "visit"}
    answer = jo.post(reverse("unmask", args=[sam.pk]), asked)
    page = answer.content.decode()
    assert "Fenwick House, Kentbury" in page
    assert "01632 960873" not in page, "the other protected things stay masked"
    assert "no-store" in answer["Cache-Control"]
    again = jo.get(reverse("people", args=[sam.pk])).content.decode()
    assert "Fenwick House" not in again


def test_the_audit_says_what_was_shown_and_what_for(jo, sam):
    home = sam.episodes.get(kind="placements")
    asked = {"thing": f"episode-{home.pk}", "page": "people", "why": "visit"}
    jo.post(reverse("unmask", args=[sam.pk]), asked)
    row = AuditRow.objects.order_by("-number").first()
    assert row.children == [sam.pk]
    assert f'"unmasked":"episode-{home.pk}"' in row.content
    assert '"why":"visit"' in row.content


def test_without_saying_what_for_nothing_is_shown_and_the_question_is_open(jo, sam):
    home = sam.episodes.get(kind="placements")
    answer = jo.post(
        reverse("unmask", args=[sam.pk]), {"thing": f"episode-{home.pk}", "page": "people"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Fenwick House" not in page
    assert page.count('class="masked__ask" open') == 1


def test_nothing_of_another_child_is_shown_by_its_key(jo, sam, sophie):
    address = sophie.episodes.get(kind="addresses")
    asked = {"thing": f"episode-{address.pk}", "page": "people", "why": "visit"}
    assert jo.post(reverse("unmask", args=[sam.pk]), asked).status_code == 404


def test_who_must_not_be_told_is_always_said(jo, sam):
    page = jo.get(reverse("people", args=[sam.pk])).content.decode()
    assert "Anyone at his old school" in page
    assert "Not safe to use" in page


class TestAGuess:
    """Somebody who may read the record, and must not find out where the child is, searches it."""

    @pytest.fixture
    def search(self, jo, service):
        document, _ = with_secrets_everywhere("sophie")
        child = demonstration.take_in(document, service)

        def found(words):
            page = jo.get(reverse("chronology", args=[child.pk]), {"words": words, "show": 1000})
            return re.findall(r'<a href="([^"]*/events/[^"]*)"', page.content.decode())

        return found

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            ("Saltmarsh", "Thornfield"),
            ("40 Saltmarsh Road", "40 Thornfield Road"),
            ('"40 saltmarsh road"', '"40 thornfield road"'),
            ("ZZ2 5LC", "ZZ2 6LC"),
            ("Hidden Hill School", "Hidden Dale School"),
            ("07700 900999", "07700 900998"),
            ("home -Saltmarsh", "home -Thornfield"),  # what is missed tells as much
            ("Saltmarsh or shelter", "Thornfield or shelter"),
        ],
    )
    def test_a_right_guess_finds_what_a_wrong_one_finds(self, search, right, wrong):
        assert search(right) == search(wrong)

    def test_a_search_of_the_words_as_they_are_kept_would_tell(self, search, monkeypatch):
        monkeypatch.setattr(Hiding, "__call__", lambda _self, text: text)
        assert search("Saltmarsh") != search("Thornfield")
        assert search("home -Saltmarsh") != search("home -Thornfield")

    def test_what_stands_beside_a_gap_is_found(self, search):
        assert search("protected")
        assert search("shelter")
