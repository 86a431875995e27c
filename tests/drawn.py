"""Pages as a scanner or a telephone gives them: pictures of what was printed or written."""

import random
from io import BytesIO

import typst
from PIL import Image, ImageDraw

DOTS = 150
PAPER, PENCIL = 255, 40
SEEN = "#set page(width: 120mm, height: {height}mm, margin: 8mm)\n#set text(size: 11pt)\n{says}"


def page(says: str, height: int = 40) -> Image.Image:
    """Return a page on which this is printed; `says` is of Typst."""
    source = SEEN.format(height=height, says=says).encode()
    drawn = typst.compile(source, format="png", ppi=DOTS)
    return Image.open(BytesIO(drawn)).convert("L")


def written_by_hand(on: Image.Image, lines: int, top: int = 20) -> Image.Image:
    """Return a page with lines on it that nobody can read."""
    hand = random.Random(lines)  # always the same
    made = on.copy()
    drawing = ImageDraw.Draw(made)
    for line in range(lines):
        way = [
            (x, top + 50 * line + hand.randint(0, 30))
            for x in range(20, made.width - 20, hand.randint(8, 12))
        ]
        drawing.line(way, fill=PENCIL, width=4)
    return made


def blank() -> Image.Image:
    return Image.new("L", (600, 300), PAPER)


def scanned(*pages: Image.Image, to: str = "PNG", **how: object) -> bytes:
    """Return pages as a file, such as a PDF that holds pictures and no text."""
    first, *more = (page.copy() for page in pages)  # Pillow notes on a page how it was saved
    made = BytesIO()
    several = {"save_all": True, "append_images": more} if more else {}
    first.save(made, to, **several, **how)
    return made.getvalue()
