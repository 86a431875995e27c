"""The command: case files in, what is owed out, for people and for programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.rules.cases import case_file, event, order
from waymark.rules.command import main

EXAMPLE = str(Path(__file__).parent / "example.json")


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        text = content if isinstance(content, bytes | str) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


def test_as_json_every_file_has_its_duties_with_what_a_program_needs(write, capsys):
    empty = write("empty.json", case_file())
    assert main([EXAMPLE, empty, "--on", "2026-04-14", "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert list(out) == [EXAMPLE, empty]
    assert out[empty] == []
    assert out[EXAMPLE][0] == {
        "key": "allocate-worker:o1",
        "duty": "allocate-worker",
        "title": "Give the child a worker",
        "opens_on": "2025-03-14",
        "due_on": "2025-03-18",
        "expected_by": None,
        "done_on": "2025-03-19",
        "status": "done-late",
        "owed_by": "manager",
        "provisions": ["CM-463"],
        "why": "The referral order was made on 14 March 2025, and the child is to have a worker "
        "within two working days.",
    }


def test_duties_come_by_due_day_with_none_last_then_opening_then_key(capsys):
    main([EXAMPLE, "--on", "2026-04-14", "--json"])
    rows = json.loads(capsys.readouterr().out)[EXAMPLE]
    order_of = [(row["due_on"] or "9999", row["opens_on"], row["key"]) for row in rows]
    assert order_of == sorted(order_of)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"casefile": 1,', "is not JSON: Expecting property name"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b'{"casefile": NaN}', "is not JSON: NaN is not a JSON number"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"[]", "casefile: must be one JSON object"),
        (b"", "is not JSON: Expecting value"),
        (b'{"casefile": 2}', "casefile: must be 1"),
        (b"1" * 5000, "is not JSON: "),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_refused_file_is_one_line_and_the_others_are_still_worked_out(
    write, capsys, content, line
):
    refused = write("refused.json", content) if content is not None else "nowhere.json"
    assert main([refused, EXAMPLE, "--on", "2026-04-14", "--json"]) == 2
    out, err = capsys.readouterr()
    assert list(json.loads(out)) == [EXAMPLE]
    assert err.startswith(f"{refused}: {line}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "20260414", "2026-4-14"])
def test_a_day_that_is_none_is_explained(capsys, day):
    with pytest.raises(SystemExit) as stopped:
        main([EXAMPLE, "--on", day])
    assert stopped.value.code == 2
    assert f"'{day}' is not a day; write it as 2026-05-14" in capsys.readouterr().err


def test_the_day_must_be_given(capsys):
    with pytest.raises(SystemExit) as stopped:
        main([EXAMPLE])
    assert stopped.value.code == 2
    assert "--on" in capsys.readouterr().err


def table(capsys, *files, on="2026-04-14"):
    assert main([*files, "--on", on]) == 0
    return capsys.readouterr().out


def test_people_read_what_is_late_first_and_what_is_done_last(capsys):
    out = table(capsys, EXAMPLE)
    headings = [line for line in out.splitlines()[1:] if line and not line.startswith(" ")]
    assert headings == [
        "Late (1)",
        "To do (12)",
        "Coming up (2)",
        "Not done before it ended (6)",
        "Done late (2)",
        "Done (10)",
    ]
    assert "19 days late, was due 26 March 2026" in out
    assert "missed" not in out.replace("missed a contact", "")


def test_people_read_no_ids_and_no_codes(capsys):
    words = set(table(capsys, EXAMPLE).replace(EXAMPLE, "").split())
    assert not words & {"o1", "e15", "review-plan", "overdue", "None", "case-manager", "v1"}


def test_people_read_who_owes_it_and_when(write, capsys):
    file = write(
        "tim.json",
        case_file(
            event("weapon-found", "2026-04-13"),
            event("case-transferred", "2026-05-01"),
            orders=[order(made_on="2026-04-13", ends_on="2026-12-01")],
        ),
    )
    today = table(capsys, file)
    assert "Due today (1)\n  Refer the worry to children's services" in today
    assert "Case manager. The child was found with a weapon on 13 April 2026" in today
    assert "opens 7 August 2026" in today  # half of the order has gone
    assert "1 day late" in table(capsys, file, on="2026-04-15")
    assert "Handed over to another service" in table(capsys, file, on="2026-05-02")
    assert "ended 1 May 2026" in table(capsys, file, on="2026-05-02")


def test_when_nothing_is_owed_it_says_so(write, capsys):
    file = write("new.json", case_file())
    assert table(capsys, file) == f"{file}: nothing is owed on 14 April 2026.\n"


def test_the_command_needs_no_database_and_no_django():
    code = (
        "import sys; from waymark.cli import main; "
        f"code = main(['duties', {EXAMPLE!r}, '--on', '2026-04-14', '--json']); "
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    assert len(json.loads(run.stdout)[EXAMPLE]) == 33
