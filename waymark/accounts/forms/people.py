"""What an administrator is asked for."""

from typing import Any

from django import forms

from waymark.accounts import queries
from waymark.accounts.models import Role, Team, User
from waymark.accounts.permissions import roles_here


class PersonForm(forms.Form):
    """Role and team of somebody in the administrator's service."""

    role = forms.ChoiceField(
        choices=roles_here,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="No team")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = queries.teams(user)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InviteForm(PersonForm):
    name = forms.CharField(
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the name that colleagues know"},
    )
    email = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Type the work e-mail address",
            "invalid": "Type an e-mail address, such as jo@example.org",
        },
    )
    field_order = ["name", "email", "role", "team"]


class TeamForm(forms.Form):
    name = forms.CharField(
        label="The team's name",
        max_length=120,
        error_messages={"required": "Type the team's name"},
    )


class ReasonForm(forms.Form):
    """Why, and how one made sure who is asking."""

    reason = forms.CharField(
        label="What happened, and how did you make sure who is asking?",
        help_text="Such as “Phone stolen on Monday; I rang her back on her desk number”.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what happened, and how you made sure who is asking"},
    )
