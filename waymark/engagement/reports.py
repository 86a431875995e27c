"""What a report to a court or a panel is made of."""

from dataclasses import dataclass

from waymark.children.models import Child
from waymark.rules.calendar import said


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


def filed_by(child: Child) -> dict[str, str]:
    """Return by what somebody outside knows whom a report is about."""
    return {
        "full_name": f"{child.given_name} {child.family_name}".strip(),
        "born": said(child.date_of_birth),
    }
