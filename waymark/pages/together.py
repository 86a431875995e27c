"""Several forms on one page, checked and told about as one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict


class Together:
    """Looks like a form to `error_summary`; each form keeps its own name in the page."""

    def __init__(self, **named: forms.BaseForm | BaseFormSet) -> None:
        self.named = named

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["named"][name]
        except KeyError:
            raise AttributeError(name) from None

    def is_valid(self) -> bool:
        answers = [each.is_valid() for each in self.named.values()]  # each, for its errors
        return all(answers)

    def add_error(self, field: None, reason: str) -> None:
        """Put a reason that belongs to no field at the top of the page."""
        next(self._forms()).add_error(field, reason)

    def not_yet(self) -> "Together":
        """Keep what was typed and say nothing about it: it was not handed in."""
        for form in self._forms():
            form._errors = ErrorDict()  # noqa: SLF001
        return self

    @property
    def errors(self) -> dict[str, Any]:
        return {
            f"{form.prefix}-{name}": found
            for form in self._forms()
            if form.is_bound
            for name, found in form.errors.items()
        }

    def non_field_errors(self) -> list[str]:
        return [error for form in self._forms() for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        for form in self._forms():
            yield from form

    def _forms(self) -> Iterator[forms.BaseForm]:
        for each in self.named.values():
            if isinstance(each, BaseFormSet):
                yield from each.forms
            else:
                yield each
