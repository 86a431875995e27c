"""How people write somebody: each kind as a text that stands for them, and where it would stand."""

import re
import unicodedata
from collections.abc import Callable

from tests.corpus.persons import is_word, plain
from tests.corpus.shapes import Draw, Kind, Person, pairs

NEAR = {
    "a": "es",
    "e": "ai",
    "i": "ey",
    "o": "ua",
    "u": "o",
    "c": "ks",
    "k": "c",
    "s": "zc",
    "z": "s",
}
NEAR |= {"y": "i", "f": "v", "v": "f", "m": "n", "n": "m", "d": "t", "t": "d", "g": "j", "b": "p"}
ACCENTS = {
    "a": "áàä",
    "e": "éèê",
    "i": "íï",
    "o": "óö",
    "u": "üú",
    "n": "ñ",
    "c": "ç",
    "s": "š",
    "z": "ž",
}
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
Written = tuple[str, str]  # the section of frames where it stands, and the words


def whole(who: Person) -> str:
    """Return first and last name."""
    return f"{who.first} {who.last}"


def apart(one: str, two: str) -> int:
    """Return how many edits lie between two words; two letters that changed places are one."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                least = min(least, older[j - 2] + 1)
            row.append(least)
    return row[-1]


def allowed(part: str) -> int:
    """Return how many slips a part of a name may have and still be that person's."""
    return 0 if len(part) < 4 else 1 if len(part) < 8 else 2


def slip(draw: Draw, name: str) -> str:
    """Return a name as somebody writes it who is in a hurry, or only ever heard it."""
    parts = name.split("-")
    at = draw.one([i for i, each in enumerate(parts) if allowed(each)])
    most = 2 if allowed(parts[at]) == 2 and draw.share(50) else 1
    while True:
        found = parts[at]
        for _ in range(most):
            found = _edit(draw, found)
        if 1 <= apart(parts[at].lower(), found.lower()) <= most:
            return "-".join([*parts[:at], found, *parts[at + 1 :]])


def _edit(draw: Draw, part: str) -> str:
    """Return the part with one slip, or as it is where that slip cannot be made."""
    # The first letter is seldom wrong.
    at = draw.below(len(part)) if draw.share(12) else 1 + draw.below(len(part) - 1)
    before, letter, rest = part[:at], part[at], part[at + 1 :]
    how = draw.one(("swapped", "swapped", "doubled", "missing", "missing", "heard", "heard", "key"))
    if not letter.isalpha() or (not at and how != "heard"):
        return part
    if how == "swapped":
        return before + rest[:1] + letter + rest[1:]
    if how == "doubled":
        return before + letter + letter + rest
    if how == "missing":
        return before + rest
    beside = NEAR.get(letter.lower(), "") if how == "heard" else _keys(letter)
    other = draw.one(beside) if beside else letter
    return before + (other if letter.islower() else other.upper()) + rest


def _keys(letter: str) -> str:
    """Return the letters beside this one on the keyboard."""
    row = next((each for each in ROWS if letter.lower() in each), "")
    at = row.find(letter.lower())
    return row[max(at - 1, 0) : at] + row[at + 1 : at + 2] if row else ""


def _exact(draw: Draw, who: Person) -> Written:
    if draw.share(30):
        return "whole", who.last
    return "whole", who.name if draw.share(30) else whole(who)


def _inflected(draw: Draw, who: Person) -> Written:
    first, last = who.first, who.last
    shown = draw.one((whole(who), last, f"{who.title} {last}"))
    mark = draw.one(("'s", "'s", "'s", "s"))
    many = draw.one((f"{last}s", f"{last}s", f"{last}'s"))
    if shown.endswith("s"):
        mark, many = draw.one(("'", "'s")), f"{last}es"
    start = first[0]
    return draw.one(
        (
            *(("theirs", shown + mark),) * 4,
            *(("plural", many),) * 2,
            ("plural", f"{last}-{draw.one(('Smith', 'Taylor', 'Ellis'))} lot"),
            ("whole", whole(who).upper()),
            ("whole", whole(who).lower()),
            ("whole", f"{who.title} {last}"),
            ("whole", f"{who.title}. {last}"),
            ("whole", f"{who.title} {whole(who)}"),
            ("whole", f"{start}. {last}"),
            ("whole", f"{start} {last}"),
            ("whole", f"{start}.{last}"),
            ("whole", f"{last}, {first}"),
            ("whole", f"{last.upper()}, {first}"),
            ("whole", f"{first} {last[0]}."),
            ("whole", f"{first} {last[0]}"),
            ("whole", f"{first}-{last}"),
        )
    )


def _misspelt(draw: Draw, who: Person) -> Written | None:
    could = [
        each
        for each in (who.first, who.last)
        if " " not in each and any(allowed(part) for part in each.split("-"))
    ]
    if not could:
        return None
    # Alone only where it is long and no word: nobody could tell whether "Rsoe" is a name.
    alone = [each for each in could if len(each) > 5 and not is_word(each)]
    if alone and draw.share(40):
        part = draw.one(alone)
        return "alone" if part == who.first else "whole", slip(draw, part)
    wrong = could if draw.share(25) else [draw.one(could)]
    parts = (slip(draw, each) if each in wrong else each for each in (who.first, who.last))
    return "whole", " ".join(parts)


