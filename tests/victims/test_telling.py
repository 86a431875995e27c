"""What the victims' side tells casework: that something was decided, who is ready, who consents."""

from datetime import timedelta

import pytest
from django.utils import timezone

from waymark.accounts import asking
from waymark.drafts.store import Place
from waymark.letters.models import Outgoing
from waymark.rules.letters import ChildReadiness, WorkMade
from waymark.victims.people import recording, telling
from waymark.victims.people.demonstration import make, people_on
from waymark.victims.people.known import known
from waymark.victims.people.models import Spell
from waymark.victims.people.told import keep

TODAY = timezone.localdate


@pytest.fixture
def said(worker, harmed):
    """Write something down of one person, and return what casework is told of it."""
    (person,) = harmed("v1")

    def say(kind: str, **facts: object) -> list[tuple[str, dict]]:
        asking.as_user(worker)
        writes = recording.say_what_holds if kind == "consent" else recording.say_what_happened
        place = Place(person.pk, kind)
        writes(victim=person, kind=kind, facts=facts, place=place, by=worker, at=timezone.now())
        return told(worker)

    say.person = person
    return say


def told(worker) -> list[tuple[str, dict]]:
    asking.as_waymark(worker.service_id)
    return list(Outgoing.objects.order_by("number").values_list("kind", "document"))


@pytest.fixture(autouse=True)
def _recorded(db):
    from waymark.audit import recording as audit

    with audit.opened(audit.Recording("test", timezone.now())):
        yield


@pytest.mark.provision("CM-354")
def test_casework_learns_that_somebody_accepts_and_then_does_not(said):
    today = TODAY().isoformat()
    said("restorative-answered", on=today, forms=["letter"], answer="accepted", said="She smiled.")
    letters = said("restorative-answered", on=today, forms=["letter"], answer="declined")
    assert [(kind, document["ready"]) for kind, document in letters] == [
        ("victim-readiness", "yes"),
        ("victim-readiness", "no"),
    ]
    assert "smiled" not in str(letters)


@pytest.mark.provision("CM-380")
def test_casework_learns_what_was_decided_and_not_why(said):
    considered = dict.fromkeys(("wishes", "feelings", "sensitivities", "child_able"), "Heard.")
    told_of = {"child": 7, "decision": "invite", **considered}
    ((kind, document),) = said("invitation-decided", on=TODAY().isoformat(), **told_of)
    assert (kind, document["victim"], document["decision"]) == (
        "invitation-decided",
        "v1",
        "invite",
    )
    assert "Heard" not in str(document)


@pytest.mark.provision("CM-377")
def test_casework_learns_that_the_contact_scheme_was_told(said):
    ((kind, document),) = said("contact-scheme-notified", on=TODAY().isoformat(), order="o1")
    assert (kind, document["order"], document["victim"]) == ("contact-scheme-notified", "o1", "v1")


@pytest.mark.provision("CM-383")
def test_a_written_consent_is_told_and_its_end_at_once(said, worker):
    today = TODAY()
    facts = {"allows": "direct", "how": "written", "informed": True}
    ((_, given),) = said("consent", **{"from": today.isoformat(), **facts})
    assert given["given"]
    assert "conference" in given["to"]
    asking.as_user(worker)
    spell = Spell.objects.get()
    recording.holds_no_more(spell=spell, said="", on=today, by=worker, at=timezone.now())
    assert [document["given"] for _, document in told(worker)] == [True, False]


def test_a_consent_that_ends_by_itself_is_told_the_day_after(said, worker, service):
    today = TODAY()
    began, ended = today - timedelta(days=9), today - timedelta(days=1)
    facts = {"allows": "restorative", "how": "written", "informed": True}
    facts["from"] = began.isoformat()
    said("consent", **facts)
    Spell.objects.update(ends=ended)
    asking.as_waymark(service.pk)
    telling.tell_what_a_day_changed(service.pk, at=timezone.now())
    assert [document["given"] for _, document in told(worker)] == [True, False]


@pytest.mark.provision("CM-383")
def test_a_consent_that_ended_while_nobody_called_is_told_when_somebody_does_and_once(said, worker):
    today = TODAY()
    began = today - timedelta(days=20)
    said(
        "consent", allows="restorative", how="written", informed=True, **{"from": began.isoformat()}
    )
    Spell.objects.update(ends=today - timedelta(days=9))
    assert a_day_turns(worker) == ["victim-consent", "victim-consent"]
    assert a_day_turns(worker) == ["victim-consent", "victim-consent"]
    assert not told(worker)[-1][1]["given"]


