"""Whoever reads a file for names is told in which words they stand."""

from waymark.files.said import where
from waymark.rules.names import Found


def test_a_name_in_a_sentence_without_end_is_shown_with_the_words_around_it():
    text = "word " * 400 + "then Jaydon Marsh came " + "word " * 400
    begins = text.index("Jaydon")
    said = where([Found(begins, begins + len("Jaydon Marsh"), "")], text)
    assert "“Jaydon Marsh” in “…" in said
    assert said.count("word ") < 30


def test_of_many_places_the_first_are_shown_and_the_others_counted():
    text = "Mo. " * 5
    said = where([Found(at, at + 2, "") for at in range(0, len(text), 4)], "".join(text))
    assert said.endswith(", and 2 times more")
