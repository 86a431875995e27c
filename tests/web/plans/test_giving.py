"""The child is given the plan: read for names, in a form that suits, and how it was received."""

import io
import re
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from tests.children import make_child
from tests.people import make_person, signed_in_client
from tests.web.plans.conftest import MADE, TODAY
from tests.web.plans.copying import (
    CANARY,
    SURNAME,
    copies,
    copy_for,
    copy_page,
    give,
    keep_for_later,
    with_plan,
)
from tests.web.plans.writing import address, form_of
from waymark.accounts import asking
from waymark.children.models import Episode
from waymark.chronology.models import Event
from waymark.drafts.models import Draft
from waymark.duties.models import Duty
from waymark.orders.models import Order

A_SECOND = 4_000  # bytes of the sound


@pytest.fixture
def sophie(worker):
    return with_plan(worker)


@pytest.mark.provision("CM-078", "CM-079", "CM-080")
def test_a_copy_is_made_printed_given_and_how_it_was_received_is_kept(jo, sophie, worker):
    made = copy_for(jo, sophie)
    page = jo.get(made["Location"]).text
    assert "A copy for Sophie" in page
    assert "“I want to be a mechanic”" in page
    assert "A tag" not in page
    printed = jo.get(made["Location"] + "print/")
    text = PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert "See the careers adviser" in text
    assert SURNAME not in text

    (sheet,) = copies(worker)
    given = f"{address(sophie, 'given/')}?copy={sheet.pk}"
    told = {"understood": "yes", "own_words": "yes", "worried": "less", "received": "I like it."}
    assert jo.post(given, form_of(jo, given, "received").sent(**told)).status_code == 302
    asking.as_user(worker)
    event = Event.objects.get(kind="plan-given")
    assert (event.document["plan"], event.document["to_whom"]) == ("e9", "child")
    assert event.document["format"] == "printed, with pictures"
    assert event.document["understood"] == "yes"
    assert Duty.objects.get(duty="give-plan", key="give-plan:e9").done_on == TODAY
    assert "It was given on" in jo.get(made["Location"]).text
    for where in (f"/children/{sophie}/plan/", give(sophie)):
        listed = jo.get(where).text
        assert re.search(r'<a href="[^"]+">Sophie: printed, with pictures</a>', listed)
        assert "understood it: yes, found their own words in it: yes, worried now: less" in listed
    again = jo.post(given, form_of(jo, given, "received").sent(**told))
    assert again.status_code == 422
    assert "stands in the chronology already" in again.text


def test_however_the_copy_is_read_it_says_how_often(jo, worker):
    boxing = {"id": "s1", "what": "Boxing", "times_a_week": 2}
    made = copy_for(jo, with_plan(worker, steps=[boxing]))["Location"]
    assert "2 times a week" in jo.get(made).text
    printed = PdfReader(io.BytesIO(jo.get(made + "print/").content)).pages[0].extract_text()
    assert "2 times a week" in " ".join(printed.split())


def test_the_copy_can_be_heard(jo, sophie):
    made = copy_for(jo, sophie, format="sound")
    heard = jo.get(made["Location"] + "sound/")
    assert heard["Content-Type"] == "audio/mpeg"
    assert len(heard.content) > A_SECOND


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("written", ["Say sorry to Zephyrine", "Talk about Quillfether's bike"])
def test_a_copy_that_names_somebody_is_not_made(jo, worker, written, protected_names):
    child = with_plan(worker, words=written)
    protected_names(child, [CANARY])
    refused = copy_for(jo, child)
    assert refused.status_code == 422
    assert "a protected name" in refused.text
    assert CANARY not in refused.text
    assert copies(worker) == []


@pytest.mark.provision("CM-409")
def test_somebody_else_who_must_not_be_in_it_is_typed_for_that_one_copy(jo, worker):
    child = with_plan(worker, words="Say sorry to Zephyrine")
    refused = copy_for(jo, child, names=CANARY)
    assert "a name that must not be in it" in refused.text
    assert copies(worker) == []


@pytest.mark.provision("CM-409")
def test_what_is_in_letters_in_which_no_name_is_found_somebody_reads_first(jo, worker):
    child = with_plan(worker, words="میں برینڈا سے معافی مانگنا چاہتا ہوں")
    assert copy_for(jo, child).status_code == 302  # who harmed nobody names nobody harmed
    asking.as_waymark(worker.service_id)
    order = Order.objects.get(child=child)
    offence = {"id": "f1", "category": "robbery", "victims": ["v1"]}
    order.document |= {"offences": [offence]}
    order.save()
    asked = copy_for(jo, child)
    assert asked.status_code == 422
    assert "letters in which no name can be looked for" in asked.text
    assert copy_for(jo, child, sure="on").status_code == 302


