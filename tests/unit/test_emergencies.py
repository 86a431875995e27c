"""What the audit kept is told in words, whatever became of its codes since."""

from datetime import UTC, datetime

import pytest

from waymark.children.emergencies import Answer, in_words


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"unmasked": "words-1", "why": "check"}, "words to be sealed: to check that it is right"),
        ({"unmasked": "words-1", "why": "home-check"}, "words to be sealed: home check"),
        ({"printed": "chronology", "purpose": "court"}, "chronology, for: the court"),
        ({"printed": "chronology", "purpose": "youth-panel"}, "chronology, for: youth panel"),
    ],
)
def test_a_code_that_was_taken_away_is_said_as_it_was_kept(facts: dict[str, str], told: str):
    answer = Answer(datetime(2026, 5, 1, tzinfo=UTC), "POST unmask", "200", facts, None)
    assert in_words(answer).endswith(told)
