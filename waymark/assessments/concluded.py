"""What an assessment concludes on each risk: every part of a judgement under its words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from waymark.assessments.queries import SCALED, SCALED_WHY, Risk, case_of, risks
from waymark.assessments.words import ASKED, RESTS_ON
from waymark.children.header import Header
from waymark.children.models import Child
from waymark.pages.levels import IMMINENCE, LIKELIHOOD
from waymark.pages.levels import NAMES as LEVELS
from waymark.papers.queries import Read
from waymark.rules.judging import Judged

Hide = Callable[[str], str]
CODES = {"likelihood": LIKELIHOOD, "imminence": IMMINENCE, "indicative": LEVELS}


@dataclass(frozen=True)
class Concluded:
    """One risk as it was judged: how high, on which day, and what that rests on."""

    name: str
    level: str
    on: date | None
    because: str
    rests_on: tuple[tuple[str, str], ...]


def concluded(risk: Risk, judged: Judged | None, hide: Hide) -> Concluded | None:
    if judged is None:
        return None
    because = hide(judged.event.because or "")
    level = LEVELS.get(judged.level, judged.level)
    told = tuple(_rests_on(risk.domain, judged, hide))
    return Concluded(risk.name, level, judged.event.on, because, told)


def of_paper(read: Read, child: Child, top: Header) -> list[Concluded]:
    """Return how the risks were judged in an assessment, and the scaled level.

    One query a table of the case file, and one.
    """
    found = risks(case_of(child, top.today), top.today)
    judged = ((risk, risk.judged_in(read.paper)) for risk in found)
    levels = [concluded(risk, each, top.near.hide) for risk, each in judged]
    return [*filter(None, levels), *_scaled(read, top.near.hide)]


def _scaled(read: Read, hide: Hide) -> Iterator[Concluded]:
    """Yield how much contact the assessment finds right, where its form asks and somebody said."""
    final, indicative = (_said(read, name) for name in SCALED)
    if final:
        first = (("Indicated at first", indicative),) if indicative else ()
        because = hide(read.said(SCALED_WHY) or "")
        yield Concluded("Scaled level", final, None, because, first)


def _said(read: Read, name: str) -> str:
    choices = {each.id: dict(each.choices) for _, each in read.form.questions}.get(name, {})
    return choices.get(read.said(name), "")


def _rests_on(domain: str, judged: Judged, hide: Hide) -> Iterator[tuple[str, str]]:
    for name in ASKED:
        said = getattr(judged.event, f"{domain}_{name}")
        if said:
            yield RESTS_ON[name], CODES[name].get(said, said) if name in CODES else hide(said)
    if judged.event.not_yet_because:
        yield "The rest is not said yet", hide(judged.event.not_yet_because)
