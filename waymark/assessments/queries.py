"""What is known from assessments: how far one is, what it concludes, how risks were judged."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from waymark.assessments.words import NAMES
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.chronology.models import Words
from waymark.chronology.sentences import Naming, sentence
from waymark.guidance.forms import ACTION
from waymark.pages.levels import Levels
from waymark.pages.overtime import Happened, OverTime
from waymark.pages.words import about
from waymark.papers import queries
from waymark.papers.models import Paper
from waymark.papers.queries import Read
from waymark.papers.since import Since
from waymark.rules.asked import CARING, FREE_DAYS, STRENGTHS
from waymark.rules.carries import carries
from waymark.rules.case import Case
from waymark.rules.casefile import trusted
from waymark.rules.events import Event
from waymark.rules.events.plans import AssessmentCompleted
from waymark.rules.events.risk import SafetyPlanMade
from waymark.rules.gates.agreeing import Conclusions, Finding
from waymark.rules.gates.prompting import Assessment
from waymark.rules.judging import (
    DOMAINS,
    Judged,
    between,
    happened_since_judged,
    judged,
    learnt_after,
)
from waymark.rules.known import known_on

ASSESSMENT = "assessment"
TOLD_IN_WORDS = ("judgement", "safety-plan-made")
SCALED = ("explanations-scaled", "explanations-scaled-indicative")  # the final level goes first
SCALED_IN = "explanations"
SCALED_WHY = "explanations-scaled-why"
NO_REASON = "The scaled level: say why it moved, or why it is still right"
NO_SOURCE = "whom you spoke to, or what you read"
NOT_ASSESSED = "an assessment"
NOT_FINISHED = "the assessment that is begun: finish it"
LEARNT = {
    "judgement": "A risk was judged anew",
    "incident": "An incident",
    "new-charge": "A new charge",
    "significant-change": "Something changed",
    "placement-made": "A new placement",
    "custody-entered": "Into custody",
    "custody-left": "Out of custody",
    "weapon-found": "A weapon was found",
}
ANSWERED = {
    "plan-agreed": "A plan was agreed",
    "plan-amended": "The plan was changed",
    "plan-reviewed": "The plan was looked at again",
}


@dataclass(frozen=True)
class Risk:
    """One risk, as it was judged so far."""

    domain: str
    name: str
    judged: tuple[Judged, ...]
    levels: Levels | None

    @property
    def last(self) -> Judged | None:
        return self.judged[-1] if self.judged else None

    def judged_in(self, paper: Paper) -> Judged | None:
        """Return the last judgement of an assessment; one of another system's names none, and is
        of it if it was made after the day on which it was begun, until it was finished."""
        last_day = paper.completed_on or date.max
        for each in reversed(self.judged):
            named = each.event.paper
            is_between = paper.began_on < each.event.on <= last_day
            if named == paper.reference or (not named and is_between):
                return each
        return None


@dataclass(frozen=True)
class Assessed:
    """What stands on the page of a child's assessments."""

    open: Paper | None
    done: list[Paper]
    risks: list[Risk]
    over_time: OverTime
    safe_by: list[SafetyPlanMade]  # what keeps people safe from today, in force
    was_safe_by: SafetyPlanMade | None  # where none is in force: the last that was


def assessed(child: Child, case: Case, on: date, hide: Callable[[str], str]) -> Assessed:
    """Gather the page of a child's assessments. One query.

    :param case: with the words of its judgements.
    :param hide: leaves a gap where a reason tells what is protected.
    """
    papers = queries.of(child, ASSESSMENT)
    found = risks(case, on, hide)
    safe_by = case.all(SafetyPlanMade)
    in_force = [each for each in safe_by if each.holds_on(on)]
    return Assessed(
        open=next((each for each in papers if each.completed_on is None), None),
        done=[each for each in papers if each.completed_on],
        risks=found,
        over_time=OverTime(
            tuple(each.levels for each in found if each.levels),
            tuple(_happened(each) for each in between(case)),
            on,
        ),
        safe_by=in_force[::-1],
        was_safe_by=safe_by[-1] if safe_by and not in_force else None,
    )


def since_judged(case: Case, domain: str, top: Header) -> list[Since]:
    """Return, the newest first, what may say otherwise of a risk and came after it was judged."""
    naming = Naming(top.first_name, top.today, top.near.names)
    return [
        Since(each.on, str(top.near.hide(sentence(each.kind, vars(each), naming))))
        for each in reversed(happened_since_judged(case, domain))
    ]


def case_of(child: Child, on: date) -> Case:
    """Return the child's case, with the words of its judgements and of what keeps people safe from
    today; sealed words are no words.

    One query a table of the case file, and one.
    """
    document = casefile.documents([child.pk])[child.pk]
    words = Words.objects.filter(child=child, event__kind__in=TOLD_IN_WORDS, text__isnull=False)
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for reference, field, text in words.values_list("event__reference", "field", "text"):
        said[reference][field] = text
    events = [{**each, **said.get(each["id"], {})} for each in document["events"]]
    return known_on(trusted({**document, "events": events}), on)


