"""Something that holds from a day to a day."""

from collections.abc import Iterator
from datetime import date

from waymark.rules.facts import Plain, Shape, ends_before_it_begins, shape


@shape(retention="case")
class Spell(Shape):
    """Something that holds from a day to a day, both included; without an end, still, and without
    a first day as far back as anybody asks."""

    from_: Plain[date | None] = None
    to: Plain[date | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        if ends_before_it_begins(self.from_, self.to):
            yield "to", "is before the day it begins"

    def holds_on(self, day: date) -> bool:
        begun = self.from_ is None or self.from_ <= day
        return begun and (self.to is None or day <= self.to)
