"""Finds people who must not be told of, by all that leads to them: names, nicknames, addresses,
phones and e-mails.

    Looking([Protected("Daniel Okafor", phones=("07700 900123",))], ordinary).find(text)

It says where in a text something stands and what it is, and never whose it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from waymark.rules import sentences
from waymark.rules.addresses import Home, Homes
from waymark.rules.carries import carries
from waymark.rules.compared import compared, words
from waymark.rules.inflected import Endings
from waymark.rules.names import NONE, Guard
from waymark.rules.nicknames import Nicknames, in_a_guard
from waymark.rules.reached import Emails, Phones
from waymark.rules.small_letters import InSmallLetters
from waymark.rules.streets import Words

What = Literal["name", "address", "phone", "email"]


@dataclass(frozen=True)
class Protected:
    """Somebody who must not be told of, and what leads to them."""

    name: str
    other_names: tuple[str, ...] = ()  # aliases, names from before a marriage
    nicknames: tuple[str, ...] = ()  # as a victim worker lists them
    addresses: tuple[Home, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@dataclass(frozen=True)
class Hit:
    """Something that leads to somebody, from `start` to before `end` of the text; never to whom."""

    start: int
    end: int
    sure: bool  # else somebody must look
    what: What


def always(_sentence: str) -> bool:
    return True


class Looking:
    """Knows the people; compiled once, it searches many texts.

    :param ordinary: words of the language, lower case, without the inflected ones.
    :param known: names of people who may be there, such as the child and the family. What is the
        whole name of somebody protected as well is only perhaps theirs: somebody must look.
    :param cleared: people of the family or the staff, who may be there, but not as harmed.
    :param of_harm: tells whether a sentence speaks of harm.
    :param endings: those that names have in other languages.
    :param common: what streets are called in very many towns.
    """

    def __init__(
        self,
        people: Iterable[Protected],
        ordinary: Set[str] = frozenset(),
        known: Iterable[str] = (),
        *,
        cleared: Iterable[Protected] = (),
        of_harm: Callable[[str], bool] = always,
        endings: Endings = NONE,
        common: Set[Words] = frozenset(),
    ) -> None:
        known, cleared = tuple(known), tuple(cleared)
        may_be_there = [*known, *(name for each in cleared for name in each.names)]
        finder = partial(_Finder, ordinary=ordinary, endings=endings, common=common)
        self.people = finder(people, may_be_there)
        self.cleared = finder(cleared, known, namesakes_are_sure=True)
        self.of_harm = of_harm

    @carries("CM-409")
    def find(self, text: str) -> list[Hit]:
        """Return what leads to somebody, in order, none within another."""
        cleared = list(self.cleared.find(text))
        ends = sentences.ends_in(text, sentences.A_PASSAGE) if cleared else []

        @cache
        def of_harm(begins: int, until: int) -> bool:
            """A long passage may name them hundreds of times, and is read once."""
            return self.of_harm(text[begins:until].strip())

        harmed = (
            each
            for each in cleared
            if of_harm(*sentences.between(text, each.start, each.end, ends))
        )
        return _in_one([*self.people.find(text), *harmed])


class _Finder:
    """Finds all that leads to some people."""

    def __init__(
        self,
        people: Iterable[Protected],
        known: Iterable[str],
        *,
        ordinary: Set[str],
        endings: Endings,
        common: Set[Words],
        namesakes_are_sure: bool = False,
    ) -> None:
        people = tuple(people)
        names = [name for each in people for name in each.names]
        nicknames = [name for each in people for name in each.nicknames]
        theirs = set(map(words, names))
        known = tuple(known)
        others = [name for name in known if words(name) not in theirs]
        self.namesakes = set() if namesakes_are_sure else theirs & set(map(words, known))
        long = [name for name in nicknames if in_a_guard(name)]
        self.guard = Guard([*names, *long], ordinary, others, endings)
        short = (name for name in nicknames if not in_a_guard(name))
        self.nicknames = Nicknames(short, ordinary, self.guard.known)
        self.in_small_letters = InSmallLetters(nicknames, ordinary, self.guard.known)
        self.reached: Sequence[tuple[What, Homes | Phones | Emails]] = (
            (
                "address",
                Homes(
                    (home for each in people for home in each.addresses), self.guard.known, common
                ),
            ),
            ("phone", Phones(phone for each in people for phone in each.phones)),
            ("email", Emails(email for each in people for email in each.emails)),
        )

    def find(self, text: str) -> Iterator[Hit]:
        for found in self.guard.find(text):
            sure = found.sure and words(found.name) not in self.namesakes
            yield Hit(found.start, found.end, sure, "name")
        read = compared(text)
        for called in (self.nicknames, self.in_small_letters):
            yield from (Hit(*span, "name") for span in called.find(text, read))
        for what, seeking in self.reached:
            yield from (Hit(*span, what) for span in seeking.find(read))


def _in_one(hits: Iterable[Hit]) -> list[Hit]:
    """Return them in order, those that overlap as one: as sure as the surest, and what it is."""
    joined: list[Hit] = []
    for each in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if joined and each.start < joined[-1].end:
            last = joined.pop()
            told = each if each.sure and not last.sure else last
            each = Hit(last.start, max(last.end, each.end), told.sure, told.what)
        joined.append(each)
    return joined
