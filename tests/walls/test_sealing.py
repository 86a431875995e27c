"""Words that must go are gone once two people agree, and what stays shows that there were some."""

import hashlib
import json
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from psycopg.errors import InsufficientPrivilege, NoDataFound
from psycopg.types.json import Jsonb

from tests.walls.at_once import at_once, wait_for, waiting
from tests.walls.holding import tables_that_hold
from tests.walls.made import NOW, SAID, a_child, a_service, asked_by, somebody
from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import Role
from waymark.audit.models import AuditRow
from waymark.casefiles.acts import give_out
from waymark.chronology import acts, door
from waymark.chronology.models import Event, Seal, Words
from waymark.contacts import queries
from waymark.drafts.models import Draft

NAME = "Jamie Victimson"


@pytest.fixture
def jo(committed):
    return somebody(a_service())


@pytest.fixture
def bea(jo):
    return somebody(jo.service, Role.SENIOR_MANAGER)


@pytest.fixture
def words(jo):
    """The words of a note in which another child is named."""
    sam = a_child(jo.service)
    with asked_by(jo):
        facts = {**SAID, "note": f"He was with {NAME} all day."}
        event = acts.record(children=[sam.pk], facts=facts, by=jo, at=NOW)[sam.pk]
        return Words.objects.get(event=event)


@pytest.fixture
def seal(words, jo):
    with asked_by(jo):
        return acts.ask_to_seal(words=words, reason="It names another child.", by=jo, at=NOW)


def test_words_stay_until_another_person_agrees_and_are_gone_then(seal, jo, bea, owner):
    assert tables_that_hold(owner, NAME) == ["chronology_words"]
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == []


@pytest.fixture
def copied(words, jo):
    """The same words in two corrections, and other words in a third."""
    with asked_by(jo):
        said, event = words.text, words.event
        for note in (said, "He was with another child all day.", said):
            event = acts.correct(event=event, facts={**SAID, "note": note}, by=jo, at=NOW)
    return event


def type_again(person, child, text):
    """Somebody types the words on a form of her own, and sends them on another too late."""
    fields = {"note": [f"And then:\r\n{text}"], "method": ["office"]}
    place = {"child_id": child.pk, "service_id": child.service_id, "person": person}
    Draft.objects.create(**place, form="correct-contact", fields=fields, saved_at=NOW)
    Draft.objects.create(**place, form="contact", fields={"note": ["Not those."]}, saved_at=NOW)
    with connection.cursor() as cursor:
        for path in (f"/children/{child.pk}/contact/", f"/drafts/save/?child={child.pk}&form=x"):
            cursor.execute(
                "SELECT keep_words(%s, %s, %s, %s)", [person.pk, path, json.dumps(fields), NOW]
            )


def test_the_words_go_from_every_correction_draft_and_form_that_holds_them(
    seal, words, copied, jo, bea, owner
):
    ash = somebody(jo.service)
    for person in (jo, ash):
        with asked_by(person):
            type_again(person, seal.child, words.text)
    held = ["accounts_keptwords", "chronology_words", "drafts_draft"]
    assert tables_that_hold(owner, NAME) == held
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == []
    with asked_by(bea):
        notes = Words.objects.filter(field="note", event__kind="contact").order_by("pk")
        texts = list(notes.values_list("text", flat=True))[-4:]
        assert texts == [None, None, "He was with another child all day.", None]
        seals = Seal.objects.values_list("asked_by", "agreed_by", "reason", "digest")
        assert len(set(seals)) == 1
        assert len(seals) == 3
    with asked_by(ash):
        assert Draft.objects.get().fields == {"note": ["Not those."]}


