"""A name goes from all that a child's record says, once two people agree; and nothing else does."""

import hashlib
import json
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from psycopg.errors import CheckViolation, NoDataFound, RestrictViolation

from tests.walls.declared import ask_as
from tests.walls.holding import tables_that_hold
from tests.walls.made import NOW, SAID, a_child, a_service, asked_by, somebody
from waymark import guard
from waymark.accounts.answers import Refused, Stale
from waymark.accounts.models import Role
from waymark.casefiles.acts import give_out
from waymark.children.models import Episode
from waymark.chronology import acts as chronology
from waymark.chronology import door, passages
from waymark.chronology.models import Seal
from waymark.contacts import passages as asking
from waymark.drafts.models import Draft
from waymark.files.attached import attached
from waymark.letters import post
from waymark.papers import acts as papers
from waymark.papers import sources
from waymark.papers.models import File, HeldFile, Section, Source
from waymark.plans.models import Plan, Version
from waymark.portal.models import Sheet
from waymark.rules.letters import FileNameOver

NAME = "Priya O'Neill"
ELSEWHERE = "priya  O’NEILL"  # as somebody else wrote it
WRITTEN = re.compile(r"priya\s+o['’_]neill", re.IGNORECASE)
SAYS_IT = [
    "children_episode",
    "chronology_seal",
    "chronology_words",
    "drafts_draft",
    "papers_file",
    "papers_heldfile",
    "papers_section",
    "papers_source",
    "plans_version",
    "portal_sheet",
]
DECLARED = tomllib.loads((Path(__file__).parents[2] / "docs/fields.toml").read_text())


@pytest.fixture
def jo(committed):
    return somebody(a_service())


@pytest.fixture
def bea(jo):
    return somebody(jo.service, Role.SENIOR_MANAGER)


@pytest.fixture
def child(jo):
    return a_child(jo.service)


@pytest.fixture
def said(child, jo):
    """A record that says the name in each kind of place, signed and agreed ones too."""
    own = {"child": child, "service_id": child.service_id}
    with asked_by(jo):
        note = {**SAID, "note": f"He hit {NAME}. {ELSEWHERE} fell."}
        chronology.record(children=[child.pk], facts=note, by=jo, at=NOW)
        _a_completed_paper(child, jo)
        document = {"plan": {"goals": [{"id": "g1", "words": f"Write to {NAME}"}]}, "number": 1}
        plan = Plan.objects.create(**own, position=0, reference="p1", document={"id": "p1"})
        agreed = {"state": "agreed", "agreed_by": jo, "event": "e1", "document": document}
        Version.objects.create(**own, plan=plan, number=1, **agreed)
        given = {"kind": "copy", "for_whom": "child", "language": "en", "made_by": jo}
        lasts = {"made_at": NOW, "until": NOW + timedelta(days=7)}
        content = {"blocks": [["p", f"You said: {NAME} is sad"]]}
        Sheet.objects.create(**own, **given, **lasts, content=content, link="l", secret="s")
        placed = {"id": "x1", "note": f"Near {NAME}"}
        Episode.objects.create(**own, kind="alerts", position=90, document=placed)
        unsaved = {"outcome": ["attended"], "note": [f"Sam spoke of {NAME}, then left."]}
        Draft.objects.create(**own, person=jo, saved_at=NOW, form="begun", fields=unsaved)
    return child


def _a_completed_paper(child, by):
    paper = papers.begin(child=child, form="feedback", by=by, at=NOW)
    sources.add(paper=paper, facts={"who": f"{NAME}'s tutor"}, by=by, at=NOW)
    told = {"who": "The school", "file": "letter.txt"}
    letter = attached(f"{NAME}.txt", NAME.encode())
    sources.add(paper=paper, facts=told, attached=letter, by=by, at=NOW)
    cut = {"by": by, "at": NOW, "over_at": NOW, "file": File.objects.get()}
    HeldFile.objects.create(
        child=child, service_id=child.service_id, key="cut", name=f"{NAME}.txt", **cut
    )
    answers = {"feedback-changed": {"said": f"I miss {NAME}"}}
    Section.objects.create(
        child=child, service_id=child.service_id, paper=paper, name="feedback-us", answers=answers
    )
    with door.act("complete", by=by, at=NOW, children=[child.pk]) as act:
        papers.completed(act, paper)


