"""The traceability table as people and programs read it."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from waymark.guidance import source
from waymark.guidance.trace import Count, Table, Traced, counts

RECORD_IN_WORDS = {
    "fresh": "The record of the proof is current.",
    "stale": "Code or tests changed since the last proof; nothing counts as shown: run make prove.",
    "missing": "There is no record of a proof; nothing counts as shown: run make prove.",
}


def summary(table: Table) -> str:
    groups = counts(table.rows)
    lines = [f"{'area':22} {'kind':12} {'rules':>6} {'carried':>8} {'shown':>6}"]
    lines += [_columns(each) for each in groups]
    lines += [_columns(sum_of(groups)), "", RECORD_IN_WORDS[table.record], "", "Not yet shown"]
    lines += [line for each in groups if each.not_shown for line in _names(each)]
    return "\n".join(lines) + "\n"


def _columns(count: Count) -> str:
    return (
        f"{count.area:22} {count.kind:12} {count.rules:6} {count.carried:8} {count.shown:6}"
    ).rstrip()


def sum_of(groups: Iterable[Count]) -> Count:
    groups = list(groups)
    return Count(
        area="all",
        kind="",
        rules=sum(each.rules for each in groups),
        carried=sum(each.carried for each in groups),
        shown=sum(each.shown for each in groups),
        not_shown=(),
    )


def _names(count: Count) -> list[str]:
    ids = " ".join(count.not_shown)
    return [
        f"{count.area}, {count.kind}:",
        *textwrap.wrap(
            ids, 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        ),
    ]


def one_provision(table: Table) -> str:
    return "\n".join(line for row in table.rows for line in _in_full(row, table)) + "\n"


def _in_full(row: Traced, table: Table) -> Iterator[str]:
    told, document = row.provision, source(row.provision.source)
    yield f"{told.id}  {told.requirement}"
    yield f"  source      {document.title} ({document.publisher})"
    yield f"  place       {told.place}"
    yield f"  area, kind  {told.area}, {told.kind}; force: {told.force}"
    yield f"  carried by  {_below(row.carriers) or 'nothing yet'}"
    yield f"  tests       {_below(row.tests) or 'none yet'}"
    if row.shown:
        for proof in row.proofs:
            yield f"  proved      {proof.test} fails without {proof.carrier}"
    else:
        yield f"  proved      no. {RECORD_IN_WORDS[table.record]}"


def _below(names: Iterable[str]) -> str:
    return f"\n{' ' * 14}".join(names)


def as_json(table: Table) -> dict[str, Any]:
    return {
        "record": table.record,
        "counts": [asdict(each) for each in counts(table.rows)],
        "provisions": [_json_row(row) for row in table.rows],
    }


def _json_row(row: Traced) -> dict[str, Any]:
    return {
        **asdict(row.provision),
        "carriers": row.carriers,
        "tests": row.tests,
        "proofs": [asdict(each) for each in row.proofs],
        "shown": row.shown,
    }
