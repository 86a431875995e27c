"""What whoever looks a paper over must see of it: what it says anew, and what nobody looked at."""

from dataclasses import dataclass, replace

from waymark.children.header import Header
from waymark.pages.words import about
from waymark.papers import queries
from waymark.papers.answers import ShownPart, shown
from waymark.papers.models import Paper


@dataclass(frozen=True)
class ToCheck:
    changed: tuple[ShownPart, ...]  # each with the answers alone that are new or otherwise
    left: tuple[str, ...]  # the sections that nobody had looked at
    because: str


def to_check(paper: Paper, top: Header) -> ToCheck:
    """Return what is to be looked over in a paper. Two queries."""
    read = queries.read(paper)
    parts = shown(read, top, queries.names_of(paper.child))
    changed = (
        replace(part, answers=tuple(each for each in part.answers if each.is_new)) for part in parts
    )
    return ToCheck(
        changed=tuple(part for part in changed if part.answers),
        left=tuple(about(part.asked.title, top.first_name) for part in read.left),
        because=str(top.near.hide(paper.document.get("left_because") or "")),
    )
