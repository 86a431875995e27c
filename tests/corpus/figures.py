"""How well the name guard does on the frozen corpus: `python -m tests.corpus.figures`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests import corpus
from waymark.guidance import naming
from waymark.rules.addresses import Home
from waymark.rules.protected import Hit, Looking, Protected

CLEAN_PAGES_A_STOP = 200  # at most one false stop in so many pages is wanted


@dataclass(frozen=True)
class Missed:
    """A mark that nothing told overlaps, and the sentence in which it stands."""

    kind: str
    written: str
    text: str


@dataclass(frozen=True)
class Told:
    """What is told on a page on which nobody stands."""

    page: int
    hit: Hit
    written: str
    text: str


@dataclass(frozen=True)
class Figures:
    marks: Counter[str]
    found: Counter[str]
    sure: Counter[str]
    clean: int
    missed: tuple[Missed, ...]
    told: tuple[Told, ...]

    def recall(self, kind: str) -> float:
        return self.found[kind] / self.marks[kind]

    @property
    def stopped(self) -> int:
        """Clean pages that are stopped for certain."""
        return len({each.page for each in self.told if each.hit.sure})

    @property
    def told_of(self) -> int:
        """Clean pages that are stopped or asked about."""
        return len({each.page for each in self.told})

    def table(self) -> str:
        return "\n".join(
            [
                "| kind | marks | found | recall | for certain |",
                "|---|---|---|---|---|",
                *map(self._row, sorted(self.marks)),
                "",
                f"Of {self.clean} clean pages {self.stopped} are stopped, and "
                f"{self.told_of} stopped or asked about "
                f"(wanted: {self.clean // CLEAN_PAGES_A_STOP} at most).",
            ]
        )

    def _row(self, kind: str) -> str:
        marks, found = self.marks[kind], self.found[kind]
        sure = self.sure[kind] / marks
        return f"| {kind} | {marks} | {found} | {self.recall(kind):.4f} | {sure:.4f} |"


@cache
def figures() -> Figures:
    """Search every page for its three people. A mark is found where something told overlaps it."""
    marks, found, sure = Counter[str](), Counter[str](), Counter[str]()
    missed = []
    for page in corpus.pages():
        hits = _looking(page).find(page.text)
        for mark in page.marks:
            kind = str(mark.kind)
            over = [each for each in hits if each.start < mark.end and mark.start < each.end]
            marks[kind] += 1
            found[kind] += bool(over)
            sure[kind] += any(each.sure for each in over)
            if not over:
                around = page.text[max(0, mark.start - 40) : mark.end + 40]
                missed.append(Missed(kind, page.text[mark.start : mark.end], around))
    clean = corpus.clean_pages()
    return Figures(marks, found, sure, len(clean), tuple(missed), tuple(_false(clean)))


def _false(clean: Sequence[corpus.Page]) -> Iterator[Told]:
    for number, page in enumerate(clean):
        for hit in _looking(page).find(page.text):
            around = page.text[max(0, hit.start - 40) : hit.end + 40]
            yield Told(number, hit, page.text[hit.start : hit.end], around)


def _looking(page: corpus.Page) -> Looking:
    people = corpus.people()
    return naming.looking((_protected(people[each]) for each in page.protected), page.known)


def _protected(person: corpus.Person) -> Protected:
    return Protected(
        person.name,
        nicknames=tuple(person.nicknames),
        addresses=tuple(map(_home, person.addresses)),
        phones=tuple(person.phones),
        emails=tuple(person.emails),
    )


def _home(address: str) -> Home:
    *lines, postcode = address.split(", ")
    return Home(tuple(lines), postcode)


if __name__ == "__main__":
    print(figures().table())  # noqa: T201 - what is asked for
