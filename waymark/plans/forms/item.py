"""Everything in a plan but its goals: a form of a few questions each."""

from typing import Any

from django import forms
from django.http import QueryDict

from waymark.chronology.casefile import Document
from waymark.pages.fields import on_or_after
from waymark.plans import words
from waymark.plans.forms.fields import Offer, fields_of, shown, told
from waymark.rules.planned import ITEMS
from waymark.rules.planned import Plan as PlanShape

ASKED = {
    "controls": ("what", "keeps", "who", "agency"),
    "contingencies": ("agency", "who", "if_up", "if_down"),
    "family": ("whose", "need", "what"),
    "other_plans": ("agency", "name", "fits", "source"),
    "compulsory": ("why",),
    "left": ("because",),
}
MUST = {
    "controls": {"what": "Say what is done", "keeps": "Choose who is kept safe by it"},
    "contingencies": {},
    "family": {"need": "Say what they need"},
    "other_plans": {},
    "compulsory": {"why": "Say why it is required"},
    "left": {"because": "Say why nothing is planned for it now"},
}


class ItemForm(forms.Form):
    """One item of one of the plan's lists."""

    def __init__(
        self, data: QueryDict | None = None, *, group: str, standing: Document, offer: Offer
    ) -> None:
        super().__init__(data)
        self.group, self.standing = group, standing
        self.fields |= fields_of(group, ITEMS[group][0], ASKED[group], offer)
        for name, asks in MUST[group].items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = asks
        for name, field in self.fields.items():
            field.initial = shown(standing, name, field)
        if "source" in self.fields:
            self._offer_what_is_attached(offer, standing.get("source"))

    def _offer_what_is_attached(self, offer: Offer, stands: str | None) -> None:
        """Begin with the file that stands, put right or taken off since; ask nothing of none."""
        field, attached = self.fields["source"], offer.attached()
        if stands in attached:
            field.initial = attached[stands][0]
        elif stands:
            field.choices = [*field.choices, (stands, "A file that is not held here")]
        elif not attached:
            del self.fields["source"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not told(data, ASKED[self.group]):
            self.add_error(None, "Fill in at least one of these")
        return data

    @property
    def facts(self) -> Document:
        """Return the item as the case file has it; what no form asks is kept."""
        beside = {k: v for k, v in self.standing.items() if k not in ASKED[self.group]}
        return {**beside, **told(self.cleaned_data, ASKED[self.group])}


class WholeForm(forms.Form):
    """Which orders the plan is for, whom to call, and when it is looked at again."""

    ASKED = ("orders", "call_name", "call_number", "next_review_on", "changed_because")

    def __init__(
        self, data: QueryDict | None = None, *, group: str, standing: Document, offer: Offer
    ) -> None:
        super().__init__(data)
        del group
        self.standing = standing
        named = [name for name in self.ASKED if name != "orders"]
        self.fields |= fields_of("whole", PlanShape, named, offer)
        if offer.is_first:
            del self.fields["changed_because"]
        self.fields["next_review_on"].validators = [
            on_or_after(offer.today, "which is today"),
        ]
        for name, field in self.fields.items():
            field.initial = shown(standing, name, field)
        held = set(standing.get("orders") or ())
        known = dict(offer.orders)
        orders = [*offer.orders, *((one, "An earlier order") for one in held - known.keys())]
        if orders:
            self.fields["orders"] = forms.MultipleChoiceField(
                label=words.label("whole.orders", offer.name),
                choices=orders,
                initial=sorted(held),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def facts(self) -> Document:
        beside = {k: v for k, v in self.standing.items() if k not in self.fields}
        return {**beside, **told(self.cleaned_data, self.ASKED)}
