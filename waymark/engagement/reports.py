"""What a report to a court or a panel is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    title: str
    says: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()  # who says it, and what

    @property
    def text(self) -> str:
        return "\n".join([self.title, *self.says, *(words for _, words in self.quotes)])


@dataclass(frozen=True)
class Report:
    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()  # what was left out for a name, as it was written
