"""A thousand invented people with all by which they can be told."""

import unicodedata
from functools import cache

from tests.corpus.shapes import Draw, Person, pairs, words

MANY = 1000
BACKGROUNDS = (
    *("english",) * 6,
    *("welsh",) * 2,
    *("irish",) * 2,
    *("south asian",) * 3,
    *("west african",) * 2,
    *("eastern european",) * 3,
    "chinese",
    "arabic",
    *("other",) * 2,
)
NUMBERS = ("07700 900{:03}", "01632 960{:03}", "020 7946 0{:03}")  # Ofcom's, for drama
INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # the letters that the second half of a postcode may have
ODD = str.maketrans("łŁøØđ", "lLoOd")  # letters that do not come apart


def plain(text: str) -> str:
    """Return the text without accents."""
    apart = unicodedata.normalize("NFD", text.translate(ODD))
    return "".join(each for each in apart if not unicodedata.combining(each))


@cache
def numbers() -> list[str]:
    """Return every number there is for drama, in an order by chance."""
    every = [form.format(each) for form in NUMBERS for each in range(1000)]
    return Draw("numbers").few(every, len(every))


def is_word(name: str) -> bool:
    """Say whether a name is an ordinary word too."""
    lists = words("names.txt")
    return any(name in lists[key] for key in ("word f", "word m", "word l"))


def postcode(draw: Draw) -> str:
    """Return a postcode of the real form, in an area that the post does not have."""
    letters = draw.one(INWARD) + draw.one(INWARD)
    return f"{draw.one(words('places.txt')['areas'])}{1 + draw.below(28)} {draw.below(10)}{letters}"


def address(draw: Draw) -> str:
    """Return a house, its street, town and postcode."""
    places = words("places.txt")
    street = draw.one(places["streets"])
    house = f"{1 + draw.below(160)} {street}"
    if draw.share(12):
        house = f"{draw.one(places['houses'])}, {street}"
    elif draw.share(10):
        house = f"Flat {1 + draw.below(12)}, {house}"
    return f"{house}, {draw.one(places['towns'])}, {postcode(draw)}"


@cache
def people() -> tuple[Person, ...]:
    """Return everybody, always in the same order."""
    draw = Draw("people, 1")
    made: dict[str, Person] = {}
    while len(made) < MANY:
        someone = _person(draw, numbers()[2 * len(made) : 2 * len(made) + 2])
        made.setdefault(someone.name, someone)
    return tuple(made.values())


def _person(draw: Draw, phones: list[str]) -> Person:
    lists = words("names.txt")
    background, sex = draw.one(BACKGROUNDS), draw.one("fm")
    worded = draw.share(38)
    first = draw.one(lists[f"word {sex}" if worded else f"{background} {sex}"])
    middle = draw.one(lists[f"{background} {sex}"]) if draw.share(25) else ""
    last = draw.one(lists[f"{background} l"])
    if draw.share(22):
        # Two words together are nearly always somebody well known: those stay apart.
        last = draw.one(
            [each for each in lists["word l"] if not (worded and each in lists["apart"])]
        )
    elif draw.share(8) and "-" not in last:
        last = f"{last}-{draw.one(lists['english l'])}"
    return Person(
        first=first,
        middle="" if middle == first else middle,
        last=last,
        title=draw.one(("Mrs", "Miss", "Ms") if sex == "f" else ("Mr", "Mr", "Dr")),
        nicknames=_nicknames(draw, first, last),
        addresses=tuple(address(draw) for _ in range(2 if draw.share(15) else 1)),
        phones=tuple(phones[: 2 if draw.share(30) else 1]),
        emails=(_email(draw, first, last),) if draw.share(55) else (),
    )


def _nicknames(draw: Draw, first: str, last: str) -> tuple[str, ...]:
    start = plain(first)[0]
    could = [
        *pairs("names.txt", "pairs").get(first, ()) * 3,
        *draw.few(words("names.txt")["nicknames"], 6),
        f"Big {start}",
        f"Lil {start}",
    ]
    if start in "ABCKMTZ":
        could.append(f"{start}J")
    if len(first) > 5 and first.isascii():
        could += [f"{first[:3]}z", f"{first[:3]}sy"]
    chosen = draw.few(could, draw.one((0, 1, 1, 2, 3)))
    return tuple(dict.fromkeys(each for each in chosen if each not in (first, last)))


def _email(draw: Draw, first: str, last: str) -> str:
    one, two = ("".join(filter(str.isalpha, plain(each))).lower() for each in (first, last))
    number = 10 + draw.below(90)
    box = draw.one((f"{one}.{two}", f"{one}{number}", f"{one[0]}.{two}{number}", f"{two}_{one}"))
    return f"{box}@example.{draw.one(('org', 'com'))}"
