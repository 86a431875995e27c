"""A child's copy of the plan: one version of it in plain blocks, for paper, a phone or the ear.

    copy_of(plan, Telling(frame("en"), surnames=["Marsh"], hide=near.hide), called="Sophie")

Only what is named here passes: no surname, no offence, no address, nothing of controls or
contingencies, no finding of the assessment, and no need of the family's but in a copy for whoever
looks after the child. What is sent out lives on
as `Copy.document()`, whatever becomes of the plan.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from waymark.guidance.frames import TITLES, Frame
from waymark.guidance.sheets import numbers_to_ring
from waymark.rules.carries import carries
from waymark.rules.events.restorative import RestorativeActivityPlanned as Repair
from waymark.rules.planned import FamilyNeed, Goal, Plan
from waymark.rules.planned import Step as PlannedStep

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "prs", "ps", "ur"})
# The short names that browsers, printers and voices know the languages of the code list by.
TAGS = dict(
    re.findall(
        r"(\w+)=(\w+)",
        "amh=am ara=ar ben=bn bul=bg ces=cs cmn=zh cym=cy deu=de ell=el eng=en fas=fa fra=fr "
        "guj=gu hin=hi hun=hu ita=it lav=lv lit=lt nep=ne nld=nl pan=pa pol=pl por=pt pus=ps "
        "ron=ro rus=ru slk=sk som=so spa=es sqi=sq swa=sw swe=sv tam=ta tgl=tl tha=th tir=ti "
        "tur=tr ukr=uk urd=ur vie=vi wol=wo yor=yo ",
    )
)
A_FIRST_NAME = r"(?!(?:The|Mr|Mrs|Ms|Miss|Mx|Dr|Sir)\b)[^\W\d_a-z][\w-]*"


@dataclass(frozen=True)
class Step:
    what: str
    who: str = ""
    often: str = ""
    by: str = ""
    must: str = ""
    done: str = ""
    activity: str = ""  # what was planned to make something right, by its event

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beneath the step, in small."""
        return tuple(filter(None, (self.who, self.often, self.by, self.must, self.done)))


@dataclass(frozen=True)
class Block:
    """One part of the copy, with a picture; `quote` is what the child said."""

    id: str
    title: str
    picture: str
    quote: str = ""
    says: tuple[str, ...] = ()
    steps_title: str = ""
    steps: tuple[Step, ...] = ()
    stops: tuple[Step, ...] = ()  # that stand in an interpreter's words, and may be said no to

    @property
    def lines(self) -> Iterator[str]:
        """Yield all that the block says, as somebody reads it out."""
        yield from filter(None, (self.title, self.quote))
        yield from self.says
        yield from filter(None, (self.steps_title,))
        for step in self.steps:
            yield ", ".join((step.what, *step.beside))


