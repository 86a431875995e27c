"""What was measured, as a table and as sentences that say what is met."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.asked import Page

TIMES_THE_LEAST = 6
P50, P95 = 12, 30  # milliseconds, about, on an idle machine
GROWTH = 1.3
ONE_CHILD = 10  # milliseconds
A_SECOND = 1_000
START_AGAIN = 10  # seconds
FINDING = {  # seconds
    "a week of 12 constraints and 5 workers": 2,
    "the same, impossible": 2,
    "40 children into groups": 10,
}

Told = dict[str, Any]
HEAD = (
    *("page", "p50", "p95", "pages/s", "queries", "kB", "bare SQL", "empty page"),
    "times the least",
)
COLUMNS = (
    *("page", "p50", "p95", "pages_a_second", "queries", "kilobytes", "bare_sql", "empty_page"),
    "times_the_least",
)


def wanted(told: Told, pages: Sequence[Page]) -> list[Told]:
    """Return each thing that is wanted, whether it is met, and the figure."""
    lines = [*_of_pages(told, pages), *_of_renewal(told), *_of_starting(told), *_of_finding(told)]
    return [{"wanted": words, "met": met, "figure": figure} for words, met, figure in lines]


def of_pages_wanted(told: Told, pages: Sequence[Page]) -> list[Told]:
    """Return the same of pages alone."""
    lines = _of_pages(told, pages)
    return [{"wanted": words, "met": met, "figure": figure} for words, met, figure in lines]


def _of_pages(told: Told, every: Sequence[Page]) -> Iterator[tuple[str, bool, str]]:
    small, large = _pages(told)
    for size, pages in (("small", small), ("large", large)):
        if not pages:
            continue
        yield from _as_quick_as_wanted(size, pages, every)
    if not large:
        return
    differ = [name for name in large if large[name]["queries"] != small[name]["queries"]]
    yield "the same queries at both sizes", not differ, ", ".join(differ) or "all pages"
    growth = {name: large[name]["p50"] / small[name]["p50"] for name in large}
    worst_page = max(growth, key=growth.__getitem__)
    yield (
        f"time at the large size at most {GROWTH} times that at the small one",
        growth[worst_page] <= GROWTH,
        f"{growth[worst_page]:.2f} times ({worst_page})",
    )


def _as_quick_as_wanted(
    size: str, pages: dict[str, Told], every: Sequence[Page]
) -> Iterator[tuple[str, bool, str]]:
    there = [page for page in every if page.name in pages]
    for page in there:
        if page.within:
            took = pages[page.name]["p50"]
            words = f"{size}: {page.name} within {page.within:,.0f} ms"
            yield words, took <= page.within, f"{took:.1f} ms"
    if compared := [pages[page.name] for page in there if page.compared]:
        worst = max(compared, key=lambda page: page["times_the_least"])
        yield (
            f"{size}: p50 at most {TIMES_THE_LEAST} times (bare SQL + empty page)",
            worst["times_the_least"] <= TIMES_THE_LEAST,
            f"{worst['times_the_least']:.1f} times ({worst['page']})",
        )
    if usual := [pages[page.name] for page in there if page.usual]:
        for name, most in (("p50", P50), ("p95", P95)):
            worst = max(usual, key=lambda page, of=name: page[of])
            words = f"{size}: {name} about {most} ms"
            yield words, worst[name] <= most, f"{worst[name]:.1f} ms ({worst['page']})"


def _of_renewal(told: Told) -> Iterator[tuple[str, bool, str]]:
    for size, measured in told["sizes"].items():
        renewal = measured["renewal"]
        for name, words in (
            ("one_child_ms", "one child's duties"),
            ("child_with_500_events_ms", "the duties of a child with 500 events"),
        ):
            yield (
                f"of {int(size):,} children: {words} renewed in under {ONE_CHILD} ms",
                renewal[name] < ONE_CHILD,
                f"{renewal[name]:.1f} ms",
            )
        yield (
            f"of {int(size):,} children: {A_SECOND:,} a second renewed from nothing",
            renewal["from_nothing_a_second"] >= A_SECOND,
            f"{renewal['from_nothing_a_second']:,.0f} a second",
        )


def _of_starting(told: Told) -> Iterator[tuple[str, bool, str]]:
    if not told["seconds_to_start"]:
        return
    took = told["seconds_to_start"]["again"]
    words = f"a second `make run` serves in under {START_AGAIN} seconds"
    yield words, took < START_AGAIN, f"{took:.1f} seconds"


def _of_finding(told: Told) -> Iterator[tuple[str, bool, str]]:
    for name, most in FINDING.items():
        found = told["finding"][name]
        words = f"{name} in under {most} seconds"
        yield words, found["seconds"] < most, f"{found['seconds']} seconds: {found['answer']}"


def _pages(told: Told) -> tuple[dict[str, Told], dict[str, Told]]:
    small, large = (
        {page["page"]: page for page in measured["pages"]} for measured in told["sizes"].values()
    )
    return small, large


def as_text(told: Told) -> str:
    machine = told["machine"]
    load = f"{machine['load_at_the_end']:.1f} programs running on them at the end"
    return of_pages_as_text(told, "children") + f"\n{machine['cpus']} processors, {load}.\n"


def of_pages_as_text(told: Told, whom: str) -> str:
    lines = []
    for size, measured in told["sizes"].items():
        lines.append(f"\n{int(size):,} {whom} (ms)\n")
        rows = [HEAD, *([_cell(page[name]) for name in COLUMNS] for page in measured["pages"])]
        widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
        for first, *rest in rows:
            cells = [first.ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
            lines.append("  ".join(cells))
    lines += [
        f"{'met    ' if each['met'] else 'NOT MET'}  {each['wanted']}: {each['figure']}"
        for each in told["wanted"]
    ]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
