"""Which answers of a form ask for an alert on the child's record: `[[alert]]` in the form.

[[alert]]
kind = "carries-weapons"                    # a code of the list `alerts`
answers = { safety-from = ["self"] }        # these answers to these questions
words = ["knife", "machete*"]               # or these words (`*`: any ending) …
where = ["harm", "serious_harm"]            # … in these sections, questions or judgements
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from waymark.guidance import speaking


@dataclass(frozen=True)
class AlertWhen:
    kind: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    @cached_property
    def _spoken(self) -> re.Pattern[str]:
        return speaking.pattern(self.words)

    def is_asked_by(self, said: Any, *places: str) -> bool:
        """Tell whether an answer asks for this alert.

        :param places: the ids of its question and section, or of what is judged.
        """
        if any(
            code in codes
            for place in places
            for code in _codes(said)
            if (codes := self.answers.get(place))
        ):
            return True
        is_read = bool(self.words) and not set(places).isdisjoint(self.where)
        return is_read and any(self._spoken.search(speaking.plain(text)) for text in _texts(said))


def _codes(said: Any) -> Iterable[Any]:
    return said if isinstance(said, list) else [said]


def _texts(said: Any) -> Iterator[str]:
    """Yield what was typed: the words of an answer, or of what it says is needed."""
    yield from (
        each
        for each in (said.values() if isinstance(said, dict) else [said])
        if isinstance(each, str)
    )


def read(raw: Mapping[str, Any]) -> AlertWhen:
    answers = {name: tuple(codes) for name, codes in raw.get("answers", {}).items()}
    return AlertWhen(raw["kind"], answers, tuple(raw.get("words", ())), tuple(raw.get("where", ())))
