"""`waymark provisions`: what is carried, what is proved, and what is still owed."""

import json

import pytest

from waymark.cli import main
from waymark.guidance.forms import forget
from waymark.guidance.record import Proof, stamp, write_record
from waymark.guidance.scan import find_carriers, find_showers

CARRIER = "waymark.allocation:allocate"
TEST = "tests/test_allocation.py::test_two_days"


@pytest.fixture
def project(tmp_path):
    """One carrier, one test marked with its provision, and the record of a proof."""
    for path, text in {
        "waymark/allocation.py": '@carries("CM-463", "CM-464")\ndef allocate(): ...\n',
        "tests/test_allocation.py": (
            '@pytest.mark.provision("CM-463", "CM-464")\ndef test_two_days(): ...\n'
        ),
    }.items():
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(text)
    stamped = stamp(tmp_path, find_carriers(tmp_path), find_showers(tmp_path))
    write_record(tmp_path / "proved.json", stamped, [Proof("CM-463", CARRIER, TEST)])
    return tmp_path


@pytest.fixture
def provisions(project, capsys):
    def run(*options):
        where = ["--root", str(project), "--record", str(project / "proved.json")]
        assert main(["provisions", *where, *options]) == 0
        return capsys.readouterr().out

    return run


def test_the_counts_tell_carried_from_shown(provisions):
    told = provisions("--area", "case-allocation")

    assert ["case-allocation", "clock", "2", "2", "1"] in [
        line.split() for line in told.splitlines()
    ]
    assert "case-allocation, clock:\n  CM-464\n" in told


def test_one_provision_in_full(provisions):
    told = provisions("--id", "CM-463")

    assert "Give the child a worker within two working days" in told
    assert "How to manage staff working with children" in told
    assert f"carried by  {CARRIER}" in told
    assert f"proved      {TEST} fails without {CARRIER}" in told


def test_a_provision_that_is_only_claimed_is_not_proved(provisions):
    told = provisions("--id", "CM-464")

    assert f"tests       {TEST}" in told
    assert "proved      no. The record of the proof is current." in told


def test_a_stale_record_shows_nothing(provisions, project):
    with (project / "waymark" / "allocation.py").open("a") as code:
        code.write("# changed\n")

    assert "changed since the last proof" in provisions("--id", "CM-463")
    assert not json.loads(provisions("--id", "CM-463", "--json"))["provisions"][0]["shown"]


def test_for_a_program(provisions):
    told = json.loads(provisions("--json"))

    assert told["record"] == "fresh"
    assert sum(each["rules"] for each in told["counts"]) == 1142
    assert [each["id"] for each in told["provisions"] if each["shown"]] == ["CM-463"]


def test_for_the_documents(provisions):
    told = provisions("--markdown", "--area", "case-allocation")

    assert "| case-allocation | clock | 2 | 2 | 1 |" in told
    assert f"| `{CARRIER}` | yes |" in told
    assert "- case-allocation, clock: CM-464" in told


def test_an_id_that_is_none_is_refused(capsys):
    assert main(["provisions", "--id", "CM-000"]) == 2
    assert "No provision CM-000" in capsys.readouterr().err


def test_whoever_changes_the_guidance_is_told_what_is_wrong_with_it(mounted, capsys):
    assert main(["provisions", "--check"]) == 0
    assert capsys.readouterr().out == "Nothing is wrong.\n"

    file = mounted / "forms" / "feedback" / "1.cy.toml"
    file.write_text(file.read_text().replace("Amdanom ni", "About us"))
    forget()

    assert main(["provisions", "--check"]) == 1
    assert capsys.readouterr().out == (
        "forms/feedback/1.cy.toml: feedback-us: 'About us' is not translated\n"
    )


def test_a_form_that_cannot_be_read_is_named_with_its_line(mounted, capsys):
    (mounted / "forms" / "feedback" / "1.toml").write_text("title = How are we doing?")
    forget()

    assert main(["provisions", "--check"]) == 1
    assert "forms/feedback/1.toml: Invalid value (at line 1" in capsys.readouterr().out
