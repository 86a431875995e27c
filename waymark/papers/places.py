"""What each form's papers are called on pages, and where their pages lead: said by the app whose
papers they are, at start-up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from waymark.children.header import Header
from waymark.children.models import Child
from waymark.children.views.about import Asked
from waymark.papers.models import Paper
from waymark.papers.queries import Part, Read
from waymark.papers.sections import Belies


@dataclass(frozen=True)
class Place:
    """A form's papers: where they are listed, and the page that completes one.

    `home` takes the child's id, `finish` the child's and the paper's; no finish, no button. Where
    `home` shows the sections of one that is open, as a part of more, it has no page of its own.
    """

    home: str
    finish: str = ""
    finishes: str = ""  # the words of the button
    home_shows_open: bool = False
    # What others said, by the section that it is read beside: `words`, by `who`, asked what, on
    # which day, and how the section says otherwise.
    voices: Callable[[Header, Sequence[Part]], Mapping[str, list[Any]]] | None = None
    # What is read aloud with the child before a section is answered: `called`, and its parts.
    aloud: Callable[[Asked, Paper, Part], list[Any]] | None = None
    # What the record holds of what is asked, by the id of the question that it stands beside.
    known: Callable[[Header, Part], Mapping[str, str]] | None = None
    # To which answers the record shows otherwise, by the question that then asks why.
    belies: Callable[[Header, Part], Belies] | None = None
    # The page of one paper, and what more it shows of one that is completed.
    template: str = "papers/paper.html"
    concludes: Callable[[Read, Child, Header], list[Any]] | None = None
    # What is done once somebody has opened one that is completed.
    opened: Callable[[Asked, Paper], None] | None = None
    # Of whom a paper is, where a form has one of each of several, in words.
    of_whom: Callable[[Paper], str] | None = None

    def called(self, read: Read) -> str:
        return f"{read.called}: {self.of_whom(read.paper)}" if self.of_whom else read.called


_places: dict[str, Place] = {}


def register(form: str, place: Place) -> None:
    _places[form] = place


def of(form: str) -> Place:
    """Return where a form's papers belong.

    :raises Http404: where no app of Waymark has such papers, as for one of another system's.
    """
    if form not in _places:
        raise Http404
    return _places[form]
