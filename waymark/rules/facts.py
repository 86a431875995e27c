"""Typed facts: each shape of record is declared once, as a frozen dataclass, and the declaration
drives checking, building, and what a store must know of each field.

    @event("contact", retention="case")
    class Contact(Event):
        outcome: Plain[str]                # required
        method: Plain[str | None] = None   # optional: a null is as good as absent
        said: Words = None                 # free text, stored apart

A trailing underscore stands for a name that Python keeps for itself (`from_` is "from"). Fields
that no shape declares are kept in the document and never looked at.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from dataclasses import Field as DataclassField
from datetime import date, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    NewType,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from waymark.rules.findings import Findings
from waymark.rules.values import (
    Anything,
    Clock,
    Day,
    Flag,
    Keyed,
    Many,
    Number,
    OneOf,
    Reference,
    Text,
    Value,
)

OrderId = NewType("OrderId", str)
EventId = NewType("EventId", str)


class Sensitivity(StrEnum):
    PLAIN = "plain"
    PERSONAL = "personal"
    SPECIAL = "special"  # health, ethnicity, faith, sexuality, care: special category data
    PROTECTED = "protected"  # could lead someone to a person who must not be found
    WORDS = "words"  # free text: stored apart from its record, and can be sealed


# What is held of somebody who was harmed goes by purposes of its own: `rules.harmed.retention`.
Retention = Literal["case", "looked-after", "public-protection", "victim"]

T = TypeVar("T")
Plain = Annotated[T, Sensitivity.PLAIN]
Personal = Annotated[T, Sensitivity.PERSONAL]
Special = Annotated[T, Sensitivity.SPECIAL]
Protected = Annotated[T, Sensitivity.PROTECTED]
Words = Annotated[str | None, Sensitivity.WORDS]


class Field(NamedTuple):
    name: str  # in the document
    attribute: str  # in our dataclass
    value: Value
    required: bool
    sensitivity: Sensitivity
    retention: Retention
    default: Any = None


class Shape:
    """Base of every record."""

    noun: ClassVar[str] = ""  # what a reference calls it, where its id can be referred to
    # False where each version of a thing keeps the id that the first had.
    named_once: ClassVar[bool] = True
    version: ClassVar[int] = 1  # goes up when a field comes to mean something else
    fields: ClassVar[Mapping[str, Field]] = {}  # by name in the document
    references: ClassVar[tuple[str, ...]] = ()  # attributes that name other records
    readers: ClassVar[Mapping[str, tuple[str, Callable[[Any], Any] | None]]] = {}

    @classmethod
    def chosen_for(cls, _raw: Mapping[str, Any]) -> type["Shape"]:
        """The shape of one record; a family of shapes chooses by what the record says."""
        return cls

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong between fields that are each right: the field to name, and the problem."""
        return iter(())


S = TypeVar("S", bound=Shape)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def shape(*, retention: Retention) -> Callable[[type[S]], type[S]]:
    """Make a class a frozen dataclass and read its declaration."""

    def declare(cls: type[S]) -> type[S]:
        declared = dataclass(frozen=True, kw_only=True)(cls)
        hints = get_type_hints(cls, include_extras=True)
        found = [
            _field(cls, field, hints[field.name], retention)
            for field in fields(cast("Any", declared))
        ]
        declared.fields = {field.name: field for field in found}
        declared.references = tuple(field.attribute for field in found if field.value.refers)
        declared.readers = {field.name: (field.attribute, field.value.build) for field in found}
        return declared

    return declare


def build(declared: type[S], raw: Mapping[str, Any]) -> S:
    """One record from a document that was checked before: quick, and asks nothing.

    Only what the document gives is set, defaults are read from the class: twice as fast as
    calling a frozen dataclass, which sets every field.
    """
    chosen = declared.chosen_for(raw)
    reader_of = chosen.readers.get
    facts = {}
    for name, value in raw.items():
        reader = reader_of(name)
        if reader is not None and value is not None:
            attribute, make = reader
            facts[attribute] = value if make is None else make(value)
    record = object.__new__(chosen)
    object.__setattr__(record, "__dict__", facts)
    return cast("S", record)


def check(declared: type[Shape], raw: Any, path: str, findings: Findings) -> None:
    """Find every fault of one record and of the records in it."""
    if not isinstance(raw, dict):
        findings.fault(path, "must be an object")
        return
    chosen = declared.chosen_for(raw)
    if chosen.named_once and "id" in chosen.fields and isinstance(raw.get("id"), str):
        findings.named(f"{path}.id", chosen.noun, raw["id"])
    before = len(findings.faults)
    for field in chosen.fields.values():
        _check_field(field, raw.get(field.name), _inside(path, field.name), findings)
    if len(findings.faults) == before:
        for name, problem in build(chosen, raw).faults():
            findings.fault(_inside(path, name), problem)


def _check_field(field: Field, raw: Any, path: str, findings: Findings) -> None:
    if raw is not None:
        field.value.check(raw, path, findings)
    elif field.required:
        findings.fault(path, "is missing")


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def ends_before_it_begins(begins: date | None, ends: date | None) -> bool:
    return begins is not None and ends is not None and ends < begins


class Nested:
    """A record inside a record."""

    refers = False

    def __init__(self, shape: type[Shape]) -> None:
        self.shape = shape

    def check(self, raw: Any, path: str, findings: Findings) -> None:
        check(self.shape, raw, path, findings)

    def build(self, raw: Any) -> Shape:
        return build(self.shape, raw)


def _field(cls: type, field: "DataclassField[Any]", hint: Any, retention: Retention) -> Field:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{cls.__name__}.{field.name} does not say how sensitive it is")
    hint, sensitivity = get_args(hint)
    required = field.default is MISSING
    default = None if required else field.default
    name = field.name.rstrip("_")
    return Field(name, field.name, _value(hint), required, sensitivity, retention, default)


SCALARS: dict[Any, Value] = {
    str: Text(),
    bool: Flag(),
    float: Number(),
    date: Day(),
    time: Clock(),
    object: Anything(),
    OrderId: Reference("order"),
    EventId: Reference("event"),
}


def _value(hint: Any) -> Value:
    """The kind of value that an annotation asks for; `X | None` asks for an X."""
    if hint in SCALARS:
        return SCALARS[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (hint,) = (part for part in parts if part is not NoneType)
        return _value(hint)
    if origin is tuple:
        return Many(_value(parts[0]))
    if origin is Mapping:
        return Keyed(_value(parts[1]))
    if origin is Literal:
        return OneOf(*parts)
    if isinstance(hint, type) and issubclass(hint, Shape):
        return Nested(hint)
    raise TypeError(f"no value is known for {hint!r}")
