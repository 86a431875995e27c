"""A field in its form, as GOV.UK's markup wants to know it."""

from itertools import chain
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from waymark.pages.fields import Radios
from waymark.pages.plainly import CHOOSE, CHOOSE_SOME

CLASSES = {
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "input": "govuk-input",
}
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),  # Django's is a kind of RadioSelect
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.MultiWidget, "parts"),
)
# The browser's own checks speak another language than our errors; GOV.UK's markup has none.
UNWANTED = ("required", "aria-invalid")


SAYS_THIS = ("Fill this in", CHOOSE, CHOOSE_SOME, "Tick this")  # and not what


class WaymarkField(BoundField):
    @property
    def kind(self) -> str:
        widget = self.field.widget
        return next((kind for type_, kind in KINDS if isinstance(widget, type_)), "input")

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_hint" if self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error" if self.errors else ""

    @property
    def aria_describedby(self) -> str:
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    @property
    def has_many_inputs(self) -> bool:
        return self.kind in {"radios", "checkboxes", "parts"}

    @property
    def target(self) -> str:
        """Return the id of the input where whoever mends this field should begin."""
        if self.kind == "parts":
            return f"{self.auto_id}_{min(self.wrong_parts, default=0)}"
        if self.has_many_inputs:
            return self.field.widget.id_for_label(self.auto_id, index="0")
        return self.auto_id

    def told_apart(self, error: str) -> str:
        """Return an error as it stands far from its field: "What happened? Fill this in"."""
        if not error.startswith(SAYS_THIS):
            return error
        return f"{self.label}{' ' if self.label.endswith('?') else ': '}{error}"

    @property
    def wrong_parts(self) -> set[int]:
        """Return which parts of a day are wrong: all of them, if the error names none."""
        if not self.errors:
            return set()
        params = self.errors.as_data()[0].params or {}
        return set(params.get("parts", range(len(self.field.widget.widgets))))

    @property
    def is_revealed(self) -> bool:
        """Tell whether this field shows only beneath the choice that asks for it."""
        return any(self.name in names for field in self.form for names in field.reveals.values())

    @property
    def reveals(self) -> dict[str, tuple[str, ...]]:
        return getattr(self.field.widget, "reveals", {})

    def revealed_by(self, value: object) -> list[BoundField]:
        """Return what a choice asks further, to stand below it."""
        if self.revealed_together:
            return []
        names = self.reveals.get(str(value), ())
        return [self.form[name] for name in names if name in self.form.fields]

    @property
    def revealed_together(self) -> list[tuple[BoundField, str]]:
        """Return what the choices ask further where more than one asks the same: each field once,
        in the order of the form, with the numbers of the choices that ask for it.

        Twice on a page, a field would say twice what it holds, and the empty one might be kept.
        """
        wanted = set(chain.from_iterable(self.reveals.values()))
        asked = {name: self._asked_by(name) for name in self.form.fields if name in wanted}
        if all(len(by) == 1 for by in asked.values()):
            return []
        return [(self.form[name], " ".join(map(str, by))) for name, by in asked.items()]

    def _asked_by(self, name: str) -> list[int]:
        """Return the numbers of the choices that ask for a field, from one on."""
        choices = (str(each.data["value"]) for each in self.subwidgets)
        return [at for at, code in enumerate(choices, 1) if name in self.reveals.get(code, ())]

    @property
    def may_stay_unsaid(self) -> bool:
        """Tell whether what was chosen may be taken back: a browser lets go of no radio button, so
        a further one says that nothing is said."""
        if not isinstance(self.field.widget, Radios) or self.field.required:
            return False
        return all(each.data["value"] != "" for each in self.subwidgets)

    @property
    def folded(self) -> list[forms.boundfield.BoundWidget]:
        """Return the choices that stand folded below those that are in sight."""
        in_sight = getattr(self.field.widget, "in_sight", ())
        return [each for each in self.subwidgets if in_sight and each.data["value"] not in in_sight]

    def value(self) -> Any:
        """Return what stands in the field, without a NUL, which is no letter and is not kept."""
        said = super().value()
        return said.replace("\0", "") if isinstance(said, str) else said

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        made = super().build_widget_attrs(attrs, widget)
        for name in UNWANTED:
            made.pop(name, None)
        if self.kind == "parts":
            made["wrong"] = self.wrong_parts
            return made
        if self.is_hidden:
            return made
        if self.has_many_inputs or not self.aria_describedby:
            made.pop("aria-describedby", None)
        made["class"] = self._classes()
        if "placeholder" in self.field.widget.attrs:
            made["placeholder"] = False  # it vanishes while one types; the label stays
        if self.kind == "textarea":
            made["cols"] = False
        made["maxlength"] = False  # with it a browser cuts what is pasted, and says nothing
        if type(self.field.widget) in (forms.Textarea, forms.TextInput):
            made["dir"] = "auto"  # right to left, where what is typed begins so
        return made

    def _classes(self) -> str:
        own = CLASSES[self.kind]
        given = self.field.widget.attrs.get("class", "")
        wrong = f"{own}--error" if self.errors and own.count("__") == 0 else ""
        return " ".join(filter(None, (own, given, wrong)))
