"""What casework is told of one person, as whom one child's file knows them."""

import pytest

from tests.unit.rules.harmed.people import day, happened, link, spell, victim
from waymark.rules.harmed.base import HAPPENINGS, SPELLS
from waymark.rules.harmed.signals import signals
from waymark.rules.harmed.telling import holding, taken_back
from waymark.rules.harmed.tells import BY_SIGNAL, TELLS
from waymark.rules.harmed.victim import Victim
from waymark.rules.letters import OfOneHarmed
from waymark.rules.telling import key_of

YES = happened("restorative-answered", "2026-03-04", answer="accepted")
CONSENT = {"allows": "direct", "how": "written", "from": "2026-03-05"}
REFUSED = happened("details-refused", "2026-03-09")
ALLOWED = happened("details-allowed", "2026-03-12")
TWO = [link(), link(child=8, ref="v3")]


def told(*records, child=7, ref="v1", on="2026-03-20", links=None):
    """Return the letters that hold, by their kind: of two of one kind the later."""
    letters = holding(victim(*records, links=links or [link()]), child, ref, day(on))
    return {each.kind: each for each in letters}


@pytest.mark.provision("CM-379")
@pytest.mark.parametrize(
    "asks", [REFUSED, spell("preference", not_at_all=True, **{"from": "2026-03-09"})]
)
def test_whoever_asks_to_be_left_alone_is_told_of_as_ready_for_nothing_and_consenting_no_more(asks):
    before = told(YES, spell("consent", **CONSENT))
    assert before["victim-readiness"].ready == "yes"
    assert before["victim-consent"].given
    after = told(YES, spell("consent", **CONSENT), asks)
    assert (after["victim-readiness"].ready, str(after["victim-readiness"].on)) == (
        "no",
        "2026-03-09",
    )
    assert "victim-consent" not in after


@pytest.mark.provision("CM-379")
def test_whoever_changes_their_mind_is_ready_once_they_answer_anew():
    assert told(YES, REFUSED, ALLOWED)["victim-readiness"].ready == "no"
    anew = happened("restorative-answered", "2026-03-12", answer="accepted")
    assert told(YES, REFUSED, ALLOWED, anew)["victim-readiness"].ready == "yes"


@pytest.mark.provision("CM-379", "CM-383")
def test_two_who_are_one_consent_to_nothing_that_one_allowed_before_the_other_refused():
    still = spell("consent", **CONSENT)  # nothing ended it: they were two when it was refused
    assert told(still)["victim-consent"].given
    assert "victim-consent" not in told(still, REFUSED, ALLOWED)
    anew = spell("consent", **CONSENT | {"from": "2026-03-12"})
    assert told(still, REFUSED, ALLOWED, anew)["victim-consent"].given


@pytest.mark.provision("CM-379")
def test_who_never_said_yes_is_not_told_of_when_they_refuse():
    no = happened("restorative-answered", "2026-03-04", answer="declined")
    assert "victim-readiness" not in told(REFUSED)
    assert str(told(no, REFUSED)["victim-readiness"].on) == "2026-03-04"


def answers(*said):
    """Return what is told of answers given one day after another: ready, and to what."""
    given = [
        happened("restorative-answered", f"2026-03-{4 + number:02}", answer=answer, forms=forms)
        for number, (answer, forms) in enumerate(said)
    ]
    last = told(*given)["victim-readiness"]
    return last.ready, last.to


@pytest.mark.provision("CM-354")
def test_a_no_to_one_form_takes_no_yes_to_another_back():
    assert answers(("accepted", ["letter"]), ("declined", ["meeting"])) == ("yes", ("letter",))
    assert answers(("accepted", ["letter"]), ("accepted", ["meeting"]))[1] == ("letter", "meeting")
    assert answers(("accepted", ["letter"]), ("declined", ["letter"])) == ("no", ("letter",))
    assert answers(("accepted", ["letter"]), ("considering", ["letter"])) == (
        "not-yet",
        ("letter",),
    )


