"""What can be wrong with the guidance. Each check yields one line for each fault that it finds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from waymark.guidance.form_checks import FORM_CHECKS
from waymark.guidance.forms import forms
from waymark.guidance.shapes import Guidance, Period

PROVISION_ID = re.compile(r"\b(?:CM|NP|EP|OS)-\d{3}\b")

Faults = Iterator[str]


def every_fault(guidance: Guidance) -> list[str]:
    return [fault for check in CHECKS for fault in check(guidance)]


def duplicate_ids(guidance: Guidance) -> Faults:
    yield from _repeated("source", [each.key for each in guidance.sources])
    yield from _repeated("provision", [each.id for each in guidance.provisions])
    yield from _repeated("setting", [each.id for each in guidance.settings])


def _repeated(what: str, ids: Iterable[str]) -> Faults:
    return (f"{what} {each!r} is there twice" for each, times in Counter(ids).items() if times > 1)


def provisions_without_a_source(guidance: Guidance) -> Faults:
    prefixes = {each.key: each.prefix for each in guidance.sources}
    for each in guidance.provisions:
        if each.source not in prefixes:
            yield f"{each.id}: no source {each.source!r}"
        elif not each.id.startswith(f"{prefixes[each.source]}-"):
            yield f"{each.id}: ids of {each.source} begin with {prefixes[each.source]}"


def empty_provisions(guidance: Guidance) -> Faults:
    for each in guidance.provisions:
        if not PROVISION_ID.fullmatch(each.id):
            yield f"{each.id!r} is no provision's id"
        if not all([each.place, each.area, each.kind, each.force, each.requirement]):
            yield f"{each.id}: every column must be filled"


def settings_without_a_source(guidance: Guidance) -> Faults:
    for each in guidance.settings:
        if not each.source.strip():
            yield f"setting {each.id}: no source"
        if each.certainty not in guidance.certainties:
            yield f"setting {each.id}: certainty {each.certainty!r} is not in certainty.toml"


def unknown_citations(guidance: Guidance) -> Faults:
    """Ids that a setting's source or a code's note cites and provisions.csv does not have."""
    for each in guidance.settings:
        yield from uncited(guidance, f"setting {each.id}", PROVISION_ID.findall(each.source))
    for named in guidance.lists.values():
        for code in named.codes:
            where = f"{named.name}: {code.code}"
            yield from uncited(guidance, where, PROVISION_ID.findall(code.note))


def uncited(guidance: Guidance, where: str, cited: Iterable[str]) -> Faults:
    return (f"{where}: no provision {each}" for each in guidance.lacks(cited))


def settings_with_gaps_or_overlaps(guidance: Guidance) -> Faults:
    for each in guidance.settings:
        if not each.values:
            yield f"setting {each.id}: no value"
        yield from _broken(f"setting {each.id}", [value.period for value in each.values])


def codes_with_gaps_or_overlaps(guidance: Guidance) -> Faults:
    for named in guidance.lists.values():
        for code in dict.fromkeys(each.code for each in named.codes):
            periods = [each.period for each in named.codes if each.code == code]
            yield from _broken(f"{named.name}: {code}", periods)


def _broken(where: str, periods: list[Period]) -> Faults:
    """Periods stand in order, none ends before it begins, and each begins where the last ended."""
    for each in periods:
        if each.begins and each.ends and each.ends <= each.begins:
            yield f"{where}: ends on {each.ends}, not after it begins on {each.begins}"
    for earlier, later in pairwise(periods):
        if earlier.ends is None or later.begins is None or later.begins < earlier.ends:
            yield f"{where}: two rows hold on the same day, or stand in the wrong order"
        elif later.begins > earlier.ends:
            yield f"{where}: nothing from {earlier.ends} to {later.begins}"


def codes_without_certainty(guidance: Guidance) -> Faults:
    for named in guidance.lists.values():
        for each in named.codes:
            if not each.code or not each.label:
                yield f"{named.name}: a row without code or label"
            if each.certainty not in guidance.certainties:
                yield f"{named.name}: {each.code}: {each.certainty!r} is not in certainty.toml"


def columns_that_no_one_explained(guidance: Guidance) -> Faults:
    """lists.toml says what a list's national codes and groups are, where it has them."""
    for named in guidance.lists.values():
        if any(each.national for each in named.codes) != bool(named.national):
            yield f"{named.name}: national codes and their explanation do not go together"
        if any(each.group for each in named.codes) != bool(named.group):
            yield f"{named.name}: groups and their explanation do not go together"


def ethnicities_without_a_national_code(guidance: Guidance) -> Faults:
    groups = {each.code for each in guidance.lists["ethnicity-groups"].codes}
    for each in guidance.lists["ethnicity"].codes:
        if not each.national:
            yield f"ethnicity {each.code}: no national code"
        if each.group not in groups:
            yield f"ethnicity {each.code}: no reporting group {each.group!r}"


def expectations_of_no_checklist(guidance: Guidance) -> Faults:
    """Lines are numbered from one, so that `EP-162.3` is the third one for whoever counts."""
    known = {each.id for each in guidance.provisions}
    lines: dict[str, list[str]] = {}
    for each in guidance.expectations:
        lines.setdefault(each.provision, []).append(each.item)
        if not each.expectation:
            yield f"{each.id}: every column must be filled"
    for name, items in lines.items():
        if name not in known:
            yield f"checklists.csv: no provision {name}"
        if items != [str(number) for number in range(1, len(items) + 1)]:
            yield f"checklists.csv: the lines of {name} are not numbered 1, 2, 3"


def faults_of_forms(guidance: Guidance) -> Faults:
    every = tuple(forms())
    for check in FORM_CHECKS:
        yield from check(guidance, every)


CHECKS: tuple[Callable[[Guidance], Faults], ...] = (
    duplicate_ids,
    provisions_without_a_source,
    empty_provisions,
    settings_without_a_source,
    unknown_citations,
    settings_with_gaps_or_overlaps,
    codes_with_gaps_or_overlaps,
    codes_without_certainty,
    columns_that_no_one_explained,
    ethnicities_without_a_national_code,
    expectations_of_no_checklist,
    faults_of_forms,
)
