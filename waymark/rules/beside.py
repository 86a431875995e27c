"""Whether the words beside a name that is an ordinary word too (Mark, Will, May) are a person's."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Protocol

from waymark.rules import streets


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SHORT_TITLES = _words("mr mrs ms mx dr")  # which may have a dot
TITLES = SHORT_TITLES | _words("miss sir auntie aunty aunt uncle cousin")
MONTHS = _words("april may june august")
# "in May", "since June", "last April"
OF_A_DAY = _words(
    "in on since until till by before after during last next this every early late mid from of to "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday st nd rd th and or"
)
BEHIND_A_NUMBER = re.compile(r"\d\s*(?:st|nd|rd|th)?[\s,]*$")
BEFORE_A_NUMBER = re.compile(r"[\s,]*\d")
NEAR = 20  # letters: of a long text all that stands before a month is not searched for each
# "Grace Road", "Hope House"
PLACES = streets.ENDS_A_STREET.keys() | _words(
    "house school college academy church centre center hospital station club hall farm hotel "
    "surgery clinic bridge cross foundation trust"
)
# "Ysgol Grace", "Canolfan Hope"
BEGIN_A_PLACE = streets.ONLY_BEGINS_A_STREET | _words("ysgol coleg canolfan ysbyty neuadd")
# As words they have a capital too, so it tells no name.
WITH_A_CAPITAL = _words(
    "african american asian british catholic chinese christian christmas easter english european "
    "french german gypsy hindu indian irish italian jewish latin muslim polish portuguese roman "
    "romanian scottish sikh somali spanish thai turkish welsh monday tuesday wednesday thursday "
    "friday saturday sunday"
)
ARTICLES = _words("the a an")
HYPHENS = tuple("-\u2010\u2011\u2013")
OF_A_NAME = _words("family household lot boy boys girl girls brothers sisters lads kids twins")
# What only a person does: at the start of a sentence, "Mark said", but not "Mark the day".
DOES = _words(
    "said says told tells asked asks answered rang rings called calls texted texts wrote writes "
    "came comes went goes left leaves lived lives wants wanted likes liked loves loved hates hated "
    "felt feels thinks thought knows knew gave gives got gets hit hits took takes met meets saw "
    "sees heard hears helped helps broke breaks started starts who also himself herself does did "
    "doesn didn isn wasn hasn hadn plays played works worked agrees agreed owes lent knew"
)
BEING = _words("is was has had can could would should")
# "Art is his best lesson", "Violet was her favourite colour": what is called a thing is nobody.
CALLS_A_THING = re.compile(
    r"\s+(?:is|was)\s+(?:(?:not|still|also|always|now)\s+)?(?:an?|the|my|our|your|his|her|their)"
    r"(?:\s+[a-z]+){0,2}?\s+"
    r"(?:lesson|subject|hobby|sport|colour|season|flower|tree|herb|bird|trade|skill|topic)\b"
    r"(?=\s*(?:[.,;:!?)\n]|$)|\s+(?:and|but|or|so|at|in|on|of|to|because|when|where|while|that)\b)"
)
A_SENTENCE_ENDS = re.compile(r"[.!?:;•\n]|(?<!\w)[-–—*]\s")
POSSESSIVE = re.compile(r"['’ʼ`´]s\b|s['’]", re.IGNORECASE)
SHORTEST_STEM = 3
CLOSE = re.compile(r"[\s.,\-_·/|]{0,4}")


class Word(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def folded(self) -> str: ...
    @property
    def capital(self) -> bool: ...


def is_close(text: str, end: int, start: int) -> bool:
    """Tell whether nothing parts two words but what may stand within a name."""
    gap = text[end:start]
    return CLOSE.fullmatch(gap) is not None and "\n\n" not in gap and ". " not in gap[1:]


def parts_words(gap: str) -> bool:
    """Tell whether what stands between two letters is what parts words, and not a name."""
    return any(each.isspace() or each in "'’ʼ`,;:!?()\"“”" for each in gap)


def is_persons(text: str, words: Sequence[Word], place: int) -> bool | None:
    """Tell whether a capitalised ordinary word is somebody's name: yes, perhaps (False), or no.

    "Perhaps" is for the sentence's start, where every word has a capital.
    """
    word = words[place]
    before = words[place - 1].folded if place else ""
    after = words[place + 1].folded if place + 1 < len(words) else ""
    if word.folded in MONTHS and _is_month(text, word, before, after):
        return None
    if POSSESSIVE.match(text, word.end):
        return True
    if before in ARTICLES and not _is_a_familys(text, word, after):
        return None
    if not _starts_a_sentence(text, words, place):
        has_to_be = word.folded not in WITH_A_CAPITAL or after in DOES
        return has_to_be and not _all_capitals(words, place)
    if after in DOES:
        return True
    if after not in BEING or word.folded in MONTHS or CALLS_A_THING.match(text, word.end):
        return None
    return False


def _is_a_familys(text: str, word: Word, after: str) -> bool:
    """Tell whether after an article it may be a name still: the Greens, the Green-Smith lot."""
    return (
        word.folded.endswith("s") or after in OF_A_NAME or text[word.end : word.end + 1] in HYPHENS
    )


def is_place(text: str, words: Sequence[Word], place: int) -> bool:
    """Tell whether a word is part of what a place is called: Grace Road, Ysgol Grace, St Mary's."""
    word = words[place]
    before, after = words[max(0, place - 1) : place], words[place + 1 : place + 2]
    if after and after[0].capital and after[0].folded in PLACES:
        return is_close(text, word.end, after[0].start)
    if not before or not before[0].capital or not is_close(text, before[0].end, word.start):
        return False
    if before[0].folded in BEGIN_A_PLACE:
        return True
    return word.folded in PLACES and before[0].folded not in TITLES | ARTICLES


def _is_month(text: str, word: Word, before: str, after: str) -> bool:
    is_behind = BEHIND_A_NUMBER.search(text[max(0, word.start - NEAR) : word.start])
    is_beside = is_behind or BEFORE_A_NUMBER.match(text[word.end : word.end + NEAR])
    return bool(is_beside) or before in OF_A_DAY or after in MONTHS


def _starts_a_sentence(text: str, words: Sequence[Word], place: int) -> bool:
    begins = words[place - 1].end if place else 0
    gap = text[begins : words[place].start]
    return place == 0 or A_SENTENCE_ENDS.search(gap) is not None or any(q in gap for q in '"“‘(')


def _all_capitals(words: Sequence[Word], place: int) -> bool:
    """Tell whether its neighbours have capitals too, as in a heading."""
    near = [*words[max(0, place - 2) : place], *words[place + 1 : place + 3]]
    return bool(near) and all(each.capital for each in near)


def is_ordinary(written: str, ordinary: Set[str]) -> bool:
    return written in ordinary or any(base in ordinary for base in bases(written))


def bases(written: str) -> Iterator[str]:
    """Yield what an inflected word may be made of: stopped, stopp and stop."""
    for ending, instead in ENDINGS:
        stem = written.removesuffix(ending)
        if stem != written and len(stem) >= SHORTEST_STEM:
            yield from (stem + each for each in instead)
            if stem[-1] == stem[-2]:
                yield stem[:-1]


ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
    ("er", ("", "e")),
)
