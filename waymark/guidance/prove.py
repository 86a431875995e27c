"""The proof: takes each carrier of a provision away in turn and watches a test miss it.

    python -m waymark.guidance.prove

A test that stays green without the code that it is said to show, shows nothing. A provision counts
as proved when a test marked with it is green with everything in place, and its own call fails once
one of the provision's carriers is gone. A test that can then not even be imported proves nothing.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from waymark.guidance.folder import CHECKOUT
from waymark.guidance.record import Proof, stamp, write_record
from waymark.guidance.scan import Carrier, Shower, find_carriers, find_showers
from waymark.guidance.trial import Trial, run

AT_ONCE = 2  # each is a process of its own, and a small machine has two cores


@dataclass(frozen=True, slots=True)
class Verdict:
    carrier: Carrier
    proofs: tuple[Proof, ...]
    why: str = ""  # why no test missed it

    @property
    def silent(self) -> list[str]:
        """Return the carrier's provisions for which no test missed it."""
        return sorted(set(self.carrier.provisions) - {each.provision for each in self.proofs})


def main(argv: Sequence[str] | None = None) -> int:
    options = _options(argv)
    carriers = find_carriers(options.root, options.package)
    showers = find_showers(options.root, options.tests)
    wanted = [each for each in carriers if options.carrier in (None, each.name)]
    if reds := _red_before(options.root, wanted, showers):
        _say("These tests are not green with everything in place; nothing can be proved by them:")
        _say(*(f"  {each}" for each in reds))
        return 1
    verdicts = prove(options.root, wanted, showers)
    if options.carrier is None:  # a proof of one carrier is no record of them all
        proofs = [proof for each in verdicts for proof in each.proofs]
        write_record(options.record, stamp(options.root, carriers, showers), proofs)
    return _report(verdicts)


def prove(root: Path, carriers: list[Carrier], showers: list[Shower]) -> list[Verdict]:
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(partial(_try_without, root, showers), carriers))


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="prove", description="Take each carrier away in turn.")
    parser.add_argument("--root", type=Path, default=CHECKOUT, help="the project's folder")
    parser.add_argument("--package", default="waymark", help="where carriers are, in that folder")
    parser.add_argument("--tests", default="tests", help="where tests are, in that folder")
    parser.add_argument("--record", type=Path, help="where the record goes: build/proved.json")
    parser.add_argument("--carrier", help="only this one (module:name); writes no record")
    options = parser.parse_args(argv)
    options.root = options.root.resolve()
    options.record = options.record or options.root / "build" / "proved.json"
    return options


def _red_before(root: Path, carriers: list[Carrier], showers: list[Shower]) -> list[str]:
    """The tests that are not green, or what pytest said when it could not collect them."""
    nodes = {node for carrier in carriers for node in _nodes(carrier, showers)}
    if not nodes:
        return []
    trial = run(root, sorted(nodes))
    reds = [each["test"] for each in trial.ended("red", "broken")]
    return reds if reds or trial.passed else [_last_lines(trial)]


def _nodes(carrier: Carrier, showers: list[Shower]) -> list[str]:
    return [each.node for each in showers if set(each.provisions) & set(carrier.provisions)]


def _try_without(root: Path, showers: list[Shower], carrier: Carrier) -> Verdict:
    nodes = _nodes(carrier, showers)
    if not nodes:
        return Verdict(carrier, (), "no test is marked with any of its provisions")
    trial = run(root, nodes, without=carrier.name, until=carrier.provisions)
    proofs = _proofs(carrier, trial)
    return Verdict(carrier, proofs, "" if proofs else _why_not(trial))


def _proofs(carrier: Carrier, trial: Trial) -> tuple[Proof, ...]:
    """One proof for each provision: the first test that missed it."""
    first: dict[str, Proof] = {}
    for red in trial.ended("red"):
        for provision in set(red["provisions"]) & set(carrier.provisions):
            first.setdefault(provision, Proof(provision, carrier.name, red["test"]))
    return tuple(sorted(first.values()))


def _why_not(trial: Trial) -> str:
    if broken := trial.ended("broken"):
        return f"{broken[0]['test']} could not be set up or imported, which proves nothing"
    if not trial.passed:
        return f"pytest could not run its tests: {_last_lines(trial)}"
    return f"these stay green: {', '.join(each['test'] for each in trial.told)}"


def _last_lines(trial: Trial) -> str:
    return " / ".join(trial.printed.strip().splitlines()[-3:])


def _report(verdicts: list[Verdict]) -> int:
    """Say what was missed; nothing may be silent, of a carrier or of one of its provisions."""
    silent = [each for each in verdicts if each.silent]
    for each in silent:
        ids = ", ".join(each.silent)
        if each.proofs:
            _say(f"{each.carrier.name}: no test misses it for {ids}")
        else:
            _say(f"No test misses {each.carrier.name} ({ids}): {each.why}")
    proved = {proof.provision for each in verdicts for proof in each.proofs}
    missed = sum(bool(each.proofs) for each in verdicts)
    _say(f"{missed} of {len(verdicts)} carriers are missed; {len(proved)} provisions proved.")
    return 1 if silent else 0


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