def _diacritics(draw: Draw, who: Person) -> Written | None:
    shown = draw.one((whole(who), whole(who), who.last, who.first))
    section = "alone" if shown == who.first else "whole"
    if plain(shown) == shown:
        if shown != whole(who) or not draw.share(25):
            return None  # a plain name that stands alone with an accent is a guess too far
        vowels = [i for i, each in enumerate(shown) if each in "aeiou"]
        at = draw.one(vowels)
        other = shown[:at] + draw.one(ACCENTS[shown[at]]) + shown[at + 1 :]
        return section, other
    changed = [draw.one(ACCENTS.get(plain(e), e)) if plain(e) != e else e for e in shown]
    could = (unicodedata.normalize("NFD", shown), "".join(changed))
    other = draw.one((*(plain(shown),) * 6, *could))
    return section, other if other != shown else plain(shown)


def _first(draw: Draw, who: Person) -> Written:
    return "alone", who.first.lower() if draw.share(8) else who.first


def _nickname(draw: Draw, who: Person) -> Written | None:
    if not who.nicknames:
        return None
    shown = draw.one(who.nicknames)
    return "alone", shown.lower() if len(shown) > 2 and draw.share(8) else shown


def _in_pieces(draw: Draw, who: Person) -> Written | None:
    if len(who.first) < 4 or " " in who.last:
        return None
    first, last = who.first, who.last
    at = 2 + draw.below(len(first) - 3)
    broken = first[:at], first[at:]
    line = "-\n".join(broken)
    return draw.one(
        (
            ("whole", f"{'-'.join(broken)} {last}"),
            ("whole", f"{chr(0xAD).join(broken)} {last}"),
            ("whole", f"{' '.join(broken)} {last}"),
            ("whole", f"{line} {last}"),
            ("whole", f"{first}\n{last}"),
            ("handle", " ".join(first)),
            ("handle", f"{' '.join(first)}  {' '.join(last)}"),
            ("handle", ".".join(first)),
            ("handle", "-".join(first.upper())),
            ("handle", f"{first}{last}"),
            ("handle", f"{plain(first)}{plain(last)}".lower()),
            ("handle", f"{first}_{last}".lower()),
            ("handle", f"@{first}.{last}".lower()),
        )
    )


def _address(draw: Draw, who: Person) -> Written:
    stored = draw.one(who.addresses)
    *house, town, code = stored.split(", ")
    door = ", ".join(house)
    if draw.share(22):
        return "postcode", draw.one(
            (code, code, code.replace(" ", ""), code.lower(), f"{code[:-4]}  {code[-3:]}")
        )
    shorter = door
    for word, abbreviation in pairs("places.txt", "short").items():
        shorter = re.sub(rf"{word}$", abbreviation[0], shorter)
    comma = re.sub(r"(\d+) (?=\D+$)", r"\1, ", door)
    number = re.sub(r"^(?=\d)", draw.one(("no. ", "number ", "No ")), door)
    return "address", draw.one(
        (
            *(door,) * 3,
            stored,
            f"{door}, {town}",
            f"{door} {code}",
            f"{door}, {town} {code.replace(' ', '')}",
            *(shorter,) * 3,
            f"{shorter}.",
            comma,
            comma.replace(",", ""),
            number,
            door.lower(),
            shorter.lower(),
            door.upper(),
        )
    )


def _phone(draw: Draw, who: Person) -> Written:
    stored = draw.one(who.phones)
    code, *rest = stored.split(" ")
    digits = stored.replace(" ", "")
    tail = "".join(rest)
    return "phone", draw.one(
        (
            *(stored,) * 2,
            *(digits,) * 3,
            f"+44 {stored[1:]}",
            f"+44{digits[1:]}",
            f"0044 {stored[1:]}",
            f"+44 (0){stored[1:]}",
            f"({code}) {' '.join(rest)}",
            f"{code}-{tail}",
            f"{code}.{tail[:3]}.{tail[3:]}",
            f"{code}/{tail}",
            " ".join(digits[i : i + 3] for i in range(0, len(digits), 3)),
            f"{digits[:5]} {digits[5:8]} {digits[8:]}",
            f"{digits[:3]} {digits[3:7]} {digits[7:]}",
        )
    )


def _email(draw: Draw, who: Person) -> Written | None:
    if not who.emails:
        return None
    stored = draw.one(who.emails)
    return "email", draw.one((stored, stored, stored.upper(), stored.capitalize(), f"<{stored}>"))


WRITTEN: dict[Kind, Callable[[Draw, Person], Written | None]] = {
    "exact": _exact,
    "inflected": _inflected,
    "misspelt": _misspelt,
    "diacritics": _diacritics,
    "first-name-alone": _first,
    "nickname": _nickname,
    "address": _address,
    "phone": _phone,
    "email": _email,
    "in-pieces": _in_pieces,
}