@pytest.mark.provision("CM-354")
def test_an_answer_that_names_no_form_is_to_all_of_them():
    assert answers(("accepted", ["letter"]), ("declined", [])) == ("no", ())
    assert answers(("declined", ["letter"]), ("accepted", [])) == ("yes", ())
    ready, to = answers(("accepted", []), ("declined", ["meeting"]))
    assert ready == "yes"
    assert "meeting" not in to
    assert {"letter", "shuttle"} <= set(to)


@pytest.mark.provision("CM-379")
def test_a_yes_that_was_left_is_taken_back_by_whoever_asks_to_be_left_alone():
    no = happened("restorative-answered", "2026-03-05", answer="declined", forms=["meeting"])
    assert told(YES, no, REFUSED)["victim-readiness"].ready == "no"
    assert told(YES, no, REFUSED)["victim-readiness"].to == ()


@pytest.mark.provision("CM-383")
def test_a_consent_is_told_in_the_file_of_the_child_with_whom_it_is_and_in_no_other():
    mine = spell("consent", **CONSENT, child=7)
    assert told(mine, links=TWO)["victim-consent"].given
    assert "victim-consent" not in told(mine, child=8, ref="v3", links=TWO)
    of_nobody = spell("consent", **CONSENT)
    assert told(of_nobody)["victim-consent"].given
    assert "victim-consent" not in told(of_nobody, links=TWO)


@pytest.mark.provision("CM-379")
def test_a_refusal_that_was_a_mistake_is_told_as_taken_back():
    who = victim(YES, REFUSED, links=[link()])
    said = {key_of(each): each.document() for each in holding(who, 7, "v1", day("2026-03-20"))}
    without = victim(YES, links=[link()])
    (back,) = taken_back(without, REFUSED, 7, "v1", said, day("2026-03-20"))
    assert (back.kind, back.taken_back, str(back.on)) == ("victim-readiness", True, "2026-03-09")


EACH = {
    "restorative-answered": YES,
    "details-refused": (YES, REFUSED),
    "details-allowed": (REFUSED, YES, ALLOWED),
    "preference": (YES, spell("preference", not_at_all=True, **{"from": "2026-03-09"})),
    "consent": spell("consent", **CONSENT),
    "invitation-decided": happened("invitation-decided", "2026-03-04", decision="invite"),
    "contact-scheme-notified": happened("contact-scheme-notified", "2026-03-04", order="o1"),
}


@pytest.mark.parametrize("kind", EACH)
def test_a_form_says_every_letter_by_which_casework_is_told_of_it(kind):
    records = EACH[kind] if isinstance(EACH[kind], tuple) else (EACH[kind],)
    shape = SPELLS.get(kind) or HAPPENINGS[kind]
    assert told(*records).keys() <= {each.kind for each in TELLS[shape]}


def test_a_form_says_of_every_kind_that_casework_reads_a_sentence_of_it(monkeypatch):
    read = set()
    for by in ("now", "ever"):
        looks = getattr(Victim, by)

        def looked(self, kind, *of, looks=looks, **by):
            read.add(kind)
            return looks(self, kind, *of, **by)

        monkeypatch.setattr(Victim, by, looked)
    named = spell("named-in-file", child=7, review_on="2026-06-01", **{"from": "2026-03-02"})
    signals(victim(named, links=TWO), 7, day("2026-03-20"))
    assert {"need", "preference", "file-name-decided"} <= {each.kind for each in read}
    assert read <= set(BY_SIGNAL)


def test_whoever_asks_to_be_left_alone_and_takes_it_back_changes_which_sentence_is_read():
    speaks = spell("preference", interpreter=True)
    read = [
        bool(signals(victim(speaks, *asks), 7, day("2026-03-20")))
        for asks in ((), (REFUSED,), (REFUSED, ALLOWED))
    ]
    assert read == [True, False, True]
    assert {type(REFUSED), type(ALLOWED)} <= set(BY_SIGNAL)


def test_what_no_form_says_that_casework_is_told_is_told_by_no_letter_of_one_harmed():
    said = {each.kind for letters in TELLS.values() for each in letters}
    assert {each.kind for each in OfOneHarmed.__subclasses__()} <= said
