"""Who acts writes a letter and cannot read one; and two who apply the same apply it once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.walls.at_once import at_once
from tests.walls.made import NOW, a_service, asked_by, somebody, waymark_itself
from tests.web.letters.post_office import decided, invited, who_harmed, written
from waymark.children.models import Hosting
from waymark.chronology import acts
from waymark.letters import post
from waymark.letters.models import Outgoing

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
