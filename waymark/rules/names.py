"""Finds names that must not stand in a text, however they are written there.

    Guard(["Daniel Okafor"], ordinary).find("I wrote to Dainel's mum")  ->  "Dainel"

A name is found exact, with what hangs on it (Daniel's, Daniels), misspelt by a letter or two,
without its accents, in pieces or run together (Dan-iel, D a n i e l, DanielOkafor), its surname
with an initial, its first name, or the head of it, with one, and perhaps with the ending that it
has in another language (`inflected`). A name that is an ordinary word as well (Mark, Grace, Will,
May) counts where what stands beside it is a person's: `Found.sure` says how certain that is.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from waymark.rules import beside, sentences
from waymark.rules.carries import carries
from waymark.rules.inflected import Endings
from waymark.rules.misspelt import (
    MOST_EDITS,
    ONE_EDIT_FROM,
    deletions,
    edits,
    may_be,
    neighbourhood,
)

WORD = re.compile(r"[^\W\d_]+")
OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u036f\u1d00-\u1eff]{2}")  # none of Latin's
# Of who stands in the record a guard knows that they are nobody else, however alike the names are.
IF_SOMEBODY_ELSE = "Is it somebody else? Add them to the people around the child: then it is known."
IS_IT = "is it the person, or only the word, or somebody else of that name?"
HANGS_ON = ("s", "es", "z")  # Daniels' mum, the Okafors
AN_INITIAL = 1
APOSTROPHES = frozenset("'’‘ʼ′`´")
NONE = Endings()
SHORT = 3  # letters of a first name that may stand for it beside an initial
SPELT_OUT = 3  # single letters in a row that are no accident
# What no decomposition takes apart, and what looks like a letter and is another.
FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict(zip("аеорсухіјӏѕԁһ", "aeopcyxijlsdh", strict=True))
)


@dataclass(frozen=True)
class Found:
    """A name, from `start` to before `end` of the text that was searched."""

    start: int
    end: int
    name: str  # as it was typed for the check
    sure: bool = True  # else it may be an ordinary word

    def written(self, text: str) -> str:
        """Return how it is written there."""
        return " ".join(text[self.start : self.end].split())

    def sentence(self, text: str) -> str:
        """Return the sentence around it."""
        return sentences.sentence(text, self.start, self.end)

    def quoted(self, text: str) -> str:
        written, sentence = self.written(text), self.sentence(text)
        return f"“{written}”" if sentence == written else f"“{written}” in “{sentence}”"


@dataclass(frozen=True)
class Token:
    """A run of letters as it was written, and as it is compared."""

    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True)
class Part:
    """A word of names that must not be there."""

    folded: str
    name: str  # the first of them
    begins: tuple[str, ...] = ()  # which of them
    follows: tuple[str, ...] = ()  # in which it stands behind the first
    alone: bool = True  # it counts without the rest of its name

    def also(self, name: str, *, is_first: bool) -> "Part":
        if is_first:
            return replace(self, begins=(*self.begins, name))
        return replace(self, follows=(*self.follows, name))

    def whole_with(self, after: "Part | None") -> str:
        """Return whose whole name it makes with the word after it, the last one first or not."""
        if after is None:
            return ""
        both = [(self.begins, after.follows), (self.follows, after.begins)]
        return next((each for one, other in both for each in one if each in other), "")


def fold(text: str) -> str:
    """Return text as it is compared: no accents, no capitals, nothing that cannot be seen."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    kept = (each for each in apart if unicodedata.category(each) not in {"Mn", "Cf"})
    return "".join(kept).casefold().translate(FOLDED)


def in_other_letters(text: str) -> bool:
    """Tell whether some of it is written in letters in which no name is found, as in Urdu."""
    return not text.isascii() and OTHER_LETTERS.search(fold(text)) is not None


def find_names(
    text: str, names: Iterable[str], ordinary: Set[str] = frozenset(), known: Iterable[str] = ()
) -> list[Found]:
    return Guard(names, ordinary, known).find(text)


