"""A passage that must go stands in a text as whole words."""

import pytest

from waymark.rules.compared import says


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Lee’s mum rang.", "lee"),
        ("She met Lee", "Lee"),
        ("Ring O'Brien's office.", "O’Brien"),
        ("Ring OBrien.", "O'Brien"),
        ("At 12,  Mill\nLane", "12 Mill Lane"),
        ("Zoë came.", "Zoe"),
    ],
)
def test_it_stands_there_however_it_is_parted(text, passage):
    assert says(text, passage)


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("She could not sleep.", "lee"),
        ("At 112 Mill Lane", "12 Mill Lane"),
        ("She met ... somebody.", "..."),
        ("She met somebody.", "’’’"),
        ("", "Lee"),
    ],
)
def test_what_is_within_a_longer_word_is_not_it_and_marks_alone_stand_nowhere(text, passage):
    assert not says(text, passage)
