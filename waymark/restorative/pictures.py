"""A photograph or scan of what a child made: attached to what is talked through with the child, so
that it is read, kept, cut and deleted as every file is; the work says which it is."""

from waymark.children.models import Child
from waymark.papers.models import Source
from waymark.papers.queries import attached
from waymark.restorative.considering import RESTORATIVE


def of(child: Child) -> dict[str, Source]:
    """Return what is attached there, kept here or waiting to be cut, by its name. One query."""
    return attached(child, form=RESTORATIVE)


def to_choose(child: Child) -> list[tuple[str, str]]:
    found = of(child)
    return [(name, each.called) for name, each in found.items() if each.document["id"] == name]