def shared(theirs: "Guard", beside: Iterable[str]) -> Callable[[str], list[Found]]:
    """Return what finds a name that is also that of somebody else who may be there: who looks must
    say which of them it is.

    :param theirs: knows the names, and of who may be there the child alone.
    :param beside: the names of the others.
    """
    called = {word.folded for name in beside for word in tokens(name)} & theirs.parts.keys()
    return lambda text: [each for each in theirs.find(text) if fold(each.written(text)) in called]


class Guard:
    """Knows the names that must not be there; compiled once, it searches many texts.

    :param ordinary: words of the language, lower case, without the inflected ones.
    :param known: names of people who may be there, such as the child: who shares the first name of
        one of them is found by more than that, and who is called almost the same is not mistaken.
    """

    def __init__(
        self,
        names: Iterable[str],
        ordinary: Set[str] = frozenset(),
        known: Iterable[str] = (),
        endings: Endings = NONE,
    ) -> None:
        self.ordinary, self.endings = ordinary, endings
        self.known = {word.folded for name in known for word in tokens(name)}
        self.parts: dict[str, Part] = {}
        self.wholes: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        self.of_letters: set[str] = set()  # of which each word is one letter
        self.initials: dict[str, set[str]] = {}
        self.shortened: set[tuple[str, str, str]] = set()  # first name, initial, all of it
        for name in names:
            self._learn(name)
        self.alike = neighbourhood(self.parts)
        self.longest = max(map(len, self.wholes), default=0)
        self._seen: dict[str, Part | None] = {}

    def _learn(self, name: str) -> None:
        each = [word.folded for word in tokens(name)]
        words = [word for word in each if len(word) > AN_INITIAL]
        if len(each) > 1 and not words:  # 李 明
            ways = ("".join(each), "".join(reversed(each)))
            self.of_letters |= {*ways}
            self.wholes |= dict.fromkeys(ways, name.strip())
        for place, word in enumerate(words):
            part = Part(word, name.strip(), alone=word not in self.known)
            self.parts[word] = self.parts.get(word, part).also(name.strip(), is_first=place == 0)
            self.wholes.setdefault(word, part.name)
            if part.alone:
                self.stems |= dict.fromkeys(self.endings.stems(word), part.name)
        for run in (*_runs(words), [*words[:1], *words[-1:]]):
            if run == words or not self.known.issuperset(run):  # a double last name is shared too
                self.wholes.setdefault("".join(run), name.strip())
        if len(words) > 1:
            self.initials.setdefault(words[-1], set()).add(words[0][0])
            self.shortened.add((words[0], words[-1][0], name.strip()))

    @carries("CM-409")
    def find(self, text: str) -> list[Found]:
        """Return each name that stands in a text, in order, none within another."""
        if not self.wholes:
            return []
        words = tokens(text)
        found = [*self._in_words(text, words), *self._in_pieces(text, words)]
        return _apart(found)

    def _in_words(self, text: str, words: Sequence[Token]) -> Iterator[Found]:
        for place, word in enumerate(words):
            part = self._part(word.folded)
            if part is None:
                yield from self._shortened(text, words, place)
                yield from self._inflected(text, words, place)
                continue
            partner = self._partner(text, words, place, part)
            if partner is not None:
                beside_it, name = partner
                first, last = sorted((word, beside_it), key=lambda each: each.start)
                yield Found(first.start, last.end, name)
            elif part.alone:
                yield from self._alone(text, words, place, part)

    def _part(self, written: str) -> Part | None:
        """Return the part of a name that a word is, or is meant for."""
        if written not in self._seen:
            self._seen[written] = self._looked_up(written)
        return self._seen[written]

    def _looked_up(self, written: str) -> Part | None:
        if written in self.parts or written in self.known or written in self.ordinary:
            return self.parts.get(written)
        stems = [written.removesuffix(each) for each in HANGS_ON if written.endswith(each)]
        for stem in stems:
            if stem in self.parts:
                return self.parts[stem]
        if self._is_ordinary(written):
            return None
        return next(filter(None, map(self._misspelt, (written, *stems))), None)

    def _misspelt(self, written: str) -> Part | None:
        """Return the part of a name that a word comes closest to, where it comes close."""
        if len(written) > self.longest + MOST_EDITS:
            return None
        near = {
            name for left in deletions(written, MOST_EDITS) for name in self.alike.get(left, ())
        }
        close = [name for name in near if may_be(written, name)]
        best = min(close, key=lambda name: (edits(written, name), name), default=None)
        return self.parts[best] if best else None

    def _is_ordinary(self, written: str) -> bool:
        return beside.is_ordinary(written, self.ordinary)

    def _partner(
        self, text: str, words: Sequence[Token], place: int, part: Part
    ) -> tuple[Token, str] | None:
        """Return the word beside it that makes it somebody's whole name, or a title; and whose."""
        of_it = _apostrophed(text, words, place + 2)
        after = words[place + 1 + of_it] if place + 1 + of_it < len(words) else None
        if after and beside.is_close(text, words[place].end, words[place + 1].start):
            name = part.whole_with(self._part(after.folded))
            if name:
                return after, name
        begins = place - _apostrophed(text, words, place)
        before = words[begins - 1] if begins else None
        if before is None or not beside.is_close(text, before.end, words[begins].start):
            return None
        other = self._part(before.folded)
        name = other.whole_with(part) if other else ""
        name = name or (part.name if self._leads(text, before, words[begins], part) else "")
        return (before, name) if name else None

    def _leads(self, text: str, before: Token, word: Token, part: Part) -> bool:
        """Tell whether the word before a last name is a title, or the initial of its first name."""
        is_initial = before.capital and before.folded in self.initials.get(part.folded, ())
        has_dot = "." in text[before.end : word.start]
        titles = beside.SHORT_TITLES if has_dot else beside.TITLES
        return bool(part.follows) and (is_initial or before.folded in titles)

    def _alone(self, text: str, words: Sequence[Token], place: int, part: Part) -> Iterator[Found]:
        word = words[place]
        if beside.is_place(text, words, place) or self._is_a_word(word, part):
            return
        if not self._is_ordinary(word.folded):
            yield Found(word.start, word.end, part.name)
            return
        if word.capital and (sure := beside.is_persons(text, words, place)) is not None:
            is_all = word.folded in self.parts  # the Marshes may be people, and wet places
            yield Found(word.start, word.end, part.name, sure=sure and is_all)

    def _is_a_word(self, word: Token, part: Part) -> bool:
        """Tell whether what comes close to a short name, in small letters, is a word of its own
        that no list knows, as the fen is not Fenn."""
        is_it = part.folded in {word.folded, *(word.folded.removesuffix(end) for end in HANGS_ON)}
        return len(part.folded) <= ONE_EDIT_FROM and not word.capital and not is_it

    def _shortened(self, text: str, words: Sequence[Token], place: int) -> Iterator[Found]:
        """Yield Dan O, which may be Daniel Okafor."""
        word, after = words[place], words[place + 1 : place + 2]
        if len(word.folded) < SHORT or not word.capital or word.folded in self.known or not after:
            return
        initial = after[0]
        is_initial = initial.capital and len(initial.folded) == AN_INITIAL
        if not is_initial or not beside.is_close(text, word.end, initial.start):
            return
        for first, letter, name in self.shortened:
            if first.startswith(word.folded) and letter == initial.folded:
                yield Found(word.start, initial.end, name, sure=False)

    def _inflected(self, text: str, words: Sequence[Token], place: int) -> Iterator[Found]:
        """Yield Danielowi or Danielden, as other languages write to Daniel or from him."""
        word = words[place]
        if not word.capital or word.folded in self.known or self._is_ordinary(word.folded):
            return
        names = (self.stems[stem] for stem in self.endings.cut(word.folded) if stem in self.stems)
        name = next(names, "")
        if name and not beside.is_place(text, words, place):
            yield Found(word.start, word.end, name, sure=False)

    def _in_pieces(self, text: str, words: Sequence[Token]) -> Iterator[Found]:
        """Yield names that stand in pieces, or that run into each other."""
        for first, word in enumerate(words):
            joined = word.folded
            if joined in self.wholes and joined not in self.parts:
                yield Found(word.start, word.end, self.wholes[joined])
            for last in range(first + 1, len(words)):
                joined += words[last].folded
                if len(joined) > self.longest:
                    break
                pieces = words[first : last + 1]
                if joined in self.wholes and self._is_broken(text, pieces, joined):
                    yield Found(word.start, words[last].end, self.wholes[joined])

    def _is_broken(self, text: str, pieces: Sequence[Token], joined: str) -> bool:
        """Tell whether these pieces are one name, and not words that happen to spell it."""
        if joined in self.known or not self.parts.get(joined, ANY).alone:
            return False
        gaps = [text[one.end : other.start] for one, other in pairwise(pieces)]
        if all(gap and not gap.isspace() and not beside.parts_words(gap) for gap in gaps):
            return True
        if all(len(each.folded) == 1 for each in pieces):
            is_one = joined in self.of_letters and not any(_is_small(text, each) for each in pieces)
            return len(pieces) >= SPELT_OUT or is_one
        longer = [each.folded for each in pieces if len(each.folded) > 1]
        return not all(map(self._is_ordinary, longer))


