"""The proof believes a test only when it goes red, in its own call, for want of the code."""

import textwrap
from types import SimpleNamespace

import pytest

from waymark.guidance import prove, rounds
from waymark.guidance.record import Proof, Record, read_record, stamp, write_record
from waymark.guidance.scan import find_carriers, find_showers

RULES = """
from waymark.rules.carries import carries

@carries("CM-001", "CM-002")
def due():
    return 2

@carries("CM-003")
def polite():
    return "please"

@carries("CM-004")
def needed():
    return {"by": "the import"}

@carries("CM-005")
def unmarked():
    return 5
"""

TESTS = """
import pytest
from small import rules

@pytest.mark.provision("CM-001")
def test_misses_what_is_due():
    assert rules.due() == 2

@pytest.mark.provision("CM-002")
@pytest.mark.parametrize("day", [1, 2])
def test_stays_green_for_the_other_provision(day):
    rules.due()

@pytest.mark.provision("CM-003")
def test_cannot_fail():
    assert rules.polite() or True
"""

IMPORTING = """
import pytest
from small import rules

BY = rules.needed()["by"]

@pytest.mark.provision("CM-004")
def test_needs_the_carrier_to_be_imported():
    assert BY == "the import"
"""

CONFIGURATION = """
[pytest]
markers = provision(*ids): shows them
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of four carriers: one is missed, one has a test that cannot fail, one only breaks
    the import, and one has no test."""
    # It knows no Django, nor any other plugin: each pytest of its own would spend seconds on them.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for path, text in {
        "small/__init__.py": "",
        "small/rules.py": RULES,
        "tests/test_rules.py": TESTS,
        "tests/test_importing.py": IMPORTING,
        "pytest.ini": CONFIGURATION,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(textwrap.dedent(text))
    return tmp_path


def run_proof(project, *more):
    return prove.main(["--root", str(project), "--package", "small", *more])


@pytest.fixture
def stamped(project):
    return lambda: stamp(project, find_carriers(project, "small"), find_showers(project))


def test_every_carrier_that_no_test_misses_is_named_with_the_reason(project, capsys, stamped):
    assert run_proof(project) == 1

    told = capsys.readouterr().out
    assert "small.rules:due: no test misses it for CM-002" in told
    assert "No test misses small.rules:polite (CM-003): these stay green" in told
    assert "No test misses small.rules:needed (CM-004): pytest could not run its tests" in told
    assert "No test misses small.rules:unmarked (CM-005): no test is marked" in told
    assert "1 of 4 carriers are missed; 1 provisions proved." in told

    record = read_record(project / "build" / "proved.json", stamped())
    assert [(proof.provision, proof.test) for proof in record.proofs] == [
        ("CM-001", "tests/test_rules.py::test_misses_what_is_due")
    ]


def test_a_carrier_that_is_missed_for_one_provision_only_fails_the_proof(project):
    assert run_proof(project, "--carrier", "small.rules:due") == 1


TWICE = """
from pathlib import Path
import pytest
from small import rules

@pytest.mark.provision("CM-001")
def test_misses_it():
    assert rules.due() == 2

@pytest.mark.provision("CM-001")
def test_misses_it_for_the_same_provision():
    Path("again").touch()
"""
THE_OTHER = """
import pytest
from small import rules

@pytest.mark.provision("CM-002")
def test_misses_it_for_the_other_provision():
    assert rules.due()
"""


def test_a_proof_of_one_carrier_passes_over_what_can_show_no_more_and_leaves_no_record(project):
    (project / "tests" / "test_rules.py").write_text(TWICE)
    (project / "tests" / "test_the_other.py").write_text(THE_OTHER)

    assert run_proof(project, "--carrier", "small.rules:due") == 0
    assert not (project / "again").exists()
    assert not (project / "build").exists()


def test_what_took_long_is_tried_last_and_nothing_is_left_out():
    items = [SimpleNamespace(nodeid=each) for each in ("rows[1]", "rows[2]", "unasked", "a", "b")]

    def turns(took):
        return [each.nodeid for each in rounds.in_turn(items, ["b", "rows", "a"], took)]

    took = {}
    assert turns(took) == ["b", "rows[1]", "rows[2]", "a"]

    told = [{"test": each, "took": rounds.LONG * 0.6} for each in ("rows[1]", "rows[2]", "a")]
    rounds.learn(took, told)
    assert turns(took) == ["b", "a", "rows[1]", "rows[2]"]


def test_nothing_is_proved_by_tests_that_are_red_with_everything_in_place(project, capsys):
    (project / "small" / "rules.py").write_text(RULES.replace("return 2", "return 3"))

    assert run_proof(project) == 1
    assert "not green with everything in place" in capsys.readouterr().out
    assert not (project / "build").exists()


