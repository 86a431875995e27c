"""The advice that stands on a page: first what is so of this child; of the rest, one line a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from waymark.children.header import Header
from waymark.children.models import Episode
from waymark.guidance import code_list
from waymark.guidance.advising import Advice, advice_at
from waymark.rules.carries import carries_what
from waymark.web.provisions import Why, why

IN_SIGHT = 1  # whoever records on a phone sees the form first
INTERPRETER = "interpreter"  # another language is no difficulty in talking


@dataclass(frozen=True)
class Line:
    words: str
    why: list[Why]
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Advised:
    in_sight: list[Line]
    folded: list[Line]


@carries_what("advice.toml")
def advised(request: HttpRequest, header: Header | None = None) -> Advised | None:
    """Say on a page what helps in working with the child there. At most one query."""
    if header and header.gone_on:
        return None
    at = advice_at(_page(request))
    known = set(_known_of(header, at)) if header else set()
    own = [each for each in at if known.intersection(each.known)]
    for_all = [each for each in at if not each.known]
    today = (header.today if header else timezone.localdate()).toordinal()
    turn = today % len(for_all) if for_all else 0
    name = header.first_name if header else ""
    lines = [_line(each, name) for each in (*own, *for_all[turn:], *for_all[:turn])]
    return Advised(lines[:IN_SIGHT], lines[IN_SIGHT:])


def _page(request: HttpRequest) -> str:
    """Return the page as `guidance/advice.toml` names it."""
    match = request.resolver_match
    if match is None or match.url_name is None:
        return ""
    kind = match.kwargs.get("kind")
    return f"{match.url_name}:{kind}" if match.url_name == "record-event" else match.url_name


def _known_of(header: Header, at: Iterable[Advice]) -> Iterator[str]:
    """Yield what is known of a child, of that which the page asks for."""
    asked = {known for each in at for known in each.known}
    talking = {each.code for each in code_list("needs").codes if each.group == "communication"}
    if "communication" in asked and header.needs & (talking - {INTERPRETER}):
        yield "communication"
    if "mental-health" in asked and "mental-health" in header.needs:
        yield "mental-health"
    if "looked-after" in asked:
        care = Episode.objects.filter(child=header.child, kind="looked_after")
        if care.filter(period__contains=header.today).exists():
            yield "looked-after"


def _line(advice: Advice, name: str) -> Line:
    return Line(
        advice.words.format(name=name), [why(each) for each in advice.provisions], advice.links
    )
