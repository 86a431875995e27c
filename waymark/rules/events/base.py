"""What every event says, and the register of the kinds that are known."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar, dataclass_transform

from waymark.rules.facts import EventId, Plain, Retention, Sensitivity, Shape, shape

KINDS: dict[str, type["Event"]] = {}


@shape(retention="case")
class Event(Shape):
    """Something that happened. Kinds that nobody declared are kept as this."""

    noun: ClassVar = "event"

    id: Plain[str]
    on: Plain[date]
    kind: Plain[str]
    recorded_on: Plain[date | None] = None
    corrects: Plain[EventId | None] = None

    @classmethod
    def chosen_for(cls, raw: Mapping[str, Any]) -> type[Shape]:
        kind = raw.get("kind")
        return KINDS.get(kind, Event) if isinstance(kind, str) else Event

    @classmethod
    def read_from(cls, words: Mapping[str, str]) -> Mapping[str, Any]:
        """Return the facts that are read off what was written, and are asked by themselves of
        nobody: words are kept apart, and no duty reads them."""
        del words
        return {}

    @property
    def words(self) -> Mapping[str, str]:
        """Return what was written, by field; nothing where it is kept apart."""
        declared = self.fields.values()
        words = [field.attribute for field in declared if field.sensitivity is Sensitivity.WORDS]
        return {name: text for name in words if (text := getattr(self, name)) is not None}

    @property
    def written_on(self) -> date:
        return self.recorded_on or self.on

    def is_known_on(self, day: date) -> bool:
        return self.on <= day and self.written_on <= day


E = TypeVar("E", bound=Event)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(kind: str, *, retention: Retention) -> Callable[[type[E]], type[E]]:
    """Declare the facts of one kind of event."""

    def declare(cls: type[E]) -> type[E]:
        KINDS[kind] = shape(retention=retention)(cls)
        return cls

    return declare
