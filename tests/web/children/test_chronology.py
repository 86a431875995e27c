"""The chronology shows what happened, and everything that was done to the telling of it since."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.people import signed_in_client
from tests.web.children import demonstration
from waymark.accounts import asking
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.chronology import acts
from waymark.chronology.door import today
from waymark.chronology.models import Event, Words

PAGES = ("child", "chronology", "people", "orders", "needs")


def chronology(client, child, **asked):
    return client.get(reverse("chronology", args=[child.pk]), asked).content.decode()


def entries(page):
    return re.findall(r'<li class="entry.*?</li>', page, re.DOTALL)


def entry(page, words):
    (found,) = [each for each in entries(page) if words in each]
    return found


class Recorder:
    """Does what a worker does, as the worker's request would."""

    def __init__(self, user):
        self.user = user

    def __call__(self, act, **facts):
        asking.as_user(self.user)
        now = timezone.now()
        with recording.command(
            "test", service_id=self.user.service_id, user_id=self.user.pk, at=now
        ):
            return act(**facts, by=self.user, at=now)


@pytest.fixture
def record(people):
    return Recorder(people["jo"])


def test_a_visit_stands_with_its_note_the_childs_words_and_who_was_there(jo, sophie):
    visit = entry(chronology(jo, sophie, show=500), "In the kitchen, washing the dog")
    assert "Visit at home, 60 minutes" in visit
    assert "“They did it for so long" in visit
    assert "with Nell Casterton" in visit
    assert "Jo Field" in visit


def test_a_missed_contact_says_why_and_whether_that_is_acceptable(jo, sophie):
    page = chronology(jo, sophie, show=500)
    assert "Missed: visit at home, at 16:00: emergency or death in the family (acceptable)" in page


def test_what_was_put_right_and_what_puts_it_right_both_stand(jo, service):
    sophie = demonstration.take_in(demonstration.file("sophie"), service)
    page = chronology(jo, sophie)
    wrong = entry(page, "Her own scale is at seven. No missing")
    right = entry(page, "I had chosen low by mistake")
    assert "entry--corrected" in wrong
    assert "Put right" in wrong
    assert "entry--corrected" not in right
    assert "Puts right what was written" in right
    assert "written 3 days later" in right


def test_what_is_withdrawn_is_struck_through_with_the_reason_beside(jo, sophie, record):
    event = Event.objects.filter(child=sophie, kind="contact").order_by("-on").first()
    record(acts.withdraw, event=event, reason="This was another child.")
    page = chronology(jo, sophie)
    assert page.count("Withdrawn: this should not have been recorded here") == 1
    assert "This was another child." in page
    assert "Withdrawn" in next(each for each in entries(page) if "entry--corrected" in each)


def test_sealed_words_leave_a_gap_that_says_who_sealed_them(people, jo, sophie, record):
    words = Words.objects.get(child=sophie, text__startswith="In the kitchen")
    seal = record(acts.ask_to_seal, words=words, reason="Names another child")
    asking.as_user(people["bea"])
    Recorder(people["bea"])(acts.agree_to_seal, seal=seal)
    page = chronology(jo, sophie, show=500)
    assert "In the kitchen" not in page
    assert "These words were sealed by Jo Field and Bea Field." in page
    assert "They did it for so long" in page, "what was not sealed stays"


def test_a_note_written_long_after_says_so(jo, sophie, record):
    on = today(timezone.now()) - timedelta(days=19)
    facts = {"kind": "contact", "on": on.isoformat(), "outcome": "attended", "note": "Late note"}
    record(acts.record, children=[sophie.pk], facts=facts)
    assert "written 19 days later" in entry(chronology(jo, sophie), "Late note")


def test_the_chronology_is_narrowed_by_kind_person_and_period(jo, sophie):
    plans = entries(chronology(jo, sophie, kind="plans", show=500))
    assert plans
    assert all("Plan" in each or "Assessment" in each or "Settled in" in each for each in plans)
    with_nan = entries(chronology(jo, sophie, who="p:p8", show=500))
    assert len(with_nan) == 2
    by_bea = entries(chronology(jo, sophie, who="w:jo", kind="risk", show=500))
    assert by_bea
    assert all("Jo Field" in each for each in by_bea)
    lately = entries(chronology(jo, sophie, since="28"))
    assert 0 < len(lately) < len(entries(chronology(jo, sophie)))


def test_the_chronology_is_narrowed_to_what_lies_between_two_days(jo, sophie):
    on = today(timezone.now())
    begins, ends = on - timedelta(days=60), on - timedelta(days=20)
    asked = {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("first", begins), ("last", ends))
        for part in ("day", "month", "year")
    }
    held = Event.objects.filter(child=sophie, on__gte=begins, on__lte=ends).count()
    assert 0 < held < Event.objects.filter(child=sophie).count()
    page = chronology(jo, sophie, show=500, **asked)
    assert len(entries(page)) == held
    assert '<details class="part" open>' in page


