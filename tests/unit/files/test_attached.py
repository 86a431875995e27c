"""What is attached is told by what is in it, is read, and does no harm by its name."""

import zipfile
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfWriter

from tests import drawn
from waymark.files.attached import (
    JPEG,
    MOST_BYTES,
    PDF,
    PLAIN,
    PNG,
    WORD,
    WORDS_OF,
    Decision,
    Unfit,
    WhyNot,
    attached,
    keep_or_hold,
    read_before,
)

DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Daniel was late.</w:t></w:r></w:p></w:body></w:document>"
)
A_BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<d>&b;&b;&b;&b;</d>"
)


def packed(content: str, name: str = WORDS_OF) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, content)
    return made.getvalue()


def a_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (b"Hello, Daniel.", PLAIN, "Hello, Daniel."),
        ("\ufeffŁódź 🎣 שלום".encode(), PLAIN, "Łódź 🎣 שלום"),
        (packed(DOCUMENT), WORD, "Daniel was late."),
        (a_pdf(), PDF, ""),
        (drawn.scanned(drawn.blank()), PNG, ""),
        (drawn.scanned(drawn.blank(), to="JPEG"), JPEG, ""),
    ],
)
def test_a_file_is_told_by_what_is_in_it(content, media_type, text):
    kept = attached("whatever.exe", content)
    assert (kept.media_type, kept.read.text) == (media_type, text)
    assert kept.read.readable == bool(text)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"MZ\x90\x00\x03", "none of the files"),
        (b"\xff\xfe\x00", "none of the files"),
        (b"ID3\x04\x00\x00\xff\xfb", "A recording cannot be read for names"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "A recording cannot be read for names"),
        (b"RIFF\xff\xff\xff\xffWAVEfmt ", "A recording cannot be read for names"),
        (packed("nothing", "else.xml"), "none of the files"),
        (packed(A_BOMB), "cannot be read"),
        (packed("<d>" + " " * 21_000_000 + "</d>"), "larger|too much|none"),
    ],
)
def test_a_file_that_is_not_taken_is_answered_with_what_to_do(content, says):
    with pytest.raises(Unfit, match=says):
        attached("a.pdf", content)


@pytest.mark.provision("CM-409")
@pytest.mark.parametrize(
    "content", [packed("<broken"), b"%PDF-1.7 and then nothing", b"\xff\xd8\xffx"]
)
def test_a_file_that_is_broken_waits_where_somebody_was_harmed_and_else_is_kept_by_nobody(content):
    read = attached("a.pdf", content).read
    assert read.why_not is WhyNot.BROKEN
    decide = partial(keep_or_hold, read, [], looked_for=True, somebody_read=True)
    assert decide(may_wait=True) is Decision.WAITS
    assert decide(may_wait=False) is Decision.BROKEN


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("letter.txt", "letter.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\jo\\plan.docx", "plan.txt"),
        ('a"; rm -rf\r\nSet-Cookie: x.txt', "a__ rm -rfSet-Cookie_ x.txt"),
        ("\u202egnp.exe", "gnp.txt"),
        ("...", "file.txt"),
        ("", "file.txt"),
        ("ż" * 300, "ż" * 100 + ".txt"),
    ],
)
def test_the_name_of_a_file_does_no_harm(name, kept_as):
    assert attached(name, b"Hello").name == kept_as


def test_what_cannot_be_read_in_the_time_that_is_left_counts_as_not_read():
    assert read_before("report.docx", packed(DOCUMENT)).read.readable
    assert not read_before("report.docx", packed(DOCUMENT), 0.001).read.readable
