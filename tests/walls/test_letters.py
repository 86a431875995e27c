"""Who acts writes a letter and cannot read one; and two who apply the same apply it once."""

import os
import signal
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg.errors import LockNotAvailable

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_service, asked_by, somebody, waymark_itself
from tests.web.letters.post_office import decided, invited, who_harmed, written
from waymark import guard
from waymark.children.models import Hosting
from waymark.chronology import acts, door
from waymark.files.attached import attached
from waymark.letters import post
from waymark.letters.models import Outgoing
from waymark.papers import held, named
from waymark.papers.models import HeldFile, Paper, Source
from waymark.rules.letters import FileCut, FileNameOver

RECOUNT = {"kind": "harmed-counted-again", "on": "2028-01-11", "offence": "o1:f1", "harmed": 1}


@pytest.fixture
def jo(committed):
    return somebody(a_service())


@pytest.fixture
def sam(jo):
    return who_harmed(jo.service)


def forbidden(statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_whoever_wrote_a_letter_cannot_read_it(jo, sam):
    with asked_by(jo):
        acts.record(children=[sam.pk], facts=RECOUNT, by=jo, at=NOW)
        assert not Outgoing.objects.exists()
    assert len(written(jo.service)) == 4


def test_nobody_takes_a_letter_back_or_changes_it(jo, sam):
    with waymark_itself(jo.service):
        forbidden("DELETE FROM letters_outgoing")
        forbidden("DELETE FROM letters_incoming")
        forbidden("UPDATE letters_outgoing SET document = '{}'")
        forbidden("UPDATE letters_incoming SET number = 5")


def test_nobody_writes_a_letter_of_another_service(jo):
    theirs = a_service().pk
    values = f"VALUES ({theirs}, 'order-made', '{{}}')"
    with asked_by(jo):
        forbidden(f"INSERT INTO letters_outgoing (service_id, kind, document) {values}")


def test_of_a_child_who_is_hosted_the_home_service_is_told(jo, sam):
    host = somebody(a_service())
    today = NOW.date()
    with waymark_itself(jo.service):
        period = DateRange(today - timedelta(days=2000), None)
        Hosting.objects.create(child=sam, service=jo.service, host=host.service, period=period)
    before = len(written(jo.service))
    with asked_by(host):
        acts.record(children=[sam.pk], facts=RECOUNT, by=host, at=NOW)
    assert len(written(jo.service)) == before + 1
    assert written(host.service) == []


def test_two_who_take_the_same_letters_in_at_once_apply_each_once(sam):
    letters = [decided(sam, f"v{number}") for number in range(1, 4)]
    both = at_once([partial(post.take_in, letters, NOW)] * 2)
    assert all(each in ([], [letter["number"] for letter in letters]) for each in both)
    assert invited(sam) == ["v1", "v2", "v3"]


def is_free(owner, child):
    """Tell whether somebody could write of a child just now."""
    try:
        with owner.transaction():
            owner.execute("SELECT FROM children_child WHERE id = %s FOR UPDATE NOWAIT", [child.pk])
    except LockNotAvailable:
        return False
    return True


@pytest.fixture
def asked(sam, owner, monkeypatch):
    """Of each question that is asked of the other side, whether the child is free meanwhile."""
    free = []

    def mentions(texts, **told):
        free.append(is_free(owner, sam) and not connection.in_atomic_block)
        found = [
            guard.Mention(place, 0, 3) for place, text in enumerate(texts) if text[:3] == "Abe"
        ]
        return guard.Mentions(tuple(found), 0, waits="file" in told)

    monkeypatch.setattr(guard, "mentions", mentions)
    monkeypatch.setattr(guard, "file_cut", lambda **_: mentions([]) and b"Somebody came.")
    return free


@pytest.fixture
def says(sam, jo):
    """A file of the record that says a name."""
    kept = attached("1.txt", b"Abe came.")
    with waymark_itself(sam.service):
        of = {"child": sam, "service": sam.service}
        about = {"form": "assessment", "about": "p1", "reference": "p1", "position": 0}
        paper = Paper.objects.create(**of, **about, version=1, document={}, began_on=NOW.date())
        file = held.filed(paper, kept, by=jo, at=NOW)
        Source.objects.create(**of, paper=paper, position=0, document={}, file=file)
    return file


def over(sam):
    letter = FileNameOver(child=sam.pk, on=NOW.date(), victim="v1")
    return decided(sam, kind=letter.kind, document=letter.document())


def waits(sam):
    with waymark_itself(sam.service):
        return HeldFile.objects.get(child=sam)


@pytest.mark.provision("CM-404", "CM-402")
def test_files_are_sent_and_fetched_while_nothing_of_the_child_is_locked(sam, says, asked):
    assert post.take_in([over(sam)], NOW)
    (key, free), asked[:] = (waits(sam).key, list(asked)), []
    assert free
    assert all(free)
    letter = FileCut(child=sam.pk, on=NOW.date(), file=key)
    assert post.take_in([decided(sam, kind=letter.kind, document=letter.document())], NOW)
    assert asked == [True]
    assert not waits(sam).waits


def test_without_looking_first_nobody_could_write_of_the_child_meanwhile(
    sam, says, asked, monkeypatch
):
    """The control."""

    def under_lock(letter, *, service, at):
        with door.act("told-by-victims-side", by=None, at=at, children=[sam.pk]):
            looked = named.look(letter, service=service, at=at, tried=0)
        named.name_over(letter, service=service, at=at, found=looked)

    monkeypatch.delitem(post._first, FileNameOver.kind)
    monkeypatch.setitem(post._appliers, FileNameOver.kind, under_lock)
    assert post.take_in([over(sam)], NOW)
    assert not any(asked)


def died(work) -> None:
    """Do something in a process of its own, which is killed in the midst of it."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        return
    connection.connection = None  # the other's: this one has its own
    try:
        work()
    finally:
        os._exit(0)


def die(*_args, **_told):
    os.kill(os.getpid(), signal.SIGKILL)


def when_it_begins(patch, letters):
    patch.setattr(post, "_applier", lambda _kind: die)
    post.take_in(letters, NOW)


def when_two_are_applied(patch, letters):
    usual, done = post._is_applied, []

    def applied(*told):
        done.append(usual(*told))
        return die() if len(done) == 2 else done[-1]

    patch.setattr(post, "_is_applied", applied)
    post.take_in(letters, NOW)


def before_the_others_hear_of_it(_patch, letters):
    post.take_in(letters, NOW)
    die()


KILLED = {when_it_begins: 0, when_two_are_applied: 0, before_the_others_hear_of_it: 3}


@pytest.mark.parametrize(("dies", "stand"), KILLED.items())
def test_whoever_is_killed_while_it_takes_letters_in_leaves_each_to_be_applied_once(
    sam, monkeypatch, dies, stand
):
    letters = [decided(sam, f"v{number}") for number in range(1, 4)]
    died(partial(dies, monkeypatch, letters))
    assert len(invited(sam)) == stand
    for _ in range(2):
        assert post.take_in(letters, NOW) == [each["number"] for each in letters]
        assert invited(sam) == ["v1", "v2", "v3"]


def test_without_the_number_that_is_kept_what_was_killed_is_applied_twice(sam, monkeypatch):
    """The control."""
    monkeypatch.setattr(post, "_keep_number", lambda *_: True)
    letters = [decided(sam, says={"decision": each}) for each in ("invite", "do-not-invite")]
    died(partial(before_the_others_hear_of_it, monkeypatch, letters))
    post.take_in(letters, NOW)
    assert len(invited(sam)) > len(letters)
