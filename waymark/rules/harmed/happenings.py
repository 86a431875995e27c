"""What happens with somebody who was harmed, and for them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from waymark.rules.carries import carries
from waymark.rules.facts import Personal, Plain, Protected, Words
from waymark.rules.harmed.base import Happening, happening
from waymark.rules.harmed.spells import Way
from waymark.rules.letters import Place, Received, Wished
from waymark.rules.letters import Prepared as Ready

# What brings the child and them together, as mediation and talk in the home where both are do; and
# what does not. Together, the list `restorative-forms`.
DIRECT = (
    *("conference", "meeting", "panel", "direct-reparation"),
    *("home-mediation", "talk", "everyday"),
)
INDIRECT = ("shuttle", "letter", "indirect-reparation", "community-resolution", "community")
Form = Literal[  # what is offered most first
    "letter",
    "shuttle",
    "meeting",
    "conference",
    "indirect-reparation",
    "direct-reparation",
    "community",
    "panel",
    "home-mediation",
    "talk",
    "everyday",
    "community-resolution",
]
Answer = Literal["accepted", "declined", "considering"]
Before = Literal["panel", "court", "out-of-court"]
A_MEETING = re.compile(r"\d+ building \d{4}-\d\d-\d\d(T\d\d:\d\d)?")  # of `close.Close.of`

# Their details


@happening("details-asked")
class DetailsAsked(Happening):
    of: Plain[Literal["police", "court", "other"]] = "police"


@happening("details-chased")
class DetailsChased(Happening):
    of: Plain[Literal["police", "court", "other"]] = "police"


@happening("details-received")
class DetailsReceived(Happening):
    pass


@happening("details-refused", purpose="leaving-alone")
class DetailsRefused(Happening):
    """They asked that their details are not passed on to us: that wins."""


@happening("details-allowed", purpose="leaving-alone")
class DetailsAllowed(Happening):
    """They changed their mind, and let their details be passed on."""


@happening("told-who-we-are")
class ToldWhoWeAre(Happening):
    how: Plain[Way | None] = None


@happening("contacted", must={"how": "Choose how"})
class Contacted(Happening):
    how: Plain[Way]
    reached: Plain[bool]


# What is restorative


@happening("restorative-offered", must={"forms": "Choose what was offered"})
class RestorativeOffered(Happening):
    forms: Plain[tuple[Form, ...]] = ()


@happening("restorative-answered", must={"answer": "Choose what they answered"})
class RestorativeAnswered(Happening):
    forms: Plain[tuple[Form, ...]] = ()
    answer: Plain[Answer]


@happening(
    "prepared",
    must={"activity": "Choose what it is", "prepared": "Say whether they are prepared now"},
)
class Prepared(Happening):
    """They were prepared for one thing that is planned, in as many talks as it takes: what was said
    last holds."""

    activity: Plain[str]
    how: Plain[Way | None] = None
    prepared: Plain[Ready]
    comes_with: Protected[str | None] = None
    arranged: Plain[bool] = False  # what they need that day, an interpreter too


@happening("restorative-received", must={"form": "Choose what it was"})
class RestorativeReceived(Happening):
    activity: Plain[str | None] = None  # what casework planned
    form: Plain[Form]


@happening("restorative-not-received", must={"activity": "Choose what it is"})
class RestorativeNotReceived(Happening):
    """Casework says that it was done, and they took no part in it."""

    activity: Plain[str]


@happening(
    "outcome-asked", must={"activity": "Choose what it is", "helped": "Say whether it helped"}
)
class OutcomeAsked(Happening):
    """They were asked what came of it for them. Casework hears that, and whether it helped where
    they let it be told."""

    activity: Plain[str]
    helped: Plain[Literal["yes", "partly", "no", "not-said"]]
    may_tell: Plain[bool] = False


@happening("restorative-not-appropriate", must={"said": "Say why"})
class RestorativeNotAppropriate(Happening):
    forms: Plain[tuple[Form, ...]] = ()


@happening("work-offered", must={"work": "Choose what it is", "answer": "Choose what they said"})
class WorkOffered(Happening):
    """They were told that the child made something for them, and asked whether they like it."""

    work: Plain[str]
    answer: Plain[Wished]


@happening("work-given", must={"work": "Choose what it is", "how": "Choose how"})
class WorkGiven(Happening):
    """They have what the child made. Of how they took it the child is told one of three things."""

    work: Plain[str]
    how: Plain[Received]


CONSIDERED = {
    "wishes": "Say what they wish, or that it is not known yet",
    "feelings": "Say what they feel and are concerned about",
    "sensitivities": "Say what is sensitive here, and how vulnerable they are",
    "child_able": "Say whether the child is able and willing to take part",
}


@happening(
    "invitation-decided", must={"child": "Choose of which child it is decided", **CONSIDERED}
)
class InvitationDecided(Happening):
    wishes: Words = None
    feelings: Words = None
    sensitivities: Words = None
    child_able: Words = None
    decision: Plain[Literal["invite", "do-not-invite", "not-yet"]]

    @carries("CM-380")
    def faults(self) -> Iterator[tuple[str, str]]:
        """Nothing is decided before all four are considered."""
        yield from super().faults()


# The Code


@happening("progress-asked")
class ProgressAsked(Happening):
    pass


@happening("progress-told", must={"said": "Say what they were told"})
class ProgressTold(Happening):
    pass


@happening("support-asked")
class SupportAsked(Happening):
    pass


@happening("support-told", must={"services": "Choose at least one service"})
class SupportTold(Happening):
    services: Plain[tuple[str, ...]] = ()  # ids of guidance/victims/support.toml


@happening("statement-wished", must={"child": "Choose about which child they would say something"})
class StatementWished(Happening):
    """Whether they wish to make a statement in support of a charge."""

    wishes: Plain[Literal["yes", "no", "not-decided"]]

    @carries("NP-249")
    def faults(self) -> Iterator[tuple[str, str]]:
        """A wish is of one charge: somebody harmed by two children may wish it of one."""
        yield from super().faults()


@happening("contact-scheme-notified", must={"order": "Choose of which order"})
class ContactSchemeNotified(Happening):
    order: Plain[str]


@happening("view-asked", must={"order": "Choose what is decided"})
class ViewAsked(Happening):
    """Their view was asked for before it is decided what happens with the child: each time anew."""

    order: Plain[str | None] = None
    before: Plain[Before]
    given: Plain[bool] = False


@happening(
    "view-told", must={"order": "Choose what is decided", "said": "Say who was told, and how"}
)
class ViewTold(Happening):
    """What they think was told to whoever decides."""

    order: Plain[str | None] = None


@happening("feedback-asked")
class FeedbackAsked(Happening):
    pass


@happening("feedback-given")
class FeedbackGiven(Happening):
    satisfied: Plain[Literal["very", "satisfied", "neither", "not", "not-at-all"] | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if not self.satisfied and not self.said:
            yield "satisfied", "Choose how content they are, or write what they said"


@happening("complaint-received", purpose="complaint", must={"said": "Say what they complain about"})
class ComplaintReceived(Happening):
    pass


@happening(
    "complaint-acknowledged",
    purpose="complaint",
    must={"answer_by": "Give the day by which they were told to hear from us"},
)
class ComplaintAcknowledged(Happening):
    """How we answer, and by when, was told with it."""

    answer_by: Plain[date]

    @carries("CM-391")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.answer_by < self.on:
            yield "answer_by", "must not be before the day on which they were told"


@happening("complaint-answered", purpose="complaint", must={"said": "Say what was answered"})
class ComplaintAnswered(Happening):
    pass


@happening("ombudsman-told", purpose="complaint")
class OmbudsmanTold(Happening):
    """They were told how to go to the Parliamentary Ombudsman."""


# Protection


@happening(
    "shared",
    purpose="protection",
    must={
        "said": "Say why, so that it stands up to whoever asks later",
        "what": "Choose what was shared: no more than keeps somebody safe",
        "ask_again_on": "Give the day on which to ask them whether they still need it",
    },
)
class Shared(Happening):
    """Their details were shared to protect the public, and for nothing else."""

    with_: Plain[Literal["police", "mappa", "probation"]]
    protects: Plain[bool]  # the public, somebody by name included
    what: Protected[tuple[Literal["name", "address", "phone", "offence", "fears"], ...]] = ()
    ask_again_on: Plain[date | None] = None

    @carries("CM-403", "CM-405")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if not self.protects:
            yield "protects", "must be so: their details are shared to protect the public alone"
        if self.ask_again_on and self.ask_again_on <= self.on:
            yield "ask_again_on", "Give a day after the one on which they were shared"


@happening(
    "kept-apart",
    purpose="protection",
    must={"place": "Choose where", "said": "Say what was done, so that they do not meet"},
)
class KeptApart(Happening):
    """Something was done so that the child and they do not meet at a place: of a building, at every
    time that was known, or at one."""

    place: Plain[Place]
    meeting: Plain[str | None] = None  # at which, by `Close.of`

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.meeting and not A_MEETING.fullmatch(self.meeting):
            yield "meeting", "Choose one of the times that are known"


@happening("share-ended", purpose="protection", must={"needed": "Say whether they still need them"})
class ShareEnded(Happening):
    """Whoever it was shared with was asked: they hold it no more, or need it until asked again."""

    with_: Plain[Literal["police", "mappa", "probation"]]
    needed: Plain[bool | None] = None
    ask_again_on: Plain[date | None] = None

    @carries("CM-404", "CM-405")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.needed and not self.said:
            yield "said", "Say why they still need them"
        if self.needed and (self.ask_again_on is None or self.ask_again_on <= self.on):
            yield "ask_again_on", "Give a day after this one, on which to ask them again"
        if self.needed is False and self.ask_again_on:
            yield "ask_again_on", "Leave this empty: they need them no more, so nobody asks again"


@happening("file-name-decided", purpose="protection", must={"said": "Say why"})
class FileNameDecided(Happening):
    """Whether their name stands on a child's file any longer."""

    stays: Plain[bool]
    manager: Personal[str]
    review_on: Plain[date | None] = None

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.stays and (self.review_on is None or self.review_on <= self.on):
            yield "review_on", "is needed where the name stays: a day after this one"


@happening("file-name-sealed", purpose="protection")
class FileNameSealed(Happening):
    """Casework was told to seal it: Waymark writes it by itself."""

    ref: Protected[str | None] = None


@happening(
    "kept-longer",
    must={
        "said": "Say why it is needed longer",
        "keep_until": "Give the day until which it is needed",
        "review_on": "Give the day on which you look again whether it still is",
        "manager": "Say which manager decided it",
    },
)
class KeptLonger(Happening):
    """What is held of them is needed for longer than its minimum time, for a reason. What was
    decided last holds, and never for longer than `Clocks.keep_longer`."""

    keep_until: Plain[date | None] = None
    review_on: Plain[date | None] = None
    manager: Personal[str | None] = None

    @carries("CM-394")
    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.review_on and self.keep_until and self.review_on > self.keep_until:
            yield "review_on", "must not be after the day until which it is needed"


@happening("no-longer")
class NoLonger(Happening):
    """Something that held of them holds no more: a consent that was taken back, say."""

    what: Plain[str]  # its kind
    spell: Plain[float | None] = None  # which one, and until when it was to hold
    was_to: Plain[date | None] = None
