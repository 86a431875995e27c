"""What the child and the parents said on sheets of their own since the plan was last looked at: it
stands beside what a review asks, and beside whether the child was heard one last time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from waymark.assessments.voices import OWN, Voice, all_said, handed_in
from waymark.children.header import Header
from waymark.chronology import casefile
from waymark.pages.words import day
from waymark.papers.queries import Part
from waymark.papers.told import CHILD, told_in_words
from waymark.rules.asked import END_LAST_SAID, REVIEW_CHILD, REVIEW_OTHERS
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.events.voice import SelfAssessmentConcern
from waymark.rules.known import known_on
from waymark.rules.reviewing import last_looked_at, said_alone_since

SHEETS = (*OWN, "feedback")
THE_CHILDS = {REVIEW_CHILD: True, REVIEW_OTHERS: False}


@carries("CM-221", "EP-124")
def voices_beside(top: Header, parts: Sequence[Part]) -> Mapping[str, list[Voice]]:
    """Return, by the section of a review, what the child or the parents said: what speaks of harm
    first, then the newest. Nobody types again what they wrote themselves.

    Four queries, and one for each sheet.
    """
    found: dict[str, list[Voice]] = defaultdict(list)
    if any(part.asked.id in THE_CHILDS for part in parts):
        heard = list(_heard(top, _case_of(top)))
        for part in parts:
            whose = THE_CHILDS.get(part.asked.id)
            own = (voice for is_childs, voice in heard if is_childs is whose)
            found[part.asked.id] = sorted(own, key=lambda each: not each.is_harm)
    return found


def _heard(top: Header, case: Case) -> Iterator[tuple[bool, Voice]]:
    """Yield whether the child said it, and what: on the newest sheet first. What was told of harm
    stands there even where the sheet was never handed in, or says otherwise by now."""
    began = last_looked_at(case)
    known = set()
    for paper in reversed(handed_in(top.child, SHEETS)):
        if began is None or (paper.completed_on or began.on) >= began.on:
            for voice in all_said(paper, top):
                known |= {(voice.who, voice.asked)} if voice.is_harm else set()
                yield paper.whose in ("", CHILD), voice
    told = [each for each in case.all(SelfAssessmentConcern) if not began or each.on >= began.on]
    for event, each in zip(told, told_in_words(told, top), strict=True):
        if each.words and (each.who, each.asked) not in known:
            voice = Voice(each.who, each.asked, each.words, each.on, None, "", is_harm=True)
            yield event.whose in (None, CHILD), voice


def known_of_an_ending(top: Header, part: Part) -> dict[str, str]:
    """Return what the record holds of what an ending asks: on which days the child was heard."""
    if part.asked.question(END_LAST_SAID) is None:
        return {}
    days = [day(each.on, top.today) for each in said_alone_since(_case_of(top))]
    said = f"{top.first_name} handed in what they think on {' and '.join(days)}"
    return {END_LAST_SAID: said if days else "nothing handed in since the plan was looked at last"}


def _case_of(top: Header) -> Case:
    return known_on(casefile.of(top.child), top.today)
