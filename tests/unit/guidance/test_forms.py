"""Forms are read as somebody wrote them down; a service may bring its own."""

import pytest

from waymark.guidance import GuidanceError
from waymark.guidance.folder import guidance_folder
from waymark.guidance.forms import forget, form
from waymark.rules import carries
from waymark.rules.asked import RESTED_ON

OURS = """
title = "Our panel's paper"
[[section]]
id = "ours"
title = "Ours"
[[section.question]]
id = "ours-first"
asks = "Who is here?"
answer = "one"
choices = [["child", "The child"], ["nobody", "Nobody"]]
[[section.question]]
id = "ours-why"
asks = "Why not?"
answer = "text"
kinds = ["long"]
shown_when = { question = "ours-first", is = ["nobody"] }
[[section.question]]
id = "ours-next"
asks = "What next?"
answer = "text"
stages = ["review"]
"""


@pytest.fixture
def bring(mounted):
    def write(text, name="1.toml"):
        file = mounted / "forms" / "ours" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        forget()

    return write


def asked(made, *paper):
    return [each.id for section in made.asked(*paper) for each in section.questions]


def test_a_form_of_the_services_own_folder_is_read_beside_the_shipped_ones(bring):
    bring(OURS)

    assert form("ours").title == "Our panel's paper"
    assert form("assessment").title == "Assessment"


def test_a_new_version_leaves_the_old_one_readable(bring):
    bring(OURS)
    bring(OURS.replace("Who is here?", "Who came?"), "2.toml")

    assert form("ours").version == 2
    assert form("ours").sections[0].questions[0].asks == "Who came?"
    assert form("ours", 1).sections[0].questions[0].asks == "Who is here?"


def test_a_paper_is_asked_what_is_for_its_kind_and_stage(bring):
    bring(OURS)

    assert asked(form("ours"), "short", "start") == ["ours-first"]
    assert asked(form("ours"), "long", "review") == ["ours-first", "ours-why", "ours-next"]


def test_what_is_not_translated_is_shown_in_english(bring):
    bring(OURS)
    bring('[texts.ours-first]\nasks = "Pwy sydd yma?"\nchoices = { "nobody" = "Neb" }', "1.cy.toml")

    first, why, _ = form("ours", language="cy").sections[0].questions
    assert (first.asks, why.asks) == ("Pwy sydd yma?", "Why not?")
    assert first.choices == (("child", "The child"), ("nobody", "Neb"))
    assert form("ours", language="pl").language == "en"


def test_a_form_or_version_that_is_not_there_is_named(mounted):
    with pytest.raises(LookupError, match="no form 'ours' in guidance/forms"):
        form("ours")
    with pytest.raises(LookupError, match="'assessment' of version 77"):
        form("assessment", 77)


def test_a_folder_without_forms_has_none(mounted):
    (mounted / "forms").rename(mounted / "elsewhere")

    with pytest.raises(LookupError, match="no form 'assessment'"):
        form("assessment")


WRONG = {
    "a word nobody knows": ('asks = "What', 'aks = "What', "ours-next: unknown aks"),
    "an answer of no kind": ('"one"', '"either"', "no answer is of kind 'either'"),
    "an id twice": ('"ours-next"', '"ours-why"', "'ours-why' is there twice"),
    "nothing to choose": ('answer = "text"\nstages', 'answer = "one"\nstages', "choices go with"),
    "a concern for no choice": (
        "stages =",
        'concerns = ["x"]\nstages =',
        "concerns name no choice",
    ),
    "shown by what comes later": ('"ours-first", is', '"ours-next", is', "by no earlier question"),
}


@pytest.mark.parametrize(("old", "new", "fault"), WRONG.values(), ids=WRONG)
def test_a_form_that_cannot_be_asked_is_refused_with_its_file(bring, old, new, fault):
    assert old in OURS
    bring(OURS.replace(old, new, 1))

    with pytest.raises(GuidanceError, match=r"forms/ours/1\.toml") as refused:
        form("ours")
    assert fault in str(refused.value)


def test_a_translation_of_a_question_that_is_not_there_is_refused(bring):
    bring(OURS)
    bring('[texts.theirs]\nasks = "Pwy?"', "1.cy.toml")

    with pytest.raises(GuidanceError, match=r"1\.cy\.toml: no question theirs"):
        form("ours")


def test_a_question_that_a_proof_took_away_is_gone_and_no_other(bring, monkeypatch):
    bring(OURS)
    bring('[texts.ours-first]\nasks = "Pwy sydd yma?"', "1.cy.toml")

    monkeypatch.setattr(carries, "TAKEN_AWAY", "guidance.forms:ours-first")
    forget()

    assert asked(form("ours"), "long", "review") == ["ours-why", "ours-next"]
    assert asked(form("ours", language="cy"), "long", "review") == ["ours-why", "ours-next"]


LACKS = {
    "a question that a gate asks": (
        *("review", '"review-child-present"', '"review-child-there"'),
        "nothing has the id 'review-child-present', and it is needed: a review is made with",
    ),
    "a section that findings rest on": (
        *("assessment", 'id = "strengths"', 'id = "strong"'),
        "nothing has the id 'strengths'",
    ),
    "an answer that is told apart": (
        *("closing", '["not-asked",', '["unasked",'),
        "'end-agreed' has no answer not-asked",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "fault"), LACKS.values(), ids=LACKS)
def test_a_services_own_form_without_what_the_program_rests_on_is_refused(
    mounted, name, old, new, fault
):
    shipped = (mounted / "forms" / name / "1.toml").read_text()
    assert old in shipped
    (mounted / "forms" / name / "2.toml").write_text(shipped.replace(old, new))
    forget()

    with pytest.raises(GuidanceError, match=rf"forms/{name}/2\.toml") as refused:
        form(name)
    assert fault in str(refused.value)


def test_everything_that_the_program_rests_on_is_told_of_in_the_readme():
    readme = (guidance_folder() / "README.md").read_text()
    for each in RESTED_ON:
        assert f"`{each.id}`" in readme, each.id
