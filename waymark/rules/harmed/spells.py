"""What holds of somebody who was harmed: how to reach them, what they allow and ask, what keeps
them safe, and why any of it is held. Each has its days and a reason, and ends on the day on which
they say so."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Literal

from waymark.rules.carries import carries
from waymark.rules.facts import Personal, Plain, Protected, Special, Words
from waymark.rules.harmed.base import Kept, kept
from waymark.rules.reached import is_phone

Way = Literal["phone", "text", "email", "letter", "visit", "through"]
ConsentTo = Literal["contact", "restorative", "direct", "to-share", "feedback"]
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@kept("reach", purpose="reaching", must={"at": "Type the address, number or e-mail"})
class Reach(Kept):
    """Where they can be reached."""

    by: Plain[Literal["address", "phone", "email"]]
    at: Protected[str]
    safe_to_use: Plain[bool | None] = None
    preferred: Plain[bool] = False

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.by == "phone" and not is_phone(self.at):
            yield "at", "Type a phone number, such as 01632 960417: what is no number rings nobody"
        if self.by == "email" and not EMAIL.fullmatch(self.at.strip()):
            yield "at", "Type an e-mail address, such as name@example.org"


@kept("preference", purpose="leaving-alone")
class Preference(Kept):
    """How they wish to be contacted, or that they wish to be left alone."""

    not_at_all: Plain[bool] = False
    ways: Plain[tuple[Way, ...]] = ()
    when: Personal[str | None] = None
    language: Special[str | None] = None  # a code of the list `languages`
    interpreter: Special[bool] = False
    through: Protected[str | None] = None  # somebody who speaks for them

    @property
    def weight(self) -> int:
        return int(self.not_at_all)

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.not_at_all and (self.ways or self.when):
            yield (
                "ways",
                "Say how they wish to be contacted, or that they want no contact: not both",
            )
        said = (self.ways, self.when, self.language, self.interpreter, self.through)
        if not self.not_at_all and not any(said):
            yield "ways", "Say how they wish to be contacted, or that they want no contact"


@kept("consent", purpose="shown", must={"how": "Say whether it was written or spoken"})
class Consent(Kept):
    """What they allow; it ends at once on the day on which it is taken back."""

    child: Plain[float | None] = None  # who harmed them; without, whoever did
    allows: Plain[ConsentTo]
    how: Plain[Literal["written", "spoken"]]
    informed: Plain[bool] = False
    given_by: Protected[str | None] = None  # who consents for a child

    @carries("CM-383")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.allows not in ("restorative", "direct"):
            return
        if self.how != "written":
            yield "how", "must be written: restorative work rests on informed written consent"
        if not self.informed:
            yield "informed", "Tell them first what happens, and that they may stop at any time"


@kept("need", purpose="reaching", must={"what": "Choose what the need is"})
class Need(Kept):
    """What they need, so that they can take part and are safe (NP-056)."""

    what: Special[
        Literal[
            "access", "special-educational", "health", "communication", "vulnerable", "none-known"
        ]
    ]
    means: Words = None  # what we do about it

    @property
    def weight(self) -> int:
        return int(self.what != "none-known")


@kept("safety", purpose="protection", must={"asks": "Choose what they ask for"})
class Safety(Kept):
    """What they fear, and ask for their safety."""

    asks: Protected[Literal["no-contact", "keep-away-from", "tell-before", "fears"]]
    where: Protected[str | None] = None


@kept(
    "goes-to",
    purpose="protection",
    must={"place": "Choose what it is", "called": "Type the school’s name, or the address"},
)
class GoesTo(Kept):
    """Where they are often, or are to be: so that the child and they are not brought together."""

    place: Plain[Literal["school", "building"]]
    called: Protected[str | None] = None
    starts: Plain[time | None] = None
    ends: Plain[time | None] = None


@kept("wish", purpose="reaching", must={"about": "Choose what the wish is about"})
class Wish(Kept):
    """What they want to be said, asked or done."""

    about: Plain[
        Literal["assessment", "restrictions", "release", "restorative", "decision", "information"]
    ]
    forms: Plain[tuple[str, ...]] = ()  # codes of `rules.harmed.happenings.Form`


@kept("signal", purpose="protection", must={"code": "Choose what casework is told"})
class Signal(Kept):
    """What casework is told of them: a code, and the day until which it holds; never words."""

    code: Plain[
        Literal["contact-distresses", "no-contact", "no-restorative-yet", "tell-us-first", "area"]
    ]


@kept("restriction", purpose="protection", must={"by": "Say what makes it so"})
class Restriction(Kept):
    """A condition on one child that protects them."""

    child: Plain[float | None] = None  # whom it binds; without, the only one who harmed them
    by: Plain[Literal["bail", "order", "licence", "injunction"]]
    forbids: Protected[Literal["contact", "area", "both"]] = "contact"
    where: Protected[str | None] = None


@kept("entitlement", purpose="shown", must={"category": "Choose why", "reason": "Say why"})
class Entitlement(Kept):
    """Why the Code entitles them to more (CM-386)."""

    category: Special[str]  # a code of the list `enhanced-entitlements`

    @property
    def weight(self) -> int:
        return int(self.category != "none")


@kept(
    "clearance",
    purpose="protection",
    must={"papers": "Choose in which papers the name may stand", "reason": "Say why"},
)
class Clearance(Kept):
    """Somebody of the child's own family or home, whose name may stand in named kinds of paper."""

    as_: Protected[Literal["family", "carer", "worker"]]
    papers: Plain[tuple[str, ...]] = ()


@kept(
    "named-in-file",
    purpose="protection",
    must={
        "impact": "Say what the real and potentially significant impact on them is",
        "needed": "Say why their name has to stand there to make that less likely",
        "prevents": "Say which offending it is there to prevent",
        "decided_by": "Say which manager decided it",
        "review_on": "Give the day on which it is looked at again",
    },
)
class NamedInFile(Kept):
    """The name stands on a child's file."""

    child: Plain[float]
    impact: Words = None
    needed: Words = None
    prevents: Words = None
    decided_by: Personal[str | None] = None
    review_on: Plain[date | None] = None

    @carries("CM-396", "CM-398", "CM-399", "CM-402")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.review_on and self.from_ and self.review_on <= self.from_:
            yield "review_on", "must be after the day on which it begins"


@kept("basis", purpose="shown", must={"lawful": "Choose the lawful basis", "reason": "Say why"})
class Basis(Kept):
    """On which lawful basis what stands here is held."""

    lawful: Plain[Literal["public-task", "legal-obligation", "vital-interests", "law-enforcement"]]
