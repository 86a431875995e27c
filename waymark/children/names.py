"""What children are called where several stand in one list."""

from collections import Counter
from collections.abc import Callable, Iterable

from waymark.children.models import Child
from waymark.pages.words import birthday

WAYS: tuple[Callable[[Child], str], ...] = (
    lambda child: child.first_name,
    lambda child: f"{child.first_name} {child.family_name}".strip(),
    lambda child: f"{child.called}, born {birthday(child.date_of_birth)}",
)


def tell_apart(children: Iterable[Child]) -> None:
    """Have each called by the first name, and by more where two would be called the same."""
    alike = list(children)
    for called in WAYS:
        for child in alike:
            child.called = called(child)
        often = Counter(child.called.casefold() for child in alike)
        alike = [child for child in alike if often[child.called.casefold()] > 1]
