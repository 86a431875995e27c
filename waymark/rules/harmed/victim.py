"""One person who was harmed, as the rules see them: what holds, what happened, and by whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, TypeGuard, TypeVar

from waymark.rules.carries import carries
from waymark.rules.harmed.base import Happening, Kept
from waymark.rules.harmed.close import Close
from waymark.rules.harmed.happenings import (
    DIRECT,
    INDIRECT,
    Answer,
    Contacted,
    DetailsAllowed,
    DetailsRefused,
    FileNameDecided,
    FileNameSealed,
    KeptApart,
    OutcomeAsked,
    Prepared,
    RestorativeAnswered,
    RestorativeNotReceived,
    RestorativeReceived,
    Shared,
    ShareEnded,
    ToldWhoWeAre,
    WorkGiven,
    WorkOffered,
)
from waymark.rules.harmed.spells import (
    Clearance,
    Consent,
    NamedInFile,
    Preference,
    Restriction,
    Way,
)
from waymark.rules.letters import Readiness

K = TypeVar("K", bound=Kept)
H = TypeVar("H", bound=Happening)
C = TypeVar("C", Consent, Restriction)
W = TypeVar("W", WorkOffered, WorkGiven)
A = TypeVar("A", Prepared, OutcomeAsked, RestorativeReceived, RestorativeNotReceived)

A_DAY = timedelta(days=1)
Stage = Literal["pre-court", "statutory"]


Contact = Contacted | Prepared | ToldWhoWeAre
SPOKEN: tuple[Way, ...] = ("phone", "visit")  # a letter may reach nobody


@carries("CM-388")
def is_contact(happened: Happening) -> TypeGuard[Contact]:
    """Tell whether they were written to, rung or met: so they were, too, when they were told who we
    are or prepared, where it says how."""
    match happened:
        case Contacted():
            return True
        case Prepared() | ToldWhoWeAre():
            return happened.how is not None
    return False


@carries("CM-388")
def was_reached(contact: Contact) -> bool:
    return contact.reached if isinstance(contact, Contacted) else contact.how in SPOKEN


@dataclass(frozen=True, kw_only=True)
class Link:
    """By which child's order they were harmed, as casework told it."""

    child: int
    ref: str  # as whom that child's case file knows them
    order: str
    known_on: date  # when this side was told
    made_on: date
    ends_on: date | None = None
    stage: Stage = "statutory"
    grave: bool = False  # the Victim Contact Scheme is told
    decided_on: date | None = None  # the day of the court, panel or decision
    decided_before: date | None = None  # the day of the last one that had passed by then
    is_known: str = ""  # "known" or "unknown" to that child, where somebody said


