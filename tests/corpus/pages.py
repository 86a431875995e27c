"""Pages in which somebody is named, and clean ones that only look as though."""

import re
from functools import cache

from tests.corpus.persons import is_word, numbers, people, plain, postcode
from tests.corpus.shapes import Draw, Kind, Mark, Page, Person, lines, words
from tests.corpus.writing import WRITTEN, whole

NAMING, CLEAN = 2500, 2600
TURNS: tuple[Kind, ...] = (
    *("exact", "inflected", "misspelt", "first-name-alone") * 3,
    *("diacritics", "nickname", "address", "phone", "email", "in-pieces") * 2,
)
VOICES = {"worker": ("worker",) * 5 + ("plan",), "child": ("child",) * 5 + ("worker",)}
VOICES["plan"] = ("plan",) * 4 + ("worker", "child")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Friday 1 May", "Monday 6 April")
DAYS += ("Tuesday 2 June", "Thursday 23rd", "14 September", "Wednesday 21 October", "3/6")
TIMES = ("10.30", "4pm", "quarter past nine", "15:45", "half three", "noon", "9am", "ten to five")
KNOWN = ("english", "welsh", "irish", "south asian", "west african", "eastern european")
SLOT = re.compile(r"\{(\w+)\}")


class Company:
    """Who and what may stand on a page for all that it is read for these people."""

    def __init__(self, draw: Draw, guarded: list[Person], alike: str = "") -> None:
        self.draw, self.guarded = draw, guarded
        names: list[tuple[str, str]] = []
        taken = {part for who in guarded for part in _parts(who)}
        while len(names) < 5:
            first, last = (draw.one(words("names.txt")[key]) for key in _lists(draw))
            if not taken & {plain(first).lower(), *re.split(r"[ -]", plain(last).lower())}:
                names.append((first, last))
                taken |= {plain(first).lower()}
        child, mum, worker, friend, teacher = names
        mum = mum[0], child[1]
        if alike == "last":
            child, mum = (child[0], guarded[0].last), (mum[0], guarded[0].last)
        elif alike == "first":
            friend = guarded[0].first, friend[1]
        self.names = {"child": child, "mum": mum, "worker": worker, "friend": friend}
        self.names["teacher"] = teacher

    @property
    def known(self) -> tuple[str, ...]:
        """The names that may be there, whole."""
        return tuple(" ".join(each) for each in self.names.values())

    def fill(self, frame: str) -> str:
        """Return the frame with all its slots filled but the one for who is guarded."""
        return SLOT.sub(lambda slot: self._filled(slot[1]), frame)

    def _filled(self, slot: str) -> str:
        draw, places = self.draw, words("places.txt")
        if slot == "n":
            return "{n}"
        if slot in self.names:
            return self._called(slot)
        if slot == "phone":
            return self._number()
        if slot == "address":
            return self._door()
        return draw.one({"day": DAYS, "time": TIMES, "town": places["towns"]}[slot])

    def _called(self, slot: str) -> str:
        first, last = self.names[slot]
        if slot == "mum" and self.draw.share(60):
            return "Mum"
        if slot == "teacher":
            return f"{self.draw.one(('Miss', 'Mr', 'Mrs'))} {last}"
        return f"{first} {last}" if self.draw.share(20) else first

    def _number(self) -> str:
        """Return somebody else's number: often one digit beside a guarded one."""
        guarded = {each for who in self.guarded for each in who.phones}
        number = self.draw.one(numbers()[2000:])
        if self.draw.share(50):
            near = self.draw.one(sorted(guarded))
            number = near[:-1] + str((int(near[-1]) + 1 + self.draw.below(9)) % 10)
        return number if number not in guarded else self._number()

    def _door(self) -> str:
        """Return another house: often in the street of somebody who is guarded."""
        streets = words("places.txt")["streets"]
        doors = {each for who in self.guarded for each in who.addresses}
        own = [street for street in streets if any(f" {street}," in each for each in doors)]
        street = self.draw.one(own if own and self.draw.share(70) else streets)
        door = f"{1 + self.draw.below(160)} {street}"
        if any(re.search(rf"\b{door},", each) for each in doors):
            return self._door()
        if self.draw.share(30):
            door += f", {self.draw.one(words('places.txt')['towns'])} {postcode(self.draw)}"
        return door


def _parts(who: Person) -> set[str]:
    """Return each word of a name and of its nicknames, plainly."""
    return {
        part.lower()
        for each in (who.name, *who.nicknames)
        for part in re.split(r"[ -]", plain(each))
    }


def _lists(draw: Draw) -> tuple[str, str]:
    background = draw.one(KNOWN)
    return f"{background} {draw.one('fm')}", f"{background} l"


def _frames(draw: Draw, voice: str) -> list[str]:
    """Return far more frames of this voice than a page needs, none twice."""
    said = {each: draw.few(lines("clean.txt")[each], 40) for each in ("worker", "child", "plan")}
    return [said[draw.one(VOICES[voice])].pop() for _ in range(40)]