@pytest.mark.parametrize(("days_ago", "is_told"), [(0, False), (1, True), (None, True)])
def test_what_turned_before_casework_called_last_is_not_looked_at_again(
    said, worker, monkeypatch, days_ago, is_told
):
    """A day turns once: each minute's round waits for nobody of whom nothing turned."""
    facts = {"allows": "restorative", "how": "written", "informed": True}
    said("consent", **facts, **{"from": (TODAY() - timedelta(days=9)).isoformat()})
    Spell.objects.update(ends=TODAY() - timedelta(days=1))
    looked_at = []
    monkeypatch.setattr(telling, "tell", lambda *people, **_: looked_at.extend(people))
    asking.as_waymark(worker.service_id)
    since = None if days_ago is None else TODAY() - timedelta(days=days_ago)
    telling.tell_what_a_day_changed(worker.service_id, since=since, at=timezone.now())
    assert looked_at == ([said.person] if is_told else [])


def test_what_holds_already_is_not_told_again(said, worker):
    said("contact-scheme-notified", on=TODAY().isoformat(), order="o1")
    asking.as_user(worker)
    telling.tell(said.person, at=timezone.now())
    assert len(told(worker)) == 1


def test_a_day_on_which_nothing_turns_tells_nothing(service):
    asking.as_waymark(service.pk)
    telling.tell_what_a_day_changed(service.pk, at=timezone.now())
    assert not Outgoing.objects.exists()


def test_what_was_written_before_casework_told_of_the_offence_is_told_then(worker, service, harmed):
    demonstration = people_on(TODAY())
    asking.as_waymark(service.pk)
    make(demonstration, by=worker, at=timezone.now())
    assert told(worker) == []
    harmed("v1", child=demonstration[0]["record"])
    assert [(kind, document.get("ready")) for kind, document in told(worker)] == [
        ("victim-readiness", "yes"),
        ("victim-consent", None),
    ]


@pytest.mark.provision("CM-354")
def test_casework_learns_whether_somebody_would_like_what_was_made_and_how_they_took_it(
    said, worker
):
    today = TODAY()
    asking.as_waymark(worker.service_id)
    made = WorkMade(child=7, on=today, victim="v1", work="e1", made="poem", handed_on=today)
    keep(made, service=worker.service_id, at=timezone.now())
    about = {"on": today.isoformat(), "work": "e1", "child": 7}
    ((_, answered),) = said("work-offered", **about, answer="now", said="She cried.")
    _, (_, given) = said("work-given", **about, how="glad", said="She keeps it.")
    assert (answered["answer"], given["how"]) == ("now", "glad")
    assert "cried" not in str(answered)
    assert "keeps" not in str(given)


def named_until(said, worker, day, *, days=30):
    from_day = (min(day, TODAY()) - timedelta(days=days)).isoformat()
    why = dict.fromkeys(("impact", "needed", "prevents", "decided_by"), "Said.")
    document = {"child": 7, "review_on": day.isoformat(), **why}
    asking.as_user(worker)
    person, kind = said.person, "named-in-file"
    place, facts = Place(person.pk, kind), {"from": from_day, **document}
    at = timezone.now()
    recording.say_what_holds(victim=person, kind=kind, facts=facts, place=place, by=worker, at=at)


def a_day_turns(worker):
    asking.as_waymark(worker.service_id)
    telling.tell_what_a_day_changed(worker.service_id, at=timezone.now())
    return [kind for kind, _ in told(worker)]


@pytest.mark.provision("CM-404")
def test_a_name_that_nobody_decided_anew_is_sealed_by_itself_the_day_after_and_once(said, worker):
    named_until(said, worker, TODAY() - timedelta(days=1))
    assert a_day_turns(worker) == ["file-name-over"]
    assert a_day_turns(worker) == ["file-name-over"]
    assert Spell.objects.get().ends == TODAY() - timedelta(days=1)
    assert said.person.happenings.get().kind == "file-name-sealed"


@pytest.mark.provision("CM-404")
def test_a_name_stays_on_the_file_on_its_last_day(said, worker):
    named_until(said, worker, TODAY())
    assert a_day_turns(worker) == []
    assert Spell.objects.get().ends is None


