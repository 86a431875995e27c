"""A name that may stand on a child's file no longer goes from it by itself."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from tests.walls.made import (
    EXAMPLE,
    NOW,
    SAID,
    a_child,
    a_service,
    asked_by,
    somebody,
    waymark_itself,
)
from waymark import guard
from waymark.chronology import acts
from waymark.chronology.models import Words
from waymark.duties.models import Duty
from waymark.letters import post
from waymark.letters.models import Outgoing
from waymark.papers import named
from waymark.papers.models import File, HeldFile, Paper, Source
from waymark.rules.letters import FileNameOver
from waymark.telling import sealed

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NAME, GAP = "Isla Thornbury", "[name sealed]"
PAPER = {"version": 1, "document": {}, "began_on": NOW.date()}
SEAL = "SELECT seal_passage(%s, %s, %s, %s)"
MOTHER = "Ann Thornbury"
NOTES = (f"{NAME} begins at the college on Monday. Keep {NAME} apart.", "In May we went fishing.")


@pytest.fixture
def child(db):
    events = [{**SAID, "id": f"e{place}", "note": each} for place, each in enumerate(NOTES, 1)]
    mother = {"id": "p1", "name": MOTHER, "relationship": "mother"}
    with_her = {**EXAMPLE["child"], "people": [mother]}
    return a_child(a_service(), orders=[], events=events, child=with_her)


@pytest.fixture
def over(child):
    letter = FileNameOver(child=child.pk, on=NOW.date(), victim="v1")
    told = {"service": child.service_id, "kind": letter.kind, "document": letter.document()}
    return {"number": 1, **told}


@pytest.fixture
def door(monkeypatch):
    """Stand in for the victims' process, which knows the name and of whom it is asked."""

    def mentions(texts, *, no_longer, known, file=None, **_told):
        assert no_longer == "v1"
        assert MOTHER in known
        found = [
            guard.Mention(place, text.find(name), text.find(name) + len(name), sure)
            for place, text in enumerate(texts)
            for name, sure in ((NAME, True), ("May", False))
            if name in text
        ]
        return guard.Mentions(tuple(found), 0, waits=bool(file and found))

    monkeypatch.setattr(guard, "mentions", mentions)


def notes(child):
    with waymark_itself(child.service):
        return list(Words.objects.filter(child=child).order_by("pk").values_list("text", flat=True))


@pytest.mark.provision("CM-404", "CM-402")
def test_a_name_whose_day_is_over_goes_from_each_event_and_nothing_else_does(child, over, door):
    assert post.take_in([over], NOW) == [1]
    gap, fishing = notes(child)
    assert gap == NOTES[0].replace(NAME, GAP)
    assert fishing == NOTES[1]


def test_a_long_record_is_read_in_several_calls(child, over, door, monkeypatch):
    monkeypatch.setattr(sealed, "MOST_LETTERS", 30)
    assert post.take_in([over], NOW) == [1]
    assert notes(child) == [NOTES[0].replace(NAME, GAP), NOTES[1]]


@pytest.mark.provision("CM-404", "CM-402")
def test_a_text_that_is_too_long_for_one_answer_is_read_in_pieces(door, monkeypatch):
    """The other side would never answer in time, and the name would stand there for ever."""
    mentions = guard.mentions

    def in_time(texts, **told):
        if any(len(each) > 100 for each in texts):
            raise guard.Shut(guard.AWAY)
        return mentions(texts, **told)

    monkeypatch.setattr(guard, "mentions", in_time)
    monkeypatch.setattr(sealed, "PIECE", 100)
    monkeypatch.setattr(sealed, "AROUND", 20)
    letter, told = FileNameOver(child=1, on=NOW.date(), victim="v1"), {"service": 1}
    for before in range(150):
        text = f"{'x' * before} {NAME} {'x' * 130}"
        found = list(sealed.named_in([text], letter, [MOTHER], **told))
        assert found == [(text, before + 1, before + 1 + len(NAME))]
    monkeypatch.setattr(sealed, "PIECE", 1000)
    with pytest.raises(post.NotYet):
        list(sealed.named_in([text], letter, [MOTHER], **told))


@pytest.mark.provision("CM-404", "CM-402")
def test_what_is_in_files_the_worker_is_owed_to_look_for(child, over, door):
    attach(child, b"%PDF-1.7 and then nothing")
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        owed = Duty.objects.get(child=child, duty="look-at-files")
    assert (owed.opens_on, owed.done_on, owed.owed_by) == (NOW.date(), None, "case-manager")
    assert NAME not in owed.why


