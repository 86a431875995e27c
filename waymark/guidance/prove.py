"""The proof: takes each carrier of a provision away in turn and watches a test miss it.

    python -m waymark.guidance.prove

A test that stays green without the code that it is said to show, shows nothing. A provision counts
as proved when a test marked with it is green with everything in place, and its own call fails once
one of the provision's carriers is gone. A test that can then not even be imported proves nothing.
The questions of forms are taken away one after the other in a single process; a row about a
question proves it only while rows about other questions stay green.
"""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from waymark.guidance.folder import CHECKOUT
from waymark.guidance.record import Proof, stamp, write_record
from waymark.guidance.scan import Carrier, Shower, find_carriers, find_showers
from waymark.guidance.trial import Trial, run, run_rounds

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
    code = [each for each in carriers if not each.is_question]
    questions = [each for each in carriers if each.is_question]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        rounds = pool.submit(_try_without_each, root, showers, questions)  # first, as the longest
        tried = list(pool.map(partial(_try_without, root, showers), code))
    return tried + rounds.result()


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
    nodes = {node.partition("[")[0] for carrier in carriers for node in _nodes(carrier, showers)}
    files = sorted({node.partition("::")[0] for node in nodes})
    shares = [set(files[at::AT_ONCE]) for at in range(AT_ONCE)]
    runs = [sorted(each for each in nodes if each.partition("::")[0] in own) for own in shares]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        trials = list(pool.map(partial(run, root), filter(None, runs)))
    reds = [each["test"] for trial in trials for each in trial.ended("red", "broken")]
    return reds or [_last_lines(trial) for trial in trials if not trial.passed]


def _nodes(carrier: Carrier, showers: list[Shower]) -> list[str]:
    if carrier.is_question:
        return [each.node for each in showers if each.question == carrier.name]
    cited = set(carrier.provisions)
    return [each.node for each in showers if not each.question and set(each.provisions) & cited]


def _try_without(root: Path, showers: list[Shower], carrier: Carrier) -> Verdict:
    nodes = _nodes(carrier, showers)
    if not nodes:
        return Verdict(carrier, (), "no test is marked with any of its provisions")
    trial = run(root, nodes, without=carrier.name, until=carrier.provisions)
    proofs = _proofs(carrier, trial)
    return Verdict(carrier, proofs, "" if proofs else _why_not(trial))


def _try_without_each(root: Path, showers: list[Shower], questions: list[Carrier]) -> list[Verdict]:
    """Try the questions in rounds, the last of them with everything back in its place."""
    if not questions:
        return []
    rows = [each for each in showers if each.question]
    own = {each.name: _nodes(each, showers) for each in questions}
    rounds = {each.name: own[each.name] + _about_others(each, rows) for each in questions}
    trial = run_rounds(root, {**rounds, "": [each.node for each in rows]})
    after = trial.without("")
    if len(after.ended("green")) != len(rows):
        why = f"the forms were not whole again afterwards: {_last_lines(trial)}"
        return [Verdict(each, (), why) for each in questions]
    return [_of_round(each, set(own[each.name]), trial.without(each.name)) for each in questions]


def _about_others(carrier: Carrier, rows: list[Shower]) -> list[str]:
    """Two rows that must stay green: about the same provisions where there is one, and not."""
    others = [each for each in rows if each.question != carrier.name]
    cited = set(carrier.provisions)
    near = [each.node for each in others if cited & set(each.provisions)]
    far = [each.node for each in others if not cited & set(each.provisions)]
    return near[:1] + far[:1]


def _of_round(carrier: Carrier, own: set[str], trial: Trial) -> Verdict:
    if not own:
        return Verdict(carrier, (), "no row beside the tests says that it is asked")
    if wrong := [each["test"] for each in trial.ended("red", "broken") if each["test"] not in own]:
        return Verdict(carrier, (), f"without it a test of another question fails too: {wrong[0]}")
    proofs = _proofs(carrier, trial)
    return Verdict(carrier, proofs, "" if proofs else _why_not(replace(trial, passed=True)))


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
