"""The guidance folder itself: nothing in it is double, missing, cited in vain or undated."""

import pytest

from waymark.guidance import code_list, guidance, setting
from waymark.guidance.checks import CHECKS, PROVISION_ID, uncited
from waymark.guidance.folder import CHECKOUT, guidance_folder
from waymark.guidance.offences import tells_of
from waymark.guidance.scan import find_carriers, find_showers


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_guidance_has_no_fault(check):
    assert list(check(guidance())) == []


def test_every_rule_of_the_five_documents_is_here():
    rules = [each for each in guidance().provisions if each.force == "rule"]

    assert len(rules) == 1142
    assert len(guidance().sources) == 5


def test_code_cites_only_provisions_that_exist():
    faults = [
        fault
        for each in find_carriers(CHECKOUT)
        for fault in uncited(guidance(), each.name, each.provisions)
    ]
    assert faults == []


def test_tests_cite_only_provisions_that_exist():
    faults = [
        fault
        for each in find_showers(CHECKOUT)
        for fault in uncited(guidance(), each.node, each.provisions)
    ]
    assert faults == []


def test_documents_cite_only_provisions_that_exist():
    pages = [*(CHECKOUT / "docs").rglob("*.md"), *guidance_folder().rglob("*.md")]
    faults = [
        fault
        for page in pages
        for fault in uncited(guidance(), page.name, PROVISION_ID.findall(page.read_text()))
    ]
    assert faults == []


def test_of_every_offence_it_is_known_by_which_words_a_text_tells_of_it():
    codes = {each.code for each in code_list("offence-groups").codes} - {"other"}
    assert [each for each in codes if tells_of([each]) is None] == []
    assert tells_of(["other"]) is None


CONTRACT = {
    "allocate-worker": (2, "working days"),
    "review-plan": (3, "months"),
    "exit-plan-opens": (56, "days"),
    "exit-plan-due": (28, "days"),
    "revocation-look-again": (3, "months"),
    "victim-contact-scheme": (1, "working days"),
    "resettlement-start": (1, "working days"),
    "custody-first-visit": (7, "days"),
    "custody-visit-first-year": (42, "days"),
    "custody-visit-later": (3, "months"),
    "section-20-visit": (10, "working days"),
    "confirm-release": (10, "days"),
    "pathway-plan": (1, "months"),
    "notify-emergency-placement": (5, "working days"),
    "weapon-referral": (1, "working days"),
    "risk-panel": (10, "working days"),
    "risk-panel-very-high": (5, "working days"),
    "risk-panel-again": (3, "months"),
    "register-with-police": (2, "days"),
    "notify-change-of-address": (2, "days"),
    "notify-travel": (7, "days"),
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_numbers_of_the_case_file_contract_are_settings(name):
    stands = setting(name)

    assert (stands.values[-1].value, stands.unit) == CONTRACT[name]
    assert stands.values[-1].period.ends is None
