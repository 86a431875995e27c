"""The record of what was proved, stamped: one older than the last change is not believed."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from waymark.guidance.folder import CHECKOUT
from waymark.guidance.scan import Carrier, Shower

RECORD = CHECKOUT / "build" / "proved.json"

State = Literal["fresh", "stale", "missing"]


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """With that carrier taken away, that test, marked with that provision, went red."""

    provision: str
    carrier: str
    test: str


@dataclass(frozen=True, slots=True)
class Record:
    state: State
    proofs: tuple[Proof, ...] = ()  # only of a fresh record


def stamp(root: Path, carriers: Iterable[Carrier], showers: Iterable[Shower]) -> str:
    """A digest of every file with a carrier, a marked test or its rows, and of tests' fixtures."""
    carriers, showers = list(carriers), list(showers)
    files = {each.path for each in carriers} | {each.path for each in showers}
    files |= {each.cites for each in carriers if each.cites}
    files |= {each.table for each in showers if each.table}
    files |= {each for path in files for each in _conftests(root, path)}
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _conftests(root: Path, path: Path) -> list[Path]:
    folders = [folder for folder in path.parents if folder.is_relative_to(root)]
    return [folder / "conftest.py" for folder in folders if (folder / "conftest.py").is_file()]


def write_record(path: Path, stamped: str, proofs: Iterable[Proof]) -> None:
    rows = [[each.provision, each.carrier, each.test] for each in sorted(proofs)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"stamp": stamped, "proofs": rows}, indent=1) + "\n")


def read_record(path: Path, stamped: str) -> Record:
    if not path.is_file():
        return Record("missing")
    kept = json.loads(path.read_text())
    if kept["stamp"] != stamped:
        return Record("stale")
    return Record("fresh", tuple(Proof(*row) for row in kept["proofs"]))