@pytest.mark.provision("CM-404", "CM-402")
@pytest.mark.parametrize("completed_on", [None, NOW.date()])
def test_a_file_that_says_it_waits_to_be_cut_be_its_paper_completed_or_not(
    child, over, door, completed_on
):
    says, says_not = (
        attach(child, each, completed_on) for each in (NAME.encode(), b"We went fishing.")
    )
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        assert list(File.objects.filter(child=child)) == [says_not.file]
        says.refresh_from_db()
        assert (says.file, says.held.waits) == (None, True)
        assert Outgoing.objects.filter(kind="file-waits").count() == 1
        assert not Duty.objects.filter(child=child, duty="look-at-files").exists()


@pytest.mark.provision("CM-404", "CM-402")
def test_files_are_read_and_sent_before_anything_of_the_child_is_locked(
    child, over, door, monkeypatch
):
    """Reading scans takes minutes, in which nobody could write of the child."""
    done = []

    def noted(of, name):
        does = getattr(of, name)
        monkeypatch.setattr(of, name, lambda *a, **k: [done.append(name), does(*a, **k)][1])

    noted(named, "read_before")
    noted(named.held, "send")
    noted(named.sealed, "seal_by_itself")
    noted(named.held, "move")
    for each in (NAME, "Fishing."):
        attach(child, each.encode())
    post.take_in([over], NOW)
    assert done == ["read_before"] * 2 + ["send", "seal_by_itself", "move"]


@pytest.mark.provision("CM-404", "CM-402")
@pytest.mark.parametrize("seconds", [60, 0])
def test_what_a_letter_has_no_time_to_read_a_person_looks_at(
    child, over, door, monkeypatch, seconds
):
    monkeypatch.setattr(named, "MOST_SECONDS_OF_A_LETTER", seconds)
    attach(child, b"We went fishing.")
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        owed = Duty.objects.filter(child=child, duty="look-at-files").exists()
    assert owed == (seconds == 0)


@pytest.mark.provision("CM-404", "CM-402")
def test_a_file_attached_while_the_others_are_read_is_looked_at(child, over, door, monkeypatch):
    seal = named.sealed.seal_by_itself

    def meanwhile(*letter, **told):
        attach(child, b"We went fishing.")
        seal(*letter, **told)

    monkeypatch.setattr(named.sealed, "seal_by_itself", meanwhile)
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        assert Duty.objects.filter(child=child, duty="look-at-files").exists()


@pytest.mark.provision("CM-404", "CM-402")
def test_a_file_that_the_other_side_does_not_take_a_person_looks_at_and_the_letter_is_applied(
    child, over, door, monkeypatch
):
    """One that takes too long to be read there would hold the letter up for ever."""
    mentions = guard.mentions

    def too_long(texts, *, file=None, **told):
        if file:
            raise guard.Shut(guard.AWAY)
        return mentions(texts, **told)

    monkeypatch.setattr(guard, "mentions", too_long)
    attach(child, NAME.encode())
    assert taken_in_at_last(over) == [1]
    assert NAME not in notes(child)[0]
    with waymark_itself(child.service):
        assert File.objects.filter(child=child).exists()
        assert Duty.objects.filter(child=child, duty="look-at-files").exists()


@pytest.mark.provision("CM-404", "CM-402")
def test_files_that_are_shorter_than_one_of_which_no_answer_comes_are_sent_before_it(
    child, over, door, monkeypatch
):
    """Nobody answers for a while after one; who looks at the others would do so for nothing."""
    mentions = guard.mentions

    def too_long(texts, *, file=None, **told):
        if file and b"long" in file.content:
            raise guard.Shut(guard.AWAY)
        return mentions(texts, file=file, **told)

    monkeypatch.setattr(guard, "mentions", too_long)
    says = [attach(child, f"{NAME} {each}".encode()) for each in ("long", "and", "")]
    assert taken_in_at_last(over) == [1]
    with waymark_itself(child.service):
        assert list(File.objects.filter(child=child)) == [says[0].file]
        owed = Duty.objects.get(child=child, duty="look-at-files")
    assert owed.done_on is None


@pytest.mark.provision("CM-404", "CM-402")
def test_a_file_that_could_not_be_sent_while_the_other_side_was_started_anew_is_sent_again(
    child, over, door, monkeypatch
):
    """It is no file for a person to look at: a minute later it is taken."""
    mentions, away = guard.mentions, [True]

    def started_anew(texts, *, file=None, **told):
        if file and away:
            raise guard.Shut(away.pop() and guard.AWAY)
        return mentions(texts, file=file, **told)

    monkeypatch.setattr(guard, "mentions", started_anew)
    attach(child, NAME.encode())
    assert post.take_in([over], NOW) == []
    assert post.take_in([over], NOW + MINUTE) == [1]
    with waymark_itself(child.service):
        assert not File.objects.filter(child=child).exists()
        assert not Duty.objects.filter(child=child, duty="look-at-files").exists()