def _happened(event: Event) -> Happened:
    if event.kind in ANSWERED:
        return Happened(event.on, "plan", ANSWERED[event.kind])
    return Happened(event.on, "learnt", LEARNT[event.kind])


def risks(case: Case, on: date, hide: Callable[[str], str] | None = None) -> list[Risk]:
    """Return how each risk was judged; with `hide`, what is drawn says why as well."""
    return [_risk(domain, tuple(judged(case, domain)), on, hide) for domain in DOMAINS]


def _risk(
    domain: str, found: tuple[Judged, ...], on: date, hide: Callable[[str], str] | None
) -> Risk:
    steps = tuple((each.event.on, each.level) for each in found)
    reasons = tuple(str(hide(each.event.because or "")) for each in found) if hide else ()
    drawn = Levels(NAMES[domain], steps, on, reasons) if steps else None
    return Risk(domain, NAMES[domain], found, drawn)


def not_yet(read: Read, judged_risks: Iterable[Risk]) -> list[str]:
    """Say what an assessment still needs before it is completed: answers, and judgements of its
    own.

    :param read: with its sources.
    """
    missing = [f"{part.asked.title}: {question.asks}" for part, question in read.missing]
    unjudged = [each.name for each in judged_risks if not each.judged_in(read.paper)]
    sources = [] if rests_on_something(read) else [NO_SOURCE]
    judgements = (f"A judgement: {name.lower()}" for name in unjudged)
    return [*missing, *sources, *judgements, *scaled_without_a_reason(read)]


def scaled_without_a_reason(read: Read) -> list[str]:
    """A scaled level says why it moved, or why it is still right: anew where it was given anew."""
    answers = read.answers
    final, why = answers.get(SCALED[0], {}), answers.get(SCALED_WHY, {})
    is_anew = final.get("in") == read.paper.reference
    is_said = bool(why.get("said")) and (not is_anew or why.get("in") == final.get("in"))
    return [] if is_said or not final.get("said") else [NO_REASON]


@carries("EP-084")
def rests_on_something(read: Read) -> bool:
    """Tell whether somebody wrote down whom or what an assessment rests on.

    :param read: with its sources.
    """
    return bool(read.sources)


def rests_on(child: Child, agreed_on: date | None) -> Paper | None:
    """Return the assessment on which a plan rests that was agreed on a day. One query."""
    done = (each for each in queries.of(child, ASSESSMENT) if each.completed_on)
    return next((each for each in done if not agreed_on or each.completed_on <= agreed_on), None)


@carries("CM-083")
def conclusions(child: Child, read: Callable[[Paper], Read] = queries.read) -> Conclusions:
    """Return what the last completed assessment came to; where there is none, what is missing.

    Three queries.

    :param read: reads a paper, for whoever reads it for something else too.
    """
    papers = queries.of(child, ASSESSMENT)
    done = next((each for each in papers if each.completed_on), None)
    if done is None:
        return Conclusions(missing=_missing(papers[0]) if papers else (NOT_ASSESSED,))
    found, name = read(done), child.first_name
    return Conclusions(
        (),
        tuple(findings(found, name)),
        tuple(strengths(found, name)),
        tuple(keep_clear(found, name)),
    )


def last_assessed(child: Child, case: Case, on: date) -> Assessment | None:
    """Return the assessment on which a plan rests that is agreed on a day, and what is newer.

    Of one that was made elsewhere only its day is known. One query.
    """
    papers = [each for each in queries.of(child, ASSESSMENT) if each.began_on <= on]
    ended = [each.completed_on for each in papers if each.completed_on]
    ended += [each.on for each in case.all(AssessmentCompleted)]
    last = max((each for each in ended if each <= on), default=None)
    if last is None:
        return None
    is_begun = any(each.completed_on is None or each.completed_on > on for each in papers)
    learnt = [each.on for each in learnt_after(case, last) if each.on <= on]
    return Assessment(last, len(learnt), max(learnt, default=None), is_begun_anew=is_begun)


def _missing(under_way: Paper) -> tuple[str, ...]:
    parts = (part for part, _ in queries.read(under_way).missing)
    return tuple(dict.fromkeys(part.asked.title for part in parts)) or (NOT_FINISHED,)


def findings(read: Read, name: str) -> Iterable[Finding]:
    """Yield each area of an assessment in which something needs to be done, of a child so named."""
    return (
        Finding(part.asked.id, about(part.asked.title, name), part.needs)
        for part in read.parts
        if part.needs
    )


@carries("CM-243", "CM-304")
def keep_clear(read: Read, name: str) -> Iterable[Finding]:
    """Yield what an assessment says of days and times that a plan must fit around."""
    for part in read.parts:
        for question in part.questions:
            said = part.said(question) if question.id in (CARING, FREE_DAYS) else None
            if isinstance(said, str) and said:
                yield Finding(question.id, about(question.asks, name), said)


def strengths(read: Read, name: str) -> Iterable[Finding]:
    """Yield what the child can build on, as the assessment says it."""
    part = read.part(STRENGTHS)
    for question in part.questions if part else ():
        said = part.said(question) if part else None
        if isinstance(said, str) and question.answer != ACTION:
            yield Finding(question.id, about(question.asks, name), said)
