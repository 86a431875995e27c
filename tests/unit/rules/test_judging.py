"""What was learnt since an assessment goes by the order in which it was written, not by the day."""

from datetime import date

import pytest

from tests.unit.rules.cases import case_file, event
from waymark.rules.casefile import trusted
from waymark.rules.judging import learnt_after
from waymark.rules.known import known_on

DAY = "2026-03-09"
FINISHED = event("assessment-completed", DAY, orders=["o1"])
KNIFE = event("weapon-found", DAY)


def learnt(*events):
    case = known_on(trusted(case_file(*events)), date(2026, 3, 20))
    return [each.kind for each in learnt_after(case, date.fromisoformat(DAY))]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ((FINISHED, KNIFE), ["weapon-found"]),
        ((KNIFE, FINISHED), []),
        ((FINISHED, KNIFE, FINISHED), []),
        ((FINISHED, event("weapon-found", "2026-03-10")), ["weapon-found"]),
        ((event("weapon-found", "2026-03-08"), FINISHED), []),
        (
            (FINISHED, event("weapon-found", "2026-03-01", recorded_on="2026-03-11")),
            ["weapon-found"],
        ),
        ((FINISHED, event("judgement", DAY, serious_harm="high")), []),  # what it found itself
        ((FINISHED, event("judgement", "2026-03-10", serious_harm="high")), ["judgement"]),
    ],
)
def test_what_was_written_after_the_assessment_the_same_day_too_is_newer_than_it(events, found):
    assert learnt(*events) == found