@dataclass(frozen=True)
class Copy:
    language: str
    direction: str
    title: str
    opening: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        yield from (self.title, *self.opening)
        for block in self.blocks:
            yield from block.lines
        yield from self.closing

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def document(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Copy":
        """Return the copy that was kept."""
        return cls(
            language=document["language"],
            direction=document["direction"],
            title=document["title"],
            opening=tuple(document["opening"]),
            blocks=tuple(_block(each) for each in document["blocks"]),
            closing=tuple(document["closing"]),
        )


def _block(kept: Mapping[str, Any]) -> Block:
    steps, stops = (
        tuple(Step(**each) for each in kept.get(name, ())) for name in ("steps", "stops")
    )
    return Block(**{**kept, "says": tuple(kept["says"]), "steps": steps, "stops": stops})


class Repairing(NamedTuple):
    """What is planned to make something right, and the hours of it that are still to do."""

    planned: Repair
    hours: float = 0  # none where nobody agreed on any
    are_owed: bool = False  # an order asks hours of the child, and this counts in them


@dataclass(frozen=True)
class Telling:
    """How a copy says what a plan says: in which language, with which gaps, on which day."""

    frame: Frame
    surnames: Collection[str] = ()
    hide: Callable[[str], str] = str
    on: date | None = None  # the day on which it is read; a day before it is past

    def says(self, text: str | None) -> str:
        return without_surnames(self.hide(text or ""), self.surnames).strip()

    def quotes(self, text: str | None) -> str:
        """Return the child's own words: whatever name they say, it is not ours to cut out."""
        return self.hide(text or "").strip()

    def is_past(self, day: date) -> bool:
        return self.on is not None and day < self.on


@carries("CM-079")
def copy_of(
    plan: Plan,
    telling: Telling,
    *,
    called: str,
    made_on: date | None = None,
    together: bool = False,
    needs: Iterable[FamilyNeed] = (),
    repairs: Collection[Repairing] = (),
) -> Copy:
    """Return the copy of one version of a plan, around the words that were agreed.

    :param together: the child had a hand in making it.
    :param needs: what whoever looks after the child needs, for whom this copy is.
    :param repairs: what is planned to make something right.
    """
    frame = telling.frame
    opening = [frame.say("yours", name=called)]
    if made_on is not None:
        opening.append(frame.say("made" if together else "agreed", day=frame.day_of(made_on)))
    goals = (goal_block(goal, telling) for goal in in_order(plan))
    right = repairing(repairs, telling, telling.says(plan.call_name))
    rest = (right, own_needs(needs, telling), *(part(plan, telling) for part in BESIDE_THE_GOALS))
    return Copy(
        language=frame.language,
        direction=frame.direction,
        title=frame.title,
        opening=tuple(opening),
        blocks=tuple(each for each in (*goals, *rest) if each is not None),
        closing=(frame.ask,),
    )


def in_order(plan: Plan) -> list[Goal]:
    """Return the goals that have not ended; what the child wants for itself comes first."""
    order = ("own", *TITLES[:-1])
    under_way = (goal for goal in plan.goals if goal.ended_on is None)
    return sorted(under_way, key=lambda goal: order.index(goal.family))


def goal_block(goal: Goal, telling: Telling) -> Block:
    frame = telling.frame
    told = []
    if success := telling.says(goal.success):
        told.append(f"{frame.success} {success}")
    told += _what_the_child_thinks(goal, telling)
    steps = tuple(step_of(each, telling) for each in goal.steps)
    return Block(
        id=goal.id,
        title=frame.titles[goal.family],
        picture=goal.family,
        quote=frame.say("said", words=words) if (words := telling.quotes(goal.words)) else "",
        says=tuple(told),
        steps_title=frame.steps if steps else "",
        steps=steps,
    )


def _what_the_child_thinks(goal: Goal, telling: Telling) -> list[str]:
    """Return whether the child agreed, and why not. Why a child could not answer is ours to say:
    those are no words of the child's."""
    if goal.child is None:
        return []
    told = [getattr(telling.frame, goal.child.replace("-", "_"))]
    if goal.child == "disagrees" and (because := telling.quotes(goal.child_because)):
        told.append(telling.frame.say("you_said", words=because))
    return told


def step_of(step: PlannedStep, telling: Telling) -> Step:
    frame, is_done = telling.frame, bool(step.done_on)
    by = ""
    if step.by and not is_done:
        by = frame.say("was_by" if telling.is_past(step.by) else "by", day=frame.day_of(step.by))
    return Step(
        what=telling.says(step.what),
        who=telling.says(step.who),
        often=_how_often(step, frame) if not is_done else "",
        by=by,
        must=frame.must if step.requirement and not is_done else "",
        done=frame.done if is_done else "",
    )


def _how_often(step: PlannedStep, frame: Frame) -> str:
    """Say how often a week, unless the days themselves say it."""
    days, times = frame.on_days(step.weekdays), step.times_a_week or 0
    if not times or times == len(step.weekdays):
        return days
    return ", ".join(filter(None, (_times(times, frame), days)))


def _times(times: float, frame: Frame) -> str:
    if times < 1:
        return frame.say("every_weeks", number=str(round(1 / times)))
    return frame.once_a_week if times == 1 else frame.say("a_week", number=f"{times:g}")


@carries("EP-109")
def own_needs(needs: Iterable[FamilyNeed], telling: Telling) -> Block | None:
    """Return what somebody who looks after the child needs, and what is done about it."""
    told = ((telling.says(each.need), telling.says(each.what)) for each in needs)
    lines = tuple(": ".join(filter(None, each)) for each in told if any(each))
    return Block("needs", telling.frame.titles["needs"], "helps", says=lines) if lines else None


@carries("CM-357", "CM-409")
def repairing(repairs: Collection[Repairing], telling: Telling, tell: str = "") -> Block | None:
    """Return what is planned to make something right: the kind of thing, its day and its hours
    alone. What anybody else wants or asks is not ours to tell.

    :param tell: whom somebody tells who wants it no more: paper has no tap.
    """
    frame, steps = telling.frame, []
    for each, hours, _ in repairs:
        day = each.planned_for
        is_known = day is not None and not telling.is_past(day)
        on = frame.say("on", day=frame.day_of(day)) if day and is_known else ""
        if what := frame.repairs.get(each.form):
            left = frame.say("hours_left", number=f"{hours:g}") if hours else ""
            steps.append(Step(what=what, often=left, by=on, activity=each.id))
    if not steps:
        return None
    says = [frame.freely]
    if tell:
        says.append(frame.say("change_mind", name=tell))
    if any(each.are_owed for each in repairs):
        says.append(frame.hours_stay)
    title = frame.titles["repairing"]
    return Block("repairing", title, "repair", says=tuple(says), steps=tuple(steps))


def helps(plan: Plan, telling: Telling) -> Block | None:
    """Return what the child is good at and has: of what a goal rests on, the strengths alone."""
    strengths = (
        telling.says(basis.said)
        for goal in in_order(plan)
        for basis in goal.because
        if basis.kind == "strength"
    )
    told = tuple(dict.fromkeys(filter(None, strengths)))
    title = telling.frame.titles["helps"]
    return Block("helps", title, "helps", says=told) if told else None


@carries("CM-136")
def why(plan: Plan, telling: Telling) -> Block | None:
    """Return why some things must be done, as it was written for the child: whoever looks after the
    child reads that it was said to the child."""
    told = tuple(filter(None, (telling.says(each.why) for each in plan.compulsory)))
    if not told:
        return None
    frame = telling.frame
    said = (frame.say("said_why", words=each) for each in told)
    return Block("why", frame.titles["why"], "why", says=(frame.because, *said))


@carries("CM-009", "CM-120")
def whom_to_call(plan: Plan, telling: Telling) -> Block:
    return call_block(telling.says(plan.call_name), telling.says(plan.call_number), telling.frame)


def call_block(name: str, number: str, frame: Frame) -> Block:
    told = [frame.call_about, frame.say("help_now", **numbers_to_ring())]
    if name:
        told.insert(0, frame.say("call" if number else "call_only", name=name, number=number))
    return Block("call", frame.titles["call"], "call", says=tuple(told))


def again(plan: Plan, telling: Telling) -> Block:
    frame, on = telling.frame, plan.next_review_on
    is_known = on is not None and not telling.is_past(on)
    told = frame.say("again_on", day=frame.day_of(on)) if on and is_known else frame.again
    return Block("again", frame.titles["again"], "again", says=(told,))


BESIDE_THE_GOALS = (helps, why, whom_to_call, again)


def without_surnames(text: str, surnames: Collection[str]) -> str:
    """Return text in which a first name stands without its surname; "Mr Marsh" stays as it is."""
    for surname in filter(None, surnames):
        written = "|".join(map(re.escape, {surname, surname.upper(), surname.title()}))
        text = re.sub(rf"\b({A_FIRST_NAME})[ \u00a0]+(?:{written})(?!\w)", r"\1", text)
    return text


@carries("CM-332")
def interpreted(
    copy: Copy, texts: Mapping[str, str], language: str, stops: Block | None = None
) -> Copy:
    """Return the copy as an interpreter wrote it: for each block, its text; the first line on top.

    :param stops: what is planned to make something right, in the nearest words of ours.
    :raises MissingText: with the titles of the blocks that have no text yet.
    """
    missing = [
        title for name, (title, *_) in to_interpret(copy).items() if not texts.get(name, "").strip()
    ]
    if missing:
        raise MissingText(missing)
    title, *opening = _written(texts["opening"])
    ours = {stops.id: stops.steps} if stops else {}
    return Copy(
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        title=title,
        opening=tuple(opening),
        blocks=tuple(
            _in_words_of(each, texts[each.id], ours.get(each.id, ())) for each in copy.blocks
        ),
    )


def to_interpret(copy: Copy) -> dict[str, tuple[str, ...]]:
    """Return the id of each part that an interpreter writes, and its lines, the heading first."""
    return {
        "opening": (copy.title, *copy.opening),
        **{each.id: tuple(each.lines) for each in copy.blocks},
    }


def _in_words_of(block: Block, text: str, stops: tuple[Step, ...]) -> Block:
    title, *says = _written(text)
    told = {"title": title, "says": tuple(says), "stops": stops}
    return replace(block, **told, quote="", steps_title="", steps=())


def _written(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class MissingText(Exception):
    """An interpreter has still to write these parts."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = titles
