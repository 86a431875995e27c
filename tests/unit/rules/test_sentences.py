"""What is quoted around a name is a whole sentence: an initial, a title or a time ends none."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.rules import sentences
from waymark.rules.names import find_names

WHOLE = """I saw Mr J. Okafor at 3.30 today. | mr j. okafor came. | We saw J. K. Okafor.
At no. 5 Okafor lives! | Sam Okafor, of 5 Quay St. Bristol, rang. | e.g. Okafor. | “Is it Okafor?”
Mr. Okafor had 2.5 hours. | Okafor came at 4 p.m. | I know Prof. Okafor (well.)"""


def quoted(text):
    (found,) = find_names(text, ["Okafor"])
    return found.sentence(text)


@pytest.mark.parametrize("said", [each.strip() for each in WHOLE.replace("\n", "|").split("|")])
def test_a_name_is_quoted_in_its_whole_sentence(said):
    assert quoted(f"It was late. {said} Then he left. We rang") == said
    assert quoted(said) == said


def test_an_initial_ends_a_sentence_where_the_next_word_is_hardly_a_last_name():
    (found,) = find_names("I met Daniel O. He left.", ["Daniel Okafor"])
    assert found.sentence("I met Daniel O. He left.") == "I met Daniel O."
    assert quoted("I said no. Okafor left.") == "Okafor left."


def test_a_line_ends_a_quote_and_not_what_is_read_for_harm():
    text = "one\nMr. Okafor\ntwo"
    assert quoted(text) == "Mr. Okafor"
    start = text.index("Okafor")
    passages = sentences.ends_in(text, sentences.A_PASSAGE)
    assert sentences.around(text, start, start + 6, passages) == text


def test_of_a_sentence_without_an_end_what_stands_near_is_quoted():
    assert "Okafor" in quoted(f"{'and so on ' * 100} Okafor {'and so on ' * 100}")[200:400]


@given(
    initials=st.lists(st.sampled_from(string.ascii_letters), min_size=1, max_size=3),
    title=st.sampled_from(["", "Mr ", "Mrs. ", "Dr. ", "St. "]),
)
def test_no_initial_parts_somebody_from_the_sentence(initials, title):
    name = f"{title}{' '.join(f'{each}.' for each in initials)} Okafor"
    assert quoted(f"So. It was {name} who rang. Bye") == f"It was {name} who rang."


@given(text=st.text(alphabet="aB.!? \n:-”", max_size=60), place=st.integers(0, 60))
def test_a_sentence_holds_what_it_is_around(text, place):
    text = f"{text[:place]} Okafor {text[place:]}"
    assert "Okafor" in sentences.sentence(text, text.index("Okafor"), text.index("Okafor") + 6)
