"""`waymark duties FILE... --on YYYY-MM-DD [--json]`: what is owed, from case files alone."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from waymark.rules.casefile import parse
from waymark.rules.duties import listed_on
from waymark.rules.duty import Duty, Status
from waymark.rules.findings import RefusedError
from waymark.rules.reading import UnreadableError, read_document
from waymark.rules.table import table
from waymark.rules.values import DAY


def main(argv: Sequence[str]) -> int:
    options = _parser().parse_args(argv)
    found: dict[str, list[tuple[Duty, Status]]] = {}
    refused = False
    for name in options.files:
        try:
            found[name] = listed_on(parse(read_document(Path(name))), options.on)
        except (UnreadableError, RefusedError) as problem:
            refused = True
            sys.stderr.write(f"{' '.join(name.split())}: {problem}\n")
    if options.json:
        as_json = {name: [_as_json(*row) for row in rows] for name, rows in found.items()}
        sys.stdout.write(json.dumps(as_json) + "\n")
    else:
        sys.stdout.write("\n".join(table(name, rows, options.on) for name, rows in found.items()))
    return 2 if refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="waymark duties", description="What is owed to each child, by when and why."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a case file, JSON")
    parser.add_argument("--on", required=True, type=_day, metavar="YYYY-MM-DD", help="as at")
    parser.add_argument("--json", action="store_true", help="for programs instead of people")
    return parser


def _day(text: str) -> date:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-05-14")


def _as_json(duty: Duty, status: Status) -> dict[str, Any]:
    return {
        "key": duty.key,
        "duty": duty.name,
        "title": duty.title,
        "opens_on": _iso(duty.opens_on),
        "due_on": _iso(duty.due_on),
        "expected_by": _iso(duty.expected_by),
        "done_on": _iso(duty.done_on),
        "status": status,
        "owed_by": duty.owed_by,
        "provisions": duty.provisions,
        "why": duty.why,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