def test_a_test_file_that_cannot_be_imported_stops_the_proof(project, capsys):
    (project / "tests" / "test_importing.py").write_text("import nowhere\n" + IMPORTING)

    assert run_proof(project) == 1
    assert "test_importing.py" in capsys.readouterr().out


def test_a_red_that_is_only_an_import_inside_the_test_is_no_proof(project, capsys):
    (project / "tests" / "test_rules.py").write_text(
        "import pytest\nfrom small import rules\n\n"
        '@pytest.mark.provision("CM-001")\n'
        "def test_imports_late():\n"
        "    if rules.due() is None:\n"
        "        import nowhere\n"
    )

    assert run_proof(project, "--carrier", "small.rules:due") == 1
    assert "could not be set up or imported" in capsys.readouterr().out


def test_what_was_used_while_the_tests_loaded_is_missed_in_a_process_of_its_own(project):
    (project / "tests" / "test_rules.py").write_text(
        "import pytest\nfrom small import rules\n\n"
        "SAID = rules.polite()\n\n"
        '@pytest.mark.provision("CM-003")\n'
        "def test_is_polite():\n"
        '    assert SAID == "please"\n'
    )

    assert run_proof(project, "--carrier", "small.rules:polite") == 0


def test_a_record_older_than_the_last_change_is_not_believed(project, stamped):
    file = project / "build" / "proved.json"
    write_record(file, stamped(), [Proof("CM-001", "small.rules:due", "tests/test_rules.py::any")])
    assert read_record(file, stamped()).state == "fresh"

    (project / "small" / "rules.py").write_text(RULES + "\n# changed\n")

    assert read_record(file, stamped()) == Record("stale", ())


def test_without_a_record_nothing_is_proved(tmp_path):
    assert read_record(tmp_path / "proved.json", "any").state == "missing"


FORM = """
title = "Talk"
[[section]]
id = "us"
title = "Us"
"""
QUESTION = """
[[section.question]]
id = "{}"
asks = "Who?"
answer = "text"
provisions = ["{}"]
"""
ASKING = """
from pathlib import Path
import pytest
from waymark.guidance.forms import form
from waymark.guidance.scan import rows

def each_row_of(table):
    every = rows(Path(__file__).parent / table)
    marks = [pytest.mark.provision(row.whole) for row in every]
    params = [pytest.param(row, id=row.id, marks=mark) for row, mark in zip(every, marks)]
    return pytest.mark.parametrize("row", params)

@each_row_of("asked.csv")
def test_it_is_asked(row):
    asked = {each.id for _, each in form("talk").questions}
    assert row.question == "cannot-fail" or row.question in asked
    assert "all-need" in asked
"""
ROWS = {"asked": "CM-001", "also": "CM-001", "cannot-fail": "CM-002", "all-need": "CM-003"}


@pytest.fixture
def asking(project, monkeypatch):
    """Four questions with a row beside the tests, and one without."""
    questions = [QUESTION.format(*each) for each in [*ROWS.items(), ("no-row", "CM-004")]]
    table = [f"{provision},talk,,,us,{name},who" for name, provision in ROWS.items()]
    for path, text in {
        "guidance/provisions.csv": "",
        "guidance/forms/talk/1.toml": FORM + "".join(questions),
        "tests/test_asked.py": ASKING,
        "tests/asked.csv": "\n".join(["provision,form,kind,stage,section,question,words", *table]),
    }.items():
        (project / path).parent.mkdir(exist_ok=True, parents=True)
        (project / path).write_text(text)
    (project / "small" / "rules.py").write_text("")
    (project / "tests" / "test_importing.py").unlink()
    monkeypatch.setenv("WAYMARK_GUIDANCE", str(project / "guidance"))
    return project


def test_a_question_is_proved_by_its_own_row_alone(asking, capsys, stamped):
    assert run_proof(asking) == 1

    told = capsys.readouterr().out
    assert "No test misses guidance.forms:cannot-fail (CM-002): these stay green" in told
    assert "guidance.forms:all-need (CM-003): without it a test of another question fails" in told
    assert "guidance.forms:no-row (CM-004): no row beside the tests says that it is asked" in told
    assert "2 of 5 carriers are missed; 1 provisions proved." in told

    record = read_record(asking / "build" / "proved.json", stamped())
    assert [(proof.carrier, proof.test) for proof in record.proofs] == [
        ("guidance.forms:also", "tests/test_asked.py::test_it_is_asked[CM-001-also]"),
        ("guidance.forms:asked", "tests/test_asked.py::test_it_is_asked[CM-001-asked]"),
    ]


def test_one_question_is_tried_by_its_name(asking):
    assert run_proof(asking, "--carrier", "guidance.forms:asked") == 0
