"""Finds nicknames of one ordinary word (Sunny, Tank) that are written in small letters.

Such a word stands on every other page as the word alone. It is asked about only where the words
beside it are those of a person, who is told of without an article: "met sunny at", "tank said".
"""

import re
from collections.abc import Iterable, Iterator, Set

from waymark.rules import beside
from waymark.rules.compared import Compared, either, words
from waymark.rules.names import APOSTROPHES
from waymark.rules.reached import Span

SHORTEST = 3  # letters
NEAR = 24  # letters, in which a word that tells something stands
BEFORE = re.compile(r"([^\W\d_]+)\s{1,2}\Z")
AFTER = re.compile(r"\s{1,2}([^\W\d_]+)")
ENDS = re.compile(r"\s*(?:[.,;:!?)\"”]|\Z)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Before a bare word: what is done with, to or by somebody.
WITH_SOMEBODY = _words(
    "with to at near off into onto about from towards behind against beside between for because if "
    "when that what how why and or but knows know knew told tells said says pushed hit met meet "
    "saw seen asked rang called texted likes hates blames blamed punched kicked"
)
# Before it too, where somebody is meant by what follows: "it was lanky who".
IT_IS = _words("is was its")
OF_A_THING = beside.ARTICLES | _words(
    "my your his her our their this these those some any no every each one another more most very "
    "so too really quite"
)
DOES = beside.DOES | _words(
    "laughed texted got might may will won shouted ran grabbed pushed kicked punched threw stole "
    "grassed lied cried swore spat followed stopped turned tried needs needed"
)
# After it, where it ends there what is said of it.
GOES_ON = _words(
    "and or but from at on in for since because any over who when if to had again too also up out "
    "off now then today yesterday tomorrow so that before after while until through this last a"
)


class InSmallLetters:
    def __init__(self, nicknames: Iterable[str], ordinary: Set[str], known: Set[str]) -> None:
        """:param known: words of the names of people who may be there."""
        listed = (words(each) for each in nicknames)
        lone = (
            word
            for word, *more in filter(None, listed)
            if not more and len(word) >= SHORTEST and word.isalpha() and word not in known
        )
        self.called = {word for word in lone if beside.is_ordinary(word, ordinary)}
        self.written = either(f"{word}s?" for word in self.called)

    def find(self, written: str, text: Compared) -> Iterator[Span]:
        for each in self.written.finditer(text.letters) if self.written else ():
            start, end = text.span(each)
            word = written[start:end]
            is_theirs = not APOSTROPHES.isdisjoint(word)  # mouse's brother
            if not word.islower() or not (is_theirs or each[0] in self.called):
                continue
            if _is_persons(text.letters, each, is_theirs=is_theirs):
                yield start, end, False


def _is_persons(letters: str, there: re.Match[str], *, is_theirs: bool) -> bool:
    before = BEFORE.search(letters, max(0, there.start() - NEAR), there.start())
    after = AFTER.match(letters, there.end())
    stands_before, follows = before[1] if before else "", after[1] if after else ""
    if stands_before in OF_A_THING:
        return False
    if follows in DOES and (not before or stands_before in WITH_SOMEBODY):
        return True
    if is_theirs or (follows == "who" and stands_before in IT_IS):
        return True
    ends = ENDS.match(letters, there.end()) is not None
    return stands_before in WITH_SOMEBODY and (ends or follows in GOES_ON)
