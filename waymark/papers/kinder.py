"""Words that label a child, where somebody wrote them: saved, and answered with a kinder one."""

from collections.abc import Iterable

from waymark.guidance.forms import QUOTE
from waymark.guidance.labels import kinder_words
from waymark.pages.words import about
from waymark.papers import asking
from waymark.papers.queries import Part
from waymark.rules.carries import carries
from waymark.rules.gates.prompting import labels_in


@carries("EP-106")
def kinder_prompts(texts: Iterable[str], name: str) -> list[str]:
    """Return, for each word that labels, what could be said instead."""
    found = labels_in(" ".join(texts), kinder_words())
    return [f"It says “{word}”. Kinder: {about(offer, name)}." for word, offer in found]


def written_in(part: Part) -> list[str]:
    """Return what was written in a section in this paper; what somebody said stays as they said
    it."""
    said = [part.said(each) for each in part.own if each.answer != QUOTE and not each.choices]
    return [each if isinstance(each, str) else asking.needs(each) for each in said]
