"""Reads a picture of a text, such as a scan or a photograph, by Tesseract.

What Tesseract is not sure of does not count as read, and neither does ink beside what it read: a
line by hand under a printed letter may be a name.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageSequence

from waymark.files.reading import PICTURE, Read, Unfit, WhyNot, together, too_much

PROGRAM, LANGUAGES = "tesseract", ("eng", "cym")
PACKAGES = ("tesseract-ocr", "tesseract-ocr-cym")  # Debian's
MISSING = (
    "Pictures and scans cannot be read for names, so none is kept: "
    f"apt-get install {' '.join(PACKAGES)}\n"
)
FORMATS = ("PNG", "JPEG", "TIFF")
DOTS = 200  # an inch, of a page that is drawn to be read
MOST_PIXELS = 50_000_000  # of a picture: what a telephone takes
LONGEST_SIDE = 2_800  # of what is read: a page of A3 at 170 dots an inch
MOST_PAGES = 8  # of a file: each takes some two seconds
SURE_OF_A_WORD, SURE_OF_ALL = 60, 75  # of 100, as Tesseract counts
MOST_UNREAD = 0.05  # of what is inked: a signature and a small crest

PAPER, INK = 0, 255
DARKER = 16  # of 256, than what is around: ink
AROUND = 25  # pixels
CELL = 16  # pixels: two millimetres
FEWEST_CELLS = 4  # fewer are specks on a page on which nothing is
LONG_RUN = 80  # pixels of ink in a row: a centimetre, which no letter of a page has
BESIDE_A_WORD = 8  # pixels: its accents and the edges of its letters

Image.MAX_IMAGE_PIXELS = None  # `_grey` says it better


class Word(NamedTuple):
    text: str
    sure: float
    box: tuple[int, int, int, int]  # left, top, right, bottom
    paragraph: tuple[str, ...]


def of_a_picture(content: bytes, until: float) -> Read:
    """Read each page of a picture, as long as there is time.

    :param until: of the monotonic clock.
    :raises Unfit: where it would unpack to more than is read.
    """
    picture = Image.open(BytesIO(content), formats=FORMATS)
    # What follows the first in a photograph is the same, made for other screens.
    pages = 1 if picture.format == "MPO" else getattr(picture, "n_frames", 1)
    if pages > MOST_PAGES:
        return Read(pages=0, why_not=WhyNot.TOO_MANY_PAGES)
    frames = ImageSequence.Iterator(picture)
    return together(of_a_page(_grey(frames[at]), until) for at in range(pages))


def of_a_page(page: Image.Image, until: float) -> Read:
    """Read one page in shades of grey; one on which nothing is is read, and says nothing."""
    page = _no_larger(page)
    inked = _inked(page)
    ruled = _ruled(inked)
    written = ImageChops.subtract(inked, ruled)
    if _cells(written) < FEWEST_CELLS:
        return Read()
    if not is_installed():
        return Read(pages=0, why_not=WhyNot.NO_READER)
    tried = []
    for how in _ways(page, ruled, written):
        try:
            tried.append(_attempt(*how, until))
        except subprocess.TimeoutExpired:
            tried.append(Read(pages=0, why_not=WhyNot.TOO_LONG))
        if tried[-1].readable:
            return tried[-1]
    return together(tried)


def _ways(
    page: Image.Image, ruled: Image.Image, written: Image.Image
) -> Iterator[tuple[Image.Image, Image.Image]]:
    """Yield a page in each of the ways in which it may be read, and what is written on it."""
    yield page, written
    if _cells(ruled):
        page = ImageChops.lighter(page, ruled)  # in boxes of lines Tesseract may read nothing
        yield page, written
    # Which way up a page of few words stands, Tesseract does not see by itself.
    yield page.rotate(180), written.rotate(180)


def is_installed() -> bool:
    """Whether Tesseract is here, with the models of both languages."""
    if not shutil.which(PROGRAM):
        return False
    listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, check=False)
    return {*LANGUAGES, "osd"} <= set(listed.stdout.decode().split())


def _grey(picture: Image.Image) -> Image.Image:
    """Return a picture in shades of grey, the way up that it is shown, what is clear as paper."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Unfit(too_much(PICTURE))
    picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    if picture.mode[0] in "IF":  # of 16 bits or more, which Pillow would cut off at 8
        picture = picture.convert("I")
        dark, light = picture.getextrema()
        by = 255 / max(light - dark, 1)
        picture = picture.point(lambda value: value * by - dark * by)
    return picture.convert("L")


