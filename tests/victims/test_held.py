"""Files that casework may not keep wait here, are cut by who knows the names, and go."""

from base64 import b64decode, b64encode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import drawn
from tests.people import make_person, make_service, signed_in_client
from tests.victims.calling import ask, of
from tests.victims.conftest import CHILD, train
from waymark.accounts import asking
from waymark.accounts.answers import Refused
from waymark.accounts.models import Role
from waymark.audit import recording
from waymark.audit.models import AuditRow
from waymark.letters.models import Outgoing
from waymark.rules.letters import FileWaits
from waymark.victims.people import held as files
from waymark.victims.people.models import Call, Held, Spell

NAME = "Thandiwe Grant"
NAMING = b"Thandiwe Grant was there. So was Mo."
KEY = "a-key"


@pytest.fixture
def named(harmed):
    (person,) = harmed("v1")
    person.name = NAME
    person.save()
    return person


def send(service, content=NAMING, *, text=None, unread="", key=KEY, harmed=(), **more):
    """Ask whether a file names somebody, as casework does where it may not keep it."""
    file = {"key": key, "paper": "assessment", "media_type": "text/plain"}
    file |= {"content": b64encode(content).decode(), "unread": unread}
    told = {"towards": "file", "by": 3, "by_name": "Jo Field", "known": []}
    told |= {"harmed": list(harmed), "file": file, **more}
    text = content.decode() if text is None else text
    return ask("mentions", texts=[text], **told, **of(service))


@pytest.mark.provision("CM-404")
def test_a_file_of_the_record_waits_where_it_says_a_name_that_may_stand_there_no_longer(
    service, named
):
    today = timezone.localdate()
    let = {"child": CHILD, "review_on": today.isoformat()}
    days = {"begins": today - timedelta(days=9), "ends": today - timedelta(days=1)}
    of_her = {"victim": named, "service": service, "recorded_at": timezone.now(), **days}
    assert not send(service, no_longer="v1")["waits"]
    Spell.objects.create(kind="named-in-file", document=let, **of_her)
    assert not send(service, b"She fishes.", no_longer="v1")["waits"]
    assert not send(service, no_longer="v2")["waits"]
    assert send(service, no_longer="v1")["waits"]


def tell_that_it_waits(service, *, no_longer=False):
    """Let casework's letter come: it waits for the file, or no longer."""
    on = timezone.localdate()
    letter = FileWaits(child=CHILD, on=on, file=KEY, no_longer=no_longer)
    asking.as_waymark(service.pk)
    files.told_of(letter, service=service.pk, at=timezone.now())


@pytest.fixture
def waits(service, named):
    """A file that waits."""
    assert send(service)["waits"]
    tell_that_it_waits(service)
    return Held.objects.get()


def put_in(client, held, content, **more):
    sent = SimpleUploadedFile("Thandiwe Grant.txt", content)
    return client.post(f"/files/{held.pk}/", {"attachment": sent, **more})


def letters(service):
    asking.as_waymark(service.pk)
    found = Outgoing.objects.filter(kind__in=["file-cut", "file-not-given"])
    return [(each.kind, each.document["file"]) for each in found.order_by("number")]


def rows(service):
    asking.as_waymark(service.pk)
    return list(Held.objects.all())


@pytest.mark.provision("CM-400", "CM-409")
def test_a_file_that_names_somebody_stays_here_with_where_it_does(service, named):
    said = send(service)
    assert said["waits"]
    assert NAME not in str(said)
    (held,) = rows(service)
    assert bytes(held.content) == NAMING
    assert held.says == ["“Thandiwe Grant” in “Thandiwe Grant was there.”"]


@pytest.mark.provision("CM-409")
def test_what_no_program_can_read_stays_here_where_somebody_was_harmed(service, named):
    assert send(service, text="", unread="unsure")["waits"]


def test_what_names_nobody_does_not_stay(service, named):
    assert not send(service, b"Nobody came.")["waits"]
    assert rows(service) == []


def test_of_a_child_who_harmed_nobody_nothing_stays(service):
    assert not send(service, text="", unread="unsure")["waits"]
    assert send(service, text="", unread="unsure", harmed=["v1"])["waits"]


def test_a_file_is_counted_once_among_what_somebody_asked(service, named):
    send(service)
    assert Call.objects.get().found == [], "the text was asked about before the file came"


def test_what_casework_does_not_wait_for_is_shown_to_nobody_and_goes_after_a_day(
    service, named, vic
):
    send(service)
    assert "No file waits" in vic.get("/files/").text
    (held,) = rows(service)
    assert vic.get(f"/files/{held.pk}/").status_code == 404
    Held.objects.update(at=timezone.now() - timedelta(days=2))
    ask("signal", letters=[], applied=[])
    assert rows(service) == []
    tell_that_it_waits(service)
    assert letters(service) == [("file-not-given", KEY)], "casework hears that it is not there"


def test_how_many_wait_stands_on_each_page_and_each_says_where_it_names_somebody(vic, waits):
    assert "Files that wait (1)" in vic.get("/").text
    assert "Record 7" in vic.get("/files/").text
    assert "“Thandiwe Grant” in “Thandiwe Grant was there.”" in vic.get(f"/files/{waits.pk}/").text
    whole = vic.get(f"/files/{waits.pk}/whole/")
    assert whole.content == NAMING
    assert whole["Content-Disposition"].startswith("attachment")


