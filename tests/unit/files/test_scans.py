"""Scans and photographs are read by Tesseract, or are said to be unread: never taken as empty."""

import struct
import time
import zipfile
import zlib
from io import BytesIO

import pytest
import typst
from PIL import Image, ImageFilter
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, NumberObject

from tests import drawn
from waymark.files import reading, scans
from waymark.files.attached import TIFF, attached
from waymark.files.reading import PDF, PICTURE, WORD, WORDS_OF, Read, Unfit, WhyNot
from waymark.running import run

SAYS = "Daniel Okafor came late on Tuesday. His mother was told by the school."
IN_WELSH = (
    "Daeth Siôn Ŵyn i’r ysgol ddydd Mawrth. Roedd ei dŷ ar dân, ac fe ddywedodd ei fam wrth yr "
    "athro fod y bachgen yn hwyr."
)


def read(*pages, to="PNG", kind=PICTURE, **how) -> Read:
    return reading.read(kind, drawn.scanned(*pages, to=to, **how))


def words(of: Read) -> str:
    return " ".join(of.text.split())


@pytest.mark.parametrize("turned", [90, 180, 2])
def test_a_picture_of_a_text_is_read_whichever_way_it_lies(turned):
    lies = drawn.page(SAYS).rotate(turned, expand=True, fillcolor=drawn.PAPER)
    said = read(lies)
    assert (words(said), said.readable) == (SAYS, True)


@pytest.mark.parametrize("to", ["JPEG", "PNG", "TIFF"])
def test_it_is_read_in_each_form_that_a_picture_has(to):
    assert read(drawn.page(SAYS).convert("RGB"), to=to).text == SAYS


def test_a_photograph_is_read_the_way_up_that_it_is_shown():
    taken = Image.Exif()
    taken[0x0112] = 6  # the camera lay on its side
    lies = drawn.page(SAYS).rotate(90, expand=True)
    assert read(lies, to="JPEG", exif=taken).text == SAYS


def test_words_on_nothing_are_read_as_they_would_be_seen_on_paper():
    ink = drawn.page(SAYS)
    seen = Image.new("LA", ink.size, 0)
    seen.putalpha(ink.point(lambda light: 255 - light))
    assert read(seen).text == SAYS


def test_a_picture_in_many_shades_is_read():
    shades = drawn.page(SAYS).convert("I").point(lambda light: light * 16)  # of twelve bits
    assert read(shades.convert("I;16"), to="TIFF").text == SAYS


