"""How high something was judged, as steps from day to day. Pure geometry, as in `orderline`."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from waymark.pages.words import day

HEIGHTS = ("low", "medium", "high", "very-high")
TOP, STEP = 4, 8  # of a picture 32 high
NAMES = {"low": "Low", "medium": "Medium", "high": "High", "very-high": "Very high"}
OF_OFFENDING = {name: NAMES[name] for name in ("low", "medium", "high")}
LIKELIHOOD = {
    "unlikely": "Unlikely",
    "possible": "Possible",
    "likely": "Likely",
    "very-likely": "Very likely",
}
IMMINENCE = {
    "not-soon": "Not soon",
    "months": "Within months",
    "weeks": "Within weeks",
    "any-day": "Any day",
}


@dataclass(frozen=True)
class Levels:
    """One thing that is judged; each step is a day and the level from then on."""

    name: str
    steps: tuple[tuple[date, str], ...]
    today: date
    reasons: tuple[str, ...] = ()  # for each step, why it was judged so

    @property
    def now(self) -> str:
        return self.steps[-1][1].replace("-", " ")

    @property
    def path(self) -> str:
        """Return the steps as the path of a picture 100 wide and 32 high."""
        begins, level = self.steps[0]
        drawn = [f"M0 {_height(level)}"]
        length = max((self.today - begins).days, 1)
        for on, level in self.steps[1:]:
            drawn.append(f"H{round(min((on - begins).days / length, 1) * 100, 1)}V{_height(level)}")
        return "".join([*drawn, "H100"])

    @property
    def title(self) -> str:
        return f"{self.name}: {self.now} now"

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return the table behind the picture."""
        return [
            (day(on, self.today), f"{level.replace('-', ' ')}{said(reason)}")
            for (on, level), reason in zip_longest(self.steps, self.reasons, fillvalue="")
        ]


def said(reason: str) -> str:
    return f", because: {reason}" if reason else ""


def _height(level: str) -> int:
    """Return how far from the top a level is drawn."""
    up = HEIGHTS.index(level) if level in HEIGHTS else 0
    return TOP + STEP * (len(HEIGHTS) - 1 - up)