def ask(child, by, *, passage=NAME, files=()):
    with asked_by(by):
        told = {"passage": passage, "reason": f"{NAME} was harmed.", "files": files}
        return asking.ask_to_seal(child=child, **told, by=by, at=NOW)


@pytest.fixture
def seal(said, jo):
    with asked_by(jo):
        files = list(File.objects.values_list("pk", flat=True))
    return ask(said, jo, files=files)


def agree(seal, by):
    with asked_by(by):
        return chronology.agree_to_seal(seal=seal, by=by, at=NOW)


@pytest.mark.provision("CM-402")
def test_a_name_stays_until_another_person_agrees_and_then_the_record_says_it_nowhere(
    seal, jo, bea, owner
):
    assert tables_that_hold(owner, "Priya") == SAYS_IT
    with pytest.raises(Refused, match="two people"):
        agree(seal, jo)
    assert tables_that_hold(owner, "Priya") == SAYS_IT
    certificate = agree(seal, bea)
    assert tables_that_hold(owner, "Priya") == tables_that_hold(owner, "O’NEILL") == []
    sealed = f"{certificate['salt']}{NAME}"
    assert certificate["digest"] == hashlib.sha256(sealed.encode()).hexdigest()


@pytest.fixture
def over(said, monkeypatch):
    """A letter that the name may stand there no longer, from the side that knows where it does."""

    def mentions(texts, **_told):
        found = [
            (place, found) for place, text in enumerate(texts) for found in WRITTEN.finditer(text)
        ]
        return guard.Mentions(tuple(guard.Mention(at, *each.span()) for at, each in found), 0)

    monkeypatch.setattr(guard, "mentions", mentions)
    letter = FileNameOver(child=said.pk, on=NOW.date(), victim="v1")
    return {"service": said.service_id, "kind": letter.kind, "document": letter.document()}


@pytest.mark.provision("CM-404", "CM-402")
def test_a_name_whose_day_is_over_goes_from_each_of_these_places_by_itself(over, jo, owner):
    """What was signed and agreed, and the names of files; not from what is in a file."""
    assert post.take_in([{"number": 1, **over}], NOW) == [1]
    assert tables_that_hold(owner, "Priya") == tables_that_hold(owner, "O’NEILL") == []
    with asked_by(jo):
        assert File.objects.get().name == "[name sealed].txt"
        assert Sheet.objects.get().revoked_at == NOW


def test_a_gap_stands_in_each_place_and_the_rest_stays(seal, said, jo, bea):
    agree(seal, bea)
    with asked_by(bea):
        document = give_out(reference=said.reference, by=bea, at=NOW)
        assert document["events"][-1]["note"] == "He hit [name sealed]. [name sealed] fell."
        (goal,) = Version.objects.get().document["plan"]["goals"]
        assert goal == {"id": "g1", "words": "Write to [name sealed]"}
        assert Sheet.objects.get().content == {"blocks": [["p", "You said: [name sealed] is sad"]]}
        assert Section.objects.get().answers["feedback-changed"] == {"said": "I miss [name sealed]"}
        assert Seal.objects.get().reason == "[name sealed] was harmed."


def test_a_file_that_holds_it_is_let_go_as_a_whole_and_its_source_says_so(seal, said, jo, bea):
    agree(seal, bea)
    with asked_by(jo):
        assert not File.objects.exists()
        told = [each.document.get("file") for each in Source.objects.order_by("position")]
        assert told == [None, "[file let go: a name stood in it]"]


def test_a_file_that_nobody_chose_stays(said, jo, bea, owner):
    asked = ask(said, jo)
    agree(asked, bea)
    with asked_by(jo):
        assert bytes(File.objects.get().content) == NAME.encode()