@dataclass(frozen=True, kw_only=True)
class Work:
    """Something that a child made for them, as casework told it: none of its words."""

    child: int
    ref: str  # as whom that child's case file knows them
    work: str
    made: str
    on: date
    handed_on: date | None = None
    called_off_on: date | None = None  # with the plan for which it was made


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Something that is planned with or for them, as casework told it last."""

    child: int
    ref: str  # as whom that child's case file knows them
    activity: str
    form: str
    on: date  # when it was planned
    planned_for: date | None = None
    done_on: tuple[date, ...] = ()
    called_off_on: date | None = None

    @property
    def of(self) -> str:
        """Which it is: two children's files may call theirs alike."""
        return f"{self.child}:{self.activity}"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How a child stands to something with or for them, as casework told it last."""

    child: int
    ready: Readiness
    on: date


@dataclass(frozen=True)
class Victim:
    links: tuple[Link, ...]
    spells: tuple[Kept, ...] = ()
    happenings: tuple[Happening, ...] = ()
    is_potential: bool = False  # nobody harmed them yet, and the Code is not for them
    works: tuple[Work, ...] = ()
    stands: tuple[Stand, ...] = ()
    close: tuple[Close, ...] = ()  # where they and a child who harmed them may meet
    taken_out_on: date | None = None  # where no offence is known to have harmed them any more
    # On which child's file their name might stand by mistake, and the day before it was said.
    named_by_mistake: tuple[tuple[int, date], ...] = ()
    activities: tuple[Activity, ...] = ()
    age: str = ""  # "child" or "adult", where somebody said

    def now(self, kind: type[K], day: date) -> list[K]:
        """Return what of one kind holds on a day."""
        return [each for each in self.spells if isinstance(each, kind) and each.holds_on(day)]

    def ever(self, kind: type[H], *, by: date | None = None) -> list[H]:
        """Return what of one kind happened, the earliest first."""
        found = [each for each in self._in_order if isinstance(each, kind)]
        return [each for each in found if by is None or each.on <= by]

    @property
    def contacts(self) -> list[Contact]:
        """Return when they were written to, rung or met, the earliest first."""
        return [each for each in self._in_order if is_contact(each)]

    @property
    def reached_on(self) -> list[date]:
        """Return when somebody reached them, the earliest first."""
        return [each.on for each in self.contacts if was_reached(each)]

    def for_child(self, kind: type[H], child: int) -> list[H]:
        """Return what of one kind happened for one child's offence, or for all of them."""
        return [each for each in self.ever(kind) if each.child in (None, child)]

    def said_of(self, work: Work, kind: type[W]) -> list[W]:
        """Return what happened with one thing: two children's files may call theirs alike."""
        return [each for each in self.for_child(kind, work.child) if each.work == work.work]

    def said_about(self, activity: Activity, kind: type[A]) -> list[A]:
        """Return what happened about one thing that is planned."""
        said = self.for_child(kind, activity.child)
        return [each for each in said if each.activity == activity.activity]

    def answers_with(self, child: int, day: date) -> dict[str, Answer]:
        """Return what they answered last to each form of something restorative with a child: a no
        to one takes back no yes to another."""
        found: dict[str, Answer] = {}
        for each in self.for_child(RestorativeAnswered, child):
            if each.on <= day:
                found |= dict.fromkeys(each.forms or (*DIRECT, *INDIRECT), each.answer)
        return found

    def is_wanted(self, child: int) -> bool:
        """Tell whether a child may want something with or for them: none said no to it."""
        return not any(each.child == child and each.ready == "no" for each in self.stands)

    @carries("CM-354")
    def is_still_theirs(self, work: Work) -> bool:
        """Tell whether a child may want them to have what was made: none said no to it since."""
        return self.is_wanted(work.child) and not work.called_off_on

    @carries("CM-379")
    def is_left_alone(self, day: date) -> bool:
        """Tell whether they asked for it: that nothing is passed on to us, or no contact at all.

        That holds until they take it back: details that come all the same do not end it.
        """
        if any(each.not_at_all for each in self.now(Preference, day)):
            return True
        return self.refused_on(day) is not None

    def refused_on(self, day: date) -> date | None:
        """Return since when nothing may be passed on to us, where that holds on a day."""
        said: list[Happening] = [
            each
            for each in self._in_order
            if isinstance(each, DetailsRefused | DetailsAllowed) and each.on <= day
        ]
        return said[-1].on if said and isinstance(said[-1], DetailsRefused) else None

    def unmatched(self, question: type[H], answer: type[Happening]) -> H | None:
        """Return the first question that has no answer of its own: each is answered, the first
        first, be it that two came on one day."""
        answers = self.ever(answer)
        for asked in self.ever(question):
            own = next((each for each in answers if each.on >= asked.on), None)
            if own is None:
                return asked
            answers.remove(own)
        return None

    @property
    def of_several(self) -> bool:
        """Tell whether more than one child harmed them."""
        return len({link.child for link in self.links}) > 1

    @property
    def is_unknown_to_all(self) -> bool:
        """Tell whether it is said that no child who harmed them is known to them."""
        return {link.is_known for link in self.links} == {"unknown"}

    def with_child(self, kind: type[C], child: int, day: date) -> list[C]:
        """Return what of one kind holds with a child. What says no child is of the only one there
        is: of several nobody knows which was meant."""
        said = self.now(kind, day)
        return [each for each in said if each.child == child or not (each.child or self.of_several)]

    @carries("CM-379", "CM-383")
    def consents_with(self, child: int, day: date) -> list[Consent]:
        """Return what they consent to with a child. Whoever asked since to be left alone consents
        to nothing until they consent anew, be it that they are one with who had consented."""
        away = self.turned_away_on(day)
        said = self.with_child(Consent, child, day)
        return [each for each in said if not (away and each.from_ and each.from_ < away)]

    def answers_of(self, shared: Shared) -> list[ShareEnded]:
        """Return what whoever it was shared with said of it since."""
        answers = (each for each in self.ever(ShareEnded) if each.with_ == shared.with_)
        return [each for each in answers if each.on >= shared.on]

    def shared_now(self) -> list[Shared]:
        """Return what was shared and nobody said to be let go."""
        return [
            each
            for each in self.ever(Shared)
            if all(answer.needed for answer in self.answers_of(each))
        ]

    def asked_again_on(self, shared: Shared) -> date | None:
        """Return when whoever it was shared with is asked next, as it was decided last."""
        answers = self.answers_of(shared)
        return answers[-1].ask_again_on if answers else shared.ask_again_on

    @carries("CM-379")
    def turned_away_on(self, day: date) -> date | None:
        """Return when they asked last to be left alone, be it that they took it back since."""
        asked = [each.on for each in self.ever(DetailsRefused, by=day)]
        wishes = (each for each in self.spells if isinstance(each, Preference) and each.not_at_all)
        asked += [each.from_ for each in wishes if each.from_ and each.from_ <= day]
        return max(asked, default=None)

    def may_meet(self, day: date) -> list[Close]:
        """Return where they and a child who harmed them may meet, from a day on."""
        return [each for each in self.close if each.until is None or each.until >= day]

    def were_kept_apart(self, near: Close, *, since: date) -> bool:
        """Tell whether something was done, from a day on, so that they do not meet there."""
        done = [each for each in self.ever(KeptApart) if each.child in (None, near.child)]
        of_this = any(each.meeting == near.of for each in done)
        of_all = (each for each in done if each.place == near.place and not each.meeting)
        return of_this or any(each.on >= since for each in of_all)

    def shares_the_home(self, near: Close, day: date) -> bool:
        """Tell whether it is the child's home, and they are its family, carer or staff."""
        return near.place == "address" and bool(self.now(Clearance, day))

    def named_in_files(self) -> Iterable[NamedInFile]:
        found = (each for each in self.spells if isinstance(each, NamedInFile))
        return (each for each in found if not each.waits)

    def looked_at_on(self, spell: NamedInFile, *, once_confirmed: bool = False) -> date | None:
        """Return the day on which it is looked at whether their name has to stand there still."""
        decided = self._decided(spell, once_confirmed=once_confirmed)
        days = [spell.review_on, *(each.review_on for each in decided if each.stays)]
        return max((each for each in days if each), default=None)

    def may_stand_until(self, spell: NamedInFile, *, once_confirmed: bool = False) -> date | None:
        """Return the last day on which their name may stand there, as it was decided last."""
        decided = self._decided(spell, once_confirmed=once_confirmed)
        ends = [spell.to, self.looked_at_on(spell, once_confirmed=once_confirmed)]
        ends += [each.on - A_DAY for each in decided[-1:] if not each.stays]
        return min((each for each in ends if each), default=None)

    @carries("CM-404")
    def to_be_sealed(self, day: date) -> set[int]:
        """Return from which children's files their name has to go: nobody decided it anew, it was
        decided that it goes, or whatever let it stand there ended or was a mistake. While a manager
        has still to say whether it may stand, nothing goes that could not come back."""
        return {
            child
            for child, last in self._over_by(day)
            if not self.may_be_named(child, day, once_confirmed=True)
            and all(each.on <= last for each in self.for_child(FileNameSealed, child))
        }

    @carries("CM-398", "CM-402")
    def may_be_named(self, child: int, day: date, *, once_confirmed: bool = False) -> bool:
        """Tell whether their name may stand on a child's file: not before the manager with whom it
        was decided has said that it was.

        :param once_confirmed: whether it may once she says so of all that waits for her.
        """
        of_it = (each for each in self.now(NamedInFile, day) if each.child == child)
        may = (each for each in of_it if once_confirmed or not each.waits)
        ends = (self.may_stand_until(each, once_confirmed=once_confirmed) for each in may)
        return any((end or date.max) >= day for end in ends)

    def was_named(self, child: int, day: date) -> bool:
        """Tell whether their name stood on a child's file, and may stand there no longer."""
        of = {each for each, _ in self._over_by(day)}
        return child in of and not self.may_be_named(child, day)

    def _over_by(self, day: date) -> Iterator[tuple[int, date]]:
        """Yield on which child's file their name might stand until which day before this one."""
        yield from self.named_by_mistake
        for each in self.named_in_files():
            last = self.may_stand_until(each)
            if last and last < day:
                yield int(each.child), last

    def _decided(self, spell: NamedInFile, *, once_confirmed: bool) -> list[FileNameDecided]:
        """Return what was decided of it since: that it goes holds at once, whoever confirms it."""
        since = spell.from_ or date.min
        decided = self.for_child(FileNameDecided, int(spell.child))
        counts = (each for each in decided if once_confirmed or not (each.waits and each.stays))
        return [each for each in counts if each.on >= since]

    @cached_property
    def _in_order(self) -> list[Happening]:
        return sorted(self.happenings, key=lambda each: each.on)