@pytest.mark.provision("CM-409")
def test_a_copy_is_made_once_its_worker_looked_for_whom_nobody_can_name(
    jo, sophie, worker, protected_names
):
    protected_names(sophie, [], unnamed=2)
    asked = copy_for(jo, sophie)
    assert "2 are not known by name yet: they could not be looked for" in asked.text
    assert "I have looked: nobody who was harmed is named" in asked.text
    assert copies(worker) == []
    assert copy_for(jo, sophie, sure="on").status_code == 302


@pytest.mark.provision("CM-409")
def test_somebody_else_of_nearly_the_same_name_is_known_once_in_the_record(
    jo, worker, protected_names
):
    child = with_plan(worker, words="I walk. I ring Nadia on Mondays. I rest.")
    protected_names(child, ["Nadiya Quillfeather"])
    refused = copy_for(jo, child).text
    assert "it says “Nadia” in “I ring Nadia on Mondays.”" in refused
    assert "Is it somebody else? Add them to the people around the child" in refused
    person = f"/children/{child}/add/professionals/"
    told = {"name": "Nadia Frome", "agency": "substance-misuse"}
    assert jo.post(person, form_of(jo, person, "name").sent(**told)).status_code == 302
    assert copy_for(jo, child).status_code == 302


def test_what_may_be_a_name_or_a_word_is_looked_at(jo, worker, protected_names):
    child = with_plan(worker, words="Grace is what I want")
    protected_names(child, ["Grace Quillfeather"])
    asked = copy_for(jo, child)
    assert asked.status_code == 422
    assert "it says “Grace”" in asked.text
    assert copies(worker) == []
    assert copy_for(jo, child, sure="on").status_code == 302


def test_another_child_of_the_service_is_named_in_no_copy(jo, worker):
    other = {"given_name": "Ottoline", "family_name": "Brackenbury"}
    make_child(worker.service, child=other)
    refused = copy_for(jo, with_plan(worker, words="I hit Ottoline Brackenbery"))
    assert "another child of this service" in refused.text
    assert copies(worker) == []


def test_what_is_protected_has_a_gap_in_the_copy(jo, worker):
    child = with_plan(worker, words="I like it at 40 Saltmarsh Road")
    page = jo.get(copy_for(jo, child)["Location"]).text
    assert "I like it at [protected]" in page
    assert "Saltmarsh" not in page


def test_a_parent_gets_a_copy_only_once_the_child_was_asked_this_time(jo, sophie, worker):
    page = jo.get(give(sophie)).text
    assert "Mick Sloane (father) – must not be told everything" in page
    assert "(mother) – must" not in page
    mother = next(
        each for each in form_of(jo, give(sophie), "whom").fields["whom"].choices if "-" in each
    )
    refused = copy_for(jo, sophie, whom=mother)
    assert "Ask Sophie first, each time" in refused.text
    made = copy_for(jo, sophie, whom=mother, may_have_it="on")
    (sheet,) = copies(worker)
    assert (sheet.for_whom, sheet.content["whose"]) == (mother, "p1")
    given = f"{address(sophie, 'given/')}?copy={sheet.pk}"
    jo.post(given, form_of(jo, given, "received").sent())
    asking.as_user(worker)
    assert Duty.objects.get(duty="give-plan").done_on is None, "Sophie has none yet"
    assert made.status_code == 302


def test_the_same_form_sent_again_makes_one_copy(jo, sophie, worker):
    form = form_of(jo, give(sophie), "names")
    sent = form.sent(format="print", names=CANARY)
    first, again = jo.post(give(sophie), sent), jo.post(give(sophie), sent)
    assert first["Location"] == again["Location"]
    assert len(copies(worker)) == 1
    jo.post(give(sophie), {**sent, "names": "Somebody Else"})
    assert len(copies(worker)) == 1, "what is typed as a name is not a part of what it is known by"
    other = jo.post(give(sophie), {**sent, "format": "sound"})
    assert other["Location"] != first["Location"]
    copy_for(jo, sophie)
    assert len(copies(worker)) == 3, "a form of another page is another"


def test_a_form_that_is_sent_again_is_read_again_for_names(jo, worker):
    child = with_plan(worker, words="I want to see Zephyrine")
    form = form_of(jo, give(child), "names")
    sent = form.sent(format="print", names="Somebody Else")
    assert jo.post(give(child), sent).status_code == 302
    assert jo.post(give(child), {**sent, "names": CANARY}).status_code == 422


def test_the_same_form_sent_again_leaves_one_link_that_opens(jo, sophie, worker, client):
    form = form_of(jo, give(sophie), "names")
    sent = form.sent(format="link", chosen="purple drawing dog", names=CANARY)
    pages = [jo.post(give(sophie), sent).text for _ in range(2)]
    first, second = (re.search(r"/for-you/open/[^\"]+/", page)[0] for page in pages)
    assert len(copies(worker)) == 1
    words = {"words": "purple drawing dog"}
    assert client.post(first, words).status_code == 404
    assert client.post(second, words).status_code == 302
    (sheet,) = copies(worker)
    again = jo.post(give(sophie), sent)
    assert again["Location"] == address(sophie, f"copies/{sheet.pk}/"), "it was opened: it stays"
    client.cookies.clear()
    assert client.post(second, words).status_code == 302


