"""A child's copy of the plan: one version of it in plain blocks, for paper, a phone or the ear.

    copy_of(plan, called="Sophie", frame=frame("en"), surnames=["Marsh"], hide=near.hide)

Only what is named here passes: no surname, no offence, no address, nothing of controls or
contingencies, no finding of the assessment and no need of the family's. What is sent out lives on
as `Copy.document()`, whatever becomes of the plan.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from waymark.guidance.frames import TITLES, Frame
from waymark.guidance.sheets import numbers_to_ring
from waymark.rules.carries import carries
from waymark.rules.planned import Goal, Plan
from waymark.rules.planned import Step as PlannedStep

Says = Callable[[str], str]
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
    by: str = ""
    must: str = ""
    done: str = ""

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beneath the step, in small."""
        return tuple(filter(None, (self.who, self.by, self.must, self.done)))


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
    steps = tuple(Step(**each) for each in kept["steps"])
    return Block(**{**kept, "says": tuple(kept["says"]), "steps": steps})


@carries("CM-079")
def copy_of(
    plan: Plan,
    *,
    called: str,
    frame: Frame,
    made_on: date | None = None,
    surnames: Collection[str] = (),
    hide: Says = str,
) -> Copy:
    """Return the copy of one version of a plan, around the words that were agreed.

    :param surnames: of the child, the family and the workers: a first name stands without them.
    :param hide: leaves a gap for what is protected.
    """

    def says(text: str | None) -> str:
        return without_surnames(hide(text or ""), surnames).strip()

    opening = [frame.say("yours", name=called)]
    if made_on is not None:
        opening.append(frame.say("made", day=frame.day_of(made_on)))
    blocks = (
        *(_goal(goal, frame, says) for goal in _in_order(plan)),
        _helps(plan, frame, says),
        _why(plan, frame, says),
        _whom_to_call(plan, frame, says),
        _again(plan, frame),
    )
    return Copy(
        language=frame.language,
        direction=frame.direction,
        title=frame.title,
        opening=tuple(opening),
        blocks=tuple(each for each in blocks if each is not None),
        closing=(frame.ask,),
    )


def _in_order(plan: Plan) -> list[Goal]:
    """Return the goals that have not ended; what the child wants for itself comes first."""
    order = ("own", *TITLES[:-1])
    under_way = (goal for goal in plan.goals if goal.ended_on is None)
    return sorted(under_way, key=lambda goal: order.index(goal.family))


def _goal(goal: Goal, frame: Frame, says: Says) -> Block:
    told = []
    if success := says(goal.success):
        told.append(f"{frame.success} {success}")
    told += _what_the_child_thinks(goal, frame, says)
    steps = tuple(_step(each, frame, says) for each in goal.steps)
    return Block(
        id=goal.id,
        title=frame.titles[goal.family],
        picture=goal.family,
        quote=frame.say("said", words=words) if (words := says(goal.words)) else "",
        says=tuple(told),
        steps_title=frame.steps if steps else "",
        steps=steps,
    )


def _what_the_child_thinks(goal: Goal, frame: Frame, says: Says) -> list[str]:
    """Return whether the child agreed, and why not: a copy says that too."""
    if goal.child is None:
        return []
    told = [getattr(frame, goal.child.replace("-", "_"))]
    if because := says(goal.child_because):
        told.append(frame.say("you_said", words=because))
    return told


def _step(step: PlannedStep, frame: Frame, says: Says) -> Step:
    return Step(
        what=says(step.what),
        who=says(step.who),
        by=frame.say("by", day=frame.day_of(step.by)) if step.by and not step.done_on else "",
        must=frame.must if step.requirement and not step.done_on else "",
        done=frame.done if step.done_on else "",
    )


def _helps(plan: Plan, frame: Frame, says: Says) -> Block | None:
    """Return what the child is good at and has: of what a goal rests on, the strengths alone."""
    strengths = (
        says(basis.said)
        for goal in _in_order(plan)
        for basis in goal.because
        if basis.kind == "strength"
    )
    told = tuple(dict.fromkeys(filter(None, strengths)))
    return Block("helps", frame.titles["helps"], "helps", says=told) if told else None


@carries("CM-136")
def _why(plan: Plan, frame: Frame, says: Says) -> Block | None:
    told = tuple(filter(None, (says(each.why) for each in plan.compulsory)))
    if not told:
        return None
    return Block("why", frame.titles["why"], "why", says=(frame.because, *told))


@carries("CM-120")
def _whom_to_call(plan: Plan, frame: Frame, says: Says) -> Block:
    name, number = says(plan.call_name), says(plan.call_number)
    told = [frame.call_about, frame.say("help_now", **numbers_to_ring())]
    if name:
        told.insert(0, frame.say("call" if number else "call_only", name=name, number=number))
    return Block("call", frame.titles["call"], "call", says=tuple(told))


def _again(plan: Plan, frame: Frame) -> Block:
    on = plan.next_review_on
    told = frame.say("again_on", day=frame.day_of(on)) if on else frame.again
    return Block("again", frame.titles["again"], "again", says=(told,))


def without_surnames(text: str, surnames: Collection[str]) -> str:
    """Return text in which a first name stands without its surname; "Mr Marsh" stays as it is."""
    for surname in filter(None, surnames):
        written = "|".join(map(re.escape, {surname, surname.upper(), surname.title()}))
        text = re.sub(rf"\b({A_FIRST_NAME})[ \u00a0]+(?:{written})(?!\w)", r"\1", text)
    return text


@carries("CM-332")
def interpreted(copy: Copy, texts: Mapping[str, str], language: str) -> Copy:
    """Return the copy as an interpreter wrote it: for each block, its text; the first line on top.

    :raises MissingText: with the titles of the blocks that have no text yet.
    """
    missing = [
        title for name, title in to_interpret(copy).items() if not texts.get(name, "").strip()
    ]
    if missing:
        raise MissingText(missing)
    title, *opening = _written(texts["opening"])
    return Copy(
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        title=title,
        opening=tuple(opening),
        blocks=tuple(_in_words_of(each, texts[each.id]) for each in copy.blocks),
    )


def to_interpret(copy: Copy) -> dict[str, str]:
    """Return the id of each part that an interpreter writes, and what it is called."""
    return {"opening": copy.title, **{each.id: each.title for each in copy.blocks}}


def _in_words_of(block: Block, text: str) -> Block:
    title, *says = _written(text)
    return replace(block, title=title, quote="", says=tuple(says), steps_title="", steps=())


def _written(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class MissingText(Exception):
    """An interpreter has still to write these parts."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = titles
