"""What casework planned with somebody harmed: prepared for, asked about, and counted once."""

from dataclasses import replace

import pytest

from tests.unit.rules.harmed.people import (
    activity,
    day,
    due,
    happened,
    link,
    made,
    spell,
    stands,
    victim,
)
from waymark.guidance import code_list
from waymark.rules.harmed.figures import Period, code_figures, indicator
from waymark.rules.harmed.owed import owed
from waymark.rules.harmed.planned_finders import CALLED
from waymark.rules.harmed.taking_part import took_part
from waymark.rules.harmed.telling import holding, taken_back

ON = "2026-03-20"
OWED = {"prepare", "arrange-needs", "took-part", "ask-outcome"}
TO_COME = activity(planned_for="2026-04-02")
DONE = activity(done_on=["2026-03-16"])


def owes(*records, of=TO_COME, on=ON, **facts):
    found = due(victim(*records, activities=[of], **facts), on)
    return {name: by for name, by in found.items() if name in OWED}


def prepared(now="yes", on="2026-03-15", **facts):
    return happened("prepared", on, activity="e1", prepared=now, **facts)


def received(on="2026-03-16", **facts):
    return happened("restorative-received", on, **{"form": "meeting", **facts})


def not_received(on="2026-03-16"):
    return happened("restorative-not-received", on, activity="e1")


def asked(helped="partly", on="2026-03-18", **facts):
    return happened("outcome-asked", on, activity="e1", helped=helped, **facts)


@pytest.mark.provision("CM-353", "NP-308")
def test_they_are_prepared_before_the_day_in_as_many_talks_as_it_takes():
    assert owes() == {"prepare": "2026-04-01"}
    assert owes(prepared("not-yet")) == {"prepare": "2026-04-01"}
    assert owes(prepared("not-yet"), prepared(on="2026-03-18")) == {}
    assert owes(prepared(), prepared("not-yet", "2026-03-18")) == {"prepare": "2026-04-01"}
    assert owes(of=activity()) == {"prepare": None}


def first_owed(*records, of=TO_COME, **facts):
    somebody = victim(*records, activities=[of], **facts)
    named = ("offer-planned", "have-consent", "prepare", "arrange-needs")
    return [each.name for each in owed(somebody, day(ON)) if each.name in named]


YES = happened("restorative-answered", "2026-03-12", answer="accepted", forms=["meeting"])
IN_WRITING = spell("consent", allows="direct", how="written", **{"from": "2026-03-12"})


@pytest.mark.provision("CM-378")
def test_what_is_planned_before_anybody_asked_them_is_offered_first_of_all():
    assert first_owed(age="child") == ["offer-planned", "have-consent", "prepare", "arrange-needs"]
    offered = happened("restorative-offered", "2026-03-12", forms=["meeting"])
    assert first_owed(offered) == ["have-consent", "prepare"]
    another = happened("restorative-offered", "2026-03-12", forms=["shuttle"])
    assert first_owed(another)[0] == "offer-planned"
    poem = activity(form="letter")
    asked_of_it = happened("work-offered", "2026-03-12", work="e2", answer="later")
    assert first_owed(of=poem)[0] == "offer-planned"
    assert first_owed(asked_of_it, of=poem)[0] == "have-consent"


@pytest.mark.provision("CM-378")
@pytest.mark.parametrize(("made_on", "is_owed"), [("2026-01-10", True), ("2026-03-11", False)])
def test_the_offer_of_what_was_made_before_is_none_of_the_letter_that_is_planned_now(
    made_on, is_owed
):
    asked_of_it = happened("work-offered", "2026-03-12", work="e1", answer="not-at-all")
    known = {"works": [made(on=day(made_on))], "of": activity("e2", form="letter")}
    assert ("offer-planned" in first_owed(asked_of_it, **known)) == is_owed
    long_ago = replace(asked_of_it, on=day("2026-01-11"))
    assert "offer-planned" in first_owed(long_ago, **known)


@pytest.mark.provision("CM-378")
@pytest.mark.parametrize(
    ("planned_for", "name", "by"),
    [
        ("2026-03-18", "offer-planned", "2026-03-17"),
        ("2026-04-02", "offer-restorative", "2026-03-19"),
        (None, "offer-restorative", "2026-03-19"),
    ],
)
def test_whoever_is_to_be_invited_to_what_is_planned_is_owed_one_offer_by_the_sooner_day(
    planned_for, name, by
):
    invite = happened("invitation-decided", "2026-03-12", child=7, decision="invite")
    offers = {"offer-planned", "offer-restorative"}
    planned = activity(planned_for=planned_for) if planned_for else activity()
    found = due(victim(invite, activities=[planned]), "2026-03-16")
    assert {each: found[each] for each in offers & found.keys()} == {name: by}
    another = victim(
        invite, activities=[activity(child=8, planned_for=planned_for or "2026-03-18")]
    )
    assert offers <= due(another, "2026-03-16").keys()