def test_by_link_the_page_says_what_the_copy_says_and_nothing_of_whose_it_is(jo, sophie, client):
    made = copy_for(jo, sophie, format="link", chosen="purple drawing dog")
    link, *_ = (part for part in made.text.split('"') if "/for-you/open/" in part)
    path = link.partition("//")[2].partition("/")[2]
    opened = client.post(f"/{path}", {"words": "Purple drawing dog"}, follow=True)
    assert "“I want to be a mechanic”" in opened.text
    assert SURNAME not in opened.text
    assert "<title>My plan" not in opened.text


def test_only_who_may_open_the_child_gets_the_copy(jo, sophie, worker):
    made = copy_for(jo, sophie)["Location"]
    stranger = signed_in_client(make_person())
    for what in ("", "print/", "sound/"):
        assert stranger.get(made + what).status_code == 404


def test_of_a_plan_that_waymark_does_not_hold_only_that_it_was_given_is_recorded(jo, worker):
    agreed = {"id": "e7", "kind": "plan-agreed", "on": MADE.isoformat(), "orders": ["o1"]}
    child = make_child(worker.service, worker=worker, events=[agreed])
    then = jo.get(f"{give(child)}?plan=e7")
    given = then["Location"]
    assert "does not hold the words of this plan" in jo.get(given).text
    jo.post(given, form_of(jo, given, "format").sent(format="One page", understood="not-known"))
    asking.as_user(worker)
    assert Event.objects.get(child=child, kind="plan-given").document["format"] == "One page"


def test_a_day_before_the_copy_was_made_is_refused(jo, sophie, worker):
    copy_for(jo, sophie)
    (sheet,) = copies(worker)
    given = f"{address(sophie, 'given/')}?copy={sheet.pk}"
    before = TODAY - timedelta(days=1)
    day = {f"on_{part}": str(getattr(before, part)) for part in ("day", "month", "year")}
    assert jo.post(given, form_of(jo, given, "received").sent(**day)).status_code == 422


@pytest.mark.provision("CM-409")
def test_the_names_that_are_typed_lie_nowhere_afterwards(jo, sophie, worker, caplog, capfd):
    with caplog.at_level("DEBUG"):
        copy_for(jo, sophie)
        copy_for(jo, sophie, format="link", chosen="purple drawing dog")
        copy_for(jo, sophie, format="")
        keep_for_later(jo, sophie, names=CANARY)
    late = signed_in_client(worker, at=timezone.now() - timedelta(hours=13))
    late.post(give(sophie), {"names": CANARY, "format": "print"})
    assert _where("Quillfeather", worker) == set()
    asking.as_user(worker)
    assert Draft.objects.get().fields["format"] == ["print"], "the rest is kept"
    Draft.objects.all().delete()
    own = {"person": worker, "service": worker.service, "child_id": sophie}
    Draft.objects.create(**own, form="x", fields={"x": [CANARY]}, saved_at=timezone.now())
    assert _where("Quillfeather", worker) == {("drafts_draft", "fields")}, "it finds what is there"
    assert ("plans_version", "document") in _where("careers adviser", worker)
    assert "Quillfeather" not in caplog.text
    assert "Quillfeather" not in "".join(capfd.readouterr())


def _where(words, worker):
    """Return each column of the database in which these words stand, for her and for Waymark."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'json',"
            " 'jsonb', 'ARRAY', 'bytea')"
        )
        columns = cursor.fetchall()
        for ask in (partial(asking.as_user, worker), partial(asking.as_waymark, worker.service_id)):
            ask()
            for table, column in columns:
                cursor.execute(
                    f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s LIMIT 1',
                    [f"%{words}%"],
                )
                if cursor.fetchone():
                    found.add((table, column))
    return found


def test_who_must_not_be_told_and_is_nobody_of_the_list_is_named_above_it(worker, jo):
    child = with_plan(worker)
    asking.as_waymark(worker.service_id)
    Episode.objects.create(
        child_id=child,
        service_id=worker.service_id,
        kind="addresses",
        position=98,
        protected=True,
        document={"from": "2020-01-01", "lines": ["1 A Row"], "not_to_be_told_to": ["her family"]},
    )
    page = jo.get(f"/children/{child}/plan/give/").text
    assert "It is protected from “her family”: look whether that is one of these" in page


def test_before_and_after_a_welsh_copy_is_made_it_says_what_stays_as_it_was_written(jo, sophie):
    assert (
        "The steps, who takes them, the answers and the reasons stay" in jo.get(give(sophie)).text
    )
    welsh = copy_page(jo, sophie, language="cy")
    assert "Steps, answers and reasons stand as they were written" in welsh
    assert f'href="{give(sophie)}">Make a copy with an interpreter’s words' in welsh
    assert "stand as they were written" not in copy_page(jo, sophie, language="en")
