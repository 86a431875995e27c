"""What is read aloud when the work begins: of each kind of order, in both languages, plainly."""

import re
from datetime import date
from typing import get_args

import pytest

from waymark.guidance import codes, inductions
from waymark.guidance.frames import frame
from waymark.plans.explained import explained
from waymark.rules.casefile import parse
from waymark.rules.known import known_on
from waymark.rules.orders import BESIDE_AN_ORDER, OrderKind
from waymark.rules.readability import reading

ON = date(2026, 5, 14)
LANGUAGES = ["en", "cy"]
WORKED_UNDER = sorted(set(get_args(OrderKind)) - BESIDE_AN_ORDER)
OUT_OF_COURT = sorted(
    code.code for code in codes("order-kinds", ON) if code.group == "out of court"
)
CHOSEN = ["prevention", "diversion", "outcome-20", "outcome-21"]
OF_COURTS = re.compile(
    r"\b(courts?|warn\w*|breach\w*|orders?|judges?|must|llys\w*|rhybudd|rhybuddion|gorchymyn|orchymyn|"
    r"rhaid)\b",
    re.IGNORECASE,
)


def said_of(kind, language, **more):
    made = {"id": "o1", "kind": kind, "made_on": "2026-05-01", **more}
    document = {
        "casefile": 1,
        "child": {"id": "c1", "date_of_birth": "2010-03-14", "sex": "female"},
        "orders": [made],
        "events": [],
    }
    case = known_on(parse(document), ON)
    (told,) = explained(document, case, ["o1"], frame(language), ON)
    return told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", WORKED_UNDER)
@pytest.mark.provision("CM-414", "CM-416", "CM-417")
def test_each_kind_of_work_says_what_it_is_why_it_matters_and_what_follows(kind, language):
    told = said_of(kind, language)
    assert all((told.what, told.why, told.missed))
    first = {"en": ("We ask", "If we cannot"), "cy": ("Rydyn ni'n gofyn", "Os na allwn")}
    assert told.missed[0].startswith(first[language]), "before all else somebody asks why"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OUT_OF_COURT)
@pytest.mark.provision("CM-417")
def test_what_no_court_ordered_speaks_of_no_court_no_warning_and_no_must(kind, language):
    told = said_of(kind, language)
    text = " ".join((*told.what, *told.why, *told.missed))
    assert OF_COURTS.findall(text) == []
    if kind in CHOSEN:
        assert not re.search("police|heddlu", text)


@pytest.mark.provision("CM-417")
def test_a_caution_with_conditions_may_go_back_to_the_police_and_a_panel_alone_refers_back():
    assert "back to the police" in " ".join(said_of("youth-conditional-caution", "en").missed)
    referral = " ".join(said_of("referral-order", "en").missed)
    assert "Only the panel can send it back" in referral
    assert "warning" not in referral
    assert OF_COURTS.search(" ".join(said_of("youth-rehabilitation-order", "cy").missed))


@pytest.mark.parametrize("kind", WORKED_UNDER)
def test_it_is_read_with_ease_at_eleven(kind):
    told = said_of(kind, "en")
    assert reading("\n".join((*told.what, *told.why, *told.missed))).age <= 11


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.provision("CM-414")
def test_every_requirement_has_a_sentence_and_how_much_it_is(language):
    listed = [*codes("requirements", ON), *codes("contract-items", ON)]
    assert [each.code for each in listed if not inductions.requirement(each.code, language)] == []
    asks = [
        {"id": "r1", "kind": "unpaid-work", "hours": 40},
        {"id": "r2", "kind": "curfew", "hours": 10},
        {"id": "r3", "kind": "juggling"},
    ]
    what = said_of("youth-rehabilitation-order", language, requirements=asks, ends_on="2026-11-30")
    text = " ".join(what.what)
    for words in ("40 hours.", "10 hours a day.") if language == "en" else ("40 awr.", "10 awr"):
        assert words in text
    assert "Juggling." in text or "juggling." in text, "by its name, where we have no sentence"
    assert ("30 November 2026" if language == "en" else "30 Tachwedd 2026") in text


def test_what_is_said_holds_on_its_day_and_nothing_is_said_of_what_we_do_not_work_under():
    with pytest.raises(LookupError):
        inductions.saying("referral-order", date(1999, 12, 31), "en")
    with pytest.raises(LookupError):
        inductions.saying("parenting-order", ON, "en")
