"""A file that is meant to harm is kept under a name that does none, as something that a browser
only saves; or it is refused with what to do, and nothing of it is left."""

import io
import time
import zipfile

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, create_string_object

from tests import drawn
from tests.web.papers.test_assessing import begin
from tests.web.papers.test_attaching import attach
from waymark.files.attached import MOST_BYTES, MOST_LETTERS, PDF, PLAIN, PNG, WORDS_OF
from waymark.papers.models import File, Source

TOO_LONG = 30  # seconds, after which the server ends a request
A_PICTURE = drawn.scanned(drawn.blank())
MARKUP = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
OUTSIDE = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>'


def packed(content: bytes | str, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as file:
        file.writestr(WORDS_OF, content)
    return made.getvalue()


def a_pdf(*, locked: str = "", script: str = "", draws: bytes = b"") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": create_string_object(script)}
        writer.root_object[NameObject("/OpenAction")] = _dictionary(action)
    if draws:
        stream = StreamObject()
        stream.set_data(draws)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if locked:
        writer.encrypt(locked, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _dictionary(entries):
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})


A_PDF = a_pdf()
A_DOCUMENT = packed("<d/>")
REFUSED = {
    "nothing in it": (b"", "empty"),
    "a byte too large": (b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
    "a text too long": (b"word " * 1_000_000, "too much to be read"),
    "a program": (b"MZ\x90\x00\x03\xff\xff", "none of the files"),
    "a document that unpacks to much": (packed(b"<d>" + b" " * 30_000_000), "too much"),
    "a document of many tags": (packed(b"<d>" + b"<e/>" * 4_000_000 + b"</d>"), "too much"),
    "a document that reads a file": (packed(OUTSIDE), "cannot be read"),
    "a document in no encoding": (packed('<?xml version="1.0" encoding="x-no"?><d/>'), "cannot be"),
    "a document whose list is broken": (A_DOCUMENT.replace(b"PK\1\2", b"PK\7\7"), "none of"),
    "a document that is broken": (
        A_DOCUMENT[:35] + b"\xff" * 6 + A_DOCUMENT[41:],
        "cannot be read",
    ),
    "an end and no document": (b"junk PK\5\6" + b"\xff" * 18, "none of the files"),
    "a locked PDF": (a_pdf(locked="heron"), "locked with a password"),
    "a PDF that ends early": (A_PDF[: len(A_PDF) // 3], "cannot be read"),
    "a PDF that is its own child": (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj trailer<</Root 1 0 R>>",
        "cannot be read",
    ),
}


@pytest.mark.parametrize("which", REFUSED)
def test_it_is_refused_with_what_to_do_and_nothing_of_it_is_left(jo, child, which):
    content, says = REFUSED[which]
    paper = begin(jo, child)
    began = time.monotonic()
    answer = attach(jo, paper, content, name="plan.pdf", told="He came.")
    assert time.monotonic() - began < TOO_LONG
    assert answer.status_code == 422
    assert says in answer.text
    assert "He came." in answer.text
    assert not File.objects.filter(child=child).exists()
    assert not Source.objects.filter(paper=paper).exists()


KEPT = {
    "a PDF with a script": (a_pdf(script="app.alert(1)"), PDF, ".pdf"),
    "a picture with a script, called a PDF": (MARKUP.encode(), PLAIN, ".txt"),
    "a page, called a PDF": (b"<!doctype html><script>alert(1)</script>", PLAIN, ".txt"),
    "a picture as large as a file may be": (A_PICTURE.ljust(MOST_BYTES, b"x"), PNG, ".png"),
    "a text as long as is read": (b"word " * (MOST_LETTERS // 5), PLAIN, ".txt"),
}


@pytest.mark.parametrize("which", KEPT)
def test_it_is_kept_as_it_is_and_a_browser_only_saves_it(jo, child, which):
    content, media_type, ending = KEPT[which]
    paper = begin(jo, child)
    told = {"name": "plan.pdf", "was_read": "on"}
    began = time.monotonic()
    assert attach(jo, paper, content, **told).status_code == 302
    assert time.monotonic() - began < TOO_LONG
    kept = File.objects.get(child=child)
    answer = jo.get(f"/children/{child.pk}/files/{kept.pk}/")
    assert answer.content == content
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"] == f'attachment; filename="plan{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


NAMES = {
    "../../../etc/passwd.txt": "passwd.txt",
    "..\\..\\plan.txt": "plan.txt",
    "'a;b.txt": "_a_b.txt",
    "invoice\u202etxt.exe": "invoicetxt.txt",
    "x" * 300 + ".txt": "x" * 100 + ".txt",
    "🎣👩\u200d👧.txt": "___.txt",
    "خطة.txt": "خطة.txt",
    "<script>alert(1)<script>.txt": "_script_alert(1)_script_.txt",
}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_its_name_is_it_is_shown_and_saved_under_one_that_does_no_harm(jo, child, name):
    paper = begin(jo, child)
    assert attach(jo, paper, b"Hello", name=name, was_read="on").status_code == 302
    kept = File.objects.get(child=child)
    assert kept.name == NAMES[name]
    shown = jo.get(f"/children/{child.pk}/papers/{paper.pk}/")
    assert shown.status_code == 200
    answer = jo.get(f"/children/{child.pk}/files/{kept.pk}/")
    assert answer["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: b.txt", "a\0b.txt", "\ud800.txt", ""])
def test_a_name_that_no_program_gives_a_file_breaks_nothing(jo, child, name):
    paper = begin(jo, child)
    address = f"/children/{child.pk}/papers/{paper.pk}/sources/add/"
    body = (
        b'--x\r\nContent-Disposition: form-data; name="who"\r\n\r\nTutor\r\n'
        b'--x\r\nContent-Disposition: form-data; name="was_read"\r\n\r\non\r\n'
        b'--x\r\nContent-Disposition: form-data; name="attachment"; filename="'
        + name.encode("utf-8", "surrogatepass")
        + b'"\r\nContent-Type: text/html\r\n\r\nHello\r\n--x--\r\n'
    )
    answer = jo.post(address, body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (302, 400, 422)
    assert "Set-Cookie: b" not in str(answer.headers)
    for kept in File.objects.filter(child=child):
        assert kept.name.isprintable()
        assert bytes(kept.content) == b"Hello"
