"""The traceability table for `docs/`, in Markdown."""

from collections.abc import Iterator

from waymark.guidance.pages import RECORD_IN_WORDS, sum_of
from waymark.guidance.trace import Count, Table, Traced, counts


def markdown(table: Table) -> str:
    """The counts, then what is carried or tested, then the ids of the rest."""
    groups = counts(table.rows)
    parts = [_head(table), _counted(groups), _carried(table), _not_yet(groups)]
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(table: Table) -> Iterator[str]:
    yield from ("# Provisions", "")
    yield f"Made by `waymark provisions --markdown`. {RECORD_IN_WORDS[table.record]}"
    yield ""


def _counted(groups: list[Count]) -> Iterator[str]:
    yield from ("| area | kind | rules | carried | shown |", "|---|---|--:|--:|--:|")
    for each in [*groups, sum_of(groups)]:
        yield _line(each.area, each.kind, each.rules, each.carried, each.shown)


def _carried(table: Table) -> Iterator[str]:
    yield from ("", "## Carried or tested", "")
    yield from ("| provision | in our words | carried by | shown |", "|---|---|---|---|")
    for row in table.rows:
        if row.carriers or row.tests:
            yield _row(row)


def _row(row: Traced) -> str:
    carriers = ", ".join(f"`{each}`" for each in row.carriers)
    shown = "yes" if row.shown else "no"
    return _line(row.provision.id, row.provision.requirement, carriers, shown)


def _not_yet(groups: list[Count]) -> Iterator[str]:
    yield from ("", "## Not yet shown", "")
    for each in groups:
        if each.not_shown:
            yield f"- {each.area}, {each.kind}: {', '.join(each.not_shown)}"


def _line(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