def _page(draw: Draw, company: Company, voice: str, needed: list[str]) -> list[str]:
    """Return the sentences of a page of 80 to 300 words, with the needed ones among them."""
    least, spare = 80 + draw.below(140), _frames(draw, voice)
    said = [*needed, spare.pop()]
    while sum(len(each.split()) for each in said) < least:
        extra = spare.pop()
        if extra not in said:
            said.append(extra)
    filled = [company.fill(each) for each in draw.few(said, len(said))]
    for section, at in (("opening", 0), ("closing", len(filled) + 1)):
        if draw.share(70):
            filled.insert(at, company.fill(draw.one(lines("clean.txt")[section])))
    return filled


def _joined(draw: Draw, voice: str, said: list[str]) -> str:
    """Return the sentences below each other, or as one paragraph, where each has its stop."""
    if draw.share(50 if voice == "child" else 15):
        return "\n".join(said)
    return " ".join(f"{each}." if each[-1].isalnum() else each for each in said)


@cache
def _accented() -> list[int]:
    return [i for i, who in enumerate(people()) if plain(whole(who)) != whole(who)]


def _naming(draw: Draw, turns: list[Kind]) -> Page:
    guarded = draw.few(range(len(people())), 3)
    if "diacritics" in turns:
        guarded[0] = draw.one([each for each in _accented() if each not in guarded])
    company = Company(draw, [people()[each] for each in guarded])
    voice = draw.one(("worker", "worker", "child", "plan"))
    wanted: dict[str, tuple[int, Kind, str]] = {}
    for kind in turns:
        # Most pages are about one person: the others only where that one has no such thing.
        for who in guarded if draw.share(70) else draw.few(guarded, 3):
            if found := WRITTEN[kind](draw, people()[who]):
                section, shown = found
                frame = draw.one(lines("naming.txt")[section])
                wanted.setdefault(frame, (who, kind, shown))
                break
    if not wanted:
        return _naming(draw, ["exact", *turns])
    # A frame is told again after its slots are filled: by its place, which `\x00` keeps.
    order = list(wanted)
    needed = [each.replace("{n}", f"\x00{i}\x00") for i, each in enumerate(order)]
    text = _joined(draw, voice, _page(draw, company, voice, needed))
    curly = draw.share(30)
    marks, done = [], ""
    for i, piece in enumerate(text.split("\x00")):
        if i % 2:
            who, kind, piece = wanted[order[int(piece)]]
            marks.append(Mark(len(done), len(done) + len(piece), who, kind))
        done += piece
    return Page(
        done.replace("'", "’") if curly else done, tuple(guarded), company.known, tuple(marks)
    )


@cache
def pages() -> tuple[Page, ...]:
    """Return the pages in which somebody stands who is guarded, with the place of each."""
    draw, made, turn = Draw("pages, 1"), [], 0
    for _ in range(NAMING):
        many = draw.one((2, 3, 3, 4))
        kinds = [TURNS[(turn + each) % len(TURNS)] for each in range(many)]
        turn += many
        made.append(_naming(draw, kinds))
    return tuple(made)


@cache
def _trapped() -> dict[str, list[str]]:
    """Return the clean frames that hold each word."""
    found: dict[str, list[str]] = {}
    for section in ("worker", "child", "plan"):
        for frame in lines("clean.txt")[section]:
            for word in set(re.findall(r"[a-z]+", SLOT.sub("", frame).lower())):
                found.setdefault(word, []).append(frame)
    return found


def _clean(draw: Draw, worded: list[int]) -> Page:
    guarded = draw.few(worded, 2)
    guarded += [each for each in draw.few(range(len(people())), 3) if each not in guarded][:1]
    persons = [people()[each] for each in guarded]
    chance = draw.below(100)
    company = Company(draw, persons, "last" if chance < 3 else "first" if chance < 5 else "")
    voice = draw.one(("worker", "worker", "child", "plan"))
    needed: list[str] = []
    for each in persons:
        traps = [frame for part in sorted(_parts(each)) for frame in _trapped().get(part, ())]
        needed += draw.few(traps, 1 + draw.below(3))
    if draw.share(50):
        needed += [frame for frame in draw.few(_trapped()["at"], 40) if "{address}" in frame][:1]
    if draw.share(50):
        needed += [frame for frame in draw.few(_trapped()["ring"], 20) if "{phone}" in frame][:1]
    text = _joined(draw, voice, _page(draw, company, voice, list(dict.fromkeys(needed))))
    if voice == "child" and draw.share(30):
        text = text.lower()
    if draw.share(30):
        text = text.replace("'", "’")
    return Page(text, tuple(guarded), company.known)


@cache
def clean_pages() -> tuple[Page, ...]:
    """Return the pages that name nobody whom they are read for, and hold what looks so."""
    draw, made = Draw("clean, 1"), []
    worded = [i for i, who in enumerate(people()) if is_word(who.first) or is_word(who.last)]
    while len(made) < CLEAN:
        page = _clean(draw, worded)
        text = " ".join(page.text.lower().split())
        if not any(whole(people()[each]).lower() in text for each in page.protected):
            made.append(page)
    return tuple(made)