def test_a_link_that_shows_it_is_taken_back(seal, jo, bea):
    agree(seal, bea)
    with asked_by(jo):
        assert Sheet.objects.get().revoked_by == bea


def test_a_draft_keeps_all_but_the_name_whoever_typed_it(seal, said, jo, bea):
    agree(seal, bea)
    with asked_by(jo):
        kept = {"outcome": ["attended"], "note": ["Sam spoke of [name sealed], then left."]}
        assert Draft.objects.get().fields == kept


def test_what_is_kept_over_a_time_out_goes_where_it_holds_the_name(seal, said, jo, bea, owner):
    path, fields = f"/children/{said.pk}/contact/", json.dumps({"note": [f"Then {NAME}"]})
    with asked_by(jo), connection.cursor() as cursor:
        cursor.execute("SELECT keep_words(%s, %s, %s, %s)", [jo.pk, path, fields, NOW])
    agree(seal, bea)
    assert tables_that_hold(owner, "Then") == []


UNSAVED = passages.PLACES["drafts_draft"]


def test_a_colleagues_draft_that_says_it_is_told_of_and_nothing_else_of_it(said, jo, bea):
    shown = {}
    for person in (jo, bea, somebody(a_service())):
        with asked_by(person):
            (stands,) = passages.where([(said.pk, NAME)])
            shown[person] = [each.said for each in stands if each.place == UNSAVED]
    assert list(shown.values()) == [[f"Sam spoke of {NAME}, then left."], [NAME], []]


def test_no_person_reads_what_a_colleague_has_not_saved(said, jo, bea, application):
    """The control: Waymark itself does, to ask whose name is in it."""
    told = []
    for person in (jo.pk, bea.pk, 0):
        ask_as(application, person, jo.service_id)
        found = application.execute("SELECT count(*) FROM unsaved_texts(%s)", [said.pk])
        told.append(found.fetchone()[0])
    assert told == [0, 0, 1]


def test_it_goes_as_whole_words_and_no_word_of_the_program_is_touched(child, jo, bea):
    with asked_by(jo):
        facts = {
            **SAID,
            "note": "Office, officer and the office's door. He went to the back office.",
        }
        event = chronology.record(
            children=[child.pk], facts=facts | {"method": "office"}, by=jo, at=NOW
        )
    agree(ask(child, jo, passage="office"), bea)
    with asked_by(jo):
        event = event[child.pk]
        event.refresh_from_db()
        assert event.document["method"] == "office"
        gap = passages.GAP
        text = f"{gap}, officer and the {gap}'s door. He went to the back {gap}."
        assert event.words.get().text == text


def test_the_record_of_another_child_stays_as_it_is(seal, jo, bea, owner):
    other = a_child(jo.service, events=[{**SAID, "id": "old", "note": f"With {NAME}."}])
    agree(seal, bea)
    with asked_by(jo):
        assert [each.said for (each,) in [passages.where([(other.pk, NAME)])[0]]] == [
            f"With {NAME}."
        ]


def test_the_childs_own_name_is_not_sealed_and_nothing_is_asked_twice(child, jo):
    with pytest.raises(Refused, match="own name"):
        ask(child, jo, passage=child.given_name.upper())
    ask(child, jo)
    with pytest.raises(Refused, match="asked already"):
        ask(child, jo)


def test_one_person_alone_seals_nothing_by_direct_sql_nor_does_another_service(
    seal, jo, bea, application, owner
):
    stranger = somebody(a_service(), Role.SENIOR_MANAGER)
    for person in (jo, stranger):
        ask_as(application, person.pk, person.service_id)
        with pytest.raises(NoDataFound):
            application.execute("SELECT seal_passage(%s, now(), 'salt')", [seal.pk])
    ask_as(application, bea.pk, bea.service_id)
    application.execute("SELECT seal_passage(%s, now(), 'salt')", [seal.pk])
    assert tables_that_hold(owner, NAME) == []


