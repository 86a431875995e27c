"""Forms about who may open a child's record."""

from datetime import date
from typing import Any

from django import forms

from waymark.accounts.models import Role, User
from waymark.accounts.permissions import Permission, who_may
from waymark.children.models import Child, Named


class EmergencyForm(forms.Form):
    reference = forms.CharField(
        max_length=200,
        label="The child’s whole reference",
        help_text="As it stands on letters and court papers. A part of it opens nothing.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Give the whole reference"},
    )
    words = forms.CharField(
        max_length=20_000,
        label="What has happened, and why can it not wait?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what has happened and why it cannot wait"},
    )
    looker = forms.ModelChoiceField(
        label="Which senior manager must look at this?",
        help_text="She sees that you opened the record, when, and what you wrote here.",
        queryset=User.objects.none(),
        empty_label="Choose a senior manager",
        error_messages={"required": "Choose a senior manager"},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looker"].queryset = lookers(by)


class LookForm(forms.Form):
    found = forms.CharField(
        max_length=20_000,
        label="What did you find?",
        help_text="Was it right to open the record? Does anything follow from it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what you found"},
    )


class RestrictForm(forms.Form):
    named = forms.ModelMultipleChoiceField(
        label="Who may see this record?",
        help_text="You are always one of them.",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, by: User, child: Child, on: date, **kwargs: Any) -> None:
        named = Named.objects.filter(child=child).values_list("user", flat=True)
        workers = child.allocations.filter(period__contains=on).values_list("user", flat=True)
        initial = {"named": [*named] or [*workers]}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["named"].queryset = colleagues(by)


def lookers(by: User) -> Any:
    roles = who_may(Permission.REVIEW_EMERGENCIES)
    return _people(by).filter(role__in=roles).exclude(pk=by.pk)


def colleagues(by: User) -> Any:
    return _people(by).exclude(role=Role.ADMINISTRATOR).exclude(pk=by.pk)


def _people(by: User) -> Any:
    return User.objects.filter(service=by.service_id, is_active=True).order_by("name")
