"""How old somebody must be to read a text, and which words make it hard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.rules.readability import reading, syllables

SYLLABLES = {
    1: "cat safe walked school you court house does times phone whole",
    2: "table wanted people science talking being something safely houses places little someone",
    3: "family area together agreement appointment violence created idea radio anything",
    4: "intervention reparation restorative experience consequences apologise community",
}
PLAIN = "I want to walk home with my friends. Jo helps me make a map of where I feel safe."
HEAVY = (
    "The intervention facilitates restorative engagement with appropriate agencies in order to "
    "address offending behaviour and its antecedents within the community."
)


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, told in SYLLABLES.items() for word in told.split()]
)
def test_syllables_are_counted_as_people_say_them(count: int, word: str):
    assert syllables(word) == count


@pytest.mark.provision("EP-105")
def test_plain_words_are_for_a_child_and_long_ones_are_named():
    assert reading(PLAIN).age <= 9
    assert reading(PLAIN).long_words == ()
    heavy = reading(HEAVY)
    assert heavy.age >= 16
    assert heavy.long_words[:2] == ("intervention", "facilitates")


def test_a_long_sentence_is_told():
    assert reading("and so we went on " * 5).has_a_long_sentence
    assert not reading(PLAIN).has_a_long_sentence


def test_a_name_is_no_long_word():
    assert reading("I will ring Emmanuella when it is hard for me.").long_words == ()


def test_too_few_words_say_nothing():
    assert reading("Be a chef").age is None
    assert reading("").age is None


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    found = reading(text)
    assert found.age is None or 5 <= found.age <= 18
    assert all(each in text for each in found.long_words)