@pytest.mark.provision("CM-409")
def test_what_was_cut_goes_back_and_nothing_stays_of_the_whole(vic, waits, service):
    fetched = ask("reference", by=None, file=KEY, **of(service))
    assert fetched == {}, "nothing is given before it was cut"
    assert put_in(vic, waits, b"Somebody was there.").status_code == 302
    (held,) = rows(service)
    assert (bytes(held.content), held.says, held.known) == (b"Somebody was there.", [], [])
    assert letters(service) == [("file-cut", KEY)]
    fetched = ask("reference", by=None, file=KEY, **of(service))
    assert b64decode(fetched["file"]) == b"Somebody was there."
    assert "No file waits" in vic.get("/files/").text
    tell_that_it_waits(service, no_longer=True)
    assert rows(service) == [], "casework has it"


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize("more", [{}, {"looked": "on"}])
def test_a_cut_file_that_names_somebody_still_is_not_kept_and_says_where(vic, waits, service, more):
    answer = put_in(vic, waits, b"Thandiwe was there.", **more)
    assert answer.status_code == 422
    assert "names somebody still. It says “Thandiwe”" in answer.text
    (held,) = rows(service)
    assert bytes(held.content) == NAMING
    assert letters(service) == []


@pytest.mark.provision("CM-409")
def test_a_cut_file_that_may_name_whom_another_child_harmed_goes_back_once_somebody_looked(
    vic, waits, service, harmed
):
    asking.as_waymark(service.pk)
    (other,) = harmed("v1", child=CHILD + 1)
    other.name = "Kim Stone"
    other.save()
    answer = put_in(vic, waits, b"So was Kim Stone.")
    assert answer.status_code == 422
    assert "may name somebody. It says “Kim Stone”" in answer.text
    assert put_in(vic, waits, b"So was Kim Stone.", looked="on").status_code == 302


def test_what_no_program_can_read_goes_back_once_somebody_looked_at_every_page(vic, waits, service):
    page = drawn.scanned(drawn.blank())
    answer = put_in(vic, waits, page)
    assert answer.status_code == 422
    assert "Look at every page, and tick" in answer.text
    assert put_in(vic, waits, page, looked="on").status_code == 302
    asking.as_waymark(service.pk)
    (row,) = AuditRow.objects.filter(content__contains="cut-file")
    assert '"looked":true' in row.content


def test_nothing_of_it_may_go_back_for_a_reason_and_then_it_is_gone(vic, waits, service):
    address = f"/files/{waits.pk}/nothing/"
    assert "Choose why" in vic.post(address, {"why": ""}).text
    assert vic.post(address, {"why": "not-there"}).status_code == 422, "no person says this"
    assert vic.post(address, {"why": "not-the-childs"}).status_code == 302
    assert rows(service) == []
    assert letters(service) == [("file-not-given", KEY)]


def test_who_decides_second_is_told_that_it_waits_no_more(vic, waits, service, worker):
    now = timezone.now()
    told = {"held": waits, "by": worker, "at": now, "why": "not-the-childs"}
    with recording.command("test", service_id=service.pk, user_id=worker.pk, at=now):
        asking.as_user(worker)
        files.give_nothing(**told)
        with pytest.raises(Refused, match="waits no more"):
            files.give_nothing(**told)
    assert put_in(vic, waits, b"Nobody.").status_code == 404


@pytest.mark.provision("CM-400")
def test_whoever_decides_takes_her_turn_before_the_file(vic, waits):
    """Letters are taken in so: the other way round two would wait for each other."""
    with CaptureQueriesContext(connection) as asked:
        vic.post(f"/files/{waits.pk}/nothing/", {"why": "not-the-childs"})
    said = [each["sql"] for each in asked]
    turn = next(place for place, each in enumerate(said) if "people harmed of service" in each)
    row = next(place for place, each in enumerate(said) if "FOR NO KEY UPDATE" in each)
    assert turn < row


def test_who_is_of_another_service_or_not_trained_opens_no_file(waits, service):
    theirs = make_service()
    manager = make_person(Role.VICTIM_MANAGER, service=theirs)
    other = make_person(Role.VICTIM_WORKER, service=theirs)
    train(other, manager)
    untrained = make_person(Role.VICTIM_WORKER, service=service)
    for path in ("", "whole/", "nothing/"):
        address = f"/files/{waits.pk}/{path}"
        assert signed_in_client(other).get(address).status_code == 404
        assert signed_in_client(untrained).get(address).status_code == 403
    assert ask("reference", by=1, file=KEY, **{**of(theirs), "child": CHILD}) == {}


def test_no_word_of_a_file_and_no_name_stands_in_the_audit(vic, waits, service):
    vic.get(f"/files/{waits.pk}/")
    put_in(vic, waits, b"Thandiwe was there.")
    asking.as_waymark(service.pk)
    said = " ".join(str(each) for each in AuditRow.objects.values_list())
    assert f'"held":{waits.pk}' in said
    assert "Thandiwe" not in said


def test_the_first_page_says_how_many_files_wait_and_nothing_where_none_does(vic, service, named):
    assert "Files that wait:" not in vic.get("/").text
    send(service)
    assert "Files that wait:" not in vic.get("/").text, "no letter has told of it yet"
    tell_that_it_waits(service)
    assert "Files that wait: 1" in vic.get("/").text


def test_the_victim_worker_reads_who_attached_it_by_name(vic, waits):
    assert "Jo Field of casework attached it" in vic.get(f"/files/{waits.pk}/").text