@pytest.mark.parametrize(
    "nonsense",
    [{"kind": "x"}, {"who": "p:x"}, {"show": "many"}, {"since": "1"}, {"first_day": "32"}],
)
def test_what_narrows_to_nothing_that_there_is_narrows_nothing(jo, sophie, nonsense):
    assert len(entries(chronology(jo, sophie, **nonsense))) == len(entries(chronology(jo, sophie)))


def test_words_are_found_in_one_childs_record_in_any_of_their_forms(jo, sophie, sam):
    found = entries(chronology(jo, sophie, words="washed dogs"))
    assert len(found) == 1
    assert "washing the dog" in found[0]
    assert entries(chronology(jo, sophie, words="shelter")), "where something was is found too"
    nothing = chronology(jo, sophie, words="greenhouse")
    assert "Nothing of that" in nothing
    assert "%" in chronology(jo, sophie, words="% ' \" & !"), "signs do no harm"


def test_what_is_recorded_while_somebody_looks_for_words_is_found_too(jo, sophie, monkeypatch):
    """Its words are read, and it was not there when the events were."""
    event = Words.objects.get(child=sophie, text__startswith="In the kitchen").event_id
    real = QuerySet.values_list

    def before(rows, *fields, **how):
        return real(
            rows.exclude(pk=event) if fields == ("pk", "document") else rows, *fields, **how
        )

    monkeypatch.setattr(QuerySet, "values_list", before)
    assert "In the kitchen" in chronology(jo, sophie, words="kitchen")


def test_earlier_entries_are_one_link_away(jo, service):
    child = demonstration.take_in(with_events(60), service)
    page = chronology(jo, child)
    assert len(entries(page)) == 50
    assert "Show earlier" in page
    longer = chronology(jo, child, show=150)
    assert len(entries(longer)) > 60
    assert "Show earlier" not in longer


def test_a_print_says_who_printed_when_and_for_whom_and_is_in_the_audit(jo, sophie):
    address = reverse("chronology-print", args=[sophie.pk])
    assert "For whom, by name?" in jo.get(address).content.decode()
    empty = jo.post(address, {"purpose": "court"})
    assert empty.status_code == 422
    assert "Say for whom, by name" in empty.content.decode()
    sheet = jo.post(address, {"purpose": "court", "name": "Anyshire Youth Court"})
    words = " ".join(sheet.content.decode().split())
    assert "Printed by Jo Field, case manager, Anyshire" in words
    assert "For Anyshire Youth Court (the court)" in words
    row = AuditRow.objects.order_by("-number").first()
    assert '"printed":"chronology"' in row.content
    assert '"purpose":"court"' in row.content
    assert "Youth Court" not in row.content, "the audit holds no names"


def test_who_was_harmed_stands_on_no_page(jo, sophie):
    for name in PAGES:
        page = jo.get(reverse(name, args=[sophie.pk]), {"show": 500}).content.decode()
        assert not re.search(r"\bv[01]\b", page), name
    for event in Event.objects.filter(child=sophie, kind__startswith="victim"):
        page = jo.get(reverse("event", args=[sophie.pk, event.pk])).content.decode()
        assert not re.search(r"\bv[01]\b", page)
    assert "1 person harmed" in jo.get(reverse("orders", args=[sophie.pk])).content.decode()
    assert entries(chronology(jo, sophie, words="v1")) == []


def test_a_child_of_whom_nothing_is_known_gets_pages_that_say_what_would_be_there(jo, people):
    now = today(timezone.now()).isoformat()
    child = demonstration.take_in(
        {
            "casefile": 1,
            "child": {"id": "new", "sex": "male", "date_of_birth": "2012-01-01"},
            "events": [{"id": "e1", "kind": "worker-allocated", "on": now, "worker": "jo"}],
        },
        people["jo"].service,
    )
    for name in PAGES:
        answer = jo.get(reverse(name, args=[child.pk]))
        assert answer.status_code == 200
        assert "None" not in re.sub("None of these|None known", "", answer.content.decode())


def with_events(count):
    """Sophie's file with so many visits more, the later of them putting earlier ones right."""
    document = demonstration.file("sophie")
    document["child"]["id"] = f"sophie-{count}"
    first = today(timezone.now()) - timedelta(days=count)
    for number in range(count):
        event = {
            "id": f"more{number}",
            "kind": "contact",
            "on": (first + timedelta(days=number)).isoformat(),
            "outcome": "missed" if number % 7 == 0 else "attended",
            "method": "home-visit",
            "by": "jo",
            "present": ["p1", "p3"],
            "note": f"Visit number {number}, about the posters.",
            "child_said": "All right.",
        }
        if number % 10 == 9:
            event["corrects"] = f"more{number - 1}"
        document["events"].append(event)
    return document


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_as_many_queries_for_300_events_as_for_10(people, service, name):
    few = demonstration.take_in(with_events(10), service)
    many = demonstration.take_in(with_events(300), service)
    jo = signed_in_client(people["jo"])
    address = reverse(name, args=[few.pk])
    jo.get(address)
    counts = []
    for child in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert jo.get(reverse(name, args=[child.pk]), {"show": 500}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 30
