"""How a text in another language writes a name: with the ending of its case, the stem softened.

Turkish endings stand after an apostrophe or, as they are typed, right on the name. All are written
as they are compared, without accents.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

VOWELS = "aeiouy"
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Endings:
    """The endings that names have; without any, a name is looked for as it is."""

    listed: Set[str] = frozenset()
    softened: Mapping[str, str] = field(default_factory=dict)  # Marta: Marcie, Jadwiga: Jadwidze

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.listed), default=0)

    def stems(self, name: str) -> Iterator[str]:
        """Yield what a name, as it is compared, may begin with where it has an ending."""
        stem = name.rstrip(VOWELS)
        for each in (name, stem, stem[:-1] + self.softened.get(stem[-1:], "")):
            if len(each) >= SHORTEST_STEM and len(each) >= len(stem):
                yield each

    def cut(self, written: str) -> Iterator[str]:
        """Yield what is left of a word without each ending that it may have."""
        for letters in range(1, min(self.longest, len(written) - 1) + 1):
            if written[-letters:] in self.listed:
                yield written[:-letters]
