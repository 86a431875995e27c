"""What is written down of somebody who was harmed: what holds, and what happened.

Each kind is declared once, and stored as the document that it makes. A kind says what has to be
said (`must`: the field, and how whoever leaves it out is asked for it), and for which purpose it
is held, whose clock ends it (`rules.harmed.retention`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, TypeVar, dataclass_transform

from waymark.rules.facts import Plain, Shape, Words, shape
from waymark.rules.spells import Spell

# `reaching`: so that they can be met as they wish. `leaving-alone`: so that nobody asks again.
# `protection`: so that they are safe. `complaint`: how they were answered. `shown`: that what is
# owed was done, without a word of theirs.
Purpose = Literal["reaching", "leaving-alone", "protection", "complaint", "shown"]

NOTHING: Mapping[str, str] = MappingProxyType({})


@shape(retention="victim")
class Kept(Spell):
    """Something that holds of them from a day on; without an end, still."""

    kind: ClassVar[str] = ""
    purpose: ClassVar[Purpose] = "reaching"
    must: ClassVar[Mapping[str, str]] = NOTHING

    reason: Words = None
    waits: Plain[bool] = field(default=False, compare=False)  # as of a happening

    @property
    def weight(self) -> int:
        """Of two that say the opposite the heavier holds: it ends the other, and is not ended by
        it."""
        return 0

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        yield from _unsaid(self, self.must)


@shape(retention="victim")
class Happening(Shape):
    """Something that happened with them, or for them."""

    kind: ClassVar[str] = ""
    purpose: ClassVar[Purpose] = "shown"
    must: ClassVar[Mapping[str, str]] = NOTHING

    on: Plain[date]
    child: Plain[float | None] = None  # of which child's offence; without, of all
    said: Words = None
    # For the manager with whom it was decided, who has not said yet that it was.
    waits: Plain[bool] = field(default=False, compare=False)

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from _unsaid(self, self.must)


def _unsaid(record: Shape, must: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, asks in must.items():
        if getattr(record, name) in (None, "", ()):
            yield name, asks


SPELLS: dict[str, type[Kept]] = {}
HAPPENINGS: dict[str, type[Happening]] = {}

K = TypeVar("K", bound=Kept)
H = TypeVar("H", bound=Happening)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def kept(
    kind: str, *, purpose: Purpose, must: Mapping[str, str] = NOTHING
) -> Callable[[type[K]], type[K]]:
    """Declare what may hold of somebody who was harmed."""

    def declare(cls: type[K]) -> type[K]:
        declared = shape(retention="victim")(cls)
        declared.kind, declared.purpose, declared.must = kind, purpose, must
        SPELLS[kind] = declared
        return declared

    return declare


@dataclass_transform(frozen_default=True, kw_only_default=True)
def happening(
    kind: str, *, purpose: Purpose = "shown", must: Mapping[str, str] = NOTHING
) -> Callable[[type[H]], type[H]]:
    """Declare what may happen with somebody who was harmed, or for them."""

    def declare(cls: type[H]) -> type[H]:
        declared = shape(retention="victim")(cls)
        declared.kind, declared.purpose, declared.must = kind, purpose, must
        HAPPENINGS[kind] = declared
        return declared

    return declare