def _no_larger(page: Image.Image) -> Image.Image:
    if max(page.size) > LONGEST_SIDE:
        return ImageOps.contain(page, (LONGEST_SIDE, LONGEST_SIDE))
    return page


def _attempt(page: Image.Image, inked: Image.Image, until: float) -> Read:
    words = _words(page, until)
    paragraphs = (list(each) for _, each in groupby(words, key=lambda word: word.paragraph))
    text = "\n\n".join(" ".join(word.text for word in each) for each in paragraphs)
    why_not = _why_not(words, inked)
    return Read(text, 0 if why_not else 1, why_not)


def _why_not(words: list[Word], inked: Image.Image) -> WhyNot | None:
    """Say why what was read is not all that there is, or not sure."""
    letters = sum(len(word.text) for word in words)
    if not letters:
        return WhyNot.NO_WORDS
    if sum(word.sure * len(word.text) for word in words) < SURE_OF_ALL * letters:
        return WhyNot.UNSURE
    unread = inked.copy()
    drawing = ImageDraw.Draw(unread)
    for word in words:
        if word.sure >= SURE_OF_A_WORD:
            left, top, right, bottom = word.box
            near = BESIDE_A_WORD
            drawing.rectangle((left - near, top - near, right + near, bottom + near), fill=PAPER)
    return WhyNot.PARTLY if _cells(unread) > MOST_UNREAD * _cells(inked) else None


def _words(page: Image.Image, until: float) -> list[Word]:
    """Have a page read, the way up that its words stand; nothing of it touches the disk."""
    drawn = BytesIO()
    page.save(drawn, "PNG", compress_level=1)
    said = subprocess.run(
        [
            *(PROGRAM, "stdin", "stdout", "-l", "+".join(LANGUAGES)),
            *("--psm", "1", "--dpi", str(DOTS), "-c", "tessedit_create_tsv=1"),
        ],
        input=drawn.getvalue(),
        capture_output=True,
        timeout=max(until - time.monotonic(), 0),
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # quicker than with several
    ).stdout.decode()
    return list(_told(said))


def _told(said: str) -> Iterator[Word]:
    for line in said.splitlines():
        level, *rest = line.split("\t")
        if level == "5" and rest[-1].strip():  # a word
            left, top, width, height = map(int, rest[5:9])
            box = (left, top, left + width, top + height)
            yield Word(rest[-1], float(rest[-2]), box, tuple(rest[:3]))


def _inked(page: Image.Image) -> Image.Image:
    """Return where a page is darker than around there, whatever light it was taken in."""
    around = page.filter(ImageFilter.BoxBlur(AROUND))
    return ImageChops.subtract(around, page).point(lambda by: INK if by > DARKER else PAPER)


def _ruled(inked: Image.Image) -> Image.Image:
    """Return the lines that are drawn along or down a page."""
    lines = ImageChops.lighter(_runs(inked, 1, 0), _runs(inked, 0, 1))
    return lines.filter(ImageFilter.MaxFilter(5))


def _runs(inked: Image.Image, along: int, down: int) -> Image.Image:
    """Return where ink stands in runs as long as no letter's: what is left of them once they are
    shortened by so much, made as long again."""
    for way, met in ((1, ImageChops.darker), (-1, ImageChops.lighter)):
        reach = 1
        while reach < LONG_RUN:
            by = min(reach, LONG_RUN - reach)
            inked = met(inked, ImageChops.offset(inked, way * by * along, way * by * down))
            reach += by
    return inked


def _cells(inked: Image.Image) -> int:
    """Count the cells in which there is ink."""
    return inked.reduce(CELL).point(lambda ink: INK if ink > 10 else PAPER).histogram()[INK]