@pytest.mark.provision("CM-383")
def test_what_is_planned_waits_for_their_written_consent_until_the_day_before():
    (consent,) = (e for e in owed(victim(activities=[TO_COME]), day(ON)) if e.name[:4] == "have")
    assert (str(consent.due_on), consent.of) == ("2026-04-01", "7")
    assert consent.why == (
        "Planned for 2 April 2026: a meeting. Nothing is done before they consent in writing."
    )
    assert first_owed(YES) == ["have-consent", "prepare"]
    assert first_owed(YES, IN_WRITING) == ["prepare"]
    assert first_owed(YES, IN_WRITING, of=activity(form="shuttle"))[:2] == [
        "offer-planned",
        "have-consent",
    ]
    assert first_owed(of=activity(called_off_on="2026-03-12")) == []
    assert first_owed(of=DONE) == []


@pytest.mark.provision("CM-353", "NP-308")
def test_nobody_is_prepared_for_what_is_not_to_be():
    assert owes(of=activity(called_off_on="2026-03-12")) == {}
    assert "prepare" not in owes(of=DONE)
    no = happened("restorative-answered", "2026-03-12", answer="declined", forms=["meeting"])
    assert owes(no) == {}
    assert owes(stands=[stands("no", "2026-03-12")]) == {}
    alone = spell("preference", not_at_all=True, **{"from": "2026-03-12"})
    assert owes(alone) == {}


@pytest.mark.provision("CM-351", "CM-352", "NP-306")
def test_what_they_need_that_day_is_arranged_and_a_child_is_brought_by_somebody():
    interpreter = spell("preference", interpreter=True, **{"from": "2026-03-03"})
    assert owes(prepared(), interpreter) == {"arrange-needs": "2026-04-01"}
    need = spell("need", what="access", **{"from": "2026-03-03"})
    assert owes(prepared(), need) == {"arrange-needs": "2026-04-01"}
    assert owes(prepared(arranged=True), need, interpreter) == {}
    assert owes(prepared(), spell("need", what="none-known")) == {}
    assert owes(prepared(arranged=True), age="child") == {"arrange-needs": "2026-04-01"}
    assert owes(prepared(comes_with="Her aunt"), age="child") == {}
    letter = activity(form="letter", planned_for="2026-04-02")
    assert owes(prepared(), of=letter, age="child") == {}, "nobody comes to a letter"


@pytest.mark.provision("CM-388", "CM-349", "CM-387")
def test_what_was_done_is_written_down_and_asked_about_once():
    assert owes(of=DONE) == {"took-part": "2026-03-23", "ask-outcome": "2026-03-23"}
    assert owes(received(activity="e1"), of=DONE) == {"ask-outcome": "2026-03-23"}
    assert owes(received(), of=DONE) == {"ask-outcome": "2026-03-23"}
    assert owes(asked(), of=DONE) == {"took-part": "2026-03-23"}
    assert owes(not_received(), of=DONE) == {}


def test_why_it_is_owed_says_form_and_day_and_no_word():
    facts = {"comes_with": "Marigold Dunmore", "said": "She shook"}
    somebody = victim(prepared("not-yet", **facts), activities=[TO_COME])
    (found,) = (each for each in owed(somebody, day(ON)) if each.name == "prepare")
    assert found.why.startswith("Planned for 2 April 2026: a meeting")
    assert not any(word in found.why for word in ("Dunmore", "shook"))
    assert found.of == "7:e1"


def test_each_form_that_may_be_planned_is_called_something():
    assert set(CALLED) == {each.code for each in code_list("restorative-forms").codes}


SPRING = Period(day("2026-03-01"), day("2026-05-31"))
CONSENT = spell("consent", allows="contact", how="spoken", **{"from": "2026-03-03"})


def counted(*records, of=DONE, **facts):
    links = (link(ends_on="2026-05-01"),)
    somebody = victim(*records, CONSENT, links=links, activities=[of], **facts)
    national = indicator([somebody], SPRING, day("2026-06-01"))
    whys = [each.why for each in national.get("10", ())]
    return len(code_figures([somebody], SPRING).get("received:direct", ())), whys


@pytest.mark.provision("CM-388", "CM-349")
def test_what_was_done_counts_once_and_says_by_whom_it_is_known():
    told, why = counted()
    assert (told, why) == (
        1,
        [
            "they took part on 16 March 2026 (a meeting), as casework told, and nobody wrote down "
            "here yet"
        ],
    )
    written = "they took part on 16 March 2026 (a meeting), as was written down here"
    assert counted(received(activity="e1")) == (1, [written])
    assert counted(received()) == (1, [written])
    assert counted(received("2026-03-12"))[0] == 1


