"""Carriers and marked tests are found in the text of a project, without running it."""

import textwrap

import pytest

from waymark.guidance.record import stamp
from waymark.guidance.scan import MarkError, find_carriers, find_showers


@pytest.fixture
def project(tmp_path):
    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text))
        return tmp_path

    return write


def test_carriers_are_named_as_the_proof_takes_them_away(project):
    root = project(
        "waymark/rules/plans.py",
        """
        raise SystemExit("never run")

        @carries("CM-001", "CM-002")
        def agree(): ...

        class Plan:
            @staticmethod
            @marks.carries("CM-003")
            def review(): ...

        def uncarried():
            @carries("CM-004")
            def inner(): ...
        """,
    )
    project("waymark/rules/__init__.py", "@carries('CM-005')\ndef at_the_top(): ...")

    assert [(each.name, each.provisions) for each in find_carriers(root)] == [
        ("waymark.rules.plans:Plan.review", ("CM-003",)),
        ("waymark.rules.plans:agree", ("CM-001", "CM-002")),
        ("waymark.rules.plans:uncarried.<locals>.inner", ("CM-004",)),
        ("waymark.rules:at_the_top", ("CM-005",)),
    ]


def test_tests_are_marked_themselves_or_through_their_class_or_module(project):
    root = project(
        "tests/unit/test_plans.py",
        """
        pytestmark = [pytest.mark.slow, pytest.mark.provision("CM-001")]

        def test_of_the_module(): ...

        @pytest.mark.provision("CM-002", "CM-001")
        async def test_of_its_own(): ...

        @pytest.mark.provision("CM-003")
        class TestReviews:
            pytestmark = pytest.mark.provision("CM-004")

            @pytest.mark.parametrize("a", [pytest.param(1, marks=pytest.mark.provision("CM-005"))])
            def test_in_the_class(self, a): ...

        def not_a_test(): ...
        """,
    )
    project("tests/unit/test_other.py", "def test_without_a_mark(): ...")

    assert {each.node.partition("::")[2]: each.provisions for each in find_showers(root)} == {
        "test_of_the_module": ("CM-001",),
        "test_of_its_own": ("CM-001", "CM-002"),
        "TestReviews::test_in_the_class": ("CM-001", "CM-003", "CM-004", "CM-005"),
    }


def test_an_id_that_is_worked_out_is_refused_with_its_line(project):
    root = project("waymark/plans.py", "\n@carries(PROVISION)\ndef agree(): ...")

    with pytest.raises(MarkError, match=r"plans.py:2: write the provision's id as text"):
        find_carriers(root)


FORM = """
title = "Talk"
[[section]]
id = "us"
title = "Us"
[[section.question]]
id = "{question}"
asks = "Who?"
provisions = ["CM-001", "EP-162.3", "EP-162.4"]
[[section.question]]
id = "uncited"
asks = "Why?"
"""


def test_the_questions_that_the_newest_version_of_a_form_asks_are_carriers(project):
    project("guidance/forms/talk/9.toml", FORM.format(question="asked-once"))
    project("guidance/forms/talk/10.cy.toml", "")
    root = project("guidance/forms/talk/10.toml", FORM.format(question="asked-now"))

    (found,) = find_carriers(root)
    assert (found.name, found.provisions) == ("guidance.forms:asked-now", ("CM-001", "EP-162"))
    assert found.is_question
    assert found.path.name == "10.toml"


ADVICE = """
[[advice]]
provisions = ["CM-001", "EP-002"]
[[advice]]
provisions = ["CM-003"]
"""


def test_what_a_file_of_the_guidance_cites_is_carried_and_a_change_of_it_makes_a_proof_old(project):
    project("guidance/advice.toml", ADVICE)
    root = project("waymark/web.py", '@carries_what("advice.toml")\ndef advised(): ...')

    (found,) = find_carriers(root)
    assert (found.name, found.provisions) == ("waymark.web:advised", ("CM-001", "EP-002", "CM-003"))
    before = stamp(root, [found], [])
    project("guidance/advice.toml", ADVICE.replace("CM-003", "CM-004"))
    assert stamp(root, [found], []) != before


TABLED = """
@each_row_of("asked.csv")
def test_it_is_asked(row): ...
"""
ASKED = "provision,form,kind,stage,section,question,words\nEP-162.3,talk,,,us,asked-now,who\n"


def test_each_row_of_a_table_shows_the_provision_of_its_line(project):
    project("tests/asked.csv", ASKED)
    root = project("tests/test_asked.py", TABLED)

    (found,) = find_showers(root)
    assert found.node == "tests/test_asked.py::test_it_is_asked[EP-162.3-asked-now]"
    assert found.provisions == ("EP-162",)
    assert found.question == "guidance.forms:asked-now"


def test_a_row_that_changed_makes_the_record_of_a_proof_old(project):
    project("tests/asked.csv", ASKED)
    root = project("tests/test_asked.py", TABLED)
    before = stamp(root, [], find_showers(root))

    project("tests/asked.csv", ASKED.replace("who", "why"))

    assert stamp(root, [], find_showers(root)) != before
