"""What is asked about who works with the child, and where the case is."""

from datetime import date
from typing import Any

from django import forms

from waymark.accounts.models import Service, User
from waymark.children.questions.registering import LedField, WorkerField
from waymark.children.working import Whereabouts
from waymark.chronology.casefile import Document
from waymark.pages.choices import choices
from waymark.pages.fields import DayField, Radios, on_or_after, on_or_before
from waymark.pages.sure import make_sure

TWO_LINES = {"rows": 2}


class WorkerForm(forms.Form):
    def __init__(self, *args: Any, by: User, label: str, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["worker"] = WorkerField(by=by, label=label)


class HandOverForm(forms.Form):
    """What makes it a handing over; the gates ask for the last three."""

    why = forms.CharField(
        max_length=20_000,
        label="Why is the worker changing?",
        error_messages={"required": "Say why, in a few words"},
    )
    introduced = forms.CharField(
        max_length=20_000,
        label="How is the new worker introduced?",
        help_text="For example: both visit together on Tuesday.",
        widget=forms.Textarea(attrs=TWO_LINES),
        required=False,
    )
    need_not_repeat = forms.CharField(
        max_length=20_000,
        label="What need not be told again?",
        help_text="What the child has told already, and where it is written.",
        widget=forms.Textarea(attrs=TWO_LINES),
        required=False,
    )
    not_yet_because = forms.CharField(
        max_length=20_000, label="If either is not settled yet: why not?", required=False
    )

    def facts(self) -> Document:
        names = ("why", "introduced", "need_not_repeat", "not_yet_because")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


class HandOverToForm(HandOverForm):
    field_order = ("worker",)

    def __init__(self, *args: Any, by: User, without: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"] = WorkerField(by=by, label="New worker", without=without)
        self.order_fields(self.field_order)


class LeaverForm(HandOverForm):
    """Each child of a worker who leaves, with the worker chosen for the child."""

    def __init__(
        self, *args: Any, by: User, leaver: User, children: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.to = {f"to_{each.child_id}": each.child_id for each in children}
        people = list(WorkerField(by=by, without=leaver).queryset)
        named = [("", "Choose somebody"), *((str(each.pk), each.name) for each in people)]
        self.people = {str(each.pk): each for each in people}
        for each in children:
            self.fields[f"to_{each.child_id}"] = forms.ChoiceField(
                label=each.child.full_name,
                choices=named,
                error_messages={"required": f"Choose a worker for {each.child.first_name}"},
            )
        self.order_fields([*self.to])

    def chosen(self) -> dict[int, User]:
        return {child: self.people[self.cleaned_data[name]] for name, child in self.to.items()}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=2_000, label="Why?", error_messages={"required": "Say why, in a few words"}
    )


class CoverForm(forms.Form):
    first = DayField(label="First day away")
    last = DayField(label="Last day away")

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["away"] = LedField(by=by, label="Who is away?")
        self.fields["worker"] = LedField(by=by, without=by, label="Who stands in?")
        self.fields["last"].validators.append(on_or_after(today, "which is today"))
        self.order_fields(["away", "worker", "first", "last"])


class DutyDayForm(forms.Form):
    day = DayField(label="Day")

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"] = LedField(by=by, without=by, label="Who answers for the duty desk?")
        self.fields["day"].validators.append(on_or_after(today, "which is today"))
        self.order_fields(["worker", "day"])


class MoveForm(forms.Form):
    """Where the case goes; each kind asks for its own fact."""

    KINDS = {
        "case-closed": "Close the case",
        "case-reopened": "Open it again",
        "case-transferred": "Hand the case over to another service",
        "case-received": "The case came here from another service",
        "brought-forward": "The record was kept in another system until now",
    }

    kind = forms.ChoiceField(
        label="What happens to the case?",
        choices=KINDS,
        widget=Radios(
            reveals={
                "case-closed": ("reason", "left_because"),
                "case-reopened": ("again",),
                "case-transferred": ("to_service", "transfer"),
                "case-received": ("from_service",),
                "brought-forward": ("source",),
            }
        ),
        error_messages={"required": "Choose what happens to the case"},
    )
    reason = forms.CharField(max_length=2_000, label="Why is it closed?", required=False)
    left_because = forms.CharField(
        max_length=2_000,
        label="Why is what is still open left?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    again = forms.CharField(max_length=2_000, label="Why is it opened again?", required=False)
    to_service = forms.CharField(max_length=2_000, label="To which service?", required=False)
    transfer = forms.ChoiceField(label="Why?", required=False)
    from_service = forms.CharField(max_length=2_000, label="From which service?", required=False)
    source = forms.CharField(max_length=2_000, label="From which system?", required=False)
    on = DayField(label="On which day?")

    ASKS = {
        "case-closed": ("reason", "reason", "Say why the case is closed"),
        "case-reopened": ("again", "reason", "Say why the case is opened again"),
        "case-transferred": ("to_service", "to_service", "Type the name of the service"),
        "case-received": ("from_service", "from_service", "Type the name of the service"),
        "brought-forward": ("source", "source", "Type the name of the system"),
    }

    IF_GONE = ("case-reopened", "case-received")

    def __init__(self, *args: Any, today: date, case: Whereabouts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.running, self.left = case.running, case.left
        if not self.left:
            del self.fields["left_because"]
            kind = self.fields["kind"].widget
            kind.reveals = {**kind.reveals, "case-closed": ("reason",)}
        self.fields["kind"].choices = [
            (kind, words)
            for kind, words in self.KINDS.items()
            if kind == "case-received" or (kind in self.IF_GONE) == case.is_gone
        ]
        reasons = choices("transfer-reasons", today, nothing="Choose")
        self.fields["transfer"].choices = reasons
        self.fields["on"].validators.append(on_or_before(today, "which is today"))
        self.fields["on"].initial = today

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        asked, _, words = self.ASKS.get(data.get("kind", ""), ("", "", ""))
        if asked and not data.get(asked):
            self.add_error(asked, words)
        if data.get("kind") == "case-closed" and self.running:
            said = f"{self.running}. Tick this to close the case all the same"
            make_sure(self, "Yes, close the case", said)
        if data.get("kind") == "case-closed" and self.left and not data.get("left_because"):
            self.add_error("left_because", "Say why what is still open is left, or do it first")
        return data

    def facts(self) -> Document:
        data = self.cleaned_data
        asked, named, _ = self.ASKS[data["kind"]]
        facts = {"kind": data["kind"], "on": data["on"].isoformat(), named: data[asked]}
        if data["kind"] == "case-transferred" and data["transfer"]:
            facts["reason"] = data["transfer"]
        if data["kind"] == "case-closed" and self.left:
            facts["left"] = [duty.key for duty in self.left]
            facts["left_because"] = data["left_because"]
        return facts


class HostForm(forms.Form):
    reason = forms.CharField(
        max_length=2_000, label="Why?", error_messages={"required": "Say why, in a few words"}
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"] = forms.ModelChoiceField(
            Service.objects.exclude(pk=by.service_id).order_by("name"),
            label="Which service works with the child from day to day?",
            empty_label="Choose a service",
            error_messages={"required": "Choose a service"},
        )
        self.order_fields(["host", "reason"])
