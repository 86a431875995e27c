"""The copy on paper, read back as a screen reader finds it."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from tests.unit.plans.made import a_copy
from waymark.plans.copy import interpreted, to_interpret
from waymark.plans.printed import UnableToPrint, _in_words, pdf

AT = datetime(2026, 5, 14, 9, tzinfo=UTC)


def read(made: bytes) -> tuple[PdfReader, str]:
    back = PdfReader(io.BytesIO(made))
    return back, " ".join(" ".join(page.extract_text() for page in back.pages).split())


@pytest.mark.provision("CM-078")
@pytest.mark.parametrize(("language", "title"), [("en", "My plan"), ("cy", "Fy nghynllun")])
def test_the_printed_copy_is_tagged_and_says_its_title_and_language(language: str, title: str):
    back, _ = read(pdf(a_copy(language), at=AT))
    assert back.metadata.title == title
    assert back.metadata.author is None
    assert back.root_object["/Lang"] == language
    assert back.root_object["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in back.root_object["/Metadata"].get_data().decode()


def test_it_says_what_the_copy_says_and_nothing_else():
    _, said = read(pdf(a_copy(), at=AT))
    for line in ("“Be a tattoo artist”", "Make a map of the places", "You can call Jo"):
        assert line in said
    assert "Marsh" not in said
    assert "SECRET" not in said


def test_what_looks_like_markup_is_read_as_it_was_written():
    _, said = read(pdf(a_copy(call_name="#panic() *Jo* $x$ \\ ` = <a>"), at=AT))
    assert "#panic() *Jo* $x$ \\ ` = <a>" in said


def test_letters_that_no_font_has_are_refused_with_what_to_do():
    copy = a_copy()
    cuneiform = interpreted(copy, dict.fromkeys(to_interpret(copy), "\U00012000"), "xx")
    with pytest.raises(UnableToPrint, match="install"):
        pdf(cuneiform, at=AT)


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("I love fish\N{EXTRATERRESTRIAL ALIEN}\ufe0f", "I love fish(extraterrestrial alien)"),
        ("a\x01b\x0bc\ufeff\u202ed\uffff", "abcd"),
    ],
)
def test_what_has_no_letter_on_paper_is_said_in_words_or_was_nothing_to_see(words, read_as):
    _, said = read(pdf(a_copy(call_name=words), at=AT))
    assert read_as in said or "\N{EXTRATERRESTRIAL ALIEN}" in said  # a machine may have a font


def test_what_is_longer_than_forty_pages_is_refused_with_what_to_do():
    with pytest.raises(UnableToPrint, match="Make the plan shorter"):
        pdf(a_copy(call_name="fish " * 20_000), at=AT)


def test_in_welsh_a_picture_that_no_font_has_has_a_welsh_name():
    assert _in_words(["🐟 a 🛸"], "cy") == ["(pysgodyn) a (llun)"]
    assert _in_words(["🐟"], "en") == _in_words(["🐟"], "pl") == ["(fish)"]
