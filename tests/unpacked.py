"""All that a backup holds, with what is packed in its files; and files to pack words in."""

import re
import zipfile
from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
)

FILES = re.compile(r"\\\\x([0-9a-f]+)")  # as a backup writes a file
WORD_BODY = "word/document.xml"


def unpacked(backup: str) -> str:
    """Return a backup, and after it what its files say."""
    files = (bytes.fromhex(each) for each in FILES.findall(backup) if len(each) % 2 == 0)
    return "\n".join([backup, *map(said_in, files)])


def said_in(file: bytes) -> str:
    """Return all that a file says, however it is packed; read by nothing of Waymark's."""
    if file.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(file))
    if file.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(file)) as packed:
            return "\n".join(
                packed.read(each).decode("utf-8", "replace") for each in packed.namelist()
            )
    return file.decode("utf-8", "replace")


def as_text(says: str) -> bytes:
    return says.encode()


def as_document(says: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(WORD_BODY, f"<document><p>{says}</p></document>")
    return made.getvalue()


def as_pdf(says: str) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=600, height=100)
    drawn = DecodedStreamObject()
    drawn.set_data(f"BT /F1 9 Tf 20 50 Td ({says}) Tj ET".encode("latin-1"))
    packed: EncodedStreamObject = drawn.flate_encode()
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(of) for key, of in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(packed)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


MADE = {"txt": as_text, "docx": as_document, "pdf": as_pdf}
