"""What the figures are of, and how they are read, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.pages.words import several
from waymark.rules.carries import carries
from waymark.rules.fairness import What
from waymark.web.fair.figures import KEPT_BACK, Share, Told


@dataclass(frozen=True)
class Said:
    """A thing that happened: as a tab says it, and of how many in a sentence about children."""

    tab: str
    sentence: str
    is_early: bool = False


SAID: dict[What, Said] = {
    "warned": Said("Warned", "{} were warned"),
    "breach": Said("Breach", "for {} it was decided to breach"),
    "no-breach": Said("Breach decided against", "for {} breach was considered and decided against"),
    "asked": Said(
        "Early end asked for", "for {} it was decided to ask for an early end", is_early=True
    ),
    "ended": Said("Ended early", "for {} an order ended early", is_early=True),
    "refused": Said("Early end refused", "for {} the court refused an early end", is_early=True),
}
OF_US = (
    "High numbers say something of us: of how well we find out what gets in a child’s way, and of "
    "how we keep them with us. Ask that first, before it is asked of the children."
)
EARLY = (
    "An early end is for children who did well. Where a group has fewer of them, ask what we "
    "expected of these children, what we offered them, and who was looked at halfway."
)


@carries("CM-445")
def read(what: What, now: Share, before: Share) -> list[str]:
    """Say what a number tells of the service, beside the one before."""
    told = [EARLY if SAID[what].is_early else OF_US]
    if now.percent is not None and before.percent is not None:
        told.insert(0, f"{_in_all(what, now)} {_beside(now.percent, before.percent)}")
    elif now.children:
        told.insert(0, _in_all(what, now))
    return told


def _in_all(what: What, share: Share) -> str:
    of_them = {None: "a small number", 0: "none"}.get(share.of_them, str(share.of_them))
    rate = f": {share.percent}%" if share.of_them else ""
    children = several(share.children or 0, "child", "children")
    return f"Of {children}, {SAID[what].sentence.format(of_them)}{rate}."


def _beside(now: int, before: int) -> str:
    told = f"Over as long a time before, it was {before}%"
    if now == before:
        return f"{told} too."
    return f"{told}: it {'rose' if now > before else 'fell'}."


def for_the_board(every: list[Told]) -> list[tuple[str, list[list[str]]]]:
    """Return a table for each way of telling children apart, all children first: a row a group,
    how many children it has, and how many of them each thing happened to."""
    tables = [("All children", [_line("All children", [told.all for told in every])])]
    for place, (way, rows) in enumerate(every[0].parts):
        same = zip(*(told.parts[place][1] for told in every), strict=True)
        lines = [_line(row.title, list(each)) for row, each in zip(rows, same, strict=True)]
        tables.append((way.title, lines))
    return tables


def _line(title: str, shares: Sequence[Share]) -> list[str]:
    return [title, _number(shares[0].children), *map(_told, shares)]


def _number(number: int | None) -> str:
    return KEPT_BACK if number is None else str(number)


def _told(share: Share) -> str:
    rate = f" ({share.percent}%)" if share.of_them and share.percent is not None else ""
    return "" if share.children == 0 else _number(share.of_them) + rate
