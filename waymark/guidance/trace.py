"""The traceability table: for each provision, the code that carries it, the tests marked with it,
and the proof, if there is one that can be believed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from waymark.guidance.record import Proof, State, read_record, stamp
from waymark.guidance.scan import find_carriers, find_showers
from waymark.guidance.shapes import Provision


@dataclass(frozen=True, slots=True)
class Traced:
    provision: Provision
    carriers: tuple[str, ...]
    tests: tuple[str, ...]
    proofs: tuple[Proof, ...]

    @property
    def shown(self) -> bool:
        """Only what was proved counts: a mark alone is a claim."""
        return bool(self.proofs)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the rules of one area and kind are carried, and how many of these are shown."""

    area: str
    kind: str
    rules: int
    carried: int
    shown: int
    not_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    record: State
    rows: tuple[Traced, ...]


def trace(provisions: Iterable[Provision], root: Path, record_file: Path) -> Table:
    carriers, showers = find_carriers(root), find_showers(root)
    carried, marked, proved = defaultdict(list), defaultdict(list), defaultdict(list)
    for carrier in carriers:
        for each in carrier.provisions:
            carried[each].append(carrier.name)
    for shower in showers:
        for each in shower.provisions:
            marked[each].append(shower.node)
    record = read_record(record_file, stamp(root, carriers, showers))
    for proof in record.proofs:
        proved[proof.provision].append(proof)
    rows = (
        Traced(each, tuple(carried[each.id]), tuple(marked[each.id]), tuple(proved[each.id]))
        for each in provisions
    )
    return Table(record.state, tuple(rows))


def counts(rows: Iterable[Traced]) -> list[Count]:
    """One count for each area and kind; only rules are counted, as only they bind."""
    groups: dict[tuple[str, str], list[Traced]] = defaultdict(list)
    for row in rows:
        if row.provision.force == "rule":
            groups[row.provision.area, row.provision.kind].append(row)
    return [_count(area, kind, group) for (area, kind), group in sorted(groups.items())]


def _count(area: str, kind: str, rows: list[Traced]) -> Count:
    return Count(
        area=area,
        kind=kind,
        rules=len(rows),
        carried=sum(bool(row.carriers) for row in rows),
        shown=sum(row.shown for row in rows),
        not_shown=tuple(row.provision.id for row in rows if not row.shown),
    )
