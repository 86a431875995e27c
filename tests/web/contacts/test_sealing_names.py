"""A name in a child's record: shown where it stands, asked for, agreed to by somebody else."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.forms import day_parts
from tests.web.contacts.recording import client_of, last_event, make_worker, words_of
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.chronology.models import Seal
from waymark.drafts.models import Sent
from waymark.files.attached import read_before
from waymark.papers import named
from waymark.papers.models import File

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NAME = "Ottoline Brackenbury"
ASKED = {"passage": f" {NAME.lower()} ", "reason": "She was harmed."}
LOOKED_FOR = {"looked_for": NAME.lower()}


@pytest.fixture
def page(client: Client, sophie) -> str:
    """Her record says the name in what happened; the address is where that it goes is asked for."""
    typed = {"outcome": "attended", "note": f"She met {NAME}.", "method": "office"}
    client.post(f"/children/{sophie.pk}/contact/", {**typed, **day_parts("on", TODAY)})
    assert words_of(last_event(sophie))["note"] == f"She met {NAME}."
    return f"/children/{sophie.pk}/seal-a-name/"


def test_each_page_of_a_record_leads_to_where_a_name_is_marked(client, sophie, page):
    for each in ("", "chronology/", "people/"):
        assert f'href="{page}"' in client.get(f"/children/{sophie.pk}/{each}").text


def test_whoever_reads_a_name_is_shown_where_it_stands_before_she_asks(client, page):
    shown = client.post(page, ASKED)
    assert "She met Ottoline Brackenbury." in shown.text
    assert "What was written of what happened" in shown.text
    assert not Seal.objects.exists()
    assert client.post(page, {**ASKED, **LOOKED_FOR}).status_code == 302
    assert Seal.objects.get().passage == NAME.lower()


def a_file(child, by, name, content):
    told = {"media_type": "text/plain", "size": 1, "digest": "d", "at": timezone.now(), "by": by}
    of = {"child": child, "service": child.service}
    return File.objects.create(**of, **told, name=f"{name}.txt", content=content)


@pytest.mark.provision("CM-402")
def test_the_files_of_the_record_are_looked_through_before_it_is_asked(client, page, sophie, jo):
    """A name that stands in a file alone is found there, and what no program reads is said."""
    texts = {"letter": b"With ottoline  BRACKENBURY.", "plan": b"She fishes.", "scan": b"%PDF-1"}
    files = {name: a_file(sophie, jo, name, content) for name, content in texts.items()}
    shown = client.post(page, {**ASKED, "passage": NAME}).text
    assert "letter.txt: a program found it in this file" in shown
    assert "plan.txt: a program read this file, and did not find it" in shown
    assert "scan.txt: no program could read all of it: open it" in shown
    chosen = re.findall(r'name="files" value="(\d+)"[^>]* checked', shown)
    assert chosen == [str(files["letter"].pk)]


@pytest.mark.provision("CM-402")
def test_files_are_read_for_as_long_as_one_answer_may_take_and_the_rest_is_opened(
    page, sophie, jo, monkeypatch
):
    """A server ends an answer of thirty seconds, and what was typed in it is lost."""
    files = [a_file(sophie, jo, name, b"She fishes.").pk for name in ("a", "b", "c")]
    clock, given = [0.0], []

    def reads(name, content, within):
        given.append(within)
        clock[0] += 15
        return read_before(name, content, within)

    monkeypatch.setattr(named, "monotonic", lambda: clock[0])
    monkeypatch.setattr(named, "read_before", reads)
    said = named.that_say(NAME, sophie)
    assert given == [20, 5]
    assert [said[each] for each in files] == [named.Says.NOT, named.Says.NOT, named.Says.UNREAD]


@pytest.mark.provision("CM-402")
def test_why_a_name_must_go_keeps_no_other_name(client, page, sophie, protected_names):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    client.post(page, {**ASKED, **LOOKED_FOR, "reason": "So must Amira Quillfeather. Soon."})
    assert Seal.objects.get().reason == "So must [name sealed]. Soon."


def test_what_was_looked_for_is_what_is_asked_for(client, page):
    other = client.post(page, {**ASKED, "looked_for": "Somebody Else"})
    assert "Where it stands" in other.text
    assert not Seal.objects.exists()


def test_a_name_that_stands_nowhere_is_not_asked_for(client, page):
    answer = client.post(page, {**ASKED, "passage": "Nobody Here", "looked_for": "Nobody Here"})
    assert answer.status_code == 422
    assert "does not say this" in answer.text


@pytest.mark.parametrize("passage", ["lee", "..."])
def test_nor_is_what_stands_in_a_file_within_a_longer_word(client, page, sophie, jo, passage):
    a_file(sophie, jo, "night", b"She could not sleep.")
    answer = client.post(page, {**ASKED, "passage": passage})
    assert answer.status_code == 422
    assert "does not say this" in answer.text


def test_another_person_agrees_and_the_record_shows_a_gap(client, page, manager, sophie):
    client.post(page, {**ASKED, **LOOKED_FOR})
    waits = manager.get("/seals/").text
    assert "She met Ottoline Brackenbury." in waits
    seal = Seal.objects.get()
    assert client.post(f"/seals/{seal.pk}/agree/").status_code == 403
    certificate = manager.post(f"/seals/{seal.pk}/agree/").text
    seal.refresh_from_db()
    assert seal.digest in certificate
    assert words_of(last_event(sophie))["note"] == "She met [name sealed]."
    assert "[name sealed]" in client.get(f"/children/{sophie.pk}/chronology/").text
    assert "[name sealed]" not in client.get(f"/children/{sophie.pk}/chronology/?words=Brack").text
    assert "stood on the first answer" in manager.post(f"/seals/{seal.pk}/agree/").text


@pytest.fixture
def manager(jo):
    return client_of(make_worker(Role.SENIOR_MANAGER, service=jo.service))


def test_a_manager_says_no_and_why_and_whoever_asked_reads_it(client, page, manager, sophie):
    client.post(page, {**ASKED, **LOOKED_FOR})
    seal = Seal.objects.get()
    no = f"/seals/{seal.pk}/no/"
    assert f'href="{no}"' in manager.get("/seals/").text
    assert manager.post(no, {"reason": " "}).status_code == 422
    assert manager.post(no, {"reason": "It is the name of her school."}).status_code == 302
    assert "It is the name of her school." in client.get("/seals/").text
    assert "the answer is no" in client.get("/").text
    assert "the answer is no" not in manager.get("/").text
    assert [NAME in words_of(last_event(sophie))["note"], NAME in manager.get("/seals/").text] == [
        True,
        False,
    ]
    row = AuditRow.objects.filter(content__contains="refuse-to-seal").get()
    assert f'"seal":{seal.pk}' in row.content


def test_what_was_answered_is_answered_and_may_be_asked_for_again(client, page, manager):
    client.post(page, {**ASKED, **LOOKED_FOR})
    seal = Seal.objects.get()
    no = f"/seals/{seal.pk}/no/"
    assert client.post(no, {"reason": "I say so"}).status_code == 403
    manager.post(no, {"reason": "It is her school."})
    seal.refresh_from_db()
    assert (seal.passage, seal.agreed_by) == ("", None)
    assert manager.post(no, {"reason": "Again"}).status_code == 404
    assert manager.post(f"/seals/{seal.pk}/agree/").status_code == 404
    assert client.post(page, {**ASKED, **LOOKED_FOR}).status_code == 302
    assert Seal.objects.unanswered().count() == 1


def test_no_address_and_no_audit_row_holds_the_name_nor_a_digest_of_what_was_sent(client, page):
    sent = Sent.objects.count()
    client.post(page, {**ASKED, "once": "a"})
    client.post(page, {**ASKED, **LOOKED_FOR, "once": "b"})
    assert Seal.objects.exists()
    assert Sent.objects.count() == sent
    told = [row.content for row in AuditRow.objects.all()]
    assert not [each for each in told if NAME.lower() in each.lower()]
