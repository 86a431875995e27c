"""How a text in another language writes a name: with the ending of its case, the stem softened.

Turkish endings stand after an apostrophe or, as they are typed, right on the name.
Polish: D. Bielec, Polish: An Essential Grammar (Routledge), the declension of nouns and surnames.
Turkish: A. Göksel and C. Kerslake, Turkish: A Comprehensive Grammar (Routledge 2005), case.
Romanian: R. Gönczöl-Davies, Romanian: An Essential Grammar (Routledge), genitive and dative.
All are written as they are compared, without accents.
"""

from collections.abc import Iterator

POLISH = "owi owie em iem u y i e ie zie ze ej iej ego iego emu iemu im ym ich ych om ami ach ow o"
TURKISH = "in un nin nun yi yu e ye ya de da te ta den dan ten tan le la yle yla"
ROMANIAN = "ei iei ul ului"
ENDINGS = frozenset(f"{POLISH} {TURKISH} {ROMANIAN}".split())
LONGEST = max(map(len, ENDINGS))
SOFTENED = {"t": "c", "k": "c", "g": "dz"}  # Marta: Marcie, Monika: Monice, Jadwiga: Jadwidze
VOWELS = "aeiouy"
SHORTEST_STEM = 4


def stems(name: str) -> Iterator[str]:
    """Yield what a name, as it is compared, may begin with where it has an ending."""
    stem = name.rstrip(VOWELS)
    for each in (name, stem, stem[:-1] + SOFTENED.get(stem[-1:], "")):
        if len(each) >= SHORTEST_STEM and len(each) >= len(stem):
            yield each


def cut(written: str) -> Iterator[str]:
    """Yield what is left of a word without each ending that it may have."""
    for letters in range(1, min(LONGEST, len(written) - 1) + 1):
        if written[-letters:] in ENDINGS:
            yield written[:-letters]