def taken_in_at_last(over):
    """Take a letter in as often as files that are not taken are sent again."""
    for hour in range(named.SENT_AGAIN):
        assert post.take_in([over], NOW + hour * HOUR) == []
    return post.take_in([over], NOW + named.SENT_AGAIN * HOUR)


def test_of_a_child_whose_record_is_not_there_the_letter_is_over(child, over, caplog):
    over["document"]["child"] = child.pk + 1
    assert post.take_in([over], NOW) == [1]
    assert not caplog.records


@pytest.mark.provision("CM-404", "CM-402")
def test_what_is_written_while_files_are_sent_is_looked_at_before_the_letter_is_over(
    child, over, door, monkeypatch
):
    looks, meanwhile = post._first[FileNameOver.kind], [f"{NAME} rang."]

    def look(*letter, **told):
        looked = looks(*letter, **told)
        for note in meanwhile:
            with waymark_itself(child.service):
                acts.record(children=[child.pk], facts={**SAID, "note": note}, by=None, at=NOW)
        return looked

    monkeypatch.setitem(post._first, FileNameOver.kind, look)
    assert post.take_in([over], NOW) == []
    assert notes(child) == [*NOTES, *meanwhile]
    meanwhile.clear()
    assert post.take_in([over], NOW + MINUTE) == [1]
    assert not any(NAME in each for each in notes(child))


@pytest.mark.provision("CM-404", "CM-402")
def test_a_file_on_which_no_paper_rests_is_looked_at(child, over, door):
    source = attach(child, NAME.encode())
    with waymark_itself(child.service):
        Source.objects.filter(pk=source.pk).update(file=None)
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        assert File.objects.filter(child=child).exists()
        assert Duty.objects.filter(child=child, duty="look-at-files").exists()


def test_nobody_but_waymark_itself_takes_a_file_out_of_a_record(child):
    with waymark_itself(child.service):
        file = attach(child, b"x").file
        of = {"child": child, "service": child.service, "by": file.by}
        held = HeldFile.objects.create(**of, key="k", name="a.txt", at=NOW)
    with pytest.raises(Error, match="no such file"), asked_by(file.by), transaction.atomic():
        connection.cursor().execute("SELECT file_waits(%s, %s)", [file.pk, held.pk])
    with waymark_itself(child.service):
        assert File.objects.filter(pk=file.pk).exists()


def attach(child, content, completed_on=None):
    """Attach a file to a paper of its own; return what the paper rests on."""
    with waymark_itself(child.service):
        of = {"child": child, "service": child.service}
        told = {"media_type": "text/plain", "size": 1, "digest": "d", "at": NOW}
        number = Paper.objects.count()
        called = {"about": f"p{number}", "reference": f"p{number}", "position": number}
        paper = Paper.objects.create(**of, form="assessment", **called, **PAPER)
        file = File.objects.create(
            name=f"{number}.txt", content=content, **told, **of, by=somebody(child.service)
        )
        source = Source.objects.create(**of, paper=paper, position=0, document={}, file=file)
        Paper.objects.filter(pk=paper.pk).update(completed_on=completed_on)
        return source


def test_where_there_are_no_files_nobody_is_owed_to_look(child, over, door):
    post.take_in([over], NOW)
    with waymark_itself(child.service):
        assert not Duty.objects.filter(child=child, duty="look-at-files").exists()


@pytest.mark.provision("CM-404")
def test_while_nobody_can_say_where_it_stands_the_letter_waits_and_nothing_is_at_fault(
    child, over, monkeypatch, caplog
):
    def away(*_args, **_told):
        raise guard.Shut(guard.AWAY)

    monkeypatch.setattr(guard, "mentions", away)
    assert post.take_in([over], NOW) == []
    assert not caplog.records
    assert notes(child) == list(NOTES)


def test_nobody_but_waymark_itself_seals_without_a_second_person(child):
    person = somebody(child.service)
    with pytest.raises(Error, match="only Waymark itself"), asked_by(person):
        connection.cursor().execute(SEAL, [child.pk, [NAME], [NOTES[0]], NOW])
    assert notes(child) == list(NOTES)


def test_nor_does_it_seal_in_the_record_of_another_service(child):
    with (
        pytest.raises(Error, match="no such child"),
        waymark_itself(a_service()),
        transaction.atomic(),
    ):
        connection.cursor().execute(SEAL, [child.pk, [NAME], [NOTES[0]], NOW])
    assert notes(child) == list(NOTES)


def test_it_goes_written_so_from_the_texts_that_name_them_and_from_no_other(child):
    with waymark_itself(child.service):
        told = [child.pk, ["Thornbury", NAME, "fishing"], [NOTES[0], NOTES[0], "We went"], NOW]
        connection.cursor().execute(SEAL, told)
    gap, fishing = notes(child)
    assert gap == NOTES[0].replace(NAME, GAP)
    assert fishing == NOTES[1]
