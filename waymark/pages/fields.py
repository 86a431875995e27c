"""Fields that Django does not have, or asks for otherwise than people answer."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LETTERS_OF_A_MONTH = 3
FIGURES_OF_A_YEAR = 4
FIGURES_OF_ANY_PART = 9  # whatever has more is no number that we would reckon with
FIRST_YEAR = 1900
YEARS_AHEAD = 50  # no order and no plan reaches further
YES_NO = [("yes", "Yes"), ("no", "No")]
LONGEST = 20_000  # characters of one text
MOST = 10_000  # minutes, hours and months that somebody may have meant


class DayWidget(forms.MultiWidget):
    """Day, month and year, each in a box of its own, as people write a date."""

    template_name = "web/day.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: date | str | None) -> list[int | None]:
        """Take a day apart; text is a day as an address has it, and any other text is none."""
        day = _day_of_address(value) if isinstance(value, str) else value
        return [day.day, day.month, day.year] if day else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong = attrs.pop("wrong", set())
        context = super().get_context(name, value, attrs)
        for index, part in enumerate(context["widget"]["subwidgets"]):
            part |= {"label": PARTS[index].capitalize(), "is_wrong": index in wrong}
        return context


def _day_of_address(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class DayField(forms.Field):
    """A day; its errors say which part to mend."""

    widget = DayWidget
    default_error_messages = {
        "required": "Give a day, such as 14 5 2026",
        "missing": "Add the %(missing)s to this day",
        "short_year": "Give the year in four figures, such as 2026",
        "unreal": "Choose a real day, such as 14 5 2026",
        "far_year": "Give a year from %(first)s to %(last)s",
    }

    def to_python(self, value: Sequence[str | None] | date | None) -> date | None:
        if value is None or isinstance(value, date):
            return value
        written = [str(part or "").strip() for part in value]
        if not any(written):
            return None
        self._refuse_what_is_missing(written)
        return self._real_day(*written)

    def _refuse_what_is_missing(self, written: list[str]) -> None:
        parts = [index for index, part in enumerate(written) if not part]
        if parts:
            names = " and the ".join(PARTS[index] for index in parts)
            raise self._mistake("missing", parts, missing=names)

    def _real_day(self, day: str, month: str, year: str) -> date:
        numbers = [_number(day), _month(month), _number(year)]
        wrong = [index for index, number in enumerate(numbers) if number is None]
        if wrong:
            raise self._mistake("unreal", wrong)
        if len(year) != FIGURES_OF_A_YEAR:
            raise self._mistake("short_year", [2])
        try:
            made = date(numbers[2] or 0, numbers[1] or 0, numbers[0] or 0)
        except ValueError as fault:
            raise self._mistake("unreal", [0, 1, 2]) from fault
        self._refuse_a_far_year(made)
        return made

    def _refuse_a_far_year(self, made: date) -> None:
        """A year typed wrong would make duties in it, and pages that reckon with it."""
        last = timezone.localdate().year + YEARS_AHEAD
        if not FIRST_YEAR <= made.year <= last:
            raise self._mistake("far_year", [2], first=str(FIRST_YEAR), last=str(last))

    def _mistake(self, code: str, parts: list[int], **words: str) -> ValidationError:
        return ValidationError(
            self.error_messages[code], code=code, params={"parts": parts, **words}
        )


class ClockField(forms.TimeField):
    """A time of day."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {
        "required": "Give a time, such as 09:30",
        "invalid": "Give a time that there is, such as 09:30",
    }


class Radios(forms.RadioSelect):
    """One of several; `reveals` names the fields that a choice asks for further."""

    def __init__(
        self, *args: Any, reveals: dict[str, tuple[str, ...]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reveals = reveals or {}


class Chips(forms.CheckboxSelectMultiple):
    """Several of several, in short words on one or two lines.

    :param in_sight: the answers that are given most; the others are folded. As a rule none is.
    """

    group_class = "chips"

    def __init__(self, *args: Any, in_sight: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_sight = in_sight


class RadioChips(Radios):
    """One of several, in short words on one line."""

    group_class = "chips"


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or nothing said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=YES_NO,
            coerce=lambda said: said == "yes",
            empty_value=None,
            widget=RadioChips,
            **options,
        )

    def prepare_value(self, value: object) -> object:
        return {True: "yes", False: "no"}.get(value, value) if value is not None else None


class NumberField(forms.DecimalField):
    """A number that people write: 12, or 1.5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MOST, **options})

    def clean(self, value: Any) -> float | int | None:
        made = super().clean(value)
        if made is None:
            return None
        return int(made) if made == made.to_integral_value() else float(made)


class WordsField(forms.CharField):
    """Words of any length."""

    def __init__(
        self, label: str | None = None, *, rows: int = 2, asks: str = "", **options: Any
    ) -> None:
        """:param asks: what is said where there are no words; without it they may be left out."""
        if asks:
            options["error_messages"] = {"required": asks}
        area = forms.Textarea(attrs={"rows": rows})
        told = {"label": label, "required": bool(asks), "max_length": LONGEST, "widget": area}
        super().__init__(**{**told, **options})


class LinesField(forms.CharField):
    """Several texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST, **options)

    def prepare_value(self, value: object) -> object:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        written = super().clean(value).splitlines()
        return [line.strip() for line in written if line.strip()]


def on_or_after(earliest: date, because: str) -> Callable[[date], None]:
    """Refuse an earlier day: on_or_after(made_on, "when the order was made")."""

    def check(value: date) -> None:
        if value < earliest:
            raise ValidationError(f"Choose a day on or after {_written(earliest)}, {because}")

    return check


def on_or_before(latest: date, because: str) -> Callable[[date], None]:
    """Refuse a later day: on_or_before(today, "which is today")."""

    def check(value: date) -> None:
        if value > latest:
            raise ValidationError(f"Choose a day on or before {_written(latest)}, {because}")

    return check


def _number(written: str) -> int | None:
    is_number = written.isascii() and written.isdigit() and len(written) <= FIGURES_OF_ANY_PART
    return int(written) if is_number else None


def _month(written: str) -> int | None:
    """Return the month's number: it may be written 5, 05, May or may."""
    short = written[:LETTERS_OF_A_MONTH].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else _number(written)


def _written(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
