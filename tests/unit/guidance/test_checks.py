"""Each check finds the fault that it is there for, once the fault is planted."""

from dataclasses import replace
from datetime import date

import pytest

from waymark.guidance import Period, Value, checks, guidance

UNKNOWN = "CM-" + "999"  # in two parts, so that no search for citations takes it for one


@pytest.fixture
def sound():
    return guidance()


def with_first(rows, **changes):
    return (replace(rows[0], **changes), *rows[1:])


def with_code(sound, name, **changes):
    listed = sound.lists[name]
    changed = replace(listed, codes=with_first(listed.codes, **changes))
    return replace(sound, lists={**sound.lists, name: changed})


def with_periods(sound, name, *periods):
    listed = sound.lists[name]
    rows = tuple(replace(listed.codes[0], period=each) for each in periods)
    return replace(sound, lists={**sound.lists, name: replace(listed, codes=rows)})


def with_values(sound, *periods):
    values = tuple(Value(each, 1) for each in periods)
    return replace(sound, settings=with_first(sound.settings, values=values))


def test_a_provision_that_is_there_twice(sound):
    doubled = replace(sound, provisions=(*sound.provisions, sound.provisions[0]))

    assert list(checks.duplicate_ids(doubled)) == ["provision 'CM-001' is there twice"]


def test_a_setting_that_is_there_twice(sound):
    doubled = replace(sound, settings=(*sound.settings, sound.settings[0]))

    assert list(checks.duplicate_ids(doubled)) == ["setting 'allocate-worker' is there twice"]


def test_a_provision_of_a_document_that_is_not_listed(sound):
    faulty = replace(sound, provisions=with_first(sound.provisions, source="a-novel"))

    assert list(checks.provisions_without_a_source(faulty)) == ["CM-001: no source 'a-novel'"]


def test_a_provision_under_another_documents_letters(sound):
    faulty = replace(sound, provisions=with_first(sound.provisions, source="national-protocol"))

    assert list(checks.provisions_without_a_source(faulty)) == [
        "CM-001: ids of national-protocol begin with NP"
    ]


def test_a_provision_without_a_place(sound):
    faulty = replace(sound, provisions=with_first(sound.provisions, place=""))

    assert list(checks.empty_provisions(faulty)) == ["CM-001: every column must be filled"]


def test_an_id_that_is_none(sound):
    faulty = replace(sound, provisions=with_first(sound.provisions, id="CM-1"))

    assert list(checks.empty_provisions(faulty)) == ["'CM-1' is no provision's id"]


def test_a_setting_without_source_or_certainty(sound):
    faulty = replace(sound, settings=with_first(sound.settings, source=" ", certainty="sure"))

    assert list(checks.settings_without_a_source(faulty)) == [
        "setting allocate-worker: no source",
        "setting allocate-worker: certainty 'sure' is not in certainty.toml",
    ]


def test_a_setting_that_cites_no_provision_there_is(sound):
    faulty = replace(sound, settings=with_first(sound.settings, source=f"{UNKNOWN}, as ever"))

    assert list(checks.unknown_citations(faulty)) == [
        f"setting allocate-worker: no provision {UNKNOWN}"
    ]


def test_a_code_that_cites_no_provision_there_is(sound):
    faulty = with_code(sound, "sex", note=f"see {UNKNOWN}")

    assert list(checks.unknown_citations(faulty)) == [f"sex: male: no provision {UNKNOWN}"]


SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)
BROKEN = {
    "overlap": ((Period(SPRING, AUTUMN), Period(SUMMER)), "two rows hold on the same day"),
    "wrong order": ((Period(SUMMER), Period(SPRING, SUMMER)), "two rows hold on the same day"),
    "gap": ((Period(SPRING, SUMMER), Period(AUTUMN)), f"nothing from {SUMMER} to {AUTUMN}"),
    "backwards": ((Period(AUTUMN, SPRING),), f"ends on {SPRING}, not after it begins"),
}


@pytest.mark.parametrize(("periods", "fault"), BROKEN.values(), ids=BROKEN)
def test_values_of_a_setting_that_do_not_follow_one_another(sound, periods, fault):
    (found,) = checks.settings_with_gaps_or_overlaps(with_values(sound, *periods))

    assert fault in found


@pytest.mark.parametrize(("periods", "fault"), BROKEN.values(), ids=BROKEN)
def test_rows_of_a_code_that_do_not_follow_one_another(sound, periods, fault):
    (found,) = checks.codes_with_gaps_or_overlaps(with_periods(sound, "sex", *periods))

    assert fault in found


def test_rows_that_follow_one_another_are_sound(sound):
    following = with_periods(sound, "sex", Period(None, SPRING), Period(SPRING, SUMMER))

    assert list(checks.codes_with_gaps_or_overlaps(following)) == []


def test_a_setting_without_a_value(sound):
    assert list(checks.settings_with_gaps_or_overlaps(with_values(sound))) == [
        "setting allocate-worker: no value"
    ]


def test_a_code_without_label_or_certainty(sound):
    faulty = with_code(sound, "sex", label="", certainty="perhaps")

    assert list(checks.codes_without_certainty(faulty)) == [
        "sex: a row without code or label",
        "sex: male: 'perhaps' is not in certainty.toml",
    ]


def test_groups_that_nobody_explained(sound):
    faulty = with_code(sound, "religions", group="world")

    assert list(checks.columns_that_no_one_explained(faulty)) == [
        "religions: groups and their explanation do not go together"
    ]


def test_an_ethnicity_that_the_national_return_would_lose(sound):
    faulty = with_code(sound, "ethnicity", national="", group="none")

    assert list(checks.ethnicities_without_a_national_code(faulty)) == [
        "ethnicity white-british: no national code",
        "ethnicity white-british: no reporting group 'none'",
    ]


def test_a_line_of_a_checklist_without_its_words(sound):
    faulty = replace(sound, expectations=with_first(sound.expectations, expectation=""))

    assert list(checks.expectations_of_no_checklist(faulty)) == [
        "EP-162.1: every column must be filled"
    ]


def test_a_checklist_of_no_provision_and_one_that_is_not_counted_through(sound):
    faulty = replace(sound, expectations=with_first(sound.expectations, provision=UNKNOWN))

    assert list(checks.expectations_of_no_checklist(faulty)) == [
        f"checklists.csv: no provision {UNKNOWN}",
        "checklists.csv: the lines of EP-162 are not numbered 1, 2, 3",
    ]


def test_a_form_with_a_fault_is_told_with_the_rest(mounted, sound):
    file = mounted / "forms" / "review" / "1.toml"
    file.write_text(file.read_text().replace('"EP-418"', f'"{UNKNOWN}"'))

    assert list(checks.faults_of_forms(sound)) == [
        f"forms/review/1.toml: review-health: no provision or line of a checklist {UNKNOWN}"
    ]
