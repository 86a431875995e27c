"""What is typed into a child's record is read for names, and only warned of."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from tests.children import make_child
from tests.forms import day_parts
from tests.people import make_person, make_service, signed_in_client
from tests.web.children.made import ORDER
from tests.web.contacts.recording import make_worker
from tests.web.drafts.typing import AUTOSAVE, contact, ticket
from waymark.accounts import asking
from waymark.children import typed_names
from waymark.children.models import Child, Hosting
from waymark.drafts.models import Draft

ODD = " ".join(f"zq{first}{last}x" for first, last in product("bcdfghjklmn", repeat=2))


@pytest.fixture
def sophie(worker):
    return Child.objects.get(pk=make_child(worker.service, worker=worker))


def autosaved(client, child, note):
    typed = {"note": note, "draft": ticket(client, contact(child))}
    return client.post("/drafts/save/", typed, headers=AUTOSAVE).json()


@pytest.mark.provision("CM-409")
def test_whoever_types_a_protected_name_reads_so_beside_it_and_the_draft_is_kept(
    jo, sophie, protected_names
):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    answer = autosaved(jo, sophie, "I rang. He saw <Amira> at the shop.")
    told = "A protected name may be in what you typed: <bdi>“Amira” in “He saw &lt;Amira&gt;"
    assert f"{told} at the shop.”" in answer["named"]
    assert "such as “the shop owner”" in answer["named"]
    assert "Quillfeather" not in answer["named"]
    assert Draft.objects.get().fields["note"] == ["I rang. He saw <Amira> at the shop."]
    assert autosaved(jo, sophie, "He saw the owner at the shop.")["named"] == ""


@pytest.mark.provision("CM-409")
def test_another_child_of_the_service_is_warned_of_by_the_whole_name(jo, sophie, worker):
    """Whoever works with that child; but that a restricted child is there nobody learns."""
    made = make_child(worker.service, child=OTTOLINE)
    told = autosaved(jo, sophie, "Ottoline Brackenbury")["named"]
    assert "Another child of this service" in told
    assert "another girl" in told, "whom one would call the shop owner is not meant"
    assert autosaved(jo, sophie, "With Ottoline")["named"] == ""
    asking.as_waymark(worker.service_id)
    Child.objects.filter(pk=made).update(restricted=True)
    assert autosaved(jo, sophie, "Ottoline Brackenbury")["named"] == ""


OTTOLINE = {"given_name": "Ottoline", "family_name": "Brackenbury"}


@pytest.mark.provision("CM-409")
def test_where_nobody_can_say_who_was_harmed_other_children_are_warned_of_all_the_same(
    jo, sophie, worker, victims_side, protected_names
):
    make_child(worker.service, child=OTTOLINE)
    protected_names(sophie.pk, ["Amira Quillfeather"])
    victims_side.is_away = True
    assert autosaved(jo, sophie, "Amira")["named"] == ""
    assert Draft.objects.get().fields["note"] == ["Amira"]
    assert "Another child" in autosaved(jo, sophie, "With Ottoline Brackenbury")["named"]
    assert "It may hold another child" in saved(jo, sophie, "With Ottoline Brackenbury").text


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    "written",
    [
        "Otoline Brackenbury",
        "Ottoline Brakenbury’s",
        "BRACKENBURY, Ottoline",
        "Lottie Brackenbery",
        "O t t o l i n e  B r a c k e n b u r y",
    ],
)
def test_another_child_is_found_misspelt_and_last_name_first_whoever_has_the_same_names(
    jo, sophie, worker, written
):
    for given, family in (("Ottoline", "Zeller"), ("Perpetua", "Brackenbury")):
        make_child(worker.service, child={"given_name": given, "family_name": family})
    make_child(worker.service, child=OTTOLINE | {"known_as": "Lottie"})
    assert "Another child" in autosaved(jo, sophie, f"With {written} today")["named"]
    assert autosaved(jo, sophie, "With Ottoline and then a Zeller")["named"] == ""


@pytest.mark.provision("CM-409")
def test_another_child_whose_names_are_one_letter_each_is_found(jo, sophie, worker):
    make_child(worker.service, child={"given_name": "明", "family_name": "李"})
    assert "Another child" in autosaved(jo, sophie, "With 李 明 today")["named"]


@pytest.mark.parametrize("much", ["", ODD], ids=["a few words", "many odd words"])
def test_a_child_of_another_service_whom_ours_hosts_is_none_of_ours(jo, sophie, worker, much):
    other = make_worker()
    made = make_child(other.service, child=OTTOLINE)
    here = DateRange(timezone.localdate() - timedelta(days=9), None)
    asking.as_waymark(other.service_id)
    Hosting.objects.create(
        child_id=made, service_id=other.service_id, host_id=worker.service_id, period=here
    )
    typed = f"{much} Ottoline Brackenbury"
    assert autosaved(jo, sophie, typed)["named"] == ""
    make_child(worker.service, child=OTTOLINE)
    assert "Another child" in autosaved(jo, sophie, typed)["named"]


@pytest.mark.provision("CM-409")
def test_among_many_children_who_is_named_is_found_in_a_text_of_many_strange_words(
    jo, sophie, worker
):
    make_child(worker.service, child=OTTOLINE)
    strange = " ".join(f"qu{chr(97 + at % 26)}x{chr(97 + at // 26)}rb" for at in range(120))
    assert "Another child" in autosaved(jo, sophie, f"{strange}. Otoline Brackenbury")["named"]


def test_the_childs_own_family_is_not_warned_of(jo, worker, protected_names):
    mum = {"id": "p1", "name": "Amira Frome", "relationship": "mother"}
    child = make_child(worker.service, worker=worker, child={"people": [mum]})
    protected_names(child, ["Amirah Vale"])
    sophie = Child.objects.get(pk=child)
    assert autosaved(jo, sophie, "I rang Amira Frome.")["named"] == ""
    assert "Vale" in autosaved(jo, sophie, "I rang Mrs Vale.")["named"]


NAMED = "It may hold a protected name."
WARNED = "A protected name may be in what you typed"


def saved(client, child, note):
    """Save a contact as a browser without script does, and return the page that follows."""
    typed = {"note": note, "outcome": "attended", "method": "office", "once": "x"}
    day = day_parts("on", timezone.localdate())
    return client.post(contact(child), {**typed, **day}, follow=True)


@pytest.mark.provision("CM-409")
def test_what_was_saved_without_script_is_warned_of_and_leads_to_where_a_name_is_sealed(
    jo, sophie, protected_names
):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    page = saved(jo, sophie, "He saw Amira.").text
    assert NAMED in page
    assert f'<a href="/children/{sophie.pk}/seal-a-name/">ask that the name goes</a>' in page
    assert NAMED not in jo.get(f"/children/{sophie.pk}/").text


UNREAD = "Nobody can look for the names of who was harmed just now."
NOT_READ = "Nobody could look in it for the names of who was harmed just now."


@pytest.mark.provision("CM-409")
def test_what_is_saved_while_nobody_can_say_who_was_harmed_is_to_be_read_once_more(
    jo, worker, victims_side
):
    harmed = make_child(worker.service, worker=worker, orders=[ORDER])
    nobody = make_child(worker.service, worker=worker)
    victims_side.is_away = True
    children = [Child.objects.get(pk=each) for each in (harmed, nobody)]
    told = [NOT_READ in saved(jo, each, "He saw Amira.").text for each in children]
    assert told == [True, False]
    typed = [UNREAD in autosaved(jo, each, "He saw Amira.")["named"] for each in children]
    assert typed == [True, False], "before it is saved, too"
    whose = {"child": children[0], "by": worker, "at": timezone.now()}
    assert NOT_READ in typed_names.saved({"note": ["He saw Amira."]}, **whose)
    assert not typed_names.saved({"activity": ["r1"], "person": ["child"]}, **whose), "one tap"
    assert NOT_READ in typed_names.saved({"note": ["amira"]}, **whose), "a name, alone"
    victims_side.is_away = False
    assert UNREAD not in autosaved(jo, children[0], "He saw the owner.")["named"]
    assert NOT_READ not in saved(jo, children[0], "He saw the owner.").text


def test_what_names_nobody_is_saved_without_a_word(jo, sophie, protected_names, victims_side):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    assert NAMED not in saved(jo, sophie, "He saw the owner.").text


@pytest.mark.provision("CM-409")
def test_a_draft_that_is_given_back_is_read_at_once(jo, sophie, protected_names):
    autosaved(jo, sophie, "He saw Amira.")
    assert WARNED not in jo.get(contact(sophie)).text
    protected_names(sophie.pk, ["Amira Quillfeather"])
    assert WARNED in jo.get(contact(sophie)).text


@pytest.mark.provision("CM-409")
def test_a_form_that_comes_back_to_be_mended_is_read_too(jo, sophie, protected_names):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    answer = jo.post(contact(sophie), {"note": "He saw Amira.", "method": "office"})
    assert answer.status_code == 422
    assert WARNED in answer.text


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("page", ["week/book/", "orders/add/", "week/apart/"])
def test_a_form_that_keeps_no_draft_is_read_while_it_is_typed_and_when_it_comes_back(
    jo, sophie, protected_names, page
):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    address = f"/children/{sophie.pk}/{page}"
    (to,) = re.findall(r'data-draft-to="([^"]+)"', jo.get(address).text)
    typed = {"note": "Where he met <Amira>."}
    said = jo.post(to, typed, headers=AUTOSAVE).json()["named"]
    assert f"{WARNED}: <bdi>“Amira” in “Where he met &lt;Amira&gt;.”" in said
    assert not jo.post(to, {"note": "Where he met the owner."}, headers=AUTOSAVE).json()["named"]
    assert not Draft.objects.exists()
    refused = jo.post(address, typed)
    assert refused.status_code == 422
    assert WARNED in refused.text


@pytest.mark.provision("CM-409")
def test_who_may_not_open_the_record_learns_nothing_of_who_is_named_in_it(sophie, protected_names):
    protected_names(sophie.pk, ["Amira Quillfeather"])
    stranger = signed_in_client(make_person(service=make_service("Elsewhere")))
    answer = stranger.post(f"/children/{sophie.pk}/typed/", {"note": "Amira"}, headers=AUTOSAVE)
    assert answer.status_code == 404
    assert "Amira" not in answer.text