def test_a_page_in_faint_grey_is_read():
    assert read(drawn.page(SAYS).point(lambda light: 120 + light // 3)).text == SAYS


def test_what_stands_in_the_boxes_of_a_form_is_read():
    form = "#table(columns: (1fr, 1fr), [Name], [Jaydon Marsh], [School], [Riverside], [], [])"
    filled = read(drawn.page(form))
    assert filled.readable
    assert "Jaydon Marsh" in filled.text


def test_welsh_is_read_as_welsh():
    said = read(drawn.page(f"#set text(size: 14pt)\n{IN_WELSH}", height=60))
    assert said.readable
    for word in ("Siôn", "ysgol", "dŷ", "dân", "ddywedodd"):
        assert word in said.text


def test_every_page_of_a_scan_without_a_text_is_read():
    second = drawn.page("Rhian Price spoke with the head teacher on Friday.")
    for to, kind in (("PDF", PDF), ("TIFF", PICTURE)):
        said = read(drawn.page(SAYS), second, to=to, kind=kind, resolution=drawn.DOTS)
        assert (said.pages, said.readable) == (2, True)
        assert "Daniel Okafor" in said.text
        assert "Rhian Price" in said.text


def test_the_empty_back_of_a_page_is_read_and_an_empty_file_is_not():
    both = read(drawn.page(SAYS), drawn.blank(), to="PDF", kind=PDF)
    assert (words(both), both.readable) == (SAYS, True)
    assert read(drawn.blank()).why_not == WhyNot.NO_WORDS


def test_what_is_written_by_hand_counts_as_unread():
    assert not read(drawn.written_by_hand(drawn.blank(), lines=4)).readable


def test_a_page_that_is_half_readable_counts_as_unread_and_its_words_are_looked_through():
    page = drawn.page(f"{SAYS} #v(15mm) {SAYS}", height=60)
    below = (0, page.height // 2, *page.size)
    wet = page.copy()
    wet.paste(page.crop(below).filter(ImageFilter.GaussianBlur(5)), below)
    for half in (wet, drawn.written_by_hand(drawn.page(SAYS, height=60), lines=3, top=150)):
        said = read(half)
        assert not said.readable
        assert "Daniel Okafor" in said.text


def test_a_file_with_one_page_that_cannot_be_read_counts_as_unread():
    by_hand = drawn.written_by_hand(drawn.blank(), lines=4)
    said = read(drawn.page(SAYS), by_hand, to="PDF", kind=PDF, resolution=drawn.DOTS)
    assert not said.readable
    assert "Daniel Okafor" in said.text


def test_a_signature_under_a_letter_does_not_make_it_unread():
    letter = drawn.page(f"{SAYS} " * 12, height=120)
    signature = drawn.written_by_hand(Image.new("L", (170, 60), drawn.PAPER), lines=1)
    letter.paste(signature, (50, letter.height - 80))
    assert read(letter).readable


def test_a_pdf_with_words_and_a_picture_of_words_is_read_in_both(tmp_path):
    (tmp_path / "shown.png").write_bytes(drawn.scanned(drawn.page(SAYS)))
    (tmp_path / "made.typ").write_text(f'{"He was there at ten. " * 10} #image("shown.png")')
    said = reading.read(PDF, typst.compile(tmp_path / "made.typ", format="pdf"))
    assert said.readable
    assert "He was there at ten." in said.text
    assert "Daniel Okafor" in said.text


def test_what_somebody_noted_on_a_page_of_a_pdf_is_read():
    writer = PdfWriter(BytesIO(typst.compile(SAYS.encode(), format="pdf")))
    note = FreeText(text="Told by Rhian Price", rect=(80, 20, 400, 60))
    writer.add_annotation(page_number=0, annotation=note)
    made = BytesIO()
    writer.write(made)
    said = reading.read(PDF, made.getvalue())
    assert "Rhian Price" in said.text


def test_a_file_within_a_pdf_counts_as_unread():
    writer = PdfWriter(BytesIO(typst.compile(SAYS.encode(), format="pdf")))
    writer.add_attachment("inside.txt", b"Daniel Okafor")
    made = BytesIO()
    writer.write(made)
    assert reading.read(PDF, made.getvalue()).why_not == WhyNot.PARTS_INSIDE


@pytest.mark.parametrize(
    ("name", "content", "why_not"),
    [
        ("word/header1.xml", lambda: b"<w>Daniel Okafor</w>", None),
        (
            "word/media/image1.png",
            lambda: drawn.scanned(drawn.page("Daniel Okafor was late.")),
            None,
        ),
        ("word/media/image1.emf", lambda: b"\1\0\0\0", WhyNot.PARTS_INSIDE),
        ("word/embeddings/sheet.xlsx", lambda: b"PK", WhyNot.PARTS_INSIDE),
    ],
)
def test_all_that_a_word_document_holds_is_read_or_it_counts_as_unread(name, content, why_not):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(WORDS_OF, "<w>He came.</w>")
        packed.writestr(name, content())
    said = reading.read(WORD, made.getvalue())
    assert "He came." in said.text
    assert said.why_not == why_not
    assert why_not or "Daniel Okafor" in said.text


def a_bomb() -> bytes:
    """Return a PNG of a few bytes that says to be of 3,600 million pixels."""

    def chunk(kind: bytes, holds: bytes) -> bytes:
        return (
            struct.pack(">I", len(holds))
            + kind
            + holds
            + struct.pack(">I", zlib.crc32(kind + holds))
        )

    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(bytes(60_000)))
        + chunk(b"IEND", b"")
    )


def a_pdf_with_a_bomb() -> bytes:
    """Return a PDF whose second page shows a picture that says to be of 3,600 million pixels."""
    writer = PdfWriter(BytesIO(drawn.scanned(drawn.page(SAYS), drawn.blank(), to="PDF")))
    shown = writer.pages[1]["/Resources"]["/XObject"]["/image"]
    shown[NameObject("/Width")] = shown[NameObject("/Height")] = NumberObject(60_000)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (a_pdf_with_a_bomb(), "holds too much to be read"),
        (a_bomb(), "holds too much to be read"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "HEIC.* as a JPEG"),
    ],
)
def test_a_picture_that_unpacks_to_much_or_is_of_another_kind_is_answered_with_what_to_do(
    content, says
):
    with pytest.raises(Unfit, match=says):
        attached("photo.jpg", content)


@pytest.mark.parametrize(
    "content",
    [
        drawn.scanned(drawn.page(SAYS))[:900],
        b"\xff\xd8\xff\xe0 and then nothing",
        b"II*\0" + b"\xff" * 40,
    ],
)
def test_a_picture_that_is_broken_is_no_picture_that_nobody_was_asked_about(content):
    assert attached("photo.jpg", content).read.why_not is WhyNot.BROKEN


def test_more_pages_than_can_be_read_at_once_are_not_read():
    pages = [drawn.page("Late.", height=20)] * (scans.MOST_PAGES + 1)
    assert read(*pages, to="TIFF").why_not == WhyNot.TOO_MANY_PAGES


def test_what_would_take_longer_than_there_is_time_is_not_read():
    said = scans.of_a_page(drawn.page(SAYS), until=time.monotonic())
    assert said.why_not == WhyNot.TOO_LONG


def test_without_tesseract_a_picture_counts_as_unread(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert read(drawn.page(SAYS)) == Read("", 0, WhyNot.NO_READER)


def test_whoever_starts_waymark_is_told_that_tesseract_is_missing(monkeypatch, capsys):
    run._say_what_is_missing()
    assert not capsys.readouterr().err
    monkeypatch.setenv("PATH", "/nowhere")
    run._say_what_is_missing()
    assert "apt-get install tesseract-ocr tesseract-ocr-cym" in capsys.readouterr().err


def test_without_a_model_of_welsh_a_picture_counts_as_unread(monkeypatch):
    monkeypatch.setattr(scans, "LANGUAGES", ("eng", "xyz"))
    later = time.monotonic() + 10
    assert scans.of_a_page(drawn.page(SAYS), later).why_not == WhyNot.NO_READER


def test_a_scan_is_kept_as_it_is():
    content = drawn.scanned(drawn.page(SAYS), to="TIFF")
    kept = attached("letter.jpeg", content)
    assert (kept.name, kept.media_type, kept.content) == ("letter.tif", TIFF, content)