def test_no_is_said_by_somebody_else_and_what_was_asked_for_is_kept_no_longer(
    seal, jo, bea, application, owner
):
    """And what was answered so nobody seals, not by direct SQL either."""
    stranger = somebody(a_service(), Role.SENIOR_MANAGER)
    told = []
    for person in (jo, stranger, bea, bea):
        ask_as(application, person.pk, person.service_id)
        answer = application.execute("SELECT refuse_seal(%s, now(), 'Her school')", [seal.pk])
        told.append(answer.fetchone()[0])
    assert told == [False, False, True, False]
    kept = owner.execute("SELECT passage, files, agreed_by_id FROM chronology_seal").fetchall()
    assert kept == [("", [], None)]
    with pytest.raises(CheckViolation):
        application.execute("SELECT seal_passage(%s, now(), 'salt')", [seal.pk])


def test_whoever_agrees_to_what_was_answered_meanwhile_is_told_so_and_nothing_goes(
    seal, jo, bea, application
):
    sue = somebody(bea.service, Role.SENIOR_MANAGER)
    ask_as(application, sue.pk, sue.service_id)
    application.execute("SELECT refuse_seal(%s, now(), 'Her school')", [seal.pk])
    with pytest.raises(Stale):
        agree(seal, by=bea)


CHANGES = (
    ("UPDATE papers_section SET answers = '{}'", CheckViolation),
    ("UPDATE plans_version SET document = '{\"plan\": {}}'", RestrictViolation),
)


@pytest.mark.parametrize(("change", "refused"), CHANGES)
@pytest.mark.usefixtures("said")
def test_saying_that_one_seals_opens_nothing_that_was_signed(
    application, owner, jo, change, refused
):
    """Neither to the application, which is not who seals, nor to who seals, outside of sealing."""
    ask_as(application, jo.pk, jo.service_id)
    application.execute("SELECT set_config('waymark.sealing', 'yes', false)")
    with pytest.raises(refused):
        application.execute(change)
    with pytest.raises(refused):
        owner.execute(change)


def test_without_the_way_through_what_is_signed_would_stop_the_seal(seal, bea, owner):
    owner.execute(
        "CREATE OR REPLACE FUNCTION is_sealing() RETURNS boolean LANGUAGE sql AS 'SELECT false'"
    )
    with pytest.raises(DatabaseError, match="is not changed"):
        agree(seal, bea)
    assert tables_that_hold(owner, "Priya") == SAYS_IT


def test_what_asks_is_shown_the_places_that_she_may_read_alone(said, jo, bea, owner):
    owner.execute("ALTER TABLE papers_section DISABLE TRIGGER paper_stays")
    owner.execute("UPDATE papers_section SET for_managers = true")
    owner.execute("ALTER TABLE papers_section ENABLE TRIGGER paper_stays")
    shown = {}
    for person in (jo, bea):
        with asked_by(person):
            (stands,) = passages.where([(said.pk, NAME)])
            shown[person] = {each.place for each in stands}
    assert shown[bea] - shown[jo] == {"answers on forms"}
    agree(ask(said, jo), bea)
    assert "papers_section" not in tables_that_hold(owner, NAME)


KEPT_ELSEWHERE = {
    "chronology_seal": {"passage"},  # what goes is kept there until it is gone
}


def test_each_column_that_may_hold_words_about_a_child_is_walked(owner):
    """A new column of words fails here until sealing knows of it."""
    walked = {
        (place, column)
        for place, column in owner.execute("SELECT place, col FROM passage_places()").fetchall()
    }
    assert {place for place, _ in walked} == set(passages.PLACES)
    words = {
        (name, column)
        for name, table in DECLARED["tables"].items()
        if "child_id" in table["plain"] or name == "children_child"
        for column in {*table.get("words", ()), *table.get("document", ())}
        - KEPT_ELSEWHERE.get(name, set())
    }
    assert words <= walked
    assert walked - words == {("papers_file", "name"), ("papers_heldfile", "name")}