ANY = Part("", "")


def tokens(text: str) -> list[Token]:
    """Return the runs of letters of a text; what cannot be seen parts none."""
    seen: Sequence[int] = range(len(text))
    shown = text
    if not text.isascii():
        seen = [place for place, each in enumerate(text) if not _is_unseen(each)]
        shown = "".join(text[place] for place in seen)
    found = []
    for run in WORD.finditer(shown):
        for start, end in _humps(run.group()):
            at, last = seen[run.start() + start], seen[run.start() + end - 1]
            written = shown[run.start() + start : run.start() + end]
            found.append(Token(at, last + 1, fold(written), written[:1].isupper()))
    return [each for each in found if each.folded]


def _apostrophed(text: str, words: Sequence[Token], place: int) -> bool:
    """Tell whether a word is the rest of a name behind its `O` or `D` and an apostrophe."""
    if not 0 < place < len(words):
        return False
    letter, rest = words[place - 1], words[place]
    gap = text[letter.end : rest.start].strip()
    return len(letter.folded) == AN_INITIAL and gap in APOSTROPHES


def _is_unseen(letter: str) -> bool:
    return letter > "~" and unicodedata.category(letter) in {"Cf", "Mn"}


def _is_small(text: str, word: Token) -> bool:
    return text[word.start : word.end].islower()


