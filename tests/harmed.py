"""The victims' side, as tests of casework know it: it answers from names that a test gives."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from waymark import guard
from waymark.guidance import naming
from waymark.rules.names import Found, shared

OWN = 2  # of who may be there, the first are the child's own names


class VictimsSide:
    """Answers what casework asks; until a test says so, it knows of nobody who was harmed."""

    def __init__(self) -> None:
        self.names: dict[int, list[str]] = defaultdict(list)
        self.unnamed: dict[int, int] = defaultdict(int)
        self.is_away = False
        self.asked: list[dict[str, Any]] = []
        self.held: list[dict[str, Any]] = []
        self.cut: dict[str, bytes] = {}  # what was made of a file, by its key

    def protected_names(self, child: int, names: list[str], *, unnamed: int = 0) -> None:
        """Say who was harmed by a child, and how many nobody can name yet."""
        self.names[child], self.unnamed[child] = names, unnamed

    def answer(self, function: str, **told: Any) -> dict[str, Any]:
        if self.is_away:
            raise guard.Shut(guard.AWAY)
        if function == "reference" and (file := self.cut.get(told.get("file", ""))):
            return {"file": b64encode(file).decode()}
        if function != "mentions":
            return {"harmed": [], "letters": [], "applied": []}
        self.asked.append(told)
        found = list(self._mentions(**told))
        if file := told.get("file"):
            self.held.append(file)
            return {"found": [], "unnamed": 0, "waits": True}
        return {"found": found, "unnamed": self.unnamed[told["child"]]}

    def _mentions(
        self, texts: list[str], child: int, known: list[str], **_: Any
    ) -> Iterator[dict[str, Any]]:
        names = self.names[child]
        certain = naming.guard(names, known).find
        perhaps = shared(naming.guard(names, known[:OWN]), known[OWN:])
        for place, text in enumerate(texts):
            yield from (_mention(place, each, sure=each.sure) for each in certain(text))
            yield from (_mention(place, each, sure=False) for each in perhaps(text))


def _mention(place: int, found: Found, *, sure: bool) -> dict[str, Any]:
    return {"text": place, "start": found.start, "end": found.end, "sure": sure}


@pytest.fixture
def victims_side(monkeypatch: pytest.MonkeyPatch) -> VictimsSide:
    """Stand in where a test has no process of the victims' side."""
    side, at_the_door = VictimsSide(), guard._ask

    def ask(function: str, **told: Any) -> dict[str, Any]:
        answers = at_the_door if settings.VICTIMS_DOOR else side.answer
        return answers(function, **told)

    monkeypatch.setattr(guard, "_ask", ask)
    return side


@pytest.fixture
def protected_names(victims_side: VictimsSide) -> Any:
    return victims_side.protected_names


@pytest.fixture(autouse=True)
def nobody_harmed_is_known(victims_side: VictimsSide) -> None:
    """Until a test says who was."""