@pytest.mark.provision("CM-388", "CM-349")
def test_what_they_took_no_part_in_or_took_part_in_before_does_not_stand_for_it():
    assert counted(not_received()) == (0, [])
    assert counted(received("2026-03-09"))[0] == 2
    assert counted(received(form="conference"))[0] == 2
    assert counted(of=TO_COME) == (0, [])


@pytest.mark.provision("CM-388", "CM-349")
def test_messages_that_go_to_and_fro_are_one_thing():
    shuttle = activity(form="shuttle", done_on=["2026-03-12", "2026-03-16"])
    times = [received(on, form="shuttle", activity="e1") for on in ("2026-03-12", "2026-03-16")]
    for records in ((), times):
        somebody = victim(*records, activities=[shuttle])
        assert [each.on for each in took_part(somebody, 7, "v1")] == [day("2026-03-12")]


@pytest.mark.provision("CM-388", "CM-349")
def test_a_work_that_they_were_given_counts_once_however_it_was_planned():
    plan = activity(form="letter", done_on=["2026-03-14"])
    poem = made("e2")
    given = happened("work-given", "2026-03-17", work="e2", how="glad")
    assert took_part(victim(activities=[plan], works=[poem]), 7, "v1") == []
    assert owes(of=plan, works=[poem]) == {}
    for records in ((given,), (given, received("2026-03-17", form="letter"))):
        somebody = victim(*records, activities=[plan], works=[poem])
        assert [each.form for each in took_part(somebody, 7, "v1")] == ["letter"]


@pytest.mark.provision("CM-388")
def test_a_work_is_offered_once_whether_its_kind_was_offered_before_or_not():
    offered = happened("work-offered", "2026-03-12", work="e1", answer="not-at-all")
    before = happened("restorative-offered", "2026-03-04", forms=["letter"])
    for records, why in (
        ([offered], "a letter, offered on 12 March 2026, once it was made"),
        ([offered, before], "a letter, offered on 4 March 2026"),
        ([offered, happened("work-offered", "2026-03-14", work="e1", answer="later")], None),
    ):
        figures = code_figures([victim(*records, works=[made()])], SPRING)
        (counted_,) = figures["offered:indirect"]
        assert why in (None, counted_.why)
        assert [each.why for each in figures["declined"]] == ["declined on 12 March 2026"]
        assert len(figures["declined:letter"]) == 1
    two = victim(offered, before, replace(offered, work="e2"), works=[made(), made("e2")])
    assert len(code_figures([two], SPRING)["offered:letter"]) == 2


def test_what_was_planned_with_another_child_is_of_that_child_alone():
    links = (link(), link(child=8, ref="v4", order="o9"))
    theirs = activity(child=8, ref="v4", done_on=["2026-03-16"])
    somebody = victim(received(activity="e1", child=7), links=links, activities=[DONE, theirs])
    assert len(took_part(somebody, 7, "v1")) == len(took_part(somebody, 8, "v4")) == 1
    assert {each.of for each in owed(somebody, day(ON)) if each.name == "took-part"} == {"8:e1"}


def told(*records, on=ON):
    letters = holding(victim(*records, activities=[TO_COME]), 7, "v1", day(on))
    return {each.kind: each for each in letters}


@pytest.mark.provision("CM-353")
def test_casework_is_told_that_they_are_prepared_and_never_how():
    talk = prepared(comes_with="Marigold Dunmore", said="She shook", how="visit")
    letter = told(prepared("not-yet", "2026-03-12"), talk)["victim-prepared"]
    assert (letter.on, letter.prepared, letter.activity) == (day("2026-03-15"), "yes", "e1")
    assert not any(word in str(letter.document()) for word in ("Dunmore", "shook", "visit"))
    assert told(talk, on="2026-03-14") == {}
    assert told(prepared(), prepared("not-yet", "2026-03-18"))["victim-prepared"].prepared != "yes"


@pytest.mark.provision("CM-353")
def test_casework_is_told_whether_it_helped_only_where_they_let_it_be_told():
    assert told(asked())["victim-heard"].helped is None
    assert told(asked(may_tell=True))["victim-heard"].helped == "partly"
    assert told(asked("not-said", may_tell=True))["victim-heard"].helped is None
    assert told(asked(said="She wept"))["victim-heard"].on == day("2026-03-18")


@pytest.mark.provision("CM-353")
def test_what_a_mistake_told_of_it_is_taken_back():
    entry = prepared()
    without = victim(activities=[TO_COME])
    (letter,) = taken_back(without, entry, 7, "v1", {}, day(ON))
    assert (letter.kind, letter.taken_back, letter.prepared) == ("victim-prepared", True, "yes")
    assert list(taken_back(victim(entry, activities=[TO_COME]), entry, 7, "v1", {}, day(ON))) == []
