"""The proof: takes each carrier of a provision away in turn and watches a test miss it.

    python -m waymark.guidance.prove

A test that stays green without the code that it is said to show, shows nothing. A provision counts
as proved when a test marked with it is green with everything in place, and its own call fails once
one of the provision's carriers is gone. A test that can then not even be imported proves nothing.
A row about a question of a form proves it only while rows about other questions stay green.

Each is first tried in a fork of one process (`guidance.rounds`). What was used while that process
loaded cannot be taken away there any more: a carrier that seems not to be missed is tried once
more, in a process that never had it.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, groupby
from pathlib import Path

from waymark.guidance.folder import CHECKOUT
from waymark.guidance.record import Proof, stamp, write_record
from waymark.guidance.rounds import AT_ONCE, Round
from waymark.guidance.scan import Carrier, Shower, find_carriers, find_showers
from waymark.guidance.trial import Trial, run, run_rounds

SHARES = 4 * AT_ONCE  # of the tests of a file one sets up what all need
NO_TEST = "no test is marked with any of its provisions"
NO_ROW = "no row beside the tests says that it is asked"


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
    try:
        verdicts = prove(options.root, wanted, showers)
    except NotGreenError as error:
        _say("These tests are not green with everything in place; nothing can be proved by them:")
        _say(*(f"  {each}" for each in error.args))
        return 1
    if options.carrier is None:  # a proof of one carrier is no record of them all
        proofs = [proof for each in verdicts for proof in each.proofs]
        write_record(options.record, stamp(options.root, carriers, showers), proofs)
    return _report(verdicts)


class NotGreenError(Exception):
    """Tests that are not green with everything in place, or what pytest said of their files."""


def prove(root: Path, carriers: list[Carrier], showers: list[Shower]) -> list[Verdict]:
    """Return what missed each carrier.

    :raises NotGreenError: a test that would prove something is not green by itself.
    """
    own = {each: _nodes(each, showers) for each in carriers}
    trial = _in_rounds(root, [_round(each, nodes, showers) for each, nodes in own.items() if nodes])
    verdicts = [_verdict(each, set(nodes), trial) for each, nodes in own.items()]
    silent = [each.carrier for each in verdicts if each.silent and own[each.carrier]]
    again = [each for each in silent if not each.is_question]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        anew = dict(zip(again, pool.map(partial(_try_anew, root, showers), again), strict=True))
    verdicts = [anew.get(each.carrier, each) for each in verdicts]
    _refuse_what_is_not_green(root, verdicts)
    return verdicts


def _in_rounds(root: Path, rounds: list[Round]) -> Trial:
    trial = run_rounds(root, rounds)
    if not trial.passed:
        raise NotGreenError(_last_lines(trial))
    return trial


def _round(carrier: Carrier, nodes: list[str], showers: list[Shower]) -> Round:
    if carrier.is_question:
        nodes = nodes + _about_others(carrier, [each for each in showers if each.question])
    until = [] if carrier.is_question else list(carrier.provisions)
    return {"without": carrier.name, "nodes": nodes, "until": until}


def _verdict(carrier: Carrier, own: set[str], trial: Trial) -> Verdict:
    trial = trial.without(carrier.name)
    if not own:
        return Verdict(carrier, (), NO_ROW if carrier.is_question else NO_TEST)
    strange = [each["test"] for each in trial.ended("red", "broken") if each["test"] not in own]
    if carrier.is_question and strange:
        return Verdict(
            carrier, (), f"without it a test of another question fails too: {strange[0]}"
        )
    proofs = _proofs(carrier, trial)
    return Verdict(carrier, proofs, "" if proofs else _why_not(trial))


def _refuse_what_is_not_green(root: Path, verdicts: list[Verdict]) -> None:
    tests = sorted({proof.test for each in verdicts for proof in each.proofs})
    files = [list(each) for _, each in groupby(tests, lambda test: test.partition("::")[0])]
    shares = [list(chain(*files[at::SHARES])) for at in range(min(SHARES, len(files)))]
    trial = _in_rounds(root, [{"without": "", "nodes": each, "until": []} for each in shares])
    if others := set(tests) - {each["test"] for each in trial.ended("green")}:
        raise NotGreenError(*sorted(others))


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


def _nodes(carrier: Carrier, showers: list[Shower]) -> list[str]:
    if carrier.is_question:
        return [each.node for each in showers if each.question == carrier.name]
    cited = set(carrier.provisions)
    shown = [each for each in showers if not each.question and set(each.provisions) & cited]
    return [each.node for each in sorted(shown, key=partial(_speaks_little_of, carrier))]


def _speaks_little_of(carrier: Carrier, shower: Shower) -> tuple[int, bool, bool, bool]:
    """How little a test's file is called like the carrier, whether it tries the walls, which takes
    long, and whether its text names the function, or the module: what speaks of it misses it first.
    """
    module, _, name = carrier.name.partition(":")
    module, said = module.rpartition(".")[2], _text_of(shower.path)
    called_like = _words(shower.path.stem) & _words(f"{module} {name}")
    tries_walls = shower.path.parent.name == "walls"
    return -len(called_like), tries_walls, name.rpartition(".")[2] not in said, module not in said


def _words(text: str) -> set[str]:
    return set(re.findall("[a-z]+", text.lower())) - {"test"}


@cache
def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _try_anew(root: Path, showers: list[Shower], carrier: Carrier) -> Verdict:
    nodes = _nodes(carrier, showers)
    trial = run(root, nodes, without=carrier.name, until=carrier.provisions)
    return _verdict(carrier, set(nodes), trial)


def _about_others(carrier: Carrier, rows: list[Shower]) -> list[str]:
    """Two rows that must stay green: about the same provisions where there is one, and not."""
    others = [each for each in rows if each.question != carrier.name]
    cited = set(carrier.provisions)
    near = [each.node for each in others if cited & set(each.provisions)]
    far = [each.node for each in others if not cited & set(each.provisions)]
    return near[:1] + far[:1]


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