def _humps(run: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of MrOkafor or danielOkafor begin and end; McDonald stays whole."""
    cuts = [0]
    if run[1:].islower():
        yield 0, len(run)
        return
    for place in range(1, len(run)):
        is_hump = run[place].isupper() and run[place - 1].islower()
        if is_hump and run[cuts[-1] : place].casefold() not in {"mc", "mac"}:
            cuts.append(place)
    yield from pairwise([*cuts, len(run)])


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (words[one:other] for one, other in combinations(range(len(words) + 1), 2))


def _apart(found: Iterable[Found]) -> list[Found]:
    """Return them in order, of those that overlap the longest, and of these the surest; with what
    another has beside it: a first name before a double last name is no word that may be left."""
    kept: list[Found] = []  # in order, and none in another: what is near in the list is near
    for each in sorted(found, key=lambda one: (one.start - one.end, not one.sure, one.start)):
        place = bisect(kept, each.start, key=lambda one: one.start)
        near = range(max(place - 1, 0), min(place + 1, len(kept)))
        over = [at for at in near if kept[at].start < each.end and each.start < kept[at].end]
        if not over:
            kept.insert(place, each)
        elif len(over) == 1 and each.sure >= (one := kept[over[0]]).sure:
            surest = each if each.sure > one.sure else one
            start, end = min(one.start, each.start), max(one.end, each.end)
            kept[over[0]] = replace(surest, start=start, end=end)
    return kept