@pytest.mark.provision("CM-404")
def test_a_name_that_is_decided_anew_while_it_is_about_to_go_stays(said, worker, monkeypatch):
    named_until(said, worker, TODAY() - timedelta(days=1))
    held = telling.owing.changed

    def decided_meanwhile(**whom):
        document = {"child": 7, "stays": True, "manager": "Val Brook"}
        document["review_on"] = (TODAY() + timedelta(days=9)).isoformat()
        said.person.happenings.create(
            kind="file-name-decided",
            service_id=worker.service_id,
            on=TODAY(),
            document=document,
            recorded_at=timezone.now(),
        )
        held(**whom)

    monkeypatch.setattr(telling.owing, "changed", decided_meanwhile)
    assert a_day_turns(worker) == []
    assert Spell.objects.get().ends is None


@pytest.mark.provision("CM-404")
def test_a_name_that_was_decided_to_go_is_sealed_at_once(said, worker):
    named_until(said, worker, TODAY() + timedelta(days=9))
    about = {"child": 7, "manager": "Val Brook", "said": "It is not needed."}
    said("file-name-decided", on=TODAY().isoformat(), stays=False, **about)
    assert a_day_turns(worker) == ["file-name-over"]


@pytest.mark.provision("CM-404")
@pytest.mark.parametrize("days", [30, 0])
def test_a_name_is_sealed_however_what_let_it_stand_there_ended(said, worker, days):
    named_until(said, worker, TODAY() + timedelta(days=9), days=days)
    asking.as_user(worker)
    about = {"by": worker, "at": timezone.now()}
    recording.holds_no_more(spell=Spell.objects.get(), said="", on=TODAY(), **about)
    assert a_day_turns(worker) == ["file-name-over"]
    assert a_day_turns(worker) == ["file-name-over"]
    assert known([said.person])[said.person.pk].was_named(7, TODAY())


@pytest.mark.provision("CM-404")
def test_a_name_that_was_let_stand_by_mistake_is_sealed_and_one_that_was_put_right_stays(
    said, worker
):
    named_until(said, worker, TODAY() + timedelta(days=9))
    asking.as_user(worker)
    about = {"why": "Wrong.", "by": worker, "at": timezone.now()}
    stands = Spell.objects.get()
    facts = {**stands.document, "from": stands.begins.isoformat(), "impact": "Said otherwise."}
    place = Place(said.person.pk, "named-in-file")
    anew = recording.put_right(entry=stands, facts=facts, place=place, **about)
    assert a_day_turns(worker) == []
    asking.as_user(worker)
    recording.never_was(entry=Spell.objects.get(pk=anew.pk), **about)
    assert a_day_turns(worker) == ["file-name-over"]


@pytest.mark.provision("CM-404")
def test_a_name_that_goes_on_the_day_on_which_it_came_is_looked_for_and_what_comes_later_stays(
    said, worker
):
    named_until(said, worker, TODAY() + timedelta(days=9), days=0)
    later = Spell.objects.get()
    later.pk, later.begins = None, TODAY() + timedelta(days=1)
    later.save()
    about = {"child": 7, "manager": "Val Brook", "said": "It is not needed."}
    said("file-name-decided", on=TODAY().isoformat(), stays=False, **about)
    assert a_day_turns(worker) == ["file-name-over"]
    assert known([said.person])[said.person.pk].was_named(7, TODAY())
    assert Spell.objects.standing().get() == later
    assert not Spell.objects.exclude(pk=later.pk).filter(taken_back_at=None).exists()


@pytest.mark.provision("CM-354")
def test_an_answer_that_is_put_right_to_a_no_ends_what_they_consented_to(said, worker):
    today = TODAY().isoformat()
    said("consent", allows="direct", how="written", informed=True, **{"from": today})
    said("restorative-answered", on=today, forms=["meeting"], answer="accepted")
    asking.as_user(worker)
    (answer,) = said.person.happenings.filter(kind="restorative-answered")
    facts = {"on": today, "answer": "declined"}
    place, at = Place(said.person.pk, "x"), timezone.now()
    recording.put_right(entry=answer, facts=facts, why="No.", place=place, by=worker, at=at)
    last = dict(told(worker))
    assert (last["victim-readiness"]["ready"], last["victim-consent"]["given"]) == ("no", False)


@pytest.mark.provision("CM-382")
def test_the_victim_worker_sees_how_the_child_stands_and_what_to_tell(said, worker, vic):
    today = TODAY()
    said("restorative-answered", on=today.isoformat(), forms=["letter"], answer="accepted")
    asking.as_waymark(worker.service_id)
    child = said.person.references.get().child
    letter = ChildReadiness(child=child, on=today, victim="v1", ready="no")
    keep(letter, service=worker.service_id, at=timezone.now())
    page = vic.get(f"/harmed/{said.person.pk}/").text
    assert "Does not want to" in page
    assert "Tell them that the child does not want to" in page
