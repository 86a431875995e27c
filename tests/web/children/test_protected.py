"""What could lead somebody to a child is masked on every page until it is asked for."""

import pytest
from django.urls import reverse

from tests.web.children import demonstration
from waymark.audit.models import AuditRow
from waymark.chronology.models import Event

PAGES = ("child", "chronology", "people", "orders", "needs")
KINDS = ("addresses", "phones", "placements", "education")


def protected_texts(document):
    """The texts of a case file that lead to the child, and are not to be told to everybody."""
    life = document["child"]
    spells = [spell for kind in KINDS for spell in life.get(kind, [])]
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
    document["child"]["people"][1]["note"] = told
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


def pages_of(client, child):
    yield from (client.get(reverse(name, args=[child.pk])) for name in PAGES)
    yield client.get(reverse("chronology", args=[child.pk]), {"show": 1000})
    yield client.get(reverse("chronology-print", args=[child.pk]))
    sheet = {"purpose": "court", "name": "The clerk"}
    yield client.post(reverse("chronology-print", args=[child.pk]), sheet)
    for event in Event.objects.filter(child=child):
        yield client.get(reverse("event", args=[child.pk, event.pk]))
    asked = {"thing": "episode-1", "page": "people"}
    yield client.post(reverse("unmask", args=[child.pk]), asked)


def test_what_is_protected_stands_on_no_page_of_the_child(jo, told):
    child, secrets = told
    assert len(secrets) >= 5
    for answer in pages_of(jo, child):
        assert answer.status_code in {200, 422}
        page = answer.content.decode()
        assert [secret for secret in secrets if secret in page] == [], answer.request


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