def test_a_copy_goes_too_where_a_browser_changed_the_ends_of_its_lines(jo, bea, owner):
    sam = a_child(jo.service, events=[{**SAID, "id": "old", "note": f"A walk.\nWith {NAME}.  "}])
    with asked_by(jo):
        old = Event.objects.get(child=sam, reference="old")
        facts = {**SAID, "note": f"A walk.\r\nWith {NAME}."}
        acts.correct(event=old, facts=facts, by=jo, at=NOW)
        words = old.words.get()
        assert queries.other_versions(words) == []
        asked = acts.ask_to_seal(words=words, reason="It names another child.", by=jo, at=NOW)
    with asked_by(bea):
        acts.agree_to_seal(seal=asked, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == []


@pytest.mark.parametrize(
    ("sealed", "typed", "stays"),
    [
        ("ok", "A long look; it took a whole book", True),
        ("ok", "That was ok with her", True),
        ("ok", " ok\r\n", False),
        ("art with Kim", "Did her part with Kimberley", True),
        ("He saw Kim Smith", "Then: he left.\r\nHe saw\r\nKim Smith, and went.", False),
    ],
)
def test_a_draft_goes_where_the_words_stand_in_it_and_not_by_chance(jo, bea, sealed, typed, stays):
    sam = a_child(jo.service)
    with asked_by(jo):
        facts = {**SAID, "note": sealed}
        event = acts.record(children=[sam.pk], facts=facts, by=jo, at=NOW)[sam.pk]
        asked = acts.ask_to_seal(words=event.words.get(), reason="Wrong.", by=jo, at=NOW)
        place = {"child_id": sam.pk, "service_id": jo.service_id, "person": jo, "form": "contact"}
        Draft.objects.create(**place, fields={"note": [typed]}, saved_at=NOW)
    with asked_by(bea):
        acts.agree_to_seal(seal=asked, by=bea, at=NOW)
    with asked_by(jo):
        assert Draft.objects.exists() is stays


def test_a_copy_that_the_manager_had_asked_for_herself_goes_too(seal, copied, bea, owner):
    with asked_by(bea):
        acts.ask_to_seal(words=Words.objects.get(event=copied), reason="So do I.", by=bea, at=NOW)
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == []


def test_the_same_words_in_the_record_of_something_else_stay(seal, words, jo, bea, owner):
    with asked_by(jo):
        facts = {**SAID, "note": words.text}
        acts.record(children=[seal.child_id], facts=facts, by=jo, at=NOW)
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == ["chronology_words"]


def test_a_seal_that_forgot_the_copies_would_be_seen(seal, copied, bea, owner):
    """What the tests above stand on."""
    owner.execute(
        "CREATE OR REPLACE FUNCTION copies_of_words(asked bigint) RETURNS SETOF bigint"
        " LANGUAGE sql STABLE SET search_path = public, pg_temp AS 'SELECT asked'"
    )
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    assert tables_that_hold(owner, NAME) == ["chronology_words"]


def test_an_export_shows_the_gap(seal, bea):
    with asked_by(bea):
        acts.agree_to_seal(seal=seal, by=bea, at=NOW)
        document = give_out(reference=seal.child.reference, by=bea, at=NOW)
    assert document["events"][-1]["note"] == "[sealed]"
    assert document["events"][-1]["outcome"] == "attended"


def test_the_certificate_proves_which_words_they_were_and_the_audit_holds_its_digest_only(
    seal, bea, owner
):
    with asked_by(bea):
        certificate = acts.agree_to_seal(seal=seal, by=bea, at=NOW)
    sealed = f"{certificate['salt']}He was with {NAME} all day."
    assert certificate["digest"] == hashlib.sha256(sealed.encode()).hexdigest()
    assert tables_that_hold(owner, certificate["salt"]) == []
    with asked_by(bea):
        told = AuditRow.objects.order_by("number").last()
        assert certificate["digest"] in told.content
        assert told.user_id == bea.pk
        assert Seal.objects.get(pk=seal.pk).digest == certificate["digest"]


def test_nobody_agrees_with_themselves(seal, jo, owner):
    with asked_by(jo), pytest.raises(Refused, match="two people"):
        acts.agree_to_seal(seal=seal, by=jo, at=NOW)
    assert tables_that_hold(owner, NAME) == ["chronology_words"]


def test_one_person_alone_seals_nothing_by_direct_sql_either(
    seal, words, jo, bea, application, owner
):
    ask_as(application, jo)
    for statement, refused in (
        ("SELECT seal_words(%(seal)s, now(), 'salt')", NoDataFound),
        ("UPDATE chronology_words SET text = NULL WHERE id = %(words)s", InsufficientPrivilege),
        ("DELETE FROM chronology_words WHERE id = %(words)s", InsufficientPrivilege),
        ("UPDATE chronology_seal SET asked_by_id = %(other)s", InsufficientPrivilege),
        ("DELETE FROM chronology_seal", InsufficientPrivilege),
        (insert_seal("%(other)s", "NULL"), InsufficientPrivilege),
        (insert_seal("%(me)s", "%(other)s"), InsufficientPrivilege),
    ):
        with pytest.raises(refused):
            application.execute(
                statement, {"seal": seal.pk, "words": words.pk, "me": jo.pk, "other": bea.pk}
            )
    assert tables_that_hold(owner, NAME) == ["chronology_words"]


def test_nobody_of_another_service_agrees_by_direct_sql(seal, application, owner):
    for user in (somebody(a_service()), None):
        ask_as(application, user)
        with pytest.raises(NoDataFound):
            application.execute("SELECT seal_words(%s, now(), 'salt')", [seal.pk])
    assert tables_that_hold(owner, NAME) == ["chronology_words"]


def test_what_the_function_refuses_to_one_it_does_for_another(seal, bea, application, owner):
    """The refusals above are for who asks, and not because the statement is wrong."""
    ask_as(application, bea)
    application.execute("SELECT seal_words(%s, now(), 'salt')", [seal.pk])
    assert tables_that_hold(owner, NAME) == []
    with pytest.raises(NoDataFound):
        application.execute("SELECT seal_words(%s, now(), 'salt')", [seal.pk])


def test_words_are_asked_for_once_and_with_a_reason(seal, words, jo):
    with asked_by(jo), pytest.raises(Refused, match="somebody has asked already"):
        acts.ask_to_seal(words=words, reason="Again", by=jo, at=NOW)


def test_the_search_for_words_finds_them_in_whatever_column_they_lie(words, owner):
    """What the tests above stand on."""
    document = Jsonb({"name": NAME})
    owner.execute("UPDATE children_child SET beside = %s", [document])
    assert tables_that_hold(owner, NAME) == ["children_child", "chronology_words"]


def ask_as(application, user):
    application.execute(
        "SELECT set_config('waymark.user', %s, false), set_config('waymark.service', %s, false)",
        [str(user.pk) if user else "", str(user.service_id) if user else ""],
    )


def insert_seal(asked_by: str, agreed_by: str) -> str:
    whole = "now(), 'digest'" if agreed_by != "NULL" else "NULL, ''"
    return (
        "INSERT INTO chronology_seal"
        " (words_id, child_id, service_id, reason,"
        " asked_by_id, asked_at, agreed_by_id, agreed_at, digest)"
        f" SELECT id, child_id, service_id, 'r', {asked_by}, now(), {agreed_by}, {whole}"
        " FROM chronology_words LIMIT 1"
    )


def agreed_at_once(seal, people, owner, monkeypatch):
    """Let two agree to seal the same words, and neither go on before the other has looked whether
    anybody has answered, or waits."""
    usual, looked = QuerySet.exists, []

    def exists(rows):
        found = usual(rows)
        if rows.model is Seal:
            looked.append(True)
            wait_for(lambda: len(looked) == len(people) or waiting(owner))
        return found

    def agrees(person):
        with transaction.atomic(), asked_by(person):
            return acts.agree_to_seal(seal=seal, by=person, at=NOW)

    monkeypatch.setattr(QuerySet, "exists", exists)
    return at_once([partial(agrees, each) for each in people])


@pytest.fixture
def managers(jo, bea):
    return [bea, somebody(jo.service, Role.SENIOR_MANAGER)]


def test_of_two_who_agree_at_once_one_seals_the_words_and_the_other_is_told_that_somebody_answered(
    seal, managers, owner, monkeypatch
):
    came = agreed_at_once(seal, managers, owner, monkeypatch)
    assert {type(each) for each in came} == {dict, Stale}, came
    assert tables_that_hold(owner, NAME) == []


def test_without_the_lock_on_the_child_both_go_on_as_if_nobody_had_answered(
    seal, managers, owner, monkeypatch
):
    """The control."""
    monkeypatch.setattr(door, "lock", lambda children: dict.fromkeys(children, seal.service_id))
    came = agreed_at_once(seal, managers, owner, monkeypatch)
    assert not any(isinstance(each, Stale) for each in came), came
