"""What the record holds of the three things by which an early end is looked at: beside each
question, and held against how it was judged. Where it shows less, why is asked."""

from collections.abc import Iterable, Iterator, Mapping

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.chronology import casefile
from waymark.engagement.criteria import Criterion, criteria
from waymark.papers.models import Paper
from waymark.papers.queries import Part, Read
from waymark.rules import asked
from waymark.rules.carries import carries
from waymark.rules.casefile import trusted
from waymark.rules.known import known_on

SHOWN = dict(zip(asked.LEVELS, ("met", "nearly met", "not met"), strict=True))
WHY = "Say why you judge it so: as far as the record shows, it is {shown}"
UNEXPLAINED = "{title}: say why it is judged so; as far as the record shows, it is {shown}."


def known_of_an_early_end(top: Header, part: Part) -> Mapping[str, str]:
    """Return what the record shows of each of the three, by the question about it."""
    return {each.question: each.beside for each in _of(top, part)}


@carries("CM-435")
def belies(top: Header, part: Part) -> Mapping[str, Mapping[str, str]]:
    """Return, by the question that asks why, to which answers the record shows less."""
    return {
        asked.EARLY_WHY[each.question]: {
            level: WHY.format(shown=SHOWN[each.proposed])
            for level in asked.LEVELS
            if is_better(level, each)
        }
        for each in _of(top, part)
        if each.proposed != asked.LEVELS[0]
    }


def is_better(level: str | None, than: Criterion) -> bool:
    """Tell whether one of the three was judged better than the record shows."""
    order = asked.LEVELS.index
    return level in asked.LEVELS and order(level) < order(than.proposed)


@carries("CM-435")
def unexplained(of: Read, found: Iterable[Criterion]) -> Iterator[tuple[str, str]]:
    """Yield the section of each of the three that is judged better than the record shows now, and
    nobody says why: it was judged when the record said otherwise."""
    belied = {
        each.question: UNEXPLAINED.format(title=each.title, shown=SHOWN[each.proposed])
        for each in found
        if is_better(of.said(each.question), each)
    }
    for part in of.parts:
        for question, words in belied.items():
            why = part.asked.question(asked.EARLY_WHY[question])
            if why and not of.said(why.id):
                yield part.asked.id, words


def _of(top: Header, part: Part) -> list[Criterion]:
    if part.asked.question(asked.EARLY_PLAN) is None:
        return []
    child = Child.objects.get(pk=top.child)
    document = casefile.documents([child.pk])[child.pk]
    case = known_on(trusted(document), top.today)
    order = case.order(Paper.objects.get(child=child, reference=part.paper).about)
    return criteria(child, top, case, document, order) if order else []
