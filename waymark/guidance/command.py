"""`waymark provisions`: what the guidance asks, what carries it, and what is proved."""

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from waymark.guidance import GuidanceError, guidance
from waymark.guidance.checks import every_fault
from waymark.guidance.folder import CHECKOUT
from waymark.guidance.markdown import markdown
from waymark.guidance.pages import as_json, one_provision, summary
from waymark.guidance.record import RECORD
from waymark.guidance.trace import Table, trace


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    if options.check:
        return _check()
    table = trace(guidance().provisions, options.root, options.record)
    rows = tuple(
        row
        for row in table.rows
        if options.area in (None, row.provision.area) and options.id in (None, row.provision.id)
    )
    if not rows:
        sys.stderr.write(f"No provision {options.id or ''} {_in_area(options.area)}.\n")
        return 2
    sys.stdout.write(_page(options, Table(table.record, rows)))
    return 0


def _check() -> int:
    try:
        faults = every_fault(guidance())
    except (GuidanceError, tomllib.TOMLDecodeError) as unread:
        faults = [str(unread)]
    sys.stdout.write("".join(f"{each}\n" for each in faults or ["Nothing is wrong."]))
    return 1 if faults else 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="waymark provisions",
        description="What the guidance asks, the code that carries it, and what a proof has shown.",
    )
    parser.add_argument("--area", help="only this area, for example: breach")
    parser.add_argument("--id", help="one provision in full, for example: CM-463")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="everything, for a program")
    shape.add_argument("--markdown", action="store_true", help="the table, for docs/provisions.md")
    shape.add_argument(
        "--check", action="store_true", help="what is wrong with the guidance folder"
    )
    parser.add_argument("--record", type=Path, default=RECORD, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, default=CHECKOUT, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _page(options: argparse.Namespace, table: Table) -> str:
    if options.json:
        return json.dumps(as_json(table), indent=2, ensure_ascii=False) + "\n"
    if options.markdown:
        return markdown(table)
    return one_provision(table) if options.id else summary(table)


def _in_area(area: str | None) -> str:
    return f"in the area {area!r}" if area else "in guidance/provisions.csv"
