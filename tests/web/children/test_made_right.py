"""What may tell of a meeting with somebody harmed is left out by what a talk is of, not by its
words alone."""

from datetime import date

import pytest

from waymark.chronology.made_right import MayTell, tells_of_making_it_right
from waymark.chronology.queries import Entry, Text

THEY_MET, ANOTHER = date(2026, 3, 3), date(2026, 3, 4)
NEUTRAL = "They shook hands, and he was relieved."


def talk(on=ANOTHER, words=NEUTRAL, kind="contact", goals=()):
    said = (Text("note", words),)
    told = {"present": (), "by": "", "recorded_on": on, "corrected": "", "corrects": ""}
    return Entry(
        1, kind, on, "Visit, at home", texts=said, child_said=(), goals=frozenset(goals), **told
    )


def left_out(entry, *, looked=False):
    may_tell = MayTell({THEY_MET}, {"g2"}, looked=looked)
    without = may_tell.rule.without(entry)
    assert without is not None, "that they talked is told"
    return not without.texts and may_tell.left == {NEUTRAL: entry}


@pytest.mark.provision("CM-409")
def test_a_talk_of_the_day_on_which_they_met_or_for_a_goal_that_repairs_is_left_out_and_shown():
    assert left_out(talk(on=THEY_MET))
    assert left_out(talk(goals=["g1", "g2"]))
    assert not left_out(talk(goals=["g1"]))
    assert not left_out(talk(on=THEY_MET, kind="incident"))
    assert not left_out(talk(on=THEY_MET), looked=True), "whoever prints read it"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("He wants to say sorry to them.", True),
        ("Shuttle mediation went well.", True),
        ("He meditates.", False),
        ("Sorry that he was late.", False),
    ],
)
def test_a_few_words_may_tell_of_it(text, tells):
    assert tells_of_making_it_right(text) is tells
